// SPDX-License-Identifier: GPL-3.0-or-later
// Going on with runs that ended before their time.
#include "run/continuation.h"

#include "core/run/queue_bench.h"
#include "core/study/error_of.h"
#include "data/split_plan.h"
#include "run/continuable.h"

#include <SQLiteCpp/Database.h>
#include <gmock/gmock.h>

#include <latch>

namespace alphascope {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class Continuation : public QueueBench {
protected:
    /// A run without teacher that was interrupted at step 3, with checkpoints of steps 1 and 2.
    std::int64_t interruptedRun(std::uint64_t seed = 1) {
        const auto study = writer->createStudy("left", "");
        RunSpec spec{.study = "left", .task = "demo", .scheme = "label-only", .seed = seed};
        spec.threads = 1;
        const auto id = writer->createRun(study, spec);
        writer->setState(id, RunState::kRunning, "");
        const auto sink = writer->sink(id);
        const std::string uuid = row(id).uuid;
        sink->publish(RunStarted{.total_steps = 3, .threads = 1, .device = "cpu", .header = ""});
        for (std::int64_t step = 1; step <= 3; ++step) {
            sink->publish(StepLogged{.step = step, .seconds = 0.5 * static_cast<double>(step)});
            if (step == 3) continue;
            const std::string path =
                "runs/" + uuid + "/step-" + std::to_string(step) + ".safetensors";
            const auto file = writer->filesFolder() / path;
            std::filesystem::create_directories(file.parent_path());
            std::ofstream(file) << "state " << step;
            sink->publish(CheckpointSaved{
                .step = step, .kind = "last", .path = path, .sha256 = sha256OfFile(file.string())});
        }
        writer->setState(id, RunState::kInterrupted, "killed");
        writer->flush();
        return id;
    }
    std::filesystem::path checkpointOf(std::int64_t id, int step) const {
        return writer->filesFolder() / "runs" / row(id).uuid /
               ("step-" + std::to_string(step) + ".safetensors");
    }
    void flipAByteOf(const std::filesystem::path& file) const {
        std::fstream bytes(file, std::ios::in | std::ios::out | std::ios::binary);
        bytes.seekp(3);
        bytes.put('T');
    }
    std::vector<std::int64_t> stepsOf(std::int64_t id) const {
        std::vector<std::int64_t> steps;
        for (const auto& scalar : StoreReader(writer->database()).scalars(id))
            if (scalar.series == "total_loss") steps.push_back(scalar.step);
        return steps;
    }
    std::string problemOf(const std::vector<std::int64_t>& ids) {
        return errorOf([&] { takeOver(ids, *writer); });
    }
};

TEST_F(Continuation, TakesTheNewestCheckpointAndCutsWhatCameAfter) {
    const auto id = interruptedRun();
    const auto jobs = takeOver({id}, *writer);
    ASSERT_EQ(jobs.size(), 1U);
    EXPECT_EQ(jobs[0]->place.checkpoint.filename(), "step-2.safetensors");
    EXPECT_EQ(jobs[0]->spec.scheme, "label-only");
    EXPECT_EQ(jobs[0]->spec.device, "auto");
    EXPECT_EQ(jobs[0]->device, "cpu") << "where it began";
    EXPECT_EQ(stepsOf(id), (std::vector<std::int64_t>{1, 2}));
    EXPECT_EQ(state(id), RunState::kQueued);
    EXPECT_EQ(row(id).owner, Owner::self());
    EXPECT_EQ(row(id).ended, 0.0);
}

TEST_F(Continuation, RefusesARunOfAnotherProgram) {
    RunSpec spec{.study = "made", .task = "imported", .role = Role::kImported, .scheme = ""};
    spec.data.folder = "lr_0.1";
    const auto id = writer->createRun(writer->createStudy("made", ""), spec);
    writer->setState(id, RunState::kInterrupted, "the import was killed");
    EXPECT_EQ(problemOf({id}), "Run " + std::to_string(id) +
                                   " (lr_0.1) was imported, and only its curves are known, so it "
                                   "cannot be continued.");
    EXPECT_EQ(state(id), RunState::kInterrupted);
}

// As after `db backup --no-files`, or where the disk with the files is not mounted.
TEST_F(Continuation, DeletesNothingWhereTheCheckpointsAreAway) {
    const auto id = interruptedRun();
    const auto place = checkpointOf(id, 1).parent_path(), away = folder / "away";
    std::filesystem::rename(place, away);
    const auto problem = problemOf({id});
    EXPECT_THAT(problem, AllOf(HasSubstr("Run " + std::to_string(id)), HasSubstr(place.string()),
                               HasSubstr("continue " + std::to_string(id) + " --from-start")));
    EXPECT_EQ(setLostApart({id}, writer->database()).refusal, problem) << "one sentence for all";
    EXPECT_EQ(state(id), RunState::kInterrupted);
    EXPECT_EQ(row(id).revision, 0);
    EXPECT_EQ(stepsOf(id).size(), 3U);
    EXPECT_EQ(StoreReader(writer->database()).checkpoints(id).size(), 2U);
    std::filesystem::rename(away, place);
    EXPECT_EQ(takeOver({id}, *writer).at(0)->place.checkpoint, checkpointOf(id, 2));
}

TEST_F(Continuation, BeginsAgainWhereNoCheckpointWasEverStored) {
    const auto id = interruptedRun();
    SQLite::Database(writer->database().string(), SQLite::OPEN_READWRITE)
        .exec("DELETE FROM checkpoint");
    writer->sink(id)->publish(CheckpointSaved{
        .step = 1, .kind = "best_meta", .path = "runs/x/best_meta-1.safetensors", .sha256 = "x"});
    EXPECT_EQ(setLostApart({id}, writer->database()).runs, std::vector{id});
    const auto jobs = takeOver({id}, *writer);
    EXPECT_TRUE(jobs[0]->place.checkpoint.empty());
    EXPECT_TRUE(jobs[0]->device.empty()) << "it may choose anew";
    EXPECT_TRUE(stepsOf(id).empty());
}

TEST_F(Continuation, BeginsAnewWhereThatIsAskedForWhateverFilesThereAre) {
    const auto kept = interruptedRun(), lost = interruptedRun(2), other = interruptedRun(3);
    std::filesystem::remove_all(checkpointOf(lost, 1).parent_path());
    cutToStart({kept, lost}, *writer);
    for (const auto id : {kept, lost}) {
        EXPECT_EQ(state(id), RunState::kInterrupted) << "it waits for whoever goes on with it";
        EXPECT_TRUE(stepsOf(id).empty());
        EXPECT_TRUE(takeOver({id}, *writer).at(0)->place.checkpoint.empty());
    }
    EXPECT_EQ(stepsOf(other).size(), 3U);
    writer->setState(other, RunState::kFinished, "");
    EXPECT_THROW(cutToStart({other}, *writer), Error);
    EXPECT_EQ(stepsOf(other).size(), 3U);
}

TEST_F(Continuation, SetsRunsWithoutTheirFilesApartAndTheirStudentsWithThem) {
    const auto kept = interruptedRun(), teacher = interruptedRun(2), damaged = interruptedRun(3);
    RunSpec spec{.study = "left", .task = "demo", .scheme = "fixed"};
    spec.teacher_uuid = row(teacher).uuid;
    const auto student = writer->createRun(writer->createStudy("left", ""), spec);
    writer->setState(student, RunState::kBlocked, "");
    for (const int step : {1, 2}) {
        std::filesystem::remove(checkpointOf(teacher, step));
        flipAByteOf(checkpointOf(damaged, step));
    }
    const auto found =
        setLostApart({student, damaged, 99, teacher, kept, kept}, writer->database());
    EXPECT_EQ(found.runs, (std::vector{kept, damaged, std::int64_t{99}}))
        << "others are refused later";
    EXPECT_THAT(found.refusal,
                AllOf(HasSubstr("Run " + std::to_string(teacher) + " cannot go on"),
                      HasSubstr("Run " + std::to_string(student) + " waits for such a teacher")));
    EXPECT_EQ(takeOver({kept}, *writer).size(), 1U);
    EXPECT_TRUE(setLostApart({kept}, writer->database()).refusal.empty());
}

// As the window shows it before anybody has stored that its owner was killed.
TEST_F(Continuation, SetsARunApartWhoseOwnerIsGoneAsWellAsItsFiles) {
    const auto kept = interruptedRun(), lost = interruptedRun(2);
    std::filesystem::remove_all(checkpointOf(lost, 1).parent_path());
    SQLite::Database(writer->database().string(), SQLite::OPEN_READWRITE)
        .exec("UPDATE run SET state = 'running', owner_pid = 999999999 WHERE id = " +
              std::to_string(lost));
    EXPECT_EQ(setLostApart({kept, lost}, writer->database()).runs, std::vector{kept});
}

TEST_F(Continuation, SaysOfManyRunsInOneSentenceThatTheirFilesAreAway) {
    std::vector<std::int64_t> ids;
    for (std::uint64_t seed = 1; seed <= 12; ++seed) ids.push_back(interruptedRun(seed));
    std::filesystem::remove_all(writer->filesFolder() / "runs");
    const auto found = setLostApart(ids, writer->database());
    EXPECT_TRUE(found.runs.empty());
    EXPECT_THAT(found.refusal, AllOf(HasSubstr("Runs 1, 2, 3, 4, 5, 6, 7, 8 and 4 more"),
                                     HasSubstr((writer->filesFolder() / "runs").string() + ":")));
}

TEST_F(Continuation, UsesTheCheckpointBeforeOneThatIsNotAsItWasWritten) {
    const auto id = interruptedRun();
    flipAByteOf(checkpointOf(id, 2));
    const auto jobs = takeOver({id}, *writer);
    EXPECT_EQ(jobs.at(0)->place.checkpoint.filename(), "step-1.safetensors");
    EXPECT_EQ(stepsOf(id), std::vector<std::int64_t>{1});
    // Killed at once: the one that it went on from is still there to go on from.
    writer->setState(id, RunState::kInterrupted, "killed");
    EXPECT_EQ(takeOver({id}, *writer).at(0)->place.checkpoint, checkpointOf(id, 1));
}

TEST_F(Continuation, UsesTheCheckpointBeforeOneThatIsGone) {
    const auto id = interruptedRun();
    std::filesystem::remove(checkpointOf(id, 2));
    EXPECT_EQ(takeOver({id}, *writer).at(0)->place.checkpoint, checkpointOf(id, 1));
}

TEST_F(Continuation, SaysWhichFileIsDamagedWhereThereIsNoOther) {
    const auto id = interruptedRun();
    flipAByteOf(checkpointOf(id, 2));
    std::filesystem::remove(checkpointOf(id, 1));
    const auto file = checkpointOf(id, 2);
    EXPECT_THAT(problemOf({id}),
                AllOf(HasSubstr(file.string()), HasSubstr("damaged"), HasSubstr("--from-start")));
    EXPECT_EQ(state(id), RunState::kInterrupted);
    EXPECT_EQ(stepsOf(id).size(), 3U);
}

// Killed after the row of the final weights, before that of the run's end.
TEST_F(Continuation, GoesOnFromTheLastStepWhereOnlyTheEndIsMissing) {
    const auto id = interruptedRun();
    writer->sink(id)->publish(CheckpointSaved{
        .step = 2, .kind = "last", .path = "runs/x/model.safetensors", .sha256 = "weights"});
    EXPECT_EQ(takeOver({id}, *writer).at(0)->place.checkpoint, checkpointOf(id, 2));
}

TEST_F(Continuation, OfTwoAtOnceOneTakesTheRuns) {
    const auto first = interruptedRun(), second = interruptedRun(2);
    StoreWriter other(writer->database());
    for (int round = 0; round < 10; ++round) {
        std::latch start(2);
        std::atomic<int> taken = 0;
        const auto take = [&](StoreWriter& with, const std::vector<std::int64_t>& ids) {
            start.arrive_and_wait();
            try {
                takeOver(ids, with);
                ++taken;
            } catch (const Error&) {  // the other was faster
            }
        };
        {
            const std::jthread one([&] { take(*writer, {first, second}); });
            const std::jthread two([&] { take(other, {second, first, second}); });
        }
        EXPECT_EQ(taken, 1);
        EXPECT_EQ(row(first).revision, round + 1);
        EXPECT_EQ(row(second).revision, round + 1);
        for (const auto id : {first, second}) writer->setState(id, RunState::kCancelled, "");
    }
}

TEST_F(Continuation, TheQueueRunsItToItsEnd) {
    const auto id = interruptedRun();
    Queue queue(*writer, 1);
    queue.continueRuns({id});
    queue.waitUntilIdle();
    writer->flush();
    EXPECT_EQ(state(id), RunState::kFinished);
    EXPECT_THAT(logOf(id), HasSubstr("goes on from step-2.safetensors"));
}

/// Its job may not make room for another while the thread uses it, whatever the row says.
TEST_F(Continuation, OfARunWhoseThreadIsStillAtWorkIsRefused) {
    Queue queue(*writer, 1);
    const auto id = queue.submit(demoStudy("label-only", {20})).front();
    ASSERT_TRUE(reaches(id, RunState::kRunning));
    SQLite::Database(writer->database().string(), SQLite::OPEN_READWRITE, 10000)
        .exec("UPDATE run SET state = 'interrupted', message = 'its owner seemed to be gone'");
    EXPECT_THROW(queue.continueRuns({id}), Error);
    EXPECT_EQ(row(id).revision, 0);
    letGo();
    queue.waitUntilIdle();
    EXPECT_EQ(state(id), RunState::kFinished);
}

TEST_F(Continuation, ACancelledTeacherAndItsBlockedStudentGoOnTogether) {
    Queue queue(*writer, 1);
    const auto ids = queue.submit(demoStudy("fixed", {1}));
    ASSERT_EQ(ids.size(), 2U);
    queue.apply(ids[0], RequestVerb::kCancel);
    queue.waitUntilIdle();
    if (state(ids[0]) != RunState::kCancelled) GTEST_SKIP() << "the teacher was faster";
    EXPECT_EQ(state(ids[1]), RunState::kBlocked);
    EXPECT_THAT(problemOf({ids[1]}), HasSubstr("which has not finished"));
    queue.continueRuns({ids[0], ids[1]});
    queue.waitUntilIdle();
    EXPECT_EQ(state(ids[0]), RunState::kFinished);
    EXPECT_EQ(state(ids[1]), RunState::kFinished);
}

TEST_F(Continuation, RefusesWhatCannotGoOnBeforeItChangesAnything) {
    const auto id = interruptedRun();
    EXPECT_THAT(problemOf({id, 99}), HasSubstr("Run 99 is not in this database"));
    EXPECT_EQ(state(id), RunState::kInterrupted);
    EXPECT_EQ(stepsOf(id).size(), 3U);
    writer->setState(id, RunState::kRunning, "");
    EXPECT_THAT(problemOf({id}), HasSubstr("belongs to a living process"));
    SQLite::Database(writer->database().string(), SQLite::OPEN_READWRITE)
        .exec("UPDATE run SET owner_host = 'old-name'");
    EXPECT_THAT(problemOf({id}), AllOf(HasSubstr("on old-name"), HasSubstr("--owner-gone")));
    writer->setState(id, RunState::kFinished, "");
    EXPECT_THAT(problemOf({id}), HasSubstr("has finished"));
}

TEST_F(Continuation, ARunWhoseProcessIsGoneIsTakenOverThoughNobodyHasSeenItEnd) {
    const auto id = interruptedRun();
    writer->setState(id, RunState::kRunning, "");
    SQLite::Database(writer->database().string(), SQLite::OPEN_READWRITE)
        .exec("UPDATE run SET owner_start = owner_start - 1");
    EXPECT_EQ(takeOver({id}, *writer).size(), 1U);
    EXPECT_EQ(state(id), RunState::kQueued);
    EXPECT_EQ(row(id).owner, Owner::self());
}

TEST_F(Continuation, RefusesNamesThatLeadToFilesElsewhere) {
    const auto id = interruptedRun();
    const auto change = [&](const std::string& sql) {
        SQLite::Database(writer->database().string(), SQLite::OPEN_READWRITE).exec(sql);
    };
    const auto elsewhere = writer->filesFolder().parent_path() / "step-9.safetensors";
    std::ofstream(elsewhere) << "a stranger's";
    change("UPDATE checkpoint SET path = '../step-9.safetensors', sha256 = '" +
           sha256OfFile(elsewhere.string()) + "' WHERE kind = 'last'");
    EXPECT_THAT(problemOf({id}), HasSubstr("leads out of this folder"));
    change(
        "DELETE FROM checkpoint; UPDATE run SET spec = replace(spec, '\"teacher_uuid\":\"\"',"
        " '\"teacher_uuid\":\"../teacher\"')");
    EXPECT_THAT(problemOf({id}), HasSubstr("'../teacher' has no folder here"));
    change("UPDATE run SET uuid = '../../autostart'");
    EXPECT_THAT(problemOf({id}), HasSubstr("'../../autostart' has no folder here"));
    EXPECT_EQ(state(id), RunState::kInterrupted);
    std::filesystem::remove(elsewhere);
}

}  // namespace
}  // namespace alphascope
