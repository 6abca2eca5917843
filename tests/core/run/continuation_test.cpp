// SPDX-License-Identifier: GPL-3.0-or-later
// Going on with runs that ended before their time.
#include "run/continuation.h"

#include "core/run/queue_bench.h"
#include "study/error.h"

#include <gmock/gmock.h>

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
        for (std::int64_t step = 1; step <= 3; ++step) {
            sink->publish(StepLogged{.step = step, .seconds = 0.5 * static_cast<double>(step)});
            if (step == 3) continue;
            const std::string path =
                "runs/" + uuid + "/step-" + std::to_string(step) + ".safetensors";
            const auto file = writer->filesFolder() / path;
            std::filesystem::create_directories(file.parent_path());
            std::ofstream(file) << "state";
            sink->publish(
                CheckpointSaved{.step = step, .kind = "last", .path = path, .sha256 = ""});
        }
        writer->setState(id, RunState::kInterrupted, "killed");
        writer->flush();
        return id;
    }
    std::vector<std::int64_t> stepsOf(std::int64_t id) const {
        std::vector<std::int64_t> steps;
        for (const auto& scalar : StoreReader(writer->database()).scalars(id))
            if (scalar.series == "total_loss") steps.push_back(scalar.step);
        return steps;
    }
    std::string problemOf(const std::vector<std::int64_t>& ids) {
        try {
            takeOver(ids, *writer);
        } catch (const Error& problem) {
            return problem.what();
        }
        return {};
    }
};

TEST_F(Continuation, TakesTheNewestCheckpointAndCutsWhatCameAfter) {
    const auto id = interruptedRun();
    const auto jobs = takeOver({id}, *writer);
    ASSERT_EQ(jobs.size(), 1U);
    EXPECT_EQ(jobs[0]->place.checkpoint.filename(), "step-2.safetensors");
    EXPECT_EQ(jobs[0]->spec.scheme, "label-only");
    EXPECT_EQ(stepsOf(id), (std::vector<std::int64_t>{1, 2}));
    EXPECT_EQ(state(id), RunState::kQueued);
    EXPECT_EQ(row(id).owner, Owner::self());
    EXPECT_EQ(row(id).ended, 0.0);
}

TEST_F(Continuation, BeginsAgainWhereTheCheckpointIsGone) {
    const auto id = interruptedRun();
    std::filesystem::remove_all(writer->filesFolder() / "runs");
    const auto jobs = takeOver({id}, *writer);
    EXPECT_TRUE(jobs[0]->place.checkpoint.empty());
    EXPECT_TRUE(stepsOf(id).empty());
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
    writer->setState(id, RunState::kFinished, "");
    EXPECT_THAT(problemOf({id}), HasSubstr("has finished"));
}

}  // namespace
}  // namespace alphascope
