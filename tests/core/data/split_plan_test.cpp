// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/split_plan.h"
#include "core/data/helpers.h"
#include "data/batches.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace alphascope {
namespace {

using testing::firstPositions;
using testing::sample;

/// Distinct texts; every fourth is of class 1.
std::vector<Example> plainTexts(std::size_t count) {
    std::vector<Example> examples;
    for (std::uint32_t i = 0; i < count; ++i)
        examples.push_back(sample(i, "text" + std::to_string(i), "", i % 4 == 0 ? 1.0F : 0.0F));
    return examples;
}

/// Premises with one to six hypotheses each, three classes.
std::vector<Example> premises(std::size_t count) {
    Random random(17);
    std::vector<Example> examples;
    for (std::size_t p = 0; p < count; ++p)
        for (std::uint64_t n = 1 + random.below(6); n > 0; --n) {
            const auto id = static_cast<std::uint32_t>(examples.size());
            examples.push_back(sample(id, "premise" + std::to_string(p), "hyp" + std::to_string(id),
                                      static_cast<float>(random.below(3))));
        }
    return examples;
}

void expectPartition(const SplitPlan& plan, std::size_t size) {
    EXPECT_TRUE(std::is_sorted(plan.train.begin(), plan.train.end()));
    EXPECT_TRUE(std::is_sorted(plan.meta.begin(), plan.meta.end()));
    std::vector<std::size_t> all = plan.train;
    all.insert(all.end(), plan.meta.begin(), plan.meta.end());
    std::sort(all.begin(), all.end());
    EXPECT_EQ(all, firstPositions(size));
}

double shareOf(const std::vector<Example>& examples, const SplitPlan& plan, float label) {
    double meta = 0;
    double all = 0;
    for (const auto position : plan.meta) meta += examples[position].label == label ? 1 : 0;
    for (const auto& example : examples) all += example.label == label ? 1 : 0;
    return meta / all;
}

TEST(PlanSplit, HoldsOutTheShareOfEveryClass) {
    const auto examples = plainTexts(1000);
    for (const double share : {0.05, 0.1, 0.25, 0.5}) {
        const SplitPlan plan = planSplit(findTask("sst2"), examples, share, 1);
        expectPartition(plan, 1000);
        EXPECT_NEAR(static_cast<double>(plan.meta.size()), 1000 * share, 1.0);
        EXPECT_NEAR(shareOf(examples, plan, 0.0F), share, 0.005);
        EXPECT_NEAR(shareOf(examples, plan, 1.0F), share, 0.005);
        EXPECT_EQ(plan.groups, 1000);
        EXPECT_EQ(plan.overlap, 0);
    }
}

TEST(PlanSplit, KeepsGroupsTogetherAndTheSharesTrue) {
    const auto examples = premises(400);
    const SplitPlan plan = planSplit(findTask("mnli"), examples, 0.1, 3);
    expectPartition(plan, examples.size());
    EXPECT_EQ(plan.groups, 400);
    EXPECT_EQ(plan.overlap, 0);
    std::set<std::string> held;
    for (const auto position : plan.meta) held.insert(examples[position].text_a);
    for (const auto position : plan.train) EXPECT_FALSE(held.contains(examples[position].text_a));
    for (const float label : {0.0F, 1.0F, 2.0F})
        EXPECT_NEAR(shareOf(examples, plan, label), 0.1, 0.01);
    // Groups of every size are held out, not the large ones or the single ones only.
    std::set<std::size_t> sizes;
    for (const auto& premise : held)
        sizes.insert(static_cast<std::size_t>(
            std::count_if(examples.begin(), examples.end(),
                          [&](const Example& e) { return e.text_a == premise; })));
    EXPECT_GE(sizes.size(), 5U);
}

TEST(PlanSplit, EvensOutLargeGroupsWithSmallOnes) {
    std::vector<Example> examples;  // 40 premises with 12 hypotheses each, then 60 with one
    for (std::uint32_t i = 0; i < 540; ++i)
        examples.push_back(sample(i, "p" + std::to_string(i < 480 ? i / 12 : i),
                                  "h" + std::to_string(i), i % 2 == 0 ? 1.0F : 0.0F));
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const SplitPlan plan = planSplit(findTask("rte"), examples, 0.1, seed);
        EXPECT_NEAR(static_cast<double>(plan.meta.size()), 54, 1.01) << seed;
    }
}

