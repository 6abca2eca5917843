// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/run_names.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

namespace alphascope {
namespace {

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
