// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/result_table.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <sstream>

namespace alphascope {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const double kNaN = std::numeric_limits<double>::quiet_NaN();

TableCell cell(double mean, double std, std::int64_t n, double gap = kNaN) {
    return {.score = {.mean = mean, .std = std, .n = n}, .gap_closed = gap};
}

/// Two columns; every kind of row and cell.
ResultTable sampleTable() {
    ResultTable table;
    table.columns = {
        {.task = "SST-2",
         .set = "dev",
         .file = "dev.tsv",
         .metric = "accuracy",
         .rows = 872,
         .sha256 = "c0ffee"},
        {.task = "STS-B", .set = "dev", .file = "my_dev.tsv", .metric = "pearson", .rows = 9}};
    TableCell flagged = cell(0.5, 0.0123, 3, -0.126);
    flagged.above_majority = false;
    TableCell best = cell(1.0 / 3.0, kNaN, 1, 0.5);
    best.best = true;
    table.rows = {
        {.role = RowRole::kMajority,
         .label = "majority class",
         .cells = {cell(0.509, kNaN, 1), cell(kNaN, kNaN, 1)}},
        {.role = RowRole::kTeacher,
         .label = "teacher (mini)",
         .cells = {cell(0.9, kNaN, 1), cell(0.8, kNaN, 1)}},
        {.role = RowRole::kScheme,
         .label = "RW-KD (meta_every 4, delta 1e-6)",
         .cells = {flagged, cell(kNaN, kNaN, 0)}},
        {.role = RowRole::kScheme, .label = "a|b & 5% [x]", .cells = {cell(kNaN, kNaN, 2), best}}};
    table.notes = {"Selection: each run's final step.", "Second 10% note\nwith a break_."};
    return table;
}

std::vector<std::string> linesOf(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

long width(const std::string& text) {
    return std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; });
}

TEST(Markdown, ShowsScoresTimesHundredWithOneDecimal) {
    const std::string text = toMarkdown(sampleTable());
    EXPECT_THAT(text, HasSubstr(" 50.0 ± 1.2 (3) † |"));
    EXPECT_THAT(text, HasSubstr(" **33.3 (1)** |"));   // one run: no ±
    EXPECT_THAT(text, HasSubstr(" 50.9 |"));           // majority: no number of runs
    EXPECT_THAT(text, HasSubstr(" nan ± nan (2) |"));  // never hidden
    EXPECT_THAT(text, HasSubstr("SST-2 dev accuracy"));
    EXPECT_THAT(text, HasSubstr("STS-B my_dev.tsv Pearson"));
}

TEST(Markdown, AlignsItsColumnsAndEscapesBars) {
    const auto lines = linesOf(toMarkdown(sampleTable()));
    ASSERT_GE(lines.size(), 10U);
    for (std::size_t i = 1; i < 6; ++i) EXPECT_EQ(width(lines[i]), width(lines[0])) << lines[i];
    EXPECT_TRUE(lines[1].starts_with("|:--")) << lines[1];
    EXPECT_TRUE(lines[1].ends_with("--:|")) << lines[1];
    EXPECT_TRUE(lines[5].starts_with("| a\\|b & 5% [x] ")) << lines[5];
}

TEST(Markdown, ShowsTheGapInATableOfItsOwn) {
    const auto lines = linesOf(toMarkdown(sampleTable()));
    const auto start = std::find_if(lines.begin(), lines.end(), [](const auto& l) {
        return l.starts_with("| Share of the teacher gap closed (%)");
    });
    ASSERT_NE(start, lines.end());
    EXPECT_THAT(*(start + 2), HasSubstr(" -13 |"));
    EXPECT_THAT(*(start + 3), HasSubstr(" 50 |"));
    EXPECT_EQ(*(start + 4), "");  // no row for majority and teacher
}

TEST(Markdown, KeepsEveryNoteOnALineOfItsOwn) {
    const auto lines = linesOf(toMarkdown(sampleTable()));
    EXPECT_EQ(lines[lines.size() - 2], "- Selection: each run's final step.");
    EXPECT_EQ(lines.back(), "- Second 10% note with a break_.");
}

TEST(Latex, EveryRowHasEveryColumn) {
    bool inside = false;
    int rows = 0;
    for (const auto& line : linesOf(toLatex(sampleTable()))) {
        if (line.starts_with("\\begin{tabular}")) {
            EXPECT_EQ(line, "\\begin{tabular}{lrr}");
            inside = true;
            continue;
        }
        if (line == "\\bottomrule") inside = false;
        if (!inside || line == "\\toprule" || line == "\\midrule" ||
            line.starts_with("\\multicolumn{3}"))
            continue;
        int separators = 0;
        for (std::size_t i = 0; i < line.size(); ++i)
            separators += line[i] == '&' && (i == 0 || line[i - 1] != '\\');
        EXPECT_EQ(separators, 2) << line;
        EXPECT_TRUE(line.ends_with(" \\\\")) << line;
        ++rows;
    }
    EXPECT_EQ(rows, 7);  // header, four rows, two gaps
    EXPECT_FALSE(inside);
}

