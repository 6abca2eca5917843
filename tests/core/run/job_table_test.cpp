// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/job_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace alphascope {
namespace {

using testing::HasSubstr;

class Jobs : public testing::Test {
protected:
    Job& add(std::int64_t id, std::int64_t teacher = 0) {
        auto job = std::make_unique<Job>();
        job->id = id;
        job->teacher = teacher;
        job->place.uuid = "0123456789abcdef";
        Job& added = *job;
        table.add(std::move(job));
        return added;
    }
    static void settle(Job& job, RunState state, const std::string& message = "") {
        job.phase = Job::Phase::kSettled;
        job.outcome = {.state = state, .message = message};
    }
    [[nodiscard]] std::int64_t next(int concurrent) const {
        const Job* job = table.nextToStart({.each = concurrent, .gpus = gpus});
        return job != nullptr ? job->id : 0;
    }
    /// Starts what may start; the ids in their order.
    [[nodiscard]] std::vector<std::int64_t> startAll(int concurrent) {
        std::vector<std::int64_t> ids;
        while (const auto id = next(concurrent)) {
            table.find(id)->phase = Job::Phase::kActive;
            ids.push_back(id);
        }
        return ids;
    }
    JobTable table;
    int gpus = 0;
};

TEST_F(Jobs, EmptyIsIdle) {
    EXPECT_TRUE(table.idle());
    EXPECT_EQ(next(1), 0);
    EXPECT_EQ(table.find(1), nullptr);
    EXPECT_EQ(table.nextBlocked(), nullptr);
}

TEST_F(Jobs, StartInOrderAsSlotsGetFree) {
    Job& first = add(1);
    add(2);
    EXPECT_EQ(next(1), 1);
    first.phase = Job::Phase::kActive;
    EXPECT_EQ(next(1), 0);
    EXPECT_EQ(next(2), 2);
    settle(first, RunState::kFailed);
    EXPECT_EQ(next(1), 2);
}

TEST_F(Jobs, EachDeviceHasItsOwnSlots) {
    for (const char* device : {"cpu", "cuda:1", "cuda:1", "auto", "cuda", "cpu"})
        add(static_cast<std::int64_t>(table.jobs().size()) + 1).spec.device = device;
    gpus = 2;
    EXPECT_THAT(startAll(1), testing::ElementsAre(1, 2, 4)) << "two GPUs, one of them by name";
    settle(*table.find(1), RunState::kFinished);
    settle(*table.find(2), RunState::kFinished);
    EXPECT_THAT(startAll(1), testing::ElementsAre(5, 6)) << "3: run 4 may have taken its GPU";
    settle(*table.find(4), RunState::kFinished);
    EXPECT_THAT(startAll(2), testing::ElementsAre(3)) << "more room on each GPU";
}

TEST_F(Jobs, OneThatStaysOnTheCpuCountsThere) {
    gpus = 1;
    add(1).device = "cpu";  // its spec says auto
    add(2).spec.device = "cpu";
    add(3).spec.device = "auto";
    EXPECT_THAT(startAll(1), testing::ElementsAre(1, 3));
}

TEST_F(Jobs, WithoutAGpuAutoIsTheCpu) {
    add(1).spec.device = "auto";
    add(2).spec.device = "cpu";
    EXPECT_THAT(startAll(1), testing::ElementsAre(1));
}

TEST_F(Jobs, AMovedJobStartsBeforeOrBehindTheOthers) {
    add(1);
    Job& second = add(2);
    Job& third = add(3);
    table.moveTo(second, /*front=*/false);
    table.moveTo(third, /*front=*/true);
    std::vector<std::int64_t> order;
    while (const auto id = next(1)) {
        order.push_back(id);
        settle(*table.find(id), RunState::kFinished);
    }
    EXPECT_THAT(order, testing::ElementsAre(3, 1, 2));
}

TEST_F(Jobs, AStudentThatIsMovedTakesItsTeacherAlong) {
    add(1);
    Job& teacher = add(2);
    Job& student = add(3, 2);
    add(4);
    table.moveTo(student, /*front=*/true);
    EXPECT_EQ(next(1), 2) << "the teacher first";
    settle(teacher, RunState::kFinished);
    EXPECT_EQ(next(1), 3);
    table.moveTo(student, /*front=*/false);
    EXPECT_EQ(next(1), 1);
}

TEST_F(Jobs, ATeacherThatIsMovedBackTakesItsStudentsAlong) {
    Job& teacher = add(1);
    add(2, 1);
    add(3, 1);
    add(4);
    table.moveTo(*table.find(3), /*front=*/true);  // and 1 before it
    table.moveTo(teacher, /*front=*/false);
    EXPECT_THAT(table.order(), testing::ElementsAre(4, 1, 3, 2));
}

TEST_F(Jobs, StartAsTheyAreArranged) {
    add(1).phase = Job::Phase::kActive;
    add(2);
    add(3);
    add(4);
    add(5).held = true;
    table.arrange({5, 1, 3, 2, 99, 3});
    // 4 keeps its place between the others; what runs or is unknown has none.
    EXPECT_THAT(table.order(), testing::ElementsAre(5, 3, 4, 2));
    EXPECT_EQ(next(2), 3);
}

TEST_F(Jobs, ATeacherStaysBeforeItsStudents) {
    add(1);
    add(2);
    add(3, 2);
    add(4, 2);
    table.arrange({4, 3, 1, 2});
    EXPECT_THAT(table.order(), testing::ElementsAre(2, 4, 3, 1));
}

TEST_F(Jobs, AHeldJobLetsOthersPass) {
    add(1).held = true;
    add(2);
    EXPECT_EQ(next(1), 2);
    EXPECT_FALSE(table.idle());
}

TEST_F(Jobs, AStudentWaitsForItsTeacherWhileOthersStart) {
    Job& teacher = add(1);
    add(2, 1);
    add(3);
    teacher.phase = Job::Phase::kActive;
    EXPECT_EQ(next(2), 3);
    settle(teacher, RunState::kFinished);
    EXPECT_EQ(next(2), 2);
    EXPECT_EQ(table.nextBlocked(), nullptr);
}

TEST_F(Jobs, AJobWhoseStateIsBeingStoredNeitherStartsNorCountsAsIdle) {
    add(1).phase = Job::Phase::kStoring;
    EXPECT_EQ(next(1), 0);
    EXPECT_FALSE(table.idle());
}

TEST_F(Jobs, ABudgetIsMeasuredFromTheFirstStartOfItsRuns) {
    const Budget::Time start{};
    const auto budget = std::make_shared<Budget>();
    budget->limit = std::chrono::minutes(2);
    add(1);
    Job& second = add(2);
    second.budget = budget;
    add(3).budget = budget;
    EXPECT_EQ(table.nextOverBudget(start + std::chrono::hours(9)), nullptr) << "none has started";
    budget->since = start;
    second.phase = Job::Phase::kActive;
    EXPECT_EQ(table.nextOverBudget(start + std::chrono::seconds(119)), nullptr);
    ASSERT_NE(table.nextOverBudget(start + std::chrono::minutes(2)), nullptr);
    EXPECT_EQ(table.nextOverBudget(start + std::chrono::minutes(2))->id, 3);
    EXPECT_THAT(budget->message(), HasSubstr("budget of 2 minutes"));
}

TEST_F(Jobs, EveryUnfinishedEndOfATeacherBlocks) {
    Job& teacher = add(1);
    Job& student = add(2, 1);
    for (const auto end :
         {RunState::kFailed, RunState::kCancelled, RunState::kInterrupted, RunState::kBlocked}) {
        settle(teacher, end, "the reason");
        ASSERT_EQ(table.nextBlocked(), &student) << runStateName(end);
        EXPECT_EQ(next(1), 0);
        EXPECT_THAT(table.blockedBecause(student), HasSubstr("run 1 (01234567)"));
        EXPECT_THAT(table.blockedBecause(student), HasSubstr(runStateName(end)));
        EXPECT_THAT(table.blockedBecause(student), HasSubstr(": the reason"));
    }
    student.held = true;
    EXPECT_EQ(table.nextBlocked(), &student) << "a held student is told as well";
}

}  // namespace
}  // namespace alphascope
