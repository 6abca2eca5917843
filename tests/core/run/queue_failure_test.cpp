// SPDX-License-Identifier: GPL-3.0-or-later
#include "queue_bench.h"

#include "study/error.h"

#include <SQLiteCpp/Database.h>
#include <gmock/gmock.h>

namespace alphascope {
namespace {

using testing::HasSubstr;
using Failures = QueueBench;

struct Misbehaviour {
    std::uint64_t seed;
    const char* message;
};
class EveryMisbehaviour : public QueueBench, public testing::WithParamInterface<Misbehaviour> {};

TEST_P(EveryMisbehaviour, FailsThatRunAlone) {
    Queue queue(*writer, 1);
    const auto ids = queue.submit(demoStudy("label-only", {GetParam().seed, 1}));
    queue.waitUntilIdle();
    EXPECT_EQ(state(ids[0]), RunState::kFailed);
    EXPECT_THAT(row(ids[0]).message, HasSubstr(GetParam().message));
    EXPECT_EQ(state(ids[1]), RunState::kFinished);
}
INSTANTIATE_TEST_SUITE_P(Fake, EveryMisbehaviour,
                         testing::Values(Misbehaviour{11, "nan in KD at step 2"},
                                         Misbehaviour{12, "the fake run has failed loudly"},
                                         Misbehaviour{13, "unknown error"},
                                         Misbehaviour{14, "without saying how the run ended"},
                                         Misbehaviour{15, "too late"}));

TEST_F(Failures, WhatEscapesIsAlsoInTheLog) {
    Queue queue(*writer, 1);
    const auto id = queue.submit(demoStudy("label-only", {12})).front();
    queue.waitUntilIdle();
    EXPECT_THAT(logOf(id), HasSubstr("the fake run has failed loudly"));
}

TEST_F(Failures, StudentsOfAFailedTeacherAreBlockedAndSayWhy) {
    Queue queue(*writer, 2);
    Study study = demoStudy("rw-kd", {1, 2});
    study.schemes.push_back({.id = "label-only", .parameters = {}});
    study.teacher.seed = 11;
    const auto ids = queue.submit(study);
    queue.waitUntilIdle();
    EXPECT_EQ(state(ids[0]), RunState::kFailed);
    int blocked = 0, finished = 0;
    for (std::size_t i = 1; i < ids.size(); ++i) {
        const RunRow student = row(ids[i]);
        if (student.scheme == "label-only") {
            ++finished;
            EXPECT_EQ(student.state, RunState::kFinished);
            continue;
        }
        ++blocked;
        EXPECT_EQ(student.state, RunState::kBlocked);
        EXPECT_THAT(student.message, HasSubstr("its teacher, run " + std::to_string(ids[0])));
        EXPECT_THAT(student.message, HasSubstr("failed: nan in KD at step 2"));
    }
    EXPECT_EQ(blocked, 2);
    EXPECT_EQ(finished, 2);
}

TEST_F(Failures, StudentsOfACancelledTeacherAreBlocked) {
    Queue queue(*writer, 1);
    Study study = demoStudy("rw-kd", {1});
    study.teacher.seed = 20;
    const auto ids = queue.submit(study);
    ASSERT_TRUE(reaches(ids[0], RunState::kRunning));
    queue.apply(ids[0], RequestVerb::kCancel);
    queue.waitUntilIdle();
    EXPECT_EQ(state(ids[0]), RunState::kCancelled);
    EXPECT_EQ(state(ids[1]), RunState::kBlocked);
    EXPECT_THAT(row(ids[1]).message, HasSubstr("was cancelled"));
}

TEST_F(Failures, StudentsWaitForAPausedTeacher) {
    Queue queue(*writer, 4);
    Study study = demoStudy("rw-kd", {1});
    study.teacher.seed = 20;
    const auto ids = queue.submit(study);
    ASSERT_TRUE(reaches(ids[0], RunState::kRunning));
    queue.apply(ids[0], RequestVerb::kPause);
    ASSERT_TRUE(reaches(ids[0], RunState::kPaused));
    EXPECT_EQ(state(ids[1]), RunState::kQueued);
    queue.apply(ids[0], RequestVerb::kResume);
    letGo();
    queue.waitUntilIdle();
    EXPECT_EQ(state(ids[1]), RunState::kFinished);
}

TEST_F(Failures, ARunThatAnotherProcessTookOverEndsHereAndIsLeftAsThatOneHasIt) {
    Queue queue(*writer, 2);
    const auto ids = queue.submit(demoStudy("label-only", {20, 21}));
    for (const auto id : ids) ASSERT_TRUE(reaches(id, RunState::kRunning));
    SQLite::Database(writer->database().string(), SQLite::OPEN_READWRITE, 10000)
        .exec("UPDATE run SET owner_pid = owner_pid + 1, message = 'elsewhere' WHERE id = " +
              std::to_string(ids[0]));
    letGo();
    queue.waitUntilIdle();
    EXPECT_EQ(state(ids[0]), RunState::kRunning);
    EXPECT_EQ(row(ids[0]).message, "elsewhere");
    EXPECT_TRUE(StoreReader(writer->database()).scalars(ids[0]).empty());
    EXPECT_EQ(state(ids[1]), RunState::kFinished);
}

class FullDisk : public QueueBench {
protected:
    /// Stands for a full disk: no run can be marked as failed.
    FullDisk() {
        disk.setBusyTimeout(10000);
        disk.exec(
            "CREATE TRIGGER full BEFORE UPDATE OF state ON run WHEN NEW.state = 'failed'"
            " BEGIN SELECT RAISE(ABORT, 'the disk is full'); END");
    }
    void makeRoom() { disk.exec("DROP TRIGGER full"); }

