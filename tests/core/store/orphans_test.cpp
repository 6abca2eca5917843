// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/orphans.h"

#include "scratch.h"
#include "store/run_claim.h"

#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>

namespace alphascope {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// A process that waits to be killed.
class Process {
public:
    Process() {
        std::array<int, 2> ends{};
        if (pipe(ends.data()) != 0) throw Error("no pipe");
        pid_ = fork();
        if (pid_ == 0) {
            const auto start_time = Owner::self().start_time;
            if (write(ends[1], &start_time, sizeof start_time) != sizeof start_time) _exit(1);
            pause();
            _exit(0);
        }
        owner_.pid = pid_;
        EXPECT_EQ(read(ends[0], &owner_.start_time, sizeof owner_.start_time),
                  static_cast<ssize_t>(sizeof owner_.start_time));
        close(ends[0]);
        close(ends[1]);
    }
    ~Process() { end(); }
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;
    void end() {
        if (pid_ <= 0) return;
        kill(pid_, SIGKILL);
        waitpid(pid_, nullptr, 0);
        pid_ = 0;
    }
    [[nodiscard]] const Owner& owner() const { return owner_; }

private:
    pid_t pid_ = 0;
    Owner owner_ = Owner::self();
};

class LeftBehind : public Scratch {
protected:
    LeftBehind() {
        StoreWriter writer(file_);
        addSomeRun(writer);
        giveWaitingRuns(file_, process_.owner());
        addSomeRun(writer, 2);  // this process'
    }
    [[nodiscard]] std::vector<RunRow> rows() const { return StoreReader(file_).runs(); }

    Process process_;
};

TEST_F(LeftBehind, RowsAreShownAsTheNextOpeningLeavesThem) {
    auto seen = rows();
    showOrphans(seen);
    EXPECT_EQ(seen[0].state, RunState::kQueued) << "its process lives";
    process_.end();
    seen = rows();
    ASSERT_EQ(seen[0].state, RunState::kQueued) << "it could tell nobody";
    EXPECT_TRUE(isOrphan(seen[0]));
    EXPECT_FALSE(isOrphan(seen[1]));
    showOrphans(seen);
    EXPECT_EQ(seen[0].state, RunState::kInterrupted);
    EXPECT_THAT(seen[0].message, HasSubstr("process " + std::to_string(process_.owner().pid)));
    EXPECT_EQ(seen[1].state, RunState::kQueued);
    EXPECT_EQ(rows()[0].state, RunState::kQueued) << "to look stores nothing";
    interruptOrphans(file_);
    const auto stored = rows();
    EXPECT_EQ(stored[0].state, seen[0].state);
    EXPECT_EQ(stored[0].message, seen[0].message);
    EXPECT_EQ(stored[1].state, RunState::kQueued);
}

TEST_F(LeftBehind, WhatHasEndedOrIsElsewhereIsNone) {
    process_.end();
    RunRow run = rows()[0];
    for (const RunState state : {RunState::kRunning, RunState::kPaused, RunState::kQueued}) {
        run.state = state;
        EXPECT_TRUE(isOrphan(run)) << runStateName(state);
    }
    for (const RunState state : {RunState::kFinished, RunState::kFailed, RunState::kCancelled,
                                 RunState::kInterrupted, RunState::kBlocked}) {
        run.state = state;
        EXPECT_FALSE(isOrphan(run)) << runStateName(state);
    }
    run.state = RunState::kRunning;
    run.owner.host = "another";
    EXPECT_FALSE(isOrphan(run)) << "nobody here can tell";
}

TEST_F(LeftBehind, OnlyTheSecondLookInARowCounts) {
    OrphanWatch watch;
    const auto look = [&] {
        OrphanWatch::Runs runs;
        for (const RunRow& run : rows())
            if (!isEnded(run.state)) runs.push_back(std::make_shared<const RunRow>(run));
        std::vector<std::int64_t> ids;
        for (const auto& run : watch.look(runs)) ids.push_back(run->id);
        return ids;
    };
    EXPECT_THAT(look(), ElementsAre());
    process_.end();
    EXPECT_THAT(look(), ElementsAre()) << "whoever started it may be about to tell";
    EXPECT_THAT(look(), ElementsAre(1));
    const auto seen = rows()[0];
    ASSERT_TRUE(changeRun(file_, {.uuid = seen.uuid}, {.state = RunState::kFailed, .owner = {}}));
    EXPECT_THAT(look(), ElementsAre()) << "and so it did";
}

}  // namespace
}  // namespace alphascope
