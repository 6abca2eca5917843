// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/table_shape.h"

#include "core/report/made_runs.h"
#include "report/table_caption.h"
#include "study/error.h"

#include <gmock/gmock.h>

#include <cmath>

namespace alphascope {
namespace {

using namespace testing;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

/// SST-2, MRPC (F1 and accuracy) and RTE; RW-KD lacks RTE.
class TableShape : public MadeRuns {
protected:
    TableShape() {
        addScore(specOf("sst2", "label-only"), 0.70);
        addScore(specOf("sst2", "fixed"), 0.80);
        addScore(specOf("sst2", "rw-kd"), 0.75);
        addMrpc("label-only", 0.60, 0.50);
        addMrpc("fixed", 0.70, 0.66);
        addMrpc("rw-kd", 0.90, 0.70);
        addScore(specOf("rte", "label-only"), 0.55);
        addScore(specOf("rte", "fixed"), 0.50);
    }
    void addMrpc(const std::string& scheme, double f1, double accuracy, std::uint64_t seed = 1) {
        add(specOf("mrpc", scheme, seed),
            {evaluated(9, "dev", {{"f1", f1}, {"accuracy", accuracy}})});
    }
    ResultTable shaped(const TableSpec& spec) { return shapeTable(table(), spec); }
};

std::vector<std::string> columnsOf(const ResultTable& table) {
    std::vector<std::string> names;
    for (const auto& column : table.columns) names.push_back(column.task + " " + column.metric);
    return names;
}

TEST_F(TableShape, ColumnsAndRowsStandAsTheyAreChosen) {
    const ResultTable made =
        shaped({.tasks = {"RTE", "mrpc"}, .rows = {"RW-KD", "label only"}, .first_metric = true});
    EXPECT_THAT(columnsOf(made), ElementsAre("RTE accuracy", "MRPC f1"));
    EXPECT_THAT(labelsOf(made), ElementsAre("RW-KD", "label only"));
    EXPECT_EQ(cellOf(made, "RW-KD", 0).score.n, 0);
    EXPECT_DOUBLE_EQ(cellOf(made, "RW-KD", 1).score.mean, 0.90);
    EXPECT_DOUBLE_EQ(cellOf(made, "label only", 0).score.mean, 0.55);
}

TEST_F(TableShape, NothingChosenIsEverything) {
    const ResultTable whole = table(), made = shaped({});
    EXPECT_EQ(labelsOf(made), labelsOf(whole));
    EXPECT_EQ(columnsOf(made), columnsOf(whole));
    EXPECT_EQ(made.notes, whole.notes);
}

TEST_F(TableShape, ARowIsNamedByItsBeginningWhereThatIsEnough) {
    EXPECT_THAT(labelsOf(shaped({.rows = {"maj", "RW"}})), ElementsAre("majority class", "RW-KD"));
    EXPECT_THROW(shaped({.rows = {"cosine"}}), Error);
    EXPECT_THROW(shaped({.rows = {""}}), Error);
    EXPECT_THROW(shaped({.rows = {"RW-KD", "RW"}}), Error) << "the same row twice";
    EXPECT_THROW(shaped({.tasks = {"QNLI"}}), Error);
    EXPECT_THROW(shaped({.tasks = {"RTE", "rte"}}), Error);
}

TEST_F(TableShape, MarksAreThoseOfTheRowsThatAreShown) {
    const ResultTable all = shaped({});
    EXPECT_TRUE(cellOf(all, "fixed 0.5").best);  // 80, 75, 70
    EXPECT_TRUE(cellOf(all, "RW-KD").second);
    EXPECT_FALSE(cellOf(all, "label only").second);
    const ResultTable two = shaped({.rows = {"label only", "RW-KD"}});
    EXPECT_TRUE(cellOf(two, "RW-KD").best);
    EXPECT_FALSE(cellOf(two, "label only").second) << "of two schemes the second is the last";
    EXPECT_FALSE(cellOf(shaped({.mark_second = false}), "RW-KD").second);
}

TEST_F(TableShape, EqualMeansShareTheirMark) {
    addScore(specOf("sst2", "linear"), 0.80);
    const ResultTable made = shaped({.tasks = {"sst2"}});
    EXPECT_TRUE(cellOf(made, "fixed 0.5").best);
    EXPECT_TRUE(cellOf(made, "linear").best);
    EXPECT_TRUE(cellOf(made, "RW-KD").second);
}

// By hand: SST-2 70, MRPC (60 + 50) / 2 = 55, RTE 55.
TEST_F(TableShape, TheAverageIsOverTasksWhereEveryRowHasAScore) {
    const ResultTable made = shaped({.average = true});
    EXPECT_THAT(made.averaged, ElementsAre("SST-2", "MRPC"));
    const auto averageOf = [&](const ResultTable& table, const std::string& label) {
        return table.rows[findRow(table, label)].average;
    };
    EXPECT_NEAR(averageOf(made, "label only").score.mean, (0.70 + 0.55) / 2, 1e-12);
    EXPECT_NEAR(averageOf(made, "fixed 0.5").score.mean, (0.80 + 0.68) / 2, 1e-12);
    EXPECT_NEAR(averageOf(made, "RW-KD").score.mean, (0.75 + 0.80) / 2, 1e-12);
    EXPECT_TRUE(averageOf(made, "RW-KD").best);
    EXPECT_TRUE(averageOf(made, "fixed 0.5").second);
    EXPECT_THAT(noteOf(made, "Average"),
                AllOf(HasSubstr("SST-2, MRPC"), HasSubstr("Not in it: RTE")));
    // Without the row that lacks RTE, all three.
    const ResultTable without = shaped({.rows = {"label only", "fixed"}, .average = true});
    EXPECT_NEAR(averageOf(without, "label only").score.mean, (0.70 + 0.55 + 0.55) / 3, 1e-12);
    EXPECT_EQ(averageOf(shaped({}), "label only").score.n, 0);
}

// By hand: seed 1 has (70 + 55) / 2 = 62.5, seed 2 (74 + 57) / 2 = 65.5.
TEST_F(TableShape, TheAverageVariesOverSeedsThatAllItsTasksHave) {
    addScore(specOf("sst2", "label-only", 2), 0.74);
    addMrpc("label-only", 0.62, 0.52, 2);
    addScore(specOf("sst2", "fixed", 2), 0.90);  // and no MRPC
    const ResultTable made = shaped({.tasks = {"sst2", "mrpc"}, .average = true});
    const auto averageOf = [&](const std::string& label) {
        return made.rows[findRow(made, label)].average.score;
    };
    EXPECT_NEAR(averageOf("label only").mean, 0.64, 1e-12);
    EXPECT_NEAR(averageOf("label only").std, 0.03 / std::sqrt(2.0), 1e-12);
    EXPECT_TRUE(std::isnan(averageOf("fixed 0.5").std));
    EXPECT_TRUE(std::isnan(averageOf("RW-KD").std)) << "one seed has no spread";
    // Seed 1 twice in one task and seed 2 twice in the other: no seed has an average.
    TableRow row{.role = RowRole::kScheme, .label = "twice", .cells = made.rows[0].cells};
    ResultTable odd{.columns = made.columns, .rows = {row}};
    odd.spec.average = true;
    for (std::size_t c = 0; c < odd.columns.size(); ++c) {
        const std::uint64_t seed = odd.columns[c].task == "SST-2" ? 1 : 2;
        odd.rows[0].cells[c] = {
            .score = {.mean = 0.5, .std = 0.1, .n = 2},
            .runs = {{.seed = seed, .score = 0.4}, {.seed = seed, .score = 0.6}}};
    }
    fillAverages(odd);
    EXPECT_TRUE(std::isnan(odd.rows[0].average.score.std));
    EXPECT_NEAR(odd.rows[0].average.score.mean, 0.5, 1e-12);
    EXPECT_THAT(toMarkdown(made), AllOf(HasSubstr("64.0 ± 2.1 "), HasSubstr("*76.5*")));
}

TEST_F(TableShape, NoCommonTaskIsSaid) {
    const ResultTable made = shaped({.tasks = {"rte"}, .average = true});
    EXPECT_TRUE(made.averaged.empty());
    EXPECT_THAT(noteOf(made, "Average"), HasSubstr("none"));
    EXPECT_THAT(toMarkdown(made), Not(HasSubstr("average of")));
}

TEST_F(TableShape, TheAverageIsInEveryFormat) {
    const ResultTable made = shaped({.tasks = {"sst2", "mrpc"}, .average = true});
    EXPECT_THAT(toMarkdown(made),
                AllOf(HasSubstr("average of 2"), HasSubstr("**77.5**"), HasSubstr("*74.0*")));
    EXPECT_THAT(toLatex(made), AllOf(HasSubstr("\\begin{tabular}{lrrrr}"),
                                     HasSubstr("\\shortstack{Average\\\\of 2}"),
                                     HasSubstr("\\textbf{77.5}"), HasSubstr("\\underline{74.0}")));
    EXPECT_THAT(toCsv(made), HasSubstr("\naverage,,,,,,RW-KD,final,0.775,,2,,true,true,false,"));
}

TEST_F(TableShape, NotesTellOnlyOfWhatIsShown) {
    const ResultTable made = shaped({.tasks = {"rte"}});
    EXPECT_NE(noteOf(made, "Sets of RTE"), "");
    EXPECT_EQ(noteOf(made, "Sets of SST-2"), "");
    EXPECT_EQ(noteOf(shaped({.show_gap = false}), "Share of the teacher gap"), "");
}

TEST_F(TableShape, TheProvenanceNamesProgramDateStudiesSeedsAndSets) {
    RunSpec other = specOf("sst2", "fixed", 7);
    other.study = "second";
    addScore(other, 0.9);
    const ResultTable made =
        shaped({.tasks = {"sst2"}, .program = "Alphascope 9.9", .date = "2031-02-03"});
    EXPECT_EQ(noteOf(made, "Provenance"),
              "Provenance: Made by Alphascope 9.9 on 2031-02-03; studies made, second; seeds 1, 7; "
              "evaluation sets with the first digits of their SHA-256: SST-2 dev cccccccc.");
    EXPECT_THAT(tableCaption(made), HasSubstr("Alphascope 9.9 on 2031-02-03"));
}

TEST_F(TableShape, ACaptionOfOnesOwnReplacesTheMadeOne) {
    const ResultTable made = shaped({.caption = "Ours wins by 5 %\nand more_."});
    EXPECT_THAT(toLatex(made), HasSubstr("\\caption{Ours wins by 5 \\% and more\\_.}"));
    EXPECT_THAT(toLatex(made), HasSubstr("% Provenance: "));  // stays as a comment
    EXPECT_TRUE(toMarkdown(made).starts_with("Ours wins by 5 % and more_.\n\n|"));
}

TEST_F(TableShape, TheQueryTakesRunsOfAFilter) {
    StoreReader connection = reader();
    const ResultTable made =
        buildTable(connection, {.where = "task = SST-2 and not scheme = fixed and dev > 0.72"});
    EXPECT_THAT(labelsOf(made), ElementsAre("majority class", "RW-KD"));
    EXPECT_THAT(columnsOf(made), ElementsAre("SST-2 accuracy"));
    EXPECT_THROW(buildTable(connection, {.where = "task ="}), Error);
}

TEST(NumberRanges, AreShort) {
    EXPECT_EQ(numberRanges({5, 1, 2, 3, 4, 7, 5}), "1–5, 7");
    EXPECT_EQ(numberRanges({1, 2, 4}), "1, 2, 4");
    EXPECT_EQ(numberRanges({}), "");
}

}  // namespace
}  // namespace alphascope
