// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/glue_metrics.h"

#include "core/metrics/reference.h"
#include "study/error.h"

#include <cmath>
#include <limits>
#include <vector>

namespace alphascope {
namespace {

using testing::expectSame;
using testing::referenceCases;

const double kNaN = std::numeric_limits<double>::quiet_NaN();

std::vector<double> doubles(const nlohmann::json& values) {
    std::vector<double> result;
    for (const auto& value : values) result.push_back(testing::number(value));
    return result;
}

TEST(GlueMetrics, ClassScoresEqualScikitLearn) {
    for (const auto& known : referenceCases("classification")) {
        SCOPED_TRACE(known.at("name").get<std::string>());
        const auto truth = known.at("truth").get<std::vector<int>>();
        const auto predicted = known.at("predicted").get<std::vector<int>>();
        expectSame(accuracy(truth, predicted), known.at("accuracy"));
        expectSame(f1Score(truth, predicted), known.at("f1"));
        expectSame(matthewsCorrelation(truth, predicted), known.at("matthews"));
    }
}

TEST(GlueMetrics, F1OfTheOtherClassSwapsTheRoles) {
    const std::vector<int> truth{0, 0, 0, 1};
    const std::vector<int> predicted{0, 0, 1, 1};
    EXPECT_DOUBLE_EQ(f1Score(truth, predicted, 0), 4.0 / 5.0);
    EXPECT_DOUBLE_EQ(f1Score(truth, predicted, 1), 2.0 / 3.0);
    EXPECT_DOUBLE_EQ(f1Score(truth, predicted, 7), 0.0);
}

TEST(GlueMetrics, MatthewsHoldsForAMillionSamples) {
    // Products of counts reach 1e12 here; 32-bit integers would overflow. Table: 400k, 100k, 100k,
    // 400k.
    std::vector<int> truth(1000000), predicted(1000000);
    for (int i = 0; i < 1000000; ++i) {
        truth[static_cast<std::size_t>(i)] = i < 500000;
        predicted[static_cast<std::size_t>(i)] = (i < 500000) == (i % 5 != 0);
    }
    EXPECT_NEAR(matthewsCorrelation(truth, predicted), 0.6, 1e-12);
}

TEST(GlueMetrics, CorrelationsAndRanksEqualSciPy) {
    for (const auto& known : referenceCases("correlation")) {
        SCOPED_TRACE(known.at("name").get<std::string>());
        const auto x = doubles(known.at("x"));
        const auto y = doubles(known.at("y"));
        expectSame(pearson(x, y), known.at("pearson"));
        expectSame(spearman(x, y), known.at("spearman"));
        if (!known.at("ranks").is_null()) {
            EXPECT_EQ(midRanks(x), doubles(known.at("ranks")));
        }
    }
}

TEST(GlueMetrics, CorrelationCountsASampleAsOftenAsItIsSaidTo) {
    const std::vector<double> x{1, 2, 4, 9}, y{2, 1, 5, 7};
    const std::vector<std::uint32_t> times{2, 0, 3, 1};
    const std::vector<double> long_x{1, 1, 4, 4, 4, 9}, long_y{2, 2, 5, 5, 5, 7};
    EXPECT_NEAR(pearson(x, y, times), pearson(long_x, long_y), 1e-12);
    const std::vector<std::uint32_t> only_one{0, 4, 0, 0};
    EXPECT_TRUE(std::isnan(pearson(x, y, only_one)));
}

TEST(GlueMetrics, CorrelationOfFewerThanTwoSamplesIsUndefined) {
    EXPECT_TRUE(std::isnan(pearson(std::vector<double>{1.0}, std::vector<double>{2.0})));
    EXPECT_TRUE(std::isnan(spearman(std::vector<double>{}, std::vector<double>{})));
}

TEST(GlueMetrics, ANaNScoreLeavesNoRanks) {
    for (const double rank : midRanks(std::vector<double>{1.0, kNaN, 0.5}))
        EXPECT_TRUE(std::isnan(rank));
    EXPECT_TRUE(
        std::isnan(pearson(std::vector<double>{1.0, kNaN, 0.5}, std::vector<double>{1, 2, 3})));
    const std::vector<char> positive{1, 0, 1};
    EXPECT_TRUE(std::isnan(areaUnderRoc(positive, std::vector<double>{0.5, kNaN, 0.1})));
}

TEST(GlueMetrics, AreaUnderTheCurveEqualsScikitLearn) {
    for (const auto& known : referenceCases("auc")) {
        SCOPED_TRACE(known.at("name").get<std::string>());
        std::vector<char> positive;
        for (const auto& flag : known.at("positive")) positive.push_back(flag.get<int>() != 0);
        expectSame(areaUnderRoc(positive, doubles(known.at("score"))), known.at("auc"));
    }
}

TEST(GlueMetrics, AreaUnderTheCurveNeedsBothClasses) {
    const std::vector<double> score{0.1, 0.2};
    EXPECT_TRUE(std::isnan(areaUnderRoc(std::vector<char>{1, 1}, score)));
    EXPECT_TRUE(std::isnan(areaUnderRoc(std::vector<char>{0, 0}, score)));
    EXPECT_TRUE(std::isnan(areaUnderRoc(std::vector<char>{}, std::vector<double>{})));
}

TEST(GlueMetrics, PrecisionAtKIsTheMeanOverTheOrdersOfTies) {
    for (const auto& known : referenceCases("precision")) {
        SCOPED_TRACE(known.at("name").get<std::string>());
        std::vector<char> positive;
        for (const auto& flag : known.at("positive")) positive.push_back(flag.get<int>() != 0);
        expectSame(precisionAtK(positive, doubles(known.at("score")), known.at("k")),
                   known.at("precision"));
    }
}

TEST(GlueMetrics, PrecisionAtKNeedsPlacesAndAnOrder) {
    const std::vector<char> positive{1, 0};
    const std::vector<double> score{0.1, 0.2}, broken{0.1, kNaN};
    EXPECT_TRUE(std::isnan(precisionAtK(positive, score, 0)));
    EXPECT_TRUE(std::isnan(precisionAtK(positive, score, 3)));
    EXPECT_TRUE(std::isnan(precisionAtK(positive, broken, 1)));
    EXPECT_THROW(precisionAtK(positive, std::vector<double>{0.1}, 1), Error);
}

TEST(GlueMetrics, TheLargestLogitIsNumPys) {
    for (const auto& known : referenceCases("argmax")) {
        SCOPED_TRACE(known.at("name").get<std::string>());
        std::vector<float> logits;
        for (const auto& value : known.at("logits"))
            logits.push_back(static_cast<float>(testing::number(value)));
        EXPECT_EQ(argmaxRows(logits, 3).front(), known.at("class").get<int>());
    }
}

TEST(GlueMetrics, NothingToScoreIsNotAScoreOfZero) {
    const std::vector<int> none;
    EXPECT_TRUE(std::isnan(accuracy(none, none)));
    EXPECT_TRUE(std::isnan(f1Score(none, none)));
    EXPECT_TRUE(std::isnan(matthewsCorrelation(none, none)));
}

TEST(GlueMetrics, RefusesSidesOfDifferentSize) {
    const std::vector<int> two{0, 1}, three{0, 1, 1};
    const std::vector<double> a{0.1}, b{0.1, 0.2};
    EXPECT_THROW(accuracy(two, three), Error);
    EXPECT_THROW(f1Score(two, three), Error);
    EXPECT_THROW(matthewsCorrelation(two, three), Error);
    EXPECT_THROW(pearson(a, b), Error);
    EXPECT_THROW(spearman(a, b), Error);
    EXPECT_THROW(areaUnderRoc(std::vector<char>{1}, b), Error);
    EXPECT_THROW(accuracy(two, std::vector<int>{0, -1}), Error);
}

TEST(GlueMetrics, TheLargestLogitWinsAndTiesGoLow) {
    const std::vector<float> logits{0.1F, 0.3F, 0.2F, 0.5F, 0.5F, 0.1F, -2.0F, -1.0F, -1.0F};
    EXPECT_EQ(argmaxRows(logits, 3), (std::vector<int>{1, 0, 1}));
    EXPECT_THROW(argmaxRows(logits, 2), Error);
    EXPECT_THROW(argmaxRows(logits, 0), Error);
}

TEST(ScoreTask, NamesEveryMetricOfTheTaskInItsOrder) {
    const std::vector<float> labels{1, 1, 0, 0};
    const std::vector<float> logits{0, 1, 0, 1, 0, 1, 1, 0};  // predicts 1 1 1 0
    const auto scores = scoreTask(findTask("mrpc"), labels, logits);
    ASSERT_EQ(scores.size(), 2U);
    EXPECT_EQ(scores[0].first, "f1");
    EXPECT_DOUBLE_EQ(scores[0].second, 0.8);
    EXPECT_EQ(scores[1].first, "accuracy");
    EXPECT_DOUBLE_EQ(scores[1].second, 0.75);
}

TEST(ScoreTask, ComparesScoresWithLabelsInRegression) {
    const std::vector<float> labels{0.0F, 0.2F, 0.4F, 1.0F};
    const std::vector<float> logits{0.1F, 0.2F, 0.3F, 9.0F};  // monotone, far from a line
    const auto scores = scoreTask(findTask("stsb"), labels, logits);
    ASSERT_EQ(scores.size(), 2U);
    EXPECT_EQ(scores[0].first, "pearson");
    EXPECT_EQ(scores[1].first, "spearman");
    EXPECT_LT(scores[0].second, 0.999);
    EXPECT_DOUBLE_EQ(scores[1].second, 1.0);
}

TEST(ScoreTask, RefusesLogitsThatDoNotFitTheLabels) {
    const std::vector<float> labels{1, 0}, logits{0, 1, 0, 1, 0, 1};
    EXPECT_THROW(scoreTask(findTask("sst2"), labels, logits), Error);
    EXPECT_THROW(scoreTask(findTask("stsb"), labels, logits), Error);
}

TEST(MajorityScores, AnswerTheMostFrequentTrainLabel) {
    const std::vector<float> train{1, 1, 0}, dev{0, 0, 0, 1};  // dev's own majority is 0
    const auto scores = majorityScores(findTask("mrpc"), train, dev);
    EXPECT_DOUBLE_EQ(scores[0].second, 0.4);  // F1 of always 1: precision 1/4, recall 1
    EXPECT_DOUBLE_EQ(scores[1].second, 0.25);
}

TEST(MajorityScores, HaveNoCorrelation) {
    const std::vector<float> train{0.2F, 0.4F}, dev{0.1F, 0.9F, 0.5F};
    for (const auto& [name, value] : majorityScores(findTask("stsb"), train, dev))
        EXPECT_TRUE(std::isnan(value)) << name;
    const std::vector<float> labels{0, 1, 1};
    EXPECT_DOUBLE_EQ(majorityScores(findTask("cola"), labels, labels)[0].second, 0.0);
}

TEST(MajorityScores, RefuseAnEmptyTrainSet) {
    const std::vector<float> dev{0, 1};
    EXPECT_THROW(majorityScores(findTask("sst2"), {}, dev), Error);
}

}  // namespace
}  // namespace alphascope
