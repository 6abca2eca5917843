// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/study_report.h"

#include "core/report/made_runs.h"
#include "report/grid_choice.h"
#include "study/error.h"

#include <gmock/gmock.h>

namespace alphascope {
namespace {

using namespace testing;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

RunSpec gridSpec(double kd_weight, std::uint64_t seed) {
    RunSpec spec = specOf("sst2", "fixed", seed);
    spec.scheme_parameters["kd_weight"] = kd_weight;
    spec.grid = "kd_weight";
    spec.grid_points = 3;
    return spec;
}

class StudyReport : public MadeRuns {
protected:
    void addPoint(double kd_weight, std::uint64_t seed, double meta, double dev) {
        add(gridSpec(kd_weight, seed), {evaluated(100, "meta", {{"accuracy", meta}}),
                                        evaluated(100, "dev", {{"accuracy", dev}})});
    }
    std::string report(const ReportOptions& options = {}) {
        StoreReader connection = reader();
        return studyReport(connection, "", options);
    }
};

TEST_F(StudyReport, AGridIsTunedOnTheMeanMetaScoreAndNotOnDev) {
    for (const std::uint64_t seed : {1, 2}) {
        addPoint(0.1, seed, 0.5, 0.9);  // the best on dev
        addPoint(0.25, seed, seed == 1 ? 0.5 : 0.9, 0.6);
        addPoint(0.5, seed, seed == 1 ? 0.8 : 0.5, 0.7);  // the best of seed 1
    }
    const ResultTable joined = table();
    EXPECT_EQ(labelsOf(joined), (std::vector<std::string>{
                                    "majority class", "fixed, tuned on meta (0.25; best of 3)"}));
    EXPECT_NEAR(joined.rows[1].cells[0].score.mean, 0.6, 1e-12);
    EXPECT_EQ(joined.rows[1].cells[0].score.n, 2);
    EXPECT_THAT(noteOf(joined, "Tuned on meta"),
                AllOf(HasSubstr("0.1: 50.0; 0.25: 70.0; 0.5: 65.0"), HasSubstr("6 finished runs")));
    StoreReader connection = reader();
    const auto apart = buildTable(connection, "", Selection::kFinalStep, GridRows::kSeparate);
    EXPECT_EQ(labelsOf(apart),
              (std::vector<std::string>{"majority class", "fixed 0.1", "fixed 0.25", "fixed 0.5"}));
}

TEST_F(StudyReport, EqualMetaScoresGoToTheFirstValueAndWithoutAnyTheRowsStay) {
    addPoint(0.5, 1, 0.7, 0.6);
    addPoint(0.1, 1, 0.7, 0.9);
    EXPECT_EQ(labelsOf(table()).back(), "fixed, tuned on meta (0.5; best of 3)");
    RunSpec other = gridSpec(0.3, 1);
    other.task = "rte";
    addScore(other, 0.5);
    EXPECT_EQ(labelsOf(table()).back(), "fixed 0.3");
}

TEST_F(StudyReport, TheSameValueOutsideTheGridIsARowOfItsOwn) {
    addPoint(0.5, 1, 0.7, 0.6);
    addScore(specOf("sst2", "fixed"), 0.8);  // 0.5 as well, and newer
    EXPECT_EQ(labelsOf(table()),
              (std::vector<std::string>{"majority class", "fixed, tuned on meta (0.5; best of 3)",
                                        "fixed 0.5"}));
}

TEST_F(StudyReport, ComparesWithTheBaselineAndTheTeacher) {
    RunSpec fixed = specOf("sst2", "fixed");
    fixed.teacher_uuid = addPredictions(teacherSpecOf("sst2"), {1, 0, 0, 1});
    addPredictions(fixed, {1, 0, 0, 0});
    addPredictions(specOf("sst2", "label-only"), {1, 1, 1, 1});
    const std::string text = report({.resamples = 2000});
    EXPECT_THAT(text, HasSubstr("## Against label only"));
    EXPECT_THAT(text, HasSubstr("2000 resamples"));
    EXPECT_THAT(text, HasSubstr("over the 1 comparisons"));
    // 100 % against 25 %.
    EXPECT_THAT(text, ::testing::ContainsRegex("fixed 0.5 +\\| +SST-2 dev accuracy \\| +75.0 "));
    // Confidence e/(1+e) = 0.731, all right: ECE 26.9; three of four as the teacher.
    EXPECT_THAT(text,
                ::testing::ContainsRegex("fixed 0.5 +\\| SST-2 dev \\| 26.9 \\| 0.145 \\| +75.0 "));
    // label only, without a teacher of its own: two of four as the only one there is.
    EXPECT_THAT(text, ::testing::ContainsRegex("label only +\\| SST-2 dev \\| 48.1 .* 50.0 "));
    // The majority of train is 1: 25 % on dev, and label only is not above it.
    EXPECT_THAT(text, HasSubstr("**Warning**: on SST-2 dev accuracy 1 of 3 runs do not score above "
                                "the majority class (25.0): label only (1 of 1)."));
    EXPECT_THAT(text, Not(HasSubstr("Finding flipped labels")));
}

TEST_F(StudyReport, TheBaselineMustBeOneRow) {
    addPredictions(specOf("sst2", "fixed"), {1, 0, 0, 0});
    addPredictions(specOf("sst2", "linear"), {1, 0, 0, 1});
    EXPECT_THROW(report(), Error) << "neither a tuned row nor label only";
    EXPECT_THROW(report({.baseline = "cosine"}), Error);
    EXPECT_THAT(report({.baseline = "lin", .resamples = 10}), HasSubstr("## Against linear"));
}

TEST_F(StudyReport, NeedsAFinishedRun) {
    EXPECT_THROW(report(), Error);
    StoreReader connection = reader();
    EXPECT_THROW(studyReport(connection, "no such study", {}), Error);
}

TEST(StudyReportOfTheGallery, HasEveryPart) {
    StoreReader gallery(std::string(ALPHASCOPE_SOURCE_DIR) + "/experiments.db",
                        StoreReader::Mode::kImmutable);
    const std::string text = studyReport(gallery, "demo", {.resamples = 50});
    for (const char* part :
         {"majority class", "teacher", "teacher gap closed", "## Against label only", "Holm",
          "## Calibration and agreement", "Selection", "sha256"})
        EXPECT_THAT(text, HasSubstr(part)) << part;
    EXPECT_THAT(text, Not(::testing::ContainsRegex("[^a-z]nan[^a-z]")));
}

}  // namespace
}  // namespace alphascope
