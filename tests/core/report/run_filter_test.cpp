// SPDX-License-Identifier: GPL-3.0-or-later
// The filter language on a handful of runs: which of them it lets through.
#include "report/run_filter.h"

#include "core/study/error_of.h"

#include <gmock/gmock.h>

namespace alphascope {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

struct Run {
    RunRow row;
    double dev;
};

Run made(std::int64_t id, const std::string& task, const std::string& scheme,
         const std::string& label, std::uint64_t seed, RunState state, double dev) {
    RunRow row;
    row.id = id;
    row.uuid = "abcdef0" + std::to_string(id) + "-0000";
    row.study = "first try";
    row.task = task;
    row.role = scheme == "teacher" ? "teacher" : "student";
    row.scheme = scheme;
    row.label = label;
    row.seed = seed;
    row.state = state;
    row.step = 50;
    row.total_steps = 100;
    row.spec_json = R"({"task": ")" + task + R"(", "scheme_parameters": {"kd_weight": 0.5},
        "train": {"learning_rate": 0.001, "encoder": "tiny"}})";
    return {row, dev};
}

std::vector<Run> marked(std::vector<Run> runs) {
    runs[0].row.marks.tags = {"odd", "Paper"};
    runs[1].row.marks.tags = {"draft"};
    runs[1].row.marks.note = "Looks odd to me";
    runs[1].row.marks.colour = "sky";
    runs[3].row.marks.archived = true;
    return runs;
}

const std::vector<Run>& runs() {
    static const double kNone = std::numeric_limits<double>::quiet_NaN();
    static const std::vector<Run> kRuns =
        marked({made(1, "rte", "rw-kd", "RW-KD", 3, RunState::kFinished, 0.68),
                made(2, "rte", "fixed", "fixed 0.5", 3, RunState::kFinished, 0.59),
                made(3, "sst2", "rw-kd-mean", "RW-KD mean", 13, RunState::kRunning, 0.8),
                made(4, "rte", "wsl", "WSL", 1, RunState::kFailed, kNone)});
    return kRuns;
}

/// Asked with and without kept settings, which must make no difference.
std::vector<std::int64_t> through(const std::string& text) {
    const RunFilter filter(text);
    RunSettings settings;
    std::vector<std::int64_t> ids;
    for (const auto& run : runs()) {
        const bool matches = filter.matches({run.row, run.dev});
        EXPECT_EQ(filter.matches({run.row, run.dev, &settings}), matches) << text;
        if (matches) ids.push_back(run.row.id);
    }
    return ids;
}

std::string complaint(const std::string& text) {
    return errorOf([&] { const RunFilter filter(text); });
}

TEST(RunFilter, EmptyLetsAllThrough) {
    EXPECT_THAT(through(""), ElementsAre(1, 2, 3, 4));
    EXPECT_THAT(through("  "), ElementsAre(1, 2, 3, 4));
}

TEST(RunFilter, ComparesTextsWithoutCaseAndNumbersAsNumbers) {
    EXPECT_THAT(through("task = RTE and scheme ~ rw and dev > 0.6"), ElementsAre(1));
    EXPECT_THAT(through("task != rte"), ElementsAre(3));
    EXPECT_THAT(through("scheme !~ RW"), ElementsAre(2, 4));
    EXPECT_THAT(through("seed >= 3"), ElementsAre(1, 2, 3));
    EXPECT_THAT(through("seed<3"), ElementsAre(4));
    EXPECT_THAT(through("row = \"fixed 0.5\""), ElementsAre(2));
    EXPECT_THAT(through("progress <= .5 state = running"), ElementsAre(3));
    EXPECT_THAT(through("id > 2.5"), ElementsAre(3, 4));
}

TEST(RunFilter, KnowsTasksByTheNameThatTablesHave) {
    EXPECT_THAT(through("task = SST-2"), ElementsAre(3));
    EXPECT_THAT(through("task = sst2"), ElementsAre(3));
}

TEST(RunFilter, AndBindsCloserThanOr) {
    EXPECT_THAT(through("task = sst2 or task = rte and seed = 1"), ElementsAre(3, 4));
    EXPECT_THAT(through("(task = sst2 or task = rte) and seed = 1"), ElementsAre(4));
    EXPECT_THAT(through("not (state = finished or state = failed)"), ElementsAre(3));
    EXPECT_THAT(through("NOT state = finished AND seed = 1"), ElementsAre(4));
}

TEST(RunFilter, WordsAloneMustAllOccur) {
    EXPECT_THAT(through("rte rw-kd"), ElementsAre(1));
    EXPECT_THAT(through("rte seed 3"), ElementsAre(1, 2));
    EXPECT_THAT(through("\"first try\" failed"), ElementsAre(4));
    EXPECT_THAT(through("abcdef03"), ElementsAre(3));
    EXPECT_THAT(through("nothing"), IsEmpty());
}

TEST(RunFilter, AsksForEverySettingByNameOrPath) {
    EXPECT_THAT(through("learning_rate >= 1e-3 and id = 2"), ElementsAre(2));
    EXPECT_THAT(through("train.learning_rate < 1e-3"), IsEmpty());
    EXPECT_THAT(through("kd_weight = 0.50 and encoder = Tiny"), ElementsAre(1, 2, 3, 4));
}

