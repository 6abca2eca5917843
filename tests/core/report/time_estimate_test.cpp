// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/time_estimate.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace alphascope {
namespace {

RunSpec specOf(const std::string& task, const std::string& scheme, int epochs) {
    RunSpec spec{.task = task, .scheme = scheme};
    spec.train.epochs = epochs;
    return spec;
}

RunRow ran(const RunSpec& spec, double seconds, RunState state = RunState::kFinished) {
    RunRow row;
    row.state = state;
    row.train_seconds = seconds;
    row.spec_json = toJson(spec).dump();
    return row;
}

TEST(TimeEstimates, TakeTheNewestLikeRunInProportionToItsEpochs) {
    const std::vector<RunRow> runs{ran(specOf("rte", "fixed", 2), 100.0),
                                   ran(specOf("rte", "fixed", 3), 60.0),
                                   ran(specOf("rte", "rw-kd", 3), 90.0)};
    const auto estimate = RunTimes(runs).of(
        {{.spec = specOf("rte", "fixed", 6)}, {.spec = specOf("rte", "rw-kd", 1)}});
    EXPECT_DOUBLE_EQ(estimate.seconds, 6 * 20.0 + 30.0);
    EXPECT_EQ(estimate.known, 2);
    EXPECT_EQ(estimate.unknown, 0);
}

TEST(TimeEstimates, ASchemeThatNeverRanIsTakenForTheNewestThatDid) {
    const std::vector<RunRow> runs{ran(specOf("rte", "fixed", 1), 10.0)};
    EXPECT_DOUBLE_EQ(RunTimes(runs).of({{.spec = specOf("rte", "wsl", 3)}}).seconds, 30.0);
}

TEST(TimeEstimates, ARunThatThisProgramCannotReadIsNoExample) {
    RunRow foreign = ran(specOf("rte", "fixed", 1), 10.0);
    foreign.spec_json = R"({"task": "rte"})";
    EXPECT_EQ(RunTimes({foreign}).of({{.spec = specOf("rte", "fixed", 1)}}).known, 0);
}

TEST(TimeEstimates, LookAtTheNewestRunsAlone) {
    std::vector<RunRow> runs(RunTimes::kMostExamples, ran(specOf("rte", "fixed", 1), 10.0));
    runs.insert(runs.begin(), ran(specOf("sst2", "fixed", 1), 10.0));
    EXPECT_EQ(RunTimes(runs).of({{.spec = specOf("sst2", "fixed", 1)}}).known, 0);
    EXPECT_EQ(RunTimes(runs).of({{.spec = specOf("rte", "fixed", 1)}}).known, 1);
}

TEST(TimeEstimates, WhatHasNoExampleIsCountedApart) {
    RunSpec small = specOf("rte", "fixed", 1), sample = specOf("rte", "fixed", 1);
    small.train.encoder = "small";
    sample.data.train_rows = 500;
    const std::vector<RunRow> runs{ran(specOf("rte", "fixed", 1), 10.0),
                                   ran(specOf("sst2", "fixed", 1), 70.0, RunState::kFailed)};
    const auto estimate = RunTimes(runs).of({{.spec = small},
                                             {.spec = sample},
                                             {.spec = specOf("sst2", "fixed", 1)},
                                             {.spec = specOf("rte", "fixed", 1)}});
    EXPECT_DOUBLE_EQ(estimate.seconds, 10.0);
    EXPECT_EQ(estimate.known, 1);
    EXPECT_EQ(estimate.unknown, 3);
}

}  // namespace
}  // namespace alphascope
