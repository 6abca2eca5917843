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

/// Runs by their seconds and the place of their teacher (-1: none).
double wall(const std::vector<std::pair<double, int>>& runs, int slots) {
    std::vector<PlannedRun> planned;
    std::vector<double> seconds;
    for (const auto& [time, teacher] : runs) {
        planned.push_back({.spec = {}, .teacher_index = teacher});
        seconds.push_back(time);
    }
    return wallSeconds(planned, seconds, slots);
}

TEST(WallSeconds, StudentsWaitForTheirTeacher) {
    // Dividing by the slots would say 35.
    EXPECT_DOUBLE_EQ(wall({{100, -1}, {20, 0}, {20, 0}}, 4), 120.0);
    EXPECT_DOUBLE_EQ(wall({{100, -1}, {20, 0}, {20, 0}}, 1), 140.0);
    // Two tasks: the second teacher goes on beside the first one's student.
    EXPECT_DOUBLE_EQ(wall({{10, -1}, {30, 0}, {20, -1}, {5, 2}}, 2), 40.0);
    // What needs no teacher fills the slot meanwhile.
    EXPECT_DOUBLE_EQ(wall({{50, -1}, {10, 0}, {50, -1}}, 2), 60.0);
}

TEST(WallSeconds, EqualRunsGoInRounds) {
    const std::vector<std::pair<double, int>> seven(7, {10.0, -1});
    EXPECT_DOUBLE_EQ(wall(seven, 1), 70.0);
    EXPECT_DOUBLE_EQ(wall(seven, 3), 30.0);
    EXPECT_DOUBLE_EQ(wall(seven, 7), 10.0);
    EXPECT_DOUBLE_EQ(wall({}, 2), 0.0);
}

TEST(TimeEstimates, AnExampleIsOfTheSameDevicePrecisionAndTargets) {
    RunSpec spec = specOf("rte", "fixed", 1);
    RunRow on_gpu = ran(spec, 2.0);
    on_gpu.device = "cuda:1";
    const RunTimes times({on_gpu});
    RunSpec cpu = spec, gpu = spec, bf16 = spec;
    cpu.device = "cpu";
    gpu.device = "cuda:0";
    bf16.device = "cuda";
    bf16.train.precision = "bf16";
    EXPECT_EQ(times.of({{.spec = cpu}}).known, 0);
    EXPECT_EQ(times.of({{.spec = bf16}}).known, 0);
    EXPECT_EQ(times.of({{.spec = gpu}}).known, 1);
    EXPECT_EQ(times.of({{.spec = spec}}).known, 0) << "auto, and no GPU is here";
    EXPECT_EQ(times.of({{.spec = spec}}, {.concurrent = 1, .gpus = 2}).known, 1);

    RunSpec teacher = specOf("rte", "label-only", 1);
    teacher.role = Role::kTeacher;
    RunSpec folded = teacher;
    folded.teacher_targets = "cross_fit";
    EXPECT_EQ(RunTimes({ran(teacher, 5.0)}).of({{.spec = folded}}).known, 0);
    EXPECT_EQ(RunTimes({ran(folded, 5.0)}).of({{.spec = folded}}).known, 1);
}

TEST(TimeEstimates, RunsAtOnceAreThoseOfEveryGpu) {
    const RunSpec spec = specOf("rte", "fixed", 1);
    RunRow row = ran(spec, 10.0);
    row.device = "cuda:0";
    const RunTimes times({row});
    const std::vector<PlannedRun> four(4, {.spec = spec});
    EXPECT_DOUBLE_EQ(times.of(four, {.concurrent = 1, .gpus = 2}).seconds, 20.0);
    EXPECT_DOUBLE_EQ(times.of(four, {.concurrent = 2, .gpus = 2}).seconds, 10.0);
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
