// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/completion_log.h"

#include <gmock/gmock.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace alphascope {
namespace {

class CompletionLogFile : public testing::Test {
protected:
    ~CompletionLogFile() override {
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }
    void add(const std::string& text) const { std::ofstream(file_, std::ios::app) << text; }
    static std::string record(int job, int task, const std::string& state) {
        return "JobId=" + std::to_string(100 * job + task) +
               " UserId=me(7) Name=a JobState=" + state +
               " NodeList=n1 WorkDir=/w ArrayJobId=" + std::to_string(job) +
               " ArrayTaskId=" + std::to_string(task) + " DerivedExitCode=0:0 ExitCode=1:0 \n";
    }
    /// Of a task by the log; "" where it knows nothing of it.
    std::string state(int job, int task, const std::set<std::int64_t>& asked) {
        const auto& tasks = log_.tasksOf(asked, file_);
        const auto found = tasks.find({job, task});
        return found == tasks.end() ? "" : found->second.state;
    }
    /// What was written is written over, with as many letters.
    void replace(const std::string& before, const std::string& after) const {
        std::fstream stream(file_, std::ios::in | std::ios::out);
        const std::string all{std::istreambuf_iterator<char>(stream), {}};
        stream.clear();
        stream.seekp(static_cast<std::streamoff>(all.find(before)));
        stream << after;
    }
    static std::filesystem::path newFolder() {
        std::string name = testing::TempDir() + "log-XXXXXX";
        return mkdtemp(name.data());
    }

    const std::filesystem::path folder_ = newFolder();
    const std::string file_ = folder_ / "jobcomp.txt";
    CompletionLog log_;
};

TEST_F(CompletionLogFile, WhatWasReadIsNotReadAgain) {
    EXPECT_EQ(state(7, 0, {7}), "") << "there is no log";
    add(record(5, 0, "FAILED") + record(7, 0, "NODE_FAIL"));
    EXPECT_EQ(state(7, 0, {7}), "NODE_FAIL");
    EXPECT_EQ(state(5, 0, {7}), "") << "another's";
    replace("NODE_FAIL", "COMPLETED");
    add(record(7, 1, "TIMEOUT"));
    EXPECT_EQ(state(7, 1, {7}), "TIMEOUT");
    EXPECT_EQ(state(7, 0, {7}), "NODE_FAIL");
    add(record(7, 0, "CANCELLED"));
    EXPECT_EQ(state(7, 0, {7}), "CANCELLED") << "it was queued again since: the last line counts";
}

TEST_F(CompletionLogFile, AJobThatWasNotAskedForBeforeIsLookedForFromTheStart) {
    add(record(5, 0, "FAILED") + record(7, 0, "NODE_FAIL"));
    EXPECT_EQ(state(7, 0, {7}), "NODE_FAIL");
    EXPECT_EQ(state(5, 0, {5, 7}), "FAILED");
    add(record(7, 1, "TIMEOUT"));
    EXPECT_EQ(state(5, 0, {5}), "FAILED");
    EXPECT_EQ(state(7, 1, {7}), "TIMEOUT");
}

TEST_F(CompletionLogFile, ALineThatIsBeingWrittenWaitsForItsEnd) {
    const std::string line = record(7, 0, "FAILED");
    add(line.substr(0, line.size() / 2));
    EXPECT_EQ(state(7, 0, {7}), "");
    add(line.substr(line.size() / 2));
    EXPECT_EQ(state(7, 0, {7}), "FAILED");
}

TEST_F(CompletionLogFile, ALogThatWasPutAwayIsFollowedByAnother) {
    add(record(7, 0, "FAILED") + record(7, 1, "FAILED"));
    EXPECT_EQ(state(7, 0, {7}), "FAILED");
    std::filesystem::rename(file_, file_ + ".1");
    EXPECT_EQ(state(7, 0, {7}), "FAILED");
    add(record(7, 2, "TIMEOUT") + record(7, 3, "TIMEOUT") + record(7, 4, "TIMEOUT"));
    EXPECT_EQ(state(7, 2, {7}), "TIMEOUT") << "from its start";
    EXPECT_EQ(state(7, 0, {7}), "FAILED");
    std::ofstream(file_, std::ios::trunc) << record(7, 5, "FAILED");
    EXPECT_EQ(state(7, 5, {7}), "FAILED") << "the same file, emptied";
}

}  // namespace
}  // namespace alphascope
