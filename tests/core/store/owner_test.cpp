// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/lives_here.h"

#include "scratch.h"

#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>

namespace alphascope {
namespace {

TEST(Owner, IsThisProcess) {
    const auto self = Owner::self();
    EXPECT_EQ(self.pid, getpid());
    std::array<char, 256> name{};
    ASSERT_EQ(gethostname(name.data(), name.size() - 1), 0);
    EXPECT_EQ(hostOf(self), name.data());
    const std::string table = std::filesystem::read_symlink("/proc/self/ns/pid");  // pid:[NUMBER]
    EXPECT_EQ("pid:[" + self.host.substr(hostOf(self).size() + 1) + "]", table);
    EXPECT_EQ(self.boot_id.size(), 36U);
    EXPECT_GT(self.start_time, 0);
    EXPECT_TRUE(self.alive());
    EXPECT_EQ(self, Owner::self());
}

TEST(Owner, IsGoneWhenThePidNowBelongsToAnother) {
    auto owner = Owner::self();
    owner.start_time -= 1;
    EXPECT_FALSE(owner.alive());
}

TEST(Owner, IsGoneAfterARestartOfTheMachine) {
    auto owner = Owner::self();
    owner.boot_id = "00000000-0000-0000-0000-000000000000";
    EXPECT_FALSE(owner.alive());
}

TEST(Owner, OnAnotherHostCountsAsAlive) {
    const Owner owner{.host = "some-other-host", .boot_id = "x", .pid = 1, .start_time = 1};
    EXPECT_TRUE(owner.alive());
}

TEST(Owner, InAContainerOfThisMachineCountsAsAliveUntilTheMachineIsRestarted) {
    auto owner = Owner::self();
    owner.host = hostOf(owner) + "/1";
    owner.pid = 4194305;  // above the kernel's largest pid
    EXPECT_TRUE(owner.alive());
    EXPECT_FALSE(isInSight(owner));
    EXPECT_FALSE(livesHere(owner));
    owner.boot_id = "00000000-0000-0000-0000-000000000000";
    EXPECT_FALSE(owner.alive());
}

TEST(Owner, OfAnOlderRowIsJudgedByItsNumberAlone) {
    auto owner = Owner::self();
    owner.host = hostOf(owner);
    EXPECT_TRUE(owner.alive());
    EXPECT_TRUE(livesHere(owner));
    owner.start_time -= 1;
    EXPECT_FALSE(owner.alive());
    EXPECT_TRUE(isInSight(owner));
}

TEST(Owner, IsTheSameProcessWhateverItsMachineIsCalled) {
    const auto self = Owner::self();
    auto other = self;
    for (const auto& host : {"renamed" + self.host.substr(hostOf(self).size()), hostOf(self)}) {
        other.host = host;
        EXPECT_TRUE(sameProcess(self, other)) << host;
    }
    other.host = self.host + "1";
    EXPECT_FALSE(sameProcess(self, other)) << "in another container";
    for (std::int64_t Owner::*number : {&Owner::pid, &Owner::start_time}) {
        other = self;
        other.*number += 1;
        EXPECT_FALSE(sameProcess(self, other));
    }
}

TEST(Owner, WithoutAProcessIsGone) {
    auto owner = Owner::self();
    owner.pid = 0;
    EXPECT_FALSE(owner.alive());
    owner.pid = 4194305;  // above the kernel's largest pid
    EXPECT_FALSE(owner.alive());
}

TEST(Owner, ThatHasDiedButIsNotReapedIsGone) {
    std::array<int, 2> ends{};
    ASSERT_EQ(pipe(ends.data()), 0);
    const pid_t child = fork();
    if (child == 0) {
        const auto start_time = Owner::self().start_time;
        _exit(write(ends[1], &start_time, sizeof start_time) == sizeof start_time ? 0 : 1);
    }
    ASSERT_GT(child, 0);
    auto owner = Owner::self();
    owner.pid = child;
    ASSERT_EQ(read(ends[0], &owner.start_time, sizeof owner.start_time),
              static_cast<ssize_t>(sizeof owner.start_time));
    siginfo_t info{};
    ASSERT_EQ(waitid(P_PID, static_cast<id_t>(child), &info, WEXITED | WNOWAIT), 0);
    EXPECT_FALSE(owner.alive());
    waitpid(child, nullptr, 0);
    close(ends[0]);
    close(ends[1]);
}

class Orphans : public Scratch {};

TEST_F(Orphans, OfAContainerOfThisMachineAreInterruptedWhereTheUserSaysSo) {
    StoreWriter writer(file_);
    const auto id = addSomeRun(writer);
    SQLite::Database(file_.string(), SQLite::OPEN_READWRITE)
        .exec("UPDATE run SET owner_host = owner_host || '1', owner_pid = 4194305");
    const auto run = [&] { return StoreReader(file_).findRun(std::to_string(id)).value(); };
    { const StoreWriter next(file_); }
    EXPECT_EQ(run().state, RunState::kQueued);
    writer.giveUpOwner({id});
    EXPECT_EQ(run().state, RunState::kInterrupted);
}

TEST_F(Orphans, AreInterruptedAtTheNextOpenAndNobodyElse) {
    std::vector<std::int64_t> ids;
    {
        StoreWriter writer(file_);
        for (int i = 0; i < 7; ++i) ids.push_back(addSomeRun(writer));
        writer.setState(ids[1], RunState::kRunning, "");
        writer.setState(ids[2], RunState::kPaused, "");
        writer.setState(ids[3], RunState::kFinished, "done");
        writer.setState(ids[4], RunState::kBlocked, "no teacher");
        writer.setState(ids[5], RunState::kRunning, "");
        writer.setState(ids[6], RunState::kRunning, "");
    }
    execute("UPDATE run SET owner_start = owner_start - 1 WHERE id <> " + std::to_string(ids[5]));
    execute("UPDATE run SET owner_host = 'cluster-7' WHERE id = " + std::to_string(ids[6]));
    const StoreWriter reopened(file_);
    const auto runs = StoreReader(file_).runs();
    for (const std::size_t gone : {0U, 1U, 2U}) {
        EXPECT_EQ(runs[gone].state, RunState::kInterrupted) << gone;
        EXPECT_THAT(runs[gone].message, testing::HasSubstr(std::to_string(getpid())));
        EXPECT_GT(runs[gone].ended, 0.0);
    }
    EXPECT_EQ(runs[3].state, RunState::kFinished);
    EXPECT_EQ(runs[3].message, "done");
    EXPECT_EQ(runs[4].state, RunState::kBlocked);
    EXPECT_EQ(runs[5].state, RunState::kRunning);  // its owner is this very process
    EXPECT_EQ(runs[6].state, RunState::kRunning);  // on another host: nobody here can tell
}

TEST_F(Orphans, OfAnotherMachineAreInterruptedWhereTheUserSaysSo) {
    StoreWriter writer(file_);
    std::vector<std::int64_t> ids;
    for (int i = 0; i < 3; ++i) ids.push_back(addSomeRun(writer));
    const auto stateOf = [&](std::int64_t id) {
        return StoreReader(file_).findRun(std::to_string(id))->state;
    };
    const std::string others = " WHERE id < " + std::to_string(ids[2]);
    execute("UPDATE run SET owner_host = 'old-name'" + others);
    // One of them is this very process's: nothing is changed.
    EXPECT_THAT(errorOf([&] { writer.giveUpOwner(ids); }), testing::HasSubstr("on this machine"));
    EXPECT_EQ(stateOf(ids[0]), RunState::kQueued);
    writer.giveUpOwner({ids[0]});
    EXPECT_EQ(stateOf(ids[0]), RunState::kInterrupted);
    EXPECT_THAT(StoreReader(file_).findRun(std::to_string(ids[0]))->message,
                testing::HasSubstr("old-name"));
    EXPECT_EQ(stateOf(ids[1]), RunState::kQueued) << "it was not named";
    writer.setState(ids[1], RunState::kFinished, "");
    writer.giveUpOwner({ids[1]});
    EXPECT_EQ(stateOf(ids[1]), RunState::kFinished);
}

}  // namespace
}  // namespace alphascope