TEST(PlanSplit, SplitsAGiantGroupAndCountsWhatLeaks) {
    std::vector<Example> examples = plainTexts(300);
    for (auto& example : examples) {
        example.text_b = "other" + std::to_string(example.id);
        if (example.id < 100) example.text_a = "everybody's premise";
    }
    const SplitPlan plan = planSplit(findTask("rte"), examples, 0.1, 1);
    expectPartition(plan, 300);
    EXPECT_EQ(plan.groups, 300);
    EXPECT_EQ(plan.overlap, 1);
    const auto from_giant = std::count_if(plan.meta.begin(), plan.meta.end(),
                                          [](std::size_t position) { return position < 100; });
    EXPECT_GT(from_giant, 0);
    EXPECT_NEAR(static_cast<double>(plan.meta.size()), 30, 1);
}

TEST(PlanSplit, NeverPartsIdenticalSentences) {
    std::vector<Example> examples = plainTexts(200);
    for (std::size_t i = 0; i < 60; ++i) examples[i].text_a = "again and again";
    const SplitPlan plan = planSplit(findTask("sst2"), examples, 0.4, 5);
    std::size_t held = 0;
    for (const auto position : plan.meta) held += position < 60 ? 1 : 0;
    EXPECT_TRUE(held == 0 || held == 60) << held;
}

TEST(PlanSplit, StratifiesScoresByDecile) {
    std::vector<Example> examples;
    Random random(2);
    for (std::uint32_t i = 0; i < 2000; ++i) {
        const auto skewed = static_cast<float>(random.unit() * random.unit());
        examples.push_back(sample(i, "a" + std::to_string(i), "b" + std::to_string(i),
                                  i % 10 == 0 ? 1.0F : skewed));  // many equal scores
    }
    const SplitPlan plan = planSplit(findTask("stsb"), examples, 0.1, 1);
    std::vector<float> sorted;
    for (const auto& example : examples) sorted.push_back(example.label);
    std::sort(sorted.begin(), sorted.end());
    for (std::size_t decile = 0; decile < 9; ++decile) {
        const float low = sorted[decile * 200];
        const float high = sorted[(decile + 1) * 200];
        const auto held = std::count_if(plan.meta.begin(), plan.meta.end(), [&](std::size_t p) {
            return examples[p].label >= low && examples[p].label < high;
        });
        EXPECT_NEAR(static_cast<double>(held), 20, 1.01) << decile;
    }
    EXPECT_NEAR(shareOf(examples, plan, 1.0F), 0.1, 0.006);
}

TEST(PlanSplit, IsDecidedByTheSeedAndNotByNoise) {
    auto examples = premises(200);
    const auto& task = findTask("mnli");
    const SplitPlan plan = planSplit(task, examples, 0.1, 1);
    EXPECT_EQ(planSplit(task, examples, 0.1, 1).meta, plan.meta);
    EXPECT_NE(planSplit(task, examples, 0.1, 2).meta, plan.meta);
    for (auto& example : examples) example.label = static_cast<float>(example.id % 3);
    EXPECT_EQ(planSplit(task, examples, 0.1, 1).meta, plan.meta);
}

TEST(PlanSplit, RefusesSharesAndSizesThatCannotBe) {
    const auto examples = plainTexts(50);
    const auto& task = findTask("sst2");
    for (const double share : {0.0, -0.1, 0.51, std::nan("")})
        EXPECT_THAT(errorOf([&] { planSplit(task, examples, share, 1); }),
                    ::testing::HasSubstr("meta share"));
    EXPECT_THROW(planSplit(task, {}, 0.1, 1), Error);
    EXPECT_THROW(planSplit(task, plainTexts(2), 0.1, 1), Error);
}

