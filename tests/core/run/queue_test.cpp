// SPDX-License-Identifier: GPL-3.0-or-later
#include "queue_bench.h"

#include "study/error.h"

#include <gmock/gmock.h>

#include <atomic>
#include <set>

namespace alphascope {
namespace {

using testing::HasSubstr;
using Runs = QueueBench;

TEST_F(Runs, TeacherComesFirstAndStudentsFindItsFolder) {
    Queue queue(*writer, 2);
    const auto ids = queue.submit(demoStudy("rw-kd", {1, 2}));
    queue.waitUntilIdle();
    ASSERT_EQ(ids.size(), 3U);
    const RunRow teacher = row(ids[0]);
    EXPECT_EQ(teacher.role, "teacher");
    for (const auto id : ids) EXPECT_EQ(state(id), RunState::kFinished) << row(id).message;
    for (const std::size_t student : {1U, 2U}) {
        EXPECT_EQ(row(ids[student]).teacher_uuid, teacher.uuid);
        EXPECT_GE(row(ids[student]).started, teacher.ended - 1e-3);
        EXPECT_THAT(logOf(ids[student]),
                    HasSubstr("teacher " +
                              (writer->filesFolder() / "runs" / teacher.uuid).string() + " there"));
    }
}

TEST_F(Runs, NeverMoreAtOnceThanThereAreSlots) {
    Queue queue(*writer, 2);
    const auto ids = queue.submit(demoStudy("label-only", {20, 21, 22, 23}));
    ASSERT_TRUE(reaches(ids[0], RunState::kRunning));
    ASSERT_TRUE(reaches(ids[1], RunState::kRunning));
    EXPECT_EQ(state(ids[2]), RunState::kQueued);
    EXPECT_FALSE(queue.idle());
    letGo();
    queue.waitUntilIdle();
    EXPECT_TRUE(queue.idle());
    for (const auto id : ids) {
        EXPECT_EQ(state(id), RunState::kFinished);
        EXPECT_THAT(logOf(id), testing::AnyOf(HasSubstr("active 1"), HasSubstr("active 2")));
    }
}

TEST_F(Runs, MoreSlotsLetWaitingRunsStartAtOnce) {
    Queue queue(*writer, 1);
    const auto ids = queue.submit(demoStudy("label-only", {20, 21, 22}));
    ASSERT_TRUE(reaches(ids[0], RunState::kRunning));
    EXPECT_EQ(state(ids[1]), RunState::kQueued);
    queue.setConcurrent(2);
    EXPECT_EQ(queue.concurrent(), 2);
    ASSERT_TRUE(reaches(ids[1], RunState::kRunning));
    EXPECT_EQ(state(ids[2]), RunState::kQueued);
    queue.setConcurrent(1);  // both go on; the third waits until they have ended
    queue.apply(ids[0], RequestVerb::kCancel);
    ASSERT_TRUE(reaches(ids[0], RunState::kCancelled));
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    EXPECT_EQ(state(ids[2]), RunState::kQueued);
    letGo();
    queue.waitUntilIdle();
    EXPECT_EQ(state(ids[2]), RunState::kFinished);
}

TEST_F(Runs, NoneStartsAfterTheBudgetAndToContinueIsToHaveNone) {
    std::atomic<int> minutes{0};
    Queue queue(*writer, 1, [&minutes] {
        return std::chrono::steady_clock::time_point() + std::chrono::minutes(minutes.load());
    });
    Study study = demoStudy("rw-kd", {20, 1});
    study.budget_minutes = 30;
    const auto ids = queue.submit(study);  // a teacher and two students
    ASSERT_TRUE(reaches(ids[1], RunState::kRunning));
    minutes = 29;
    std::this_thread::sleep_for(std::chrono::milliseconds(1300));  // a look of the queue later
    EXPECT_EQ(state(ids[2]), RunState::kQueued);
    minutes = 30;
    ASSERT_TRUE(reaches(ids[2], RunState::kInterrupted));
    EXPECT_THAT(row(ids[2]).message, HasSubstr("budget of 30 minutes"));
    EXPECT_EQ(state(ids[1]), RunState::kRunning) << "what has started goes on";
    letGo();
    queue.waitUntilIdle();
    EXPECT_EQ(state(ids[1]), RunState::kFinished);
    queue.continueRuns({ids[2]});
    queue.waitUntilIdle();
    EXPECT_EQ(state(ids[2]), RunState::kFinished);
}

TEST_F(Runs, OneSlotKeepsTheOrderOfSubmission) {
    Queue queue(*writer, 1);
    const auto ids = queue.submit(demoStudy("label-only", {1, 2, 3}));
    queue.waitUntilIdle();
    EXPECT_LE(row(ids[0]).ended, row(ids[1]).started + 1e-3);
    EXPECT_LE(row(ids[1]).ended, row(ids[2]).started + 1e-3);
}

TEST_F(Runs, CoresAreDividedByConcurrentRunsUnlessTheStudySays) {
    Queue queue(*writer, 1000);
    Study study = demoStudy("label-only", {1});
    const auto shared = queue.submit(study).front();
    study.threads = 3;
    const auto chosen = queue.submit(study).front();
    queue.waitUntilIdle();
    EXPECT_EQ(row(shared).threads, 1);
    EXPECT_EQ(row(chosen).threads, 3);

    Queue alone(*writer, 1);
    study.threads = 0;
    const auto whole = alone.submit(study).front();
    alone.waitUntilIdle();
    EXPECT_EQ(row(whole).threads, static_cast<int>(std::thread::hardware_concurrency()));
}

TEST_F(Runs, ARunningRunIsPausedResumedAndCancelled) {
    Queue queue(*writer, 1);
    const auto id = queue.submit(demoStudy("label-only", {20})).front();
    ASSERT_TRUE(reaches(id, RunState::kRunning));
    queue.apply(id, RequestVerb::kPause);
    ASSERT_TRUE(reaches(id, RunState::kPaused));
    queue.apply(id, RequestVerb::kResume);
    ASSERT_TRUE(reaches(id, RunState::kRunning));
    queue.apply(id, RequestVerb::kPause);
    ASSERT_TRUE(reaches(id, RunState::kPaused));
    queue.apply(id, RequestVerb::kCancel);
    queue.waitUntilIdle();
    EXPECT_EQ(state(id), RunState::kCancelled);
    queue.apply(id, RequestVerb::kResume);  // too late, and harmless
    EXPECT_EQ(state(id), RunState::kCancelled);
}

TEST_F(Runs, AQueuedRunIsCancelledAtOnceAndNeverStarts) {
    Queue queue(*writer, 1);
    const auto ids = queue.submit(demoStudy("label-only", {20, 21}));
    ASSERT_TRUE(reaches(ids[0], RunState::kRunning));
    queue.apply(ids[1], RequestVerb::kCancel);
    EXPECT_EQ(state(ids[1]), RunState::kCancelled);
    letGo();
    queue.waitUntilIdle();
    EXPECT_EQ(state(ids[0]), RunState::kFinished);
    EXPECT_EQ(state(ids[1]), RunState::kCancelled);
    EXPECT_EQ(logOf(ids[1]), "");
}

TEST_F(Runs, AQueuedRunThatIsPausedIsHeldBackWhileLaterOnesPass) {
    Queue queue(*writer, 1);
    const auto ids = queue.submit(demoStudy("label-only", {20, 1, 2}));
    queue.apply(ids[1], RequestVerb::kPause);
    EXPECT_EQ(state(ids[1]), RunState::kQueued);
    EXPECT_THAT(row(ids[1]).message, HasSubstr("held back"));
    letGo();
    ASSERT_TRUE(reaches(ids[2], RunState::kFinished));
    EXPECT_EQ(state(ids[1]), RunState::kQueued);
    EXPECT_FALSE(queue.idle());
    queue.apply(ids[1], RequestVerb::kResume);
    queue.waitUntilIdle();
    EXPECT_EQ(state(ids[1]), RunState::kFinished);
    EXPECT_EQ(row(ids[1]).message, "");
}

TEST_F(Runs, OnTheGpuDoNotWaitForThoseOnTheCpu) {
    const struct FakeGpu {
        FakeGpu() { setenv("ALPHASCOPE_FAKE_GPU", "1", 1); }
        ~FakeGpu() { unsetenv("ALPHASCOPE_FAKE_GPU"); }
    } there;
    Queue queue(*writer, 1);
    const auto submit = [&queue](std::uint64_t seed, const std::string& device) {
        Study study = demoStudy("label-only", {seed});
        study.device = device;
        return queue.submit(study).back();
    };
    const auto cpu = submit(20, "cpu"), second = submit(21, "cpu"), gpu = submit(22, "auto");
    EXPECT_TRUE(reaches(cpu, RunState::kRunning));
    EXPECT_TRUE(reaches(gpu, RunState::kRunning));
    EXPECT_EQ(state(second), RunState::kQueued);
    letGo();
    queue.waitUntilIdle();
    EXPECT_EQ(state(second), RunState::kFinished);
}

TEST_F(Runs, AQueuedRunIsMovedToTheFront) {
    Queue queue(*writer, 1);
    const auto ids = queue.submit(demoStudy("label-only", {20, 1, 2}));
    ASSERT_TRUE(reaches(ids[0], RunState::kRunning));
    StoreWriter elsewhere(writer->database());
    elsewhere.request(ids[2], RequestVerb::kFirst);
    EXPECT_TRUE(eventually(
        [&] { return row(ids[2]).message.find("front of the queue") != std::string::npos; }));
    letGo();
    queue.waitUntilIdle();
    EXPECT_LE(row(ids[2]).ended, row(ids[1]).started + 1e-3);
    EXPECT_EQ(row(ids[2]).message, "") << "it has begun meanwhile";
}

TEST_F(Runs, RequestsInTheDatabaseAreObeyed) {
    Queue queue(*writer, 1);
    const auto ids = queue.submit(demoStudy("label-only", {20, 21}));
    ASSERT_TRUE(reaches(ids[0], RunState::kRunning));
    StoreWriter elsewhere(writer->database());
    elsewhere.request(ids[0], RequestVerb::kPause);
    EXPECT_TRUE(reaches(ids[0], RunState::kPaused));
    elsewhere.request(ids[0], RequestVerb::kCancel);
    elsewhere.request(ids[1], RequestVerb::kCancel);
    EXPECT_TRUE(reaches(ids[0], RunState::kCancelled));
    EXPECT_TRUE(reaches(ids[1], RunState::kCancelled));
    queue.waitUntilIdle();
}

TEST_F(Runs, ARunOfAnotherProgramIsRefused) {
    Queue queue(*writer, 1);
    EXPECT_THROW(queue.apply(4711, RequestVerb::kPause), Error);
}

TEST_F(Runs, WhatIsStoppedEndsAsInterruptedAndNothingElseStarts) {
    Queue queue(*writer, 1);
    const auto ids = queue.submit(demoStudy("label-only", {20, 21, 1}));
    ASSERT_TRUE(reaches(ids[0], RunState::kRunning));
    queue.stop();
    queue.waitUntilIdle();
    for (const auto id : ids) EXPECT_EQ(state(id), RunState::kInterrupted);
    queue.continueRuns({ids[2]});  // a queue that was stopped takes up more
    queue.waitUntilIdle();
    EXPECT_EQ(state(ids[2]), RunState::kFinished);
}

TEST_F(Runs, WhatWasCancelledBeforeTheStopStaysCancelled) {
    Queue queue(*writer, 1);
    const auto ids = queue.submit(demoStudy("label-only", {20}));
    ASSERT_TRUE(reaches(ids[0], RunState::kRunning));
    queue.apply(ids[0], RequestVerb::kCancel);
    queue.stop();
    queue.waitUntilIdle();
    EXPECT_EQ(state(ids[0]), RunState::kCancelled);
}

TEST_F(Runs, StudentsOfATeacherThatWasStoppedAreInterruptedNotBlocked) {
    Queue queue(*writer, 1);
    Study study = demoStudy("fixed", {1, 2, 3});
    study.teacher.seed = 20;
    const auto running = queue.submit(demoStudy("label-only", {20}));
    const auto ids = queue.submit(study);
    ASSERT_TRUE(reaches(running[0], RunState::kRunning));
    queue.stop();
    queue.waitUntilIdle();
    for (const auto id : ids) EXPECT_EQ(state(id), RunState::kInterrupted) << id;
}

TEST_F(Runs, LeavingStopsWhatRunsAndWhatWaits) {
    std::vector<std::int64_t> ids;
    {
        Queue queue(*writer, 1);
        ids = queue.submit(demoStudy("label-only", {20, 21}));
        ASSERT_TRUE(reaches(ids[0], RunState::kRunning));
    }
    EXPECT_EQ(state(ids[0]), RunState::kInterrupted);
    EXPECT_EQ(state(ids[1]), RunState::kInterrupted);
    EXPECT_THAT(row(ids[1]).message, HasSubstr("before this run started"));
}

TEST_F(Runs, EveryChangeIsAnnouncedFromAQueueThread) {
    std::atomic<int> calls{0};
    std::atomic<bool> from_caller{false};
    const auto caller = std::this_thread::get_id();
    Queue queue(*writer, 1);
    queue.onChange([&] {
        ++calls;
        if (std::this_thread::get_id() == caller) from_caller = true;
    });
    const auto ids = queue.submit(demoStudy("label-only", {20, 21}));
    ASSERT_TRUE(reaches(ids[0], RunState::kRunning));
    const int before = calls;
    EXPECT_GT(before, 0);
    queue.apply(ids[1], RequestVerb::kCancel);
    EXPECT_TRUE(eventually([&] { return calls > before; }));
    letGo();
    queue.waitUntilIdle();
    EXPECT_FALSE(from_caller);
    queue.onChange({});
}

TEST_F(Runs, TheStudyIsStoredAsTomlBesideItsRuns) {
    Queue queue(*writer, 1);
    const Study study = demoStudy("fixed", {5});
    queue.submit(study);
    queue.waitUntilIdle();
    StoreReader reader(writer->database());
    EXPECT_EQ(reader.studyToml("bench"), study.toToml());
    std::set<std::string> uuids;
    for (const auto& run : reader.runs()) uuids.insert(run.uuid);
    EXPECT_EQ(uuids.size(), 2U);
}

TEST_F(Runs, ManySubmittersAndVerbsAtOnceLoseNothing) {
    Queue queue(*writer, 3);
    {
        std::vector<std::jthread> people;
        for (int person = 0; person < 4; ++person)
            people.emplace_back([&, person] {
                const auto ids = queue.submit(demoStudy("label-only", {1, 2, 20}));
                queue.apply(ids[1], person % 2 == 0 ? RequestVerb::kPause : RequestVerb::kCancel);
                queue.apply(ids[1], RequestVerb::kResume);
                queue.apply(ids[2], RequestVerb::kCancel);
            });
    }
    queue.waitUntilIdle();
    for (const auto& run : StoreReader(writer->database()).runs()) {
        EXPECT_TRUE(isEnded(run.state)) << run.id << " is " << runStateName(run.state);
        if (run.seed == 20) {
            EXPECT_EQ(run.state, RunState::kCancelled) << run.message;
        }
        if (run.seed == 1) {
            EXPECT_EQ(run.state, RunState::kFinished);
        }
    }
    EXPECT_EQ(storedRuns(), 12U);
}

}  // namespace
}  // namespace alphascope
