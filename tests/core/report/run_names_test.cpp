// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/run_names.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

namespace alphascope {
namespace {

using testing::Each;
using testing::ElementsAre;

RunRow rowOf(const RunSpec& spec) {
    static int number = 0;
    RunRow row;
    row.uuid = "run " + std::to_string(++number);
    row.task = spec.task;
    row.label = schemeLabel(spec);
    row.spec_json = toJson(spec).dump();
    return row;
}

RunSpec fixedWeight(std::uint64_t seed, const std::string& encoder = "tiny") {
    RunSpec spec;
    spec.task = "mrpc";
    spec.scheme = "fixed";
    spec.scheme_parameters["kd_weight"] = 0.5;
    spec.seed = seed;
    spec.train.encoder = encoder;
    return spec;
}

std::vector<std::string> namesOfRows(RunNames& names, const std::vector<RunRow>& rows) {
    std::vector<const RunRow*> runs;
    for (const RunRow& row : rows) runs.push_back(&row);
    return names.of(runs);
}

TEST(RunNames, SeedsTeachersAndStudiesShareOne) {
    RunSpec other = fixedWeight(2);
    other.teacher_uuid = "the teacher of seed 2";
    other.study = "another, with a comma";
    other.threads = 2;
    RunNames names;
    EXPECT_THAT(namesOfRows(names, {rowOf(fixedWeight(1)), rowOf(other)}),
                ElementsAre("fixed 0.5", "fixed 0.5"));
}

TEST(RunNames, AnotherEncoderMakesAnotherName) {
    RunSpec other = fixedWeight(1, "bilstm");
    RunNames names;
    const std::vector<RunRow> rows{rowOf(fixedWeight(1)), rowOf(other), rowOf(fixedWeight(2))};
    EXPECT_THAT(namesOfRows(names, rows),
                ElementsAre("fixed 0.5 [encoder tiny]", "fixed 0.5 [encoder bilstm]",
                            "fixed 0.5 [encoder tiny]"));
    // What is said depends on who is named together.
    EXPECT_THAT(namesOfRows(names, {rows[0], rows[2]}), ElementsAre("fixed 0.5", "fixed 0.5"));
}

TEST(RunNames, AnotherTeacherOrTrainFileMakesAnotherName) {
    RunSpec large;
    large.role = Role::kTeacher;
    large.task = "mrpc";
    large.train.encoder = "bilstm";
    RunSpec small = large;
    small.train.encoder = "mini";
    std::vector<RunRow> teachers{rowOf(large), rowOf(small), rowOf(small)};
    for (RunRow& teacher : teachers) teacher.role = "teacher";
    std::vector<RunRow> students;
    for (std::uint64_t seed = 1; seed <= teachers.size(); ++seed) {
        students.push_back(rowOf(fixedWeight(seed)));
        students.back().teacher_uuid = teachers[seed - 1].uuid;
    }
    RunNames names;
    EXPECT_THAT(namesOfRows(names, students), Each("fixed 0.5")) << "nobody knows the teachers";
    for (const RunRow& run : teachers) names.learn(run);
    EXPECT_THAT(namesOfRows(names, students), ElementsAre("fixed 0.5 [teacher encoder bilstm]",
                                                          "fixed 0.5 [teacher encoder mini]",
                                                          "fixed 0.5 [teacher encoder mini]"));
    RunSpec label_only = fixedWeight(1);
    label_only.scheme = "label-only";
    label_only.scheme_parameters.clear();
    std::vector<RunRow> untaught{rowOf(label_only), rowOf(label_only)};
    untaught[0].teacher_uuid = teachers[0].uuid;
    untaught[1].teacher_uuid = teachers[1].uuid;
    EXPECT_THAT(namesOfRows(names, untaught), Each("label only")) << "teachers have no part in it";
    RunSpec part = fixedWeight(1);
    part.data.files["train"] = "/somewhere/part.tsv";
    EXPECT_THAT(namesOfRows(names, {rowOf(fixedWeight(1)), rowOf(part)}),
                ElementsAre("fixed 0.5 [train file none]", "fixed 0.5 [train file part.tsv]"));
}

TEST(RunNames, SayNoMoreThanTellsTheRunsApart) {
    RunSpec other = fixedWeight(1, "bilstm");
    other.train.epochs = fixedWeight(1).train.epochs + 1;
    other.train.learning_rate = 0.125;
    RunNames names;
    EXPECT_THAT(namesOfRows(names, {rowOf(fixedWeight(1)), rowOf(other)}),
                ElementsAre("fixed 0.5 [encoder tiny]", "fixed 0.5 [encoder bilstm]"));
    RunSpec third = fixedWeight(1, "bilstm");
    third.train.learning_rate = 0.25;
    third.train.epochs = other.train.epochs;
    const auto three = namesOfRows(names, {rowOf(fixedWeight(1)), rowOf(other), rowOf(third)});
    EXPECT_EQ(std::set<std::string>(three.begin(), three.end()).size(), 3U);
    EXPECT_EQ(three[2], "fixed 0.5 [encoder bilstm, learning_rate 0.25]");
}

TEST(RunNames, WhatDiffersFromTaskToTaskStaysUnsaid) {
    RunSpec other = fixedWeight(1);
    other.task = "rte";
    other.train.epochs = 77;
    RunNames names;
    EXPECT_THAT(namesOfRows(names, {rowOf(fixedWeight(1)), rowOf(other)}),
                ElementsAre("fixed 0.5", "fixed 0.5"));
}

TEST(RunNames, ADamagedSpecificationIsNamedByItsLabel) {
    RunRow damaged = rowOf(fixedWeight(1));
    damaged.spec_json = "{\"seed\": ";
    RunNames names;
    const auto two = namesOfRows(names, {rowOf(fixedWeight(1)), damaged});
    EXPECT_NE(two[0], two[1]) << "nobody knows whether they are alike";
    EXPECT_THAT(namesOfRows(names, {damaged}), ElementsAre("fixed 0.5"));
}

}  // namespace
}  // namespace alphascope