TEST(InjectLabelNoise, FlipsAnExactStratifiedShare) {
    auto examples = plainTexts(1000);
    const auto positions = firstPositions(800);  // 200 of class 1, 600 of class 0
    injectLabelNoise(findTask("sst2"), examples, positions, 0.15, false, 4);
    std::size_t flipped[2] = {0, 0};
    for (const auto& example : examples) {
        if (!example.flipped()) continue;
        EXPECT_LT(example.id, 800U);
        EXPECT_EQ(example.label, 1.0F - example.true_label);
        EXPECT_FALSE(example.teacherMisled());
        ++flipped[static_cast<std::size_t>(example.true_label)];
    }
    EXPECT_EQ(flipped[0], 90U);
    EXPECT_EQ(flipped[1], 30U);
}

TEST(InjectLabelNoise, ChoosesAmongTheOtherClassesUniformly) {
    std::vector<Example> examples;
    for (std::uint32_t i = 0; i < 3000; ++i) examples.push_back(sample(i, "t", "u", 1));
    injectLabelNoise(findTask("mnli"), examples, firstPositions(3000), 1.0, true, 4);
    std::size_t zeros = 0;
    for (const auto& example : examples) {
        ASSERT_TRUE(example.flipped());
        EXPECT_EQ(example.teacher_label, example.label) << "the teacher sees the noise";
        zeros += example.label == 0.0F ? 1 : 0;
    }
    EXPECT_NEAR(static_cast<double>(zeros), 1500, 110);  // four standard deviations
}

TEST(InjectLabelNoise, RoundsTheTotalAndRefusesOtherShares) {
    auto examples = plainTexts(10);
    injectLabelNoise(findTask("sst2"), examples, firstPositions(10), 0.25, false, 1);
    EXPECT_EQ(std::count_if(examples.begin(), examples.end(),
                            [](const Example& e) { return e.flipped(); }),
              3);
    auto again = plainTexts(10);
    injectLabelNoise(findTask("sst2"), again, firstPositions(10), 0.25, false, 1);
    EXPECT_EQ(hashExamples(again, firstPositions(10)), hashExamples(examples, firstPositions(10)));
    EXPECT_THROW(injectLabelNoise(findTask("sst2"), examples, {0}, 1.5, false, 1), Error);
}

/// Scores i / 999, so that every hundred samples are one decile.
std::vector<Example> rising() {
    std::vector<Example> examples;
    for (std::uint32_t i = 0; i < 1000; ++i)
        examples.push_back(sample(i, "a" + std::to_string(i), "b", static_cast<float>(i) / 999));
    return examples;
}

TEST(InjectLabelNoise, ExchangesScoresForThoseOfOtherDeciles) {
    const auto& task = findTask("stsb");
    auto examples = rising();
    injectLabelNoise(task, examples, firstPositions(1000), 0.2, false, 4);
    std::set<float> known;
    for (const auto& example : examples) known.insert(example.true_label);
    std::vector<std::size_t> flipped(10, 0);
    double sum = 0;
    for (const auto& example : examples) {
        EXPECT_FALSE(example.teacherMisled());
        EXPECT_TRUE(known.contains(example.label));
        if (!example.flipped()) continue;
        ++flipped[example.id / 100];
        sum += example.label;
        const auto band = static_cast<std::uint32_t>(std::lround(example.label * 999)) / 100;
        EXPECT_NE(band, example.id / 100) << "a wrong score comes from another decile";
    }
    EXPECT_EQ(flipped, std::vector<std::size_t>(10, 20));
    EXPECT_NEAR(sum / 200, 0.5, 0.09);  // four standard deviations of a uniform mean
    auto again = rising();
    injectLabelNoise(task, again, firstPositions(1000), 0.2, true, 4);
    for (std::size_t i = 0; i < again.size(); ++i) {
        EXPECT_EQ(again[i].label, examples[i].label);
        EXPECT_EQ(again[i].teacher_label, again[i].label);
    }
    auto other = rising();
    injectLabelNoise(task, other, firstPositions(1000), 0.2, false, 5);
    EXPECT_NE(hashExamples(other, firstPositions(1000)),
              hashExamples(examples, firstPositions(1000)));
}

TEST(InjectLabelNoise, RefusesScoresThatAreAllAlike) {
    std::vector<Example> examples(50, sample(0, "a", "b", 0.5F));
    EXPECT_THAT(errorOf([&] {
                    injectLabelNoise(findTask("stsb"), examples, firstPositions(50), 0.2, false, 1);
                }),
                ::testing::HasSubstr("label_noise"));
}

