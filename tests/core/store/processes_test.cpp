// SPDX-License-Identifier: GPL-3.0-or-later
// Several processes on one file: writing at once, killed in the middle, without disk space.
#include "scratch.h"
#include "store/handover.h"
#include "store/run_claim.h"
#include "store/run_lost.h"

#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <memory>
#include <thread>
#include <vector>

namespace alphascope {
namespace {

using namespace std::chrono_literals;

/// A running store_child; killed at the latest when this goes.
class Child {
public:
    explicit Child(const std::vector<std::string>& arguments) {
        std::array<int, 2> ends{};
        if (pipe(ends.data()) != 0) throw Error("no pipe");
        std::vector<std::string> words{ALPHASCOPE_STORE_CHILD};
        words.insert(words.end(), arguments.begin(), arguments.end());
        std::vector<char*> argv;
        for (auto& word : words) argv.push_back(word.data());
        argv.push_back(nullptr);
        pid_ = fork();
        if (pid_ == 0) {
            dup2(ends[1], STDOUT_FILENO);
            close(ends[0]);
            close(ends[1]);
            execv(argv[0], argv.data());
            _exit(127);
        }
        close(ends[1]);
        output_ = ends[0];
    }
    ~Child() {
        if (pid_ > 0) kill();
        close(output_);
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    /// One line, or what there is at the end of the output.
    std::string line() const {
        std::string text;
        for (char c = 0; read(output_, &c, 1) == 1 && c != '\n';) text += c;
        return text;
    }
    void kill() {
        ::kill(pid_, SIGKILL);
        wait();
    }
    int wait() {
        int status = 0;
        waitpid(pid_, &status, 0);
        pid_ = 0;
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }
    pid_t pid() const { return pid_; }

private:
    pid_t pid_ = 0;
    int output_ = -1;
};

class Processes : public Scratch {};

TEST_F(Processes, WriteTheSameFileAtOnce) {
    std::vector<std::unique_ptr<Child>> children;
    for (int i = 0; i < 3; ++i)
        children.push_back(
            std::make_unique<Child>(std::vector<std::string>{"write", file_.string(), "500"}));
    {
        StoreWriter writer(file_);
        const auto sink = writer.sink(addSomeRun(writer));
        for (std::int64_t step = 1; step <= 500; ++step) sink->publish(someStep(step));
        sink->publish(StateChanged{RunState::kFinished, ""});
    }
    for (auto& child : children) {
        EXPECT_EQ(child->line(), "");
        EXPECT_EQ(child->wait(), 0);
    }
    StoreReader reader(file_);
    ASSERT_EQ(reader.runs().size(), 4U);
    for (const auto& run : reader.runs()) {
        EXPECT_EQ(run.state, RunState::kFinished);
        EXPECT_EQ(run.step, 500);
        EXPECT_EQ(reader.scalars(run.id).size(), 3500U);
    }
    EXPECT_TRUE(reader.check().empty());
}

TEST_F(Processes, ThatAreKilledLeaveInterruptedRuns) {
    Child child({"hold", file_.string()});
    ASSERT_EQ(child.line(), "ready");
    {
        const StoreWriter other(file_);  // while the owner lives, nothing is touched
        const auto runs = StoreReader(file_).runs();
        ASSERT_EQ(runs.size(), 3U);
        EXPECT_EQ(runs[0].state, RunState::kRunning);
        EXPECT_EQ(runs[0].owner.pid, child.pid());
        EXPECT_TRUE(runs[0].owner.alive());
        EXPECT_EQ(runs[1].state, RunState::kPaused);
        EXPECT_EQ(runs[2].state, RunState::kQueued);
    }
    child.kill();
    const StoreWriter next(file_);
    for (const auto& run : StoreReader(file_).runs()) {
        EXPECT_EQ(run.state, RunState::kInterrupted);
        EXPECT_FALSE(run.owner.alive());
    }
}

TEST_F(Processes, ThatAreKilledWhileTheyWriteLeaveASoundFile) {
    for (int round = 0; round < 5; ++round) {
        Child child({"endless", file_.string()});
        ASSERT_EQ(child.line(), "ready");
        StoreReader watcher(file_);
        const auto end = std::chrono::steady_clock::now() + 20s;
        while (watcher.runs().back().step == 0 && std::chrono::steady_clock::now() < end)
            std::this_thread::sleep_for(5ms);
        std::this_thread::sleep_for(round * 37ms);  // in the middle of one batch or another
        child.kill();
        StoreWriter next(file_);
        StoreReader reader(file_);
        EXPECT_TRUE(reader.check().empty());
        const auto run = reader.runs().back();
        EXPECT_EQ(run.state, RunState::kInterrupted);
        // What was committed is whole: the run's step and its rows agree.
        const auto rows = reader.scalars(run.id);
        EXPECT_GT(run.step, 0);
        EXPECT_EQ(rows.empty() ? 0 : rows.back().step, run.step);
        EXPECT_EQ(rows.size(), static_cast<std::size_t>(run.step) * 7U);
    }
}

TEST_F(Processes, WithoutDiskSpaceEndTheirRunAsFailed) {
    Child child({"starve", file_.string(), "2000000"});
    const std::string heard = child.line();
    EXPECT_THAT(heard, testing::HasSubstr(file_.string()));
    EXPECT_THAT(heard, testing::AnyOf(testing::HasSubstr("disk is full"),
                                      testing::HasSubstr("disk reports an error")));
    EXPECT_EQ(child.wait(), 0);
    StoreReader reader(file_);
    EXPECT_TRUE(reader.check().empty());
    EXPECT_EQ(reader.runs().at(0).state, RunState::kFailed);
    EXPECT_EQ(reader.runs().at(0).message, "the disk was full");
}

TEST_F(Processes, ThatWouldTakeOneRunAtOnceAreToldWhoGotIt) {
    StoreWriter writer(file_);
    for (int round = 0; round < 5; ++round) {
        const auto id = addSomeRun(writer);
        writer.setState(id, RunState::kInterrupted, "killed");
        const std::vector<std::string> arguments{"take", file_.string(), std::to_string(id)};
        const Child one(arguments), two(arguments);
        const std::string heard_1 = one.line(), heard_2 = two.line();
        const bool first = heard_1 == "taken";
        EXPECT_THAT(first ? heard_1 : heard_2, "taken");
        EXPECT_THAT(first ? heard_2 : heard_1, testing::HasSubstr("was taken by another process"));
        const auto run = StoreReader(file_).findRun(std::to_string(id));
        EXPECT_EQ(run->owner.pid, (first ? one : two).pid());
        EXPECT_EQ(run->state, RunState::kQueued);
        EXPECT_EQ(run->revision, 1);
        const RunChange finished{.state = RunState::kFinished,
                                 .message = ""};  // before its owner goes
        ASSERT_TRUE(changeRun(file_, {.uuid = run->uuid, .state = RunState::kQueued, .revision = 1},
                              finished));
    }
}

TEST_F(Processes, StoreNothingMoreOfARunThatAnotherHasTakenOver) {
    StoreWriter writer(file_);
    const auto lost = addSomeRun(writer, 1), kept = addSomeRun(writer, 2);
    const auto lost_sink = writer.sink(lost), kept_sink = writer.sink(kept);
    for (RunSink* sink : {lost_sink.get(), kept_sink.get()}) {
        sink->publish(StateChanged{RunState::kRunning, ""});
        sink->publish(someStep(1));
    }
    writer.flush();
    StoreReader reader(file_);
    const auto run = [&] { return reader.findRun(std::to_string(lost)).value(); };
    const RunChange left{.state = RunState::kInterrupted, .message = "its owner seemed to be gone"};
    ASSERT_TRUE(changeRun(file_, {.uuid = run().uuid, .state = RunState::kRunning}, left));
    Child other({"take", file_.string(), std::to_string(lost)});
    ASSERT_EQ(other.line(), "taken");
    lost_sink->publish(someStep(2));
    lost_sink->publish(someSamples(2, 0, 4));
    kept_sink->publish(someStep(2));
    EXPECT_EQ(errorOf([&] { writer.flush(); }), "") << "one run is lost, and no row";
    EXPECT_THAT(errorOf([&] { lost_sink->publish(someStep(3)); }),
                testing::StartsWith("Process " + std::to_string(other.pid()) + " on "));
    for (const RunState end : {RunState::kFailed, RunState::kFinished})
        EXPECT_THROW(lost_sink->publish(StateChanged{end, "mine"}), RunLost);
    EXPECT_THROW(writer.setState(lost, RunState::kFailed, "mine"), RunLost);
    EXPECT_EQ(run().state, RunState::kQueued);
    EXPECT_EQ(run().message, "");
    EXPECT_EQ(run().step, 0);
    EXPECT_THAT(reader.scalars(lost), testing::IsEmpty());
    EXPECT_THAT(reader.sampleRecords(lost), testing::IsEmpty());
    kept_sink->publish(StateChanged{RunState::kFinished, ""});
    EXPECT_EQ(reader.scalars(kept).size(), 14U) << "the other goes on";

    other.kill();  // and the run comes back to this process
    ASSERT_TRUE(
        changeRun(file_, {.uuid = run().uuid, .state = RunState::kQueued, .revision = 1}, left));
    writer.takeOver({{.run_id = lost, .revision = 1, .step = 0}});
    const auto again = writer.sink(lost);
    EXPECT_EQ(errorOf([&] { again->publish(someStep(1)); }), "");
    writer.flush();
    EXPECT_EQ(reader.scalars(lost).size(), 7U);
}

TEST_F(Processes, AskTheOwnerThroughTheRequestTable) {
    StoreWriter owner(file_);
    const auto id = addSomeRun(owner);
    Child child({"cancel", file_.string(), std::to_string(id)});
    EXPECT_EQ(child.wait(), 0);
    const auto requests = owner.takeRequests();
    ASSERT_EQ(requests.size(), 1U);
    EXPECT_EQ(requests[0].run_id, id);
    EXPECT_EQ(requests[0].verb, RequestVerb::kCancel);
}

TEST_F(Processes, HandARunFromOneToAnother) {
    const Child child({"hold", file_.string()});
    ASSERT_EQ(child.line(), "ready");
    StoreReader reader(file_);
    const auto run = [&](const char* id) { return reader.findRun(id).value(); };
    EXPECT_FALSE(adoptRun(file_, 1, child.pid() + 1)) << "it is not that one's";
    EXPECT_FALSE(adoptRun(file_, 77, child.pid()));
    EXPECT_NE(run("1").owner, Owner::self());
    EXPECT_TRUE(adoptRun(file_, 2, child.pid()));
    EXPECT_EQ(run("2").owner, Owner::self());
    EXPECT_EQ(run("2").state, RunState::kPaused);
    EXPECT_FALSE(adoptRun(file_, 2, child.pid())) << "another has it already";
    StoreWriter writer(file_);
    writer.request(2, RequestVerb::kCancel);
    EXPECT_EQ(writer.takeRequests().size(), 1U) << "what is asked comes here now";
    ASSERT_TRUE(changeRun(file_, {.uuid = run("3").uuid, .state = RunState::kQueued},
                          {.state = RunState::kInterrupted, .message = "left at a checkpoint"}));
    EXPECT_FALSE(adoptRun(file_, 3, child.pid())) << "its owner lives, and has ended it";
}

TEST_F(Processes, HandBackTheRunOfOneThatDied) {
    Child child({"hold", file_.string()});
    ASSERT_EQ(child.line(), "ready");
    const pid_t pid = child.pid();
    child.kill();
    StoreWriter writer(file_);  // finds them interrupted
    StoreReader reader(file_);
    ASSERT_EQ(reader.findRun("1")->state, RunState::kInterrupted);
    ASSERT_TRUE(changeRun(file_,
                          {.uuid = reader.findRun("2")->uuid, .state = RunState::kInterrupted},
                          {.state = RunState::kFinished, .message = ""}));
    EXPECT_FALSE(adoptRun(file_, 2, pid));
    EXPECT_TRUE(adoptRun(file_, 1, pid));
    const auto run = reader.findRun("1").value();
    EXPECT_EQ(run.state, RunState::kRunning) << "so that nobody else goes on with it";
    EXPECT_EQ(run.ended, 0.0);
    EXPECT_EQ(run.owner, Owner::self());
}

}  // namespace
}  // namespace alphascope
