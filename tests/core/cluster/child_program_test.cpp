// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/child_program.h"

#include "core/study/error_of.h"

#include <gmock/gmock.h>

#include <csignal>

namespace alphascope {
namespace {

using testing::HasSubstr;
using namespace std::chrono_literals;

TEST(ChildProgram, SaysWhatItSaidAndHowItEnded) {
    const ProgramEnd end = runProgram({"/bin/sh", "-c", "echo out; echo err >&2; exit 3"}, 10s);
    EXPECT_EQ(end.out, "out\n");
    EXPECT_EQ(end.err, "err\n");
    EXPECT_EQ(end.code, 3);
    EXPECT_EQ(runProgram({"/bin/sh", "-c", "kill -9 $$"}, 10s).code, 128 + SIGKILL);
}

TEST(ChildProgram, ArgumentsAreNeverInterpreted) {
    const std::string odd = "$(touch /nowhere/x); `false` \"'* \n";
    EXPECT_EQ(runProgram({"printf", "%s", odd}, 10s).out, odd);
}

TEST(ChildProgram, LargeAnswersOnBothWaysAreReadWhole) {
    const ProgramEnd end = runProgram(
        {"/bin/sh", "-c", "head -c 3000000 /dev/zero >&2; head -c 2000000 /dev/zero"}, 30s);
    EXPECT_EQ(end.out.size(), 2'000'000U);
    EXPECT_EQ(end.err.size(), 3'000'000U);
}

TEST(ChildProgram, WhatDoesNotEndIsEnded) {
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_THAT(errorOf([] {
                    runProgram({"sleep", "60"}, 1s);
                }),
                HasSubstr("sleep gave no answer within 1 s"));
    EXPECT_LT(std::chrono::steady_clock::now() - begin, 20s);
}

TEST(ChildProgram, WhatIsNotThereIsNamed) {
    EXPECT_THAT(errorOf([] { runProgram({"no-such-program-here"}, 1s); }),
                HasSubstr("no-such-program-here cannot be started"));
}

TEST(ChildProgram, SignalsBlockedHereAreNotBlockedThere) {
    sigset_t blocked, before;
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &blocked, &before);
    const ProgramEnd end = runProgram({"/bin/sh", "-c", "kill -TERM $$; echo still here"}, 10s);
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    EXPECT_EQ(end.code, 128 + SIGTERM);
}

}  // namespace
}  // namespace alphascope