    SQLite::Database disk{writer->database().string(), SQLite::OPEN_READWRITE};
};

TEST_F(FullDisk, AnEndThatItRefusedIsStoredLater) {
    Queue queue(*writer, 1);
    const auto id = queue.submit(demoStudy("label-only", {12})).front();
    queue.waitUntilIdle();
    EXPECT_EQ(state(id), RunState::kRunning);
    makeRoom();
    EXPECT_TRUE(reaches(id, RunState::kFailed));
    EXPECT_EQ(row(id).message, "the fake run has failed loudly");
}

TEST_F(FullDisk, AnEndThatItRefusedIsTriedOnceMoreWhenTheQueueGoes) {
    std::int64_t id = 0;
    {
        Queue queue(*writer, 1);
        id = queue.submit(demoStudy("label-only", {12})).front();
        queue.waitUntilIdle();
        makeRoom();
    }
    EXPECT_EQ(state(id), RunState::kFailed);
}

TEST_F(Failures, AStudyThatTheStoreRefusesLeavesNothing) {
    // The third run is refused, as by a disk that is full by then.
    SQLite::Database(writer->database().string(), SQLite::OPEN_READWRITE)
        .exec(
            "CREATE TRIGGER full BEFORE INSERT ON run WHEN NEW.seed = 2"
            " BEGIN SELECT RAISE(ABORT, 'the disk is full'); END");
    Queue queue(*writer, 1);
    EXPECT_THROW(queue.submit(demoStudy("rw-kd", {1, 2})), Error);
    EXPECT_EQ(storedRuns(), 0U);
    EXPECT_TRUE(queue.idle());
}

TEST_F(Failures, ABadStudyIsRefusedBeforeAnythingIsStored) {
    Queue queue(*writer, 1);
    Study study = demoStudy("label-only", {1});
    study.schemes.clear();
    EXPECT_THROW(queue.submit(study), Error);
    EXPECT_EQ(storedRuns(), 0U);
    EXPECT_TRUE(queue.idle());
}

}  // namespace
}  // namespace alphascope
