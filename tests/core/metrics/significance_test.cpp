// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/significance.h"

#include "core/metrics/reference.h"
#include "study/error.h"

#include <cmath>
#include <limits>
#include <vector>

namespace alphascope {
namespace {

using testing::expectSame;
using testing::number;
using testing::referenceCases;

const double kNaN = std::numeric_limits<double>::quiet_NaN();

/// The difference of two systems' sums of scores.
ResampledDifference sumOfDifferences(const std::vector<double>& a, const std::vector<double>& b) {
    return [a, b](std::span<const std::uint32_t> times) {
        double sum = 0.0;
        for (std::size_t i = 0; i < a.size(); ++i) sum += times[i] * (a[i] - b[i]);
        return sum;
    };
}

double pOf(const std::vector<double>& a, const std::vector<double>& b, int resamples,
           std::uint64_t seed) {
    return pairedBootstrap(a.size(), sumOfDifferences(a, b), resamples, seed).p;
}

TEST(PairedBootstrap, ApproachesTheExactProbability) {
    // Over all n^n resamples, counted one by one; 200000 draws have a standard error below 0.0012.
    for (const auto& known : referenceCases("bootstrap")) {
        SCOPED_TRACE(known.at("name").get<std::string>());
        const auto a = known.at("a").get<std::vector<double>>();
        const auto b = known.at("b").get<std::vector<double>>();
        const double p = known.at("p").get<double>();
        EXPECT_NEAR(pOf(a, b, 200000, 1), p, 0.005);
        EXPECT_NEAR(pOf(b, a, 200000, 2), p, 0.005);  // two-sided
    }
}

TEST(PairedBootstrap, IsTheSameForTheSameSeedOnly) {
    const std::vector<double> a{1, 1, 1, 0, 1, 1, 0, 1}, b{1, 0, 1, 0, 0, 1, 1, 0};
    EXPECT_EQ(pOf(a, b, 999, 5), pOf(a, b, 999, 5));
    EXPECT_NE(pOf(a, b, 999, 5), pOf(a, b, 999, 6));
}

TEST(PairedBootstrap, EqualSystemsAreNotDifferentAndNeverZero) {
    const std::vector<double> right(50, 1.0), wrong(50, 0.0);
    EXPECT_DOUBLE_EQ(pOf(right, right, 99, 1), 1.0);
    EXPECT_DOUBLE_EQ(pOf(right, wrong, 99, 1), 0.01);  // 1 / (resamples + 1)
}

TEST(PairedBootstrap, NeedsResamplesAndExamples) {
    EXPECT_THROW(pOf({0, 1}, {1, 1}, 0, 1), Error);
    EXPECT_TRUE(std::isnan(pOf({}, {}, 100, 1)));
    EXPECT_TRUE(std::isnan(pOf({kNaN}, {1}, 100, 1)));
}

TEST(CompareSchemes, ApproachesTheExactProbabilityOfEveryMetric) {
    for (const auto& known : referenceCases("scheme_bootstrap")) {
        SCOPED_TRACE(known.at("name").get<std::string>());
        const TaskDescriptor& task = findTask(known.at("task").get<std::string>());
        const auto metric =
            std::find_if(task.metrics.begin(), task.metrics.end(), [&](Metric candidate) {
                return metricName(candidate) == known.at("metric").get<std::string>();
            });
        ASSERT_NE(metric, task.metrics.end());
        const auto labels = known.at("labels").get<std::vector<float>>();
        const auto a = known.at("a").get<SeedLogits>();
        const auto b = known.at("b").get<SeedLogits>();
        const auto test = compareSchemes(task, *metric, labels, a, b, 100000, 3);
        expectSame(test.difference, known.at("difference"));
        EXPECT_NEAR(test.p, known.at("p").get<double>(), 0.007);
        EXPECT_NEAR(compareSchemes(task, *metric, labels, b, a, 100000, 4).p, test.p, 0.01);
    }
}

TEST(CompareSchemes, TheSameRunsAreEqualAndTheSeedDecides) {
    const TaskDescriptor& task = findTask("mrpc");
    const std::vector<float> labels{1, 0, 1, 1, 0, 0};
    const SeedLogits a{{0, 1, 1, 0, 0, 1, 1, 0, 1, 0, 0, 1}},
        b{{1, 0, 1, 0, 0, 1, 0, 1, 0, 1, 0, 1}};
    EXPECT_DOUBLE_EQ(compareSchemes(task, Metric::kF1, labels, a, a, 200, 1).p, 1.0);
    const auto p = [&](std::uint64_t seed) {
        return compareSchemes(task, Metric::kF1, labels, a, b, 999, seed).p;
    };
    EXPECT_EQ(p(1), p(1));
    EXPECT_NE(p(1), p(2));
}

TEST(CompareSchemes, RefusesWhatCannotBeCompared) {
    const TaskDescriptor& task = findTask("rte");
    const std::vector<float> labels{1, 0};
    const SeedLogits good{{0, 1, 1, 0}}, short_one{{0, 1}};
    EXPECT_THROW(compareSchemes(task, Metric::kAccuracy, labels, good, {}, 10, 1), Error);
    EXPECT_THROW(compareSchemes(task, Metric::kAccuracy, labels, good, short_one, 10, 1), Error);
    const std::vector<float> scores{0.5F, 0.25F};
    const SeedLogits fine{{0.1F, 0.2F}}, broken{{0.1F, std::nanf("")}};
    EXPECT_THROW(compareSchemes(findTask("stsb"), Metric::kSpearman, scores, fine, broken, 10, 1),
                 Error);
}

TEST(Holm, EqualsItsDefinition) {
    for (const auto& known : referenceCases("holm")) {
        SCOPED_TRACE(known.at("name").get<std::string>());
        std::vector<double> p;
        for (const auto& value : known.at("p")) p.push_back(number(value));
        const auto adjusted = holmAdjusted(p);
        ASSERT_EQ(adjusted.size(), p.size());
        for (std::size_t i = 0; i < p.size(); ++i) expectSame(adjusted[i], known.at("adjusted")[i]);
    }
}

}  // namespace
}  // namespace alphascope
