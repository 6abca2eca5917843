// SPDX-License-Identifier: GPL-3.0-or-later
// What becomes of a run's row by what Slurm says of its task.
#include "cluster/cluster_view.h"

#include <gmock/gmock.h>

namespace alphascope {
namespace {

using testing::AllOf;
using testing::HasSubstr;

ClusterRunStatus run(RunState state, const char* slurm_state, const char* exit_code = "0:0") {
    ClusterRunStatus status{.state = state, .revision = 1};
    status.task = TaskId{.job = 12, .index = 3};
    status.slurm =
        SlurmTask{.state = slurm_state, .reason = {}, .node = "n2", .exit_code = exit_code};
    return status;
}

TEST(Settled, WhatGoesOnIsLeftAlone) {
    EXPECT_FALSE(settled(run(RunState::kRunning, "RUNNING"), nullptr));
    EXPECT_FALSE(settled(run(RunState::kRunning, "COMPLETING"), nullptr));
    EXPECT_FALSE(settled(run(RunState::kQueued, "PENDING"), nullptr));
    EXPECT_FALSE(settled(run(RunState::kQueued, "RUNNING"), nullptr)) << "it is just starting";
    EXPECT_FALSE(settled(run(RunState::kFailed, "RUNNING"), nullptr)) << "it is just ending";
}

TEST(Settled, WhatHasEndedByItselfIsLeftAlone) {
    for (const RunState state :
         {RunState::kFinished, RunState::kFailed, RunState::kCancelled, RunState::kBlocked})
        for (const char* slurm : {"COMPLETED", "FAILED", "CANCELLED"})
            EXPECT_FALSE(settled(run(state, slurm), nullptr)) << runStateName(state) << slurm;
    EXPECT_FALSE(settled(run(RunState::kFinished, "PENDING"), nullptr));
}

TEST(Settled, ARunWhoseTaskIsGoneIsInterruptedForSlurmsReason) {
    for (const char* reason : {"OUT_OF_MEMORY", "TIMEOUT", "NODE_FAIL", "FAILED", "COMPLETED"})
        for (const RunState state : {RunState::kRunning, RunState::kQueued, RunState::kPaused}) {
            const auto change = settled(run(state, reason, "0:9"), nullptr);
            ASSERT_TRUE(change) << reason;
            EXPECT_EQ(change->state, RunState::kInterrupted);
            EXPECT_THAT(change->message, AllOf(HasSubstr("Slurm job 12_3"), HasSubstr(reason),
                                               HasSubstr("on n2"), HasSubstr("exit code 0:9")));
            EXPECT_FALSE(change->begins_anew);
        }
    ClusterRunStatus forgotten = run(RunState::kRunning, "");
    forgotten.slurm.reset();
    EXPECT_THAT(settled(forgotten, nullptr).value().message,
                HasSubstr("12_3 is gone, and Slurm remembers nothing"));
}

TEST(Settled, ARunThatWasToldToStopIsToldWhy) {
    auto stopped = run(RunState::kInterrupted, "TIMEOUT");
    stopped.message = "stopped at step 8";
    EXPECT_THAT(settled(stopped, nullptr).value().message, HasSubstr("TIMEOUT"));
    stopped.message = settled(stopped, nullptr)->message;
    EXPECT_FALSE(settled(stopped, nullptr)) << "once is enough";
    EXPECT_EQ(settled(run(RunState::kInterrupted, "CANCELLED"), nullptr).value().state,
              RunState::kCancelled);
}

TEST(Settled, CancelledInSlurmIsCancelled) {
    EXPECT_EQ(settled(run(RunState::kRunning, "CANCELLED"), nullptr).value().state,
              RunState::kCancelled);
    EXPECT_EQ(settled(run(RunState::kQueued, "CANCELLED"), nullptr).value().state,
              RunState::kCancelled);
}

TEST(Settled, AStudentWithoutItsTeacherIsBlocked) {
    const auto teacher = run(RunState::kFailed, "FAILED");
    const auto student = run(RunState::kQueued, "CANCELLED");
    const auto change = settled(student, &teacher);
    ASSERT_TRUE(change);
    EXPECT_EQ(change->state, RunState::kBlocked);
    EXPECT_THAT(change->message, HasSubstr("teacher did not finish: it is failed"));
    const auto well = run(RunState::kFinished, "COMPLETED");
    EXPECT_EQ(settled(student, &well).value().state, RunState::kCancelled);
}

TEST(Settled, WhatSlurmQueuesAgainWaitsAgain) {
    for (const RunState state : {RunState::kRunning, RunState::kInterrupted, RunState::kFailed,
                                 RunState::kCancelled, RunState::kBlocked}) {
        const auto change = settled(run(state, "PENDING"), nullptr);
        ASSERT_TRUE(change) << runStateName(state);
        EXPECT_EQ(change->state, RunState::kQueued);
        EXPECT_TRUE(change->begins_anew) << "so that a merge takes it";
        ASSERT_TRUE(change->owner);
        EXPECT_TRUE(change->owner->alive()) << "so that nobody takes it for left behind";
    }
}

}  // namespace
}  // namespace alphascope