TEST(Latex, EscapesWhatTexWouldRead) {
    const std::string text = toLatex(sampleTable());
    EXPECT_THAT(text, HasSubstr("RW-KD (meta\\_every 4, delta 1e-6) &"));
    EXPECT_THAT(text, HasSubstr("a|b \\& 5\\% {[}x{]} &"));
    EXPECT_THAT(text, HasSubstr("my\\_dev.tsv"));
    ResultTable odd = sampleTable();
    odd.rows[2].label = "\\ { } $ # ~ ^ < > α";
    EXPECT_THAT(
        toLatex(odd),
        HasSubstr("\\textbackslash{} \\{ \\} \\$ \\# \\textasciitilde{} \\textasciicircum{} "
                  "\\textless{} \\textgreater{} $\\alpha$ &"));
}

TEST(Latex, SetsBestInBoldFlagsAndRules) {
    const std::string text = toLatex(sampleTable());
    EXPECT_THAT(text, HasSubstr("& 50.0 $\\pm$ 1.2 (3)$^\\dagger$ & -- \\\\"));
    EXPECT_THAT(text, HasSubstr("\\textbf{33.3 (1)}"));
    EXPECT_THAT(text, HasSubstr("$-$13"));
    EXPECT_THAT(text, HasSubstr("\\toprule"));
    EXPECT_THAT(text, HasSubstr("teacher (mini) & 90.0 (1) & 80.0 (1) \\\\\n\\midrule\nRW-KD"));
}

TEST(Latex, CarriesItsProvenanceAsCommentsAndCaption) {
    const auto lines = linesOf(toLatex(sampleTable()));
    EXPECT_THAT(lines, ::testing::Contains("% Selection: each run's final step."));
    EXPECT_THAT(lines, ::testing::Contains("% Second 10% note with a break_."));
    const auto caption = std::find_if(lines.begin(), lines.end(),
                                      [](const auto& l) { return l.starts_with("\\caption{"); });
    ASSERT_NE(caption, lines.end());
    EXPECT_THAT(*caption, HasSubstr("Selection: each run's final step."));
    EXPECT_THAT(*caption,
                HasSubstr("$^\\dagger$ At least one run is not above the majority class."));
    ResultTable clean = sampleTable();
    clean.rows[2].cells[0].above_majority = true;
    EXPECT_THAT(toLatex(clean), Not(HasSubstr("dagger")));
}

TEST(Csv, IsOneLineACellWithFullPrecision) {
    const auto lines = linesOf(toCsv(sampleTable()));
    ASSERT_EQ(lines.size(), 9U);
    EXPECT_EQ(lines[0],
              "task,set,file,set_size,set_sha256,metric,scheme,selection,mean,std,n,gap_closed,"
              "above_majority,best,second,difference,p,p_holm,calibration_error");
    EXPECT_EQ(lines[1],
              "SST-2,dev,dev.tsv,872,c0ffee,accuracy,majority "
              "class,final,0.509,,1,,true,false,false,,,,");
    EXPECT_EQ(lines[5],
              "SST-2,dev,dev.tsv,872,c0ffee,accuracy,\"RW-KD (meta_every 4, delta "
              "1e-6)\",final,0.5,0.0123,3,-0.126,false,false,false,,,,");
    EXPECT_EQ(lines[6],
              "STS-B,dev,my_dev.tsv,9,,pearson,\"RW-KD (meta_every 4, delta "
              "1e-6)\",final,,,0,,true,false,false,,,,");
    EXPECT_EQ(
        lines[7],
        "SST-2,dev,dev.tsv,872,c0ffee,accuracy,a|b & 5% [x],final,nan,,2,,true,false,false,,,,");
    const std::string third = "a|b & 5% [x],final,";
    const auto at = lines[8].find(third) + third.size();
    double mean = 0.0;
    std::from_chars(lines[8].data() + at, lines[8].data() + lines[8].size(), mean);
    EXPECT_EQ(mean, 1.0 / 3.0);
}

TEST(Csv, LabelsEverySelection) {
    ResultTable table = sampleTable();
    table.selection = Selection::kBestOnDev;
    for (const auto selection :
         {Selection::kFinalStep, Selection::kBestOnMeta, Selection::kBestOnDev})
        EXPECT_EQ(selectionFromName(selectionName(selection)), selection);
    const auto lines = linesOf(toCsv(table));
    for (std::size_t i = 1; i < lines.size(); ++i) EXPECT_THAT(lines[i], HasSubstr(",best-dev,"));
}

}  // namespace
}  // namespace alphascope
