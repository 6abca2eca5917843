// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/child_process.h"

#include "run/background_order.h"
#include "study/error.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <fstream>
#include <sstream>
#include <thread>

namespace alphascope {
namespace {

using testing::HasSubstr;
namespace fs = std::filesystem;

class ChildProcess : public testing::Test {
protected:
    ChildProcess() {
        std::string pattern = testing::TempDir() + "alphascope-child-XXXXXX";
        folder_ = mkdtemp(pattern.data());
    }
    ~ChildProcess() override { fs::remove_all(folder_); }

    /// The end of a shell that does `script`.
    std::string endOf(const std::string& script, bool apart = false) {
        pid_ = startChild({.program = "/bin/sh",
                           .arguments = {"sh", "-c", script},
                           .log = folder_ / "log",
                           .apart = apart,
                           .unblocked = apart});
        std::optional<int> end;
        while (!(end = endOfChild(pid_))) std::this_thread::sleep_for(std::chrono::milliseconds(5));
        return endText(pid_, *end);
    }
    [[nodiscard]] std::string log() const {
        std::stringstream text;
        text << std::ifstream(folder_ / "log").rdbuf();
        return text.str();
    }

    fs::path folder_;
    pid_t pid_ = 0;
};

TEST_F(ChildProcess, SaysHowItEnded) {
    const std::string exits = endOf("exit 3");
    EXPECT_EQ(exits, "process " + std::to_string(pid_) + " ended with exit code 3");
    const std::string crashes = endOf("kill -SEGV $$");
    EXPECT_EQ(crashes,
              "process " + std::to_string(pid_) + " ended by signal 11 (Segmentation fault)");
    EXPECT_THAT(endOf("kill -KILL $$"), HasSubstr("signal 9 (Killed), perhaps for want of memory"));
}

TEST_F(ChildProcess, AddsWhatItSaysToItsLog) {
    endOf("echo first");
    endOf("echo second >&2");
    EXPECT_EQ(log(), "first\nsecond\n");
}

TEST_F(ChildProcess, GetsNoOpenFileOfItsStarterAndNoInput) {
    const int open_file = open("/dev/zero", O_RDONLY);  // without O_CLOEXEC, as a driver opens it
    ASSERT_GE(open_file, 3);
    // Asked of each by itself: a list, or a pipe, would be open for a moment too.
    endOf(
        "n=0; while [ $n -lt 64 ]; do if [ -e /proc/$$/fd/$n ]; then echo $n; fi; n=$((n+1)); done;"
        " readlink /proc/$$/fd/0");
    close(open_file);
    EXPECT_EQ(log(), "0\n1\n2\n/dev/null\n");
}

TEST_F(ChildProcess, ApartItHasASessionOfItsOwnAndHearsSignals) {
    sigset_t all{}, before{};
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before);
    const std::string apart = endOf("cut -d' ' -f6 /proc/$$/stat; echo $$; kill -TERM $$", true);
    const std::string with_us = endOf("kill -TERM $$; exit 4");
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    EXPECT_EQ(log(),
              std::to_string(std::stoi(log())) + "\n" + std::to_string(std::stoi(log())) + "\n");
    EXPECT_THAT(apart, HasSubstr("signal 15"));
    EXPECT_THAT(with_us, HasSubstr("exit code 4"));
}

TEST_F(ChildProcess, ThatCannotBeStartedIsAnError) {
    EXPECT_THROW(startChild({.program = folder_ / "nothing", .arguments = {"nothing"}}), Error);
}

TEST_F(ChildProcess, IsWaitedForAndOneThatIsNoneIsNoSuccess) {
    EXPECT_EQ(waitForChild(startChild({.program = "/bin/sh", .arguments = {"sh", "-c", "exit 3"}})),
              3 << 8);
    const pid_t nobodys = 1;
    EXPECT_EQ(waitForChild(nobodys), 127 << 8);
    EXPECT_EQ(endOfChild(nobodys), 127 << 8);
}

TEST(BackgroundOrder, ComesThroughASocketWhole) {
    std::array<int, 2> ends{};
    ASSERT_EQ(socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()), 0);
    const BackgroundOrder order{
        .study_toml = "name = \"α\"\n" + std::string(500000, '#'),  // more than a socket holds
        .continued = {3, 9007199254740993},
        .concurrent = 4};
    std::jthread sender([&] { sendAll(ends[0], order.text()); });
    const auto received = BackgroundOrder::parse(receiveAll(ends[1]));
    EXPECT_EQ(received.study_toml, order.study_toml);
    EXPECT_EQ(received.continued, order.continued);
    EXPECT_EQ(received.concurrent, 4);
    const auto answer = BackgroundAnswer::parse(
        BackgroundAnswer{.runs = {1, 2}, .pid = 77, .error = "broken \xff byte"}.text());
    EXPECT_EQ(answer.runs, (std::vector<std::int64_t>{1, 2}));
    EXPECT_EQ(answer.pid, 77);
    EXPECT_THAT(answer.error, HasSubstr("broken"));
    sender.join();
    close(ends[1]);
    EXPECT_THROW(sendAll(ends[0], "nobody hears this"), Error);  // and no SIGPIPE
    close(ends[0]);
    EXPECT_THROW(BackgroundAnswer::parse(""), Error);
    EXPECT_THROW(BackgroundOrder::parse("[1]"), Error);
}

}  // namespace
}  // namespace alphascope