TEST(RunFilter, WhatIsNotThereHoldsNeverWhateverTheSign) {
    EXPECT_THAT(through("dev < 2"), ElementsAre(1, 2, 3));
    EXPECT_THAT(through("dev != 0.5"), ElementsAre(1, 2, 3));
    EXPECT_THAT(through("no_such_setting != 1"), IsEmpty());
    EXPECT_THAT(through("not dev > 0"), ElementsAre(4));
}

TEST(RunFilter, NumbersAsTextsAreWrittenAsPeopleWriteThem) {
    EXPECT_THAT(through("seed ~ 0"), IsEmpty());
    EXPECT_THAT(through("seed ~ 3"), ElementsAre(1, 2, 3));
    EXPECT_THAT(through("dev = nan"), IsEmpty());
}

TEST(RunFilter, SaysWhereItDoesNotUnderstand) {
    EXPECT_THAT(complaint("AND rte"), HasSubstr("character 1: a condition is expected"));
    EXPECT_THAT(complaint("task ="), HasSubstr("character 7: a value is expected after \"=\""));
    EXPECT_THAT(complaint("(task = rte"), HasSubstr("character 1: this bracket is not closed"));
    EXPECT_THAT(complaint("task = rte)"), HasSubstr("character 11: this bracket was never"));
    EXPECT_THAT(complaint("row = \"fixed"), HasSubstr("character 7: the quotation mark"));
    EXPECT_THAT(complaint("task = rte and"), HasSubstr("character 15: a condition is expected"));
    EXPECT_THAT(complaint("or"), HasSubstr("character 1: a condition is expected"));
    EXPECT_THAT(complaint("> 3"), HasSubstr("character 1: a condition is expected"));
    EXPECT_THAT(complaint("not"), HasSubstr("character 4: a condition is expected"));
}

TEST(RunFilter, AsksForTagsNotesAndColours) {
    EXPECT_THAT(through("tag = paper"), ElementsAre(1));
    EXPECT_THAT(through("tag ~ dra"), ElementsAre(2));
    EXPECT_THAT(through("tag != paper"), ElementsAre(2, 3, 4));  // of the others, no tag is it
    EXPECT_THAT(through("tag !~ R"), ElementsAre(3, 4));
    EXPECT_THAT(through("note ~ odd"), ElementsAre(2));
    EXPECT_THAT(through("note = \"\""), ElementsAre(1, 3, 4));
    EXPECT_THAT(through("colour = Sky"), ElementsAre(2));
    EXPECT_THAT(through("odd"), ElementsAre(1, 2));  // in a tag, in a note
}

TEST(RunFilter, KnowsTheArchive) {
    EXPECT_THAT(through("archived"), ElementsAre(4));
    EXPECT_THAT(through("archived = no and task = rte"), ElementsAre(1, 2));
    EXPECT_THAT(through("not Archived and seed = 1"), IsEmpty());
    EXPECT_TRUE(RunFilter("rte not archived").namesArchived());
    EXPECT_TRUE(RunFilter("archived = yes").namesArchived());
    EXPECT_FALSE(RunFilter("tag = archived").namesArchived());
    EXPECT_FALSE(RunFilter("").namesArchived());
}

TEST(RunFilter, KnowsWhenItNeedsSettings) {
    EXPECT_THAT(RunFilter("rte Learning_Rate > 0").settings(),
                testing::ElementsAre("learning_rate"));
    EXPECT_TRUE(RunFilter("task = rte and TAG = learning_rate and dev > 0").settings().empty());
}

TEST(RunSettings, AreParsedOnceARun) {
    RunSettings settings;
    RunRow run = runs()[0].row;
    EXPECT_EQ(std::get<double>(*settings.find(run, "learning_rate")), 0.001);
    run.spec_json = "{}";  // no run's specification ever changes
    EXPECT_EQ(std::get<std::string_view>(*settings.find(run, "train.encoder")), "tiny");
    EXPECT_EQ(settings.find(run, "rate"), nullptr);
    RunRow other;
    other.uuid = "other";
    other.spec_json = R"({"a": {"b": [1, 2]}, "flag": true, "b": 3})";
    EXPECT_EQ(std::get<std::string_view>(*settings.find(other, "b")), "[1,2]");  // the first
    EXPECT_EQ(std::get<std::string_view>(*settings.find(other, "flag")), "true");
    EXPECT_EQ(settings.find(other, "learning_rate"), nullptr);
    EXPECT_THAT(settings.paths(), testing::IsSupersetOf({"a.b", "b", "train.learning_rate"}));
    other.uuid = "broken";
    other.spec_json = "{";
    EXPECT_EQ(settings.find(other, "b"), nullptr);
}

TEST(RunFilter, NamesItsNames) {
    EXPECT_EQ(RunFilter::names().count("tag"), 1U);
    EXPECT_EQ(RunFilter::names().count("dev"), 1U);
    EXPECT_EQ(RunFilter::names().count("scheme"), 1U);
}

}  // namespace
}  // namespace alphascope