TEST(SampleRows, KeepsTheShareOfEveryLabel) {
    const auto examples = plainTexts(1000);
    const auto& task = findTask("sst2");
    const auto rows = sampleRows(task, examples, 200, 3);
    ASSERT_EQ(rows.size(), 200U);
    EXPECT_TRUE(std::is_sorted(rows.begin(), rows.end()));
    EXPECT_EQ(std::set<std::size_t>(rows.begin(), rows.end()).size(), 200U);
    EXPECT_EQ(std::count_if(rows.begin(), rows.end(),
                            [&](std::size_t p) { return examples[p].label == 1.0F; }),
              50);
    EXPECT_EQ(sampleRows(task, examples, 200, 3), rows);
    EXPECT_NE(sampleRows(task, examples, 200, 4), rows);
}

TEST(SampleRows, KeepsTheShareOfEveryScoreDecile) {
    const auto rows = sampleRows(findTask("stsb"), rising(), 300, 1);
    std::vector<std::size_t> of_decile(10, 0);
    for (const auto position : rows) ++of_decile[position / 100];
    EXPECT_EQ(of_decile, std::vector<std::size_t>(10, 30));
}

TEST(SampleRows, NoneOrTooManyMeansAll) {
    const auto examples = plainTexts(20);
    EXPECT_EQ(sampleRows(findTask("sst2"), examples, 0, 1), firstPositions(20));
    EXPECT_EQ(sampleRows(findTask("sst2"), examples, 20, 1), firstPositions(20));
    EXPECT_EQ(sampleRows(findTask("sst2"), examples, 21, 1), firstPositions(20));
    EXPECT_TRUE(sampleRows(findTask("sst2"), {}, 5, 1).empty());
}

TEST(PlanFolds, CoverEverythingInEqualParts) {
    const auto examples = plainTexts(103);
    std::vector<std::size_t> positions;
    for (std::size_t i = 1; i < 103; ++i) positions.push_back(i);
    const auto folds = planFolds(examples, positions, 5, 7);
    ASSERT_EQ(folds.size(), 5U);
    std::vector<std::size_t> all;
    for (const auto& fold : folds) {
        EXPECT_GE(fold.size(), 20U);
        EXPECT_LE(fold.size(), 21U);
        EXPECT_TRUE(std::is_sorted(fold.begin(), fold.end()));
        const auto ones = std::count_if(fold.begin(), fold.end(),
                                        [&](std::size_t p) { return examples[p].label == 1.0F; });
        EXPECT_NEAR(static_cast<double>(ones), 5, 1);  // 25 in all
        all.insert(all.end(), fold.begin(), fold.end());
    }
    std::sort(all.begin(), all.end());
    EXPECT_EQ(all, positions);
    EXPECT_EQ(planFolds(examples, positions, 5, 7), folds);
    EXPECT_NE(planFolds(examples, positions, 5, 8), folds);
}

TEST(PlanFolds, KeepGroupsTogether) {
    const auto examples = premises(100);
    const auto folds = planFolds(examples, firstPositions(examples.size()), 4, 1);
    std::size_t low = examples.size();
    std::size_t high = 0;
    std::set<std::string> seen;
    for (const auto& fold : folds) {
        std::set<std::string> here;
        for (const auto position : fold) here.insert(examples[position].text_a);
        for (const auto& premise : here) EXPECT_TRUE(seen.insert(premise).second) << premise;
        low = std::min(low, fold.size());
        high = std::max(high, fold.size());
    }
    EXPECT_LE(high - low, 6U);
}

TEST(PlanFolds, RefuseCountsThatCannotBe) {
    const auto examples = plainTexts(4);
    EXPECT_THROW(planFolds(examples, firstPositions(4), 1, 1), Error);
    EXPECT_THROW(planFolds(examples, firstPositions(4), 5, 1), Error);
    EXPECT_NO_THROW(planFolds(examples, firstPositions(4), 4, 1));
}

}  // namespace
}  // namespace alphascope
