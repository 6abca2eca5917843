// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/table_tests.h"

#include "core/report/made_runs.h"
#include "report/table_caption.h"
#include "report/table_shape.h"
#include "study/error.h"

#include <gmock/gmock.h>

#include <cmath>

namespace alphascope {
namespace {

using namespace testing;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

/// Dev labels are 1 0 0 0. Label only is right once, RW-KD twice, linear three times, fixed always.
class TableTests : public MadeRuns {
protected:
    TableTests() {
        addPredictions(specOf("sst2", "label-only"), {1, 1, 1, 1});
        addPredictions(specOf("sst2", "fixed"), {1, 0, 0, 0});
        addPredictions(specOf("sst2", "linear"), {1, 0, 0, 1});
        addPredictions(specOf("sst2", "rw-kd"), {1, 0, 1, 1});
    }
    ResultTable tested(const TableSpec& spec, const TestWatch& watch = {}) {
        StoreReader connection = reader();
        ResultTable made = shapeTable(buildTable(connection, {}), spec);
        complete_ = completeTable(connection, made, cache_, watch);
        return made;
    }
    TestCache cache_;
    bool complete_ = false;
};

// A resample of four examples has 4^4 = 256 equally likely draws, so p can be counted by hand:
// fixed gains on three of four examples, and |d* − 3/4| >= 3/4 only where d* = 0: 1/256. Linear:
// d* is 0 or 1, 2/16. RW-KD gains on one: d* = 0 or d* >= 1/2, 81/256 + 67/256.
TEST_F(TableTests, PAndHolmAreThoseCountedByHand) {
    const ResultTable made = tested({.baseline = "label only", .resamples = 40000});
    ASSERT_TRUE(complete_);
    const double fixed = 1.0 / 256, linear = 2.0 / 16, rw_kd = 148.0 / 256;
    EXPECT_NEAR(cellOf(made, "fixed 0.5").test.p, fixed, 0.002);
    EXPECT_NEAR(cellOf(made, "linear").test.p, linear, 0.01);
    EXPECT_NEAR(cellOf(made, "RW-KD").test.p, rw_kd, 0.01);
    EXPECT_DOUBLE_EQ(cellOf(made, "fixed 0.5").test.difference, 0.75);
    // Holm: the smallest of three times 3, the next times 2, the last times 1.
    EXPECT_DOUBLE_EQ(cellOf(made, "fixed 0.5").test.p_holm, 3 * cellOf(made, "fixed 0.5").test.p);
    EXPECT_DOUBLE_EQ(cellOf(made, "linear").test.p_holm, 2 * cellOf(made, "linear").test.p);
    EXPECT_DOUBLE_EQ(cellOf(made, "RW-KD").test.p_holm, cellOf(made, "RW-KD").test.p);
    EXPECT_TRUE(std::isnan(cellOf(made, "label only").test.p));
    EXPECT_TRUE(std::isnan(cellOf(made, "majority class").test.p));
}

// Of one comparison alone nothing is corrected.
TEST_F(TableTests, HolmGoesOverTheComparisonsOfTheTable) {
    const ResultTable made =
        tested({.rows = {"label only", "fixed"}, .baseline = "label only", .resamples = 500});
    EXPECT_DOUBLE_EQ(cellOf(made, "fixed 0.5").test.p_holm, cellOf(made, "fixed 0.5").test.p);
    EXPECT_THAT(noteOf(made, "⁺ better"),
                AllOf(HasSubstr("over the 1 comparisons"), HasSubstr("500 resamples"),
                      HasSubstr("label only")));
}

TEST_F(TableTests, SignsTellTheDirection) {
    const ResultTable up = tested({.baseline = "label only"});
    EXPECT_EQ(significance(cellOf(up, "fixed 0.5"), up.spec), 1);
    EXPECT_EQ(significance(cellOf(up, "linear"), up.spec), 0);
    EXPECT_THAT(toMarkdown(up), HasSubstr("**100.0 (1)** ⁺"));
    EXPECT_THAT(toLatex(up), HasSubstr("\\textbf{100.0 (1)}$^{+}$"));
    const ResultTable down = tested({.baseline = "fixed"});
    EXPECT_EQ(significance(cellOf(down, "label only"), down.spec), -1);
    EXPECT_THAT(toMarkdown(down), HasSubstr("25.0 (1) †⁻"));
    const ResultTable strict = tested({.baseline = "label only", .level = 0.001});
    EXPECT_EQ(significance(cellOf(strict, "fixed 0.5"), strict.spec), 0);
    EXPECT_THAT(toMarkdown(strict), Not(HasSubstr(" ⁺ |")));
}

TEST_F(TableTests, TheBaselineMustBeShown) {
    EXPECT_THROW(tested({.rows = {"fixed", "linear"}, .baseline = "label only"}), Error);
}

TEST_F(TableTests, KnownTestsAreNotMadeAgain) {
    tested({.baseline = "label only", .resamples = 100});
    EXPECT_EQ(cache_.size(), 3U);
    const ResultTable before = shapeTable(table(), {.baseline = "label only", .resamples = 100});
    const auto key = TestCache::keyOf(cellOf(before, "fixed 0.5"), cellOf(before, "label only"),
                                      before.columns[0], before.spec);
    cache_.add(key, {.difference = 0.125, .p = 0.0625});
    const ResultTable again =
        tested({.rows = {"label only", "fixed"}, .baseline = "label only", .resamples = 100});
    EXPECT_DOUBLE_EQ(cellOf(again, "fixed 0.5").test.p, 0.0625);
    tested({.baseline = "label only", .resamples = 101});
    EXPECT_EQ(cache_.size(), 6U) << "another number of resamples is another test";
}

TEST_F(TableTests, WorkCanBeWatchedAndEnded) {
    std::vector<int> seen;
    TestWatch watch{.progress = [&](int done, int all) {
        EXPECT_EQ(all, 3);
        seen.push_back(done);
    }};
    tested({.baseline = "label only", .resamples = 10}, watch);
    EXPECT_EQ(seen, (std::vector<int>{0, 1, 2, 3}));
    int left = 40;  // ends in the midst of a test
    watch.keep_going = [&] { return --left > 0; };
    const ResultTable cut = tested({.baseline = "fixed", .resamples = 1000000}, watch);
    EXPECT_FALSE(complete_);
    EXPECT_TRUE(std::isnan(cellOf(cut, "linear").test.p));
    EXPECT_EQ(cache_.size(), 3U) << "half a test is none";
}

TEST_F(TableTests, RunsWithoutLogitsAreNotTested) {
    addScore(specOf("sst2", "wsl"), 0.9);
    StoreReader connection = reader();
    ResultTable made =
        shapeTable(buildTable(connection, {}), {.baseline = "label only", .resamples = 9});
    CellPredictions predictions(connection);
    EXPECT_EQ(testAgainstBaseline(predictions, made, cache_), 1);
    EXPECT_TRUE(std::isnan(cellOf(made, "WSL").test.p_holm));
    EXPECT_FALSE(std::isnan(cellOf(made, "linear").test.p_holm));
}

// Every answer has confidence e/(1+e) = 0.7311. Linear is right in 3 of 4: one bin, |3/4 − 0.7311|.
TEST_F(TableTests, CalibrationIsABlockOfItsOwn) {
    addPredictions(specOf("sst2", "linear", 2), {1, 0, 0, 0});
    const ResultTable made = tested({.show_calibration = true});
    const double confidence = std::exp(1.0) / (1.0 + std::exp(1.0));
    const MeanStd error = cellOf(made, "linear").calibration;
    EXPECT_NEAR(error.mean, ((0.75 - confidence) + (1.0 - confidence)) / 2, 1e-7);
    EXPECT_EQ(error.n, 2);
    EXPECT_THAT(toMarkdown(made), HasSubstr("Expected calibration error (× 100)"));
    EXPECT_THAT(toLatex(made), HasSubstr("\\emph{Expected calibration error ($\\times$ 100)}"));
    EXPECT_THAT(toMarkdown(tested({})), Not(HasSubstr("calibration")));
}

// By hand: seeds score 75 and 100; mean 87.5, deviations ±12.5, variance 2 · 156.25 / 1.
TEST_F(TableTests, MeanAndSpreadAreThoseByHand) {
    addPredictions(specOf("sst2", "linear", 2), {1, 0, 0, 0});
    EXPECT_THAT(toMarkdown(tested({})), HasSubstr("87.5 ± 17.7 (2)"));
}

}  // namespace
}  // namespace alphascope
