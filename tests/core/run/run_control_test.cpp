// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/training_module.h"

#include <gtest/gtest.h>

#include <chrono>
#include <future>

namespace alphascope {
namespace {

using namespace std::chrono_literals;

TEST(RunControl, DoesNotWaitUnlessPaused) {
    std::stop_source stop;
    RunControl control(stop.get_token());
    EXPECT_FALSE(control.paused());
    EXPECT_TRUE(control.waitWhilePaused());
}

TEST(RunControl, WaitsUntilResumed) {
    std::stop_source stop;
    RunControl control(stop.get_token());
    control.pause(true);
    EXPECT_TRUE(control.paused());
    auto waiting = std::async(std::launch::async, [&] { return control.waitWhilePaused(); });
    EXPECT_EQ(waiting.wait_for(50ms), std::future_status::timeout);
    control.pause(false);
    ASSERT_EQ(waiting.wait_for(5s), std::future_status::ready);
    EXPECT_TRUE(waiting.get());
}

TEST(RunControl, CancellingWakesAPausedRun) {
    std::stop_source stop;
    RunControl control(stop.get_token());
    control.pause(true);
    auto waiting = std::async(std::launch::async, [&] { return control.waitWhilePaused(); });
    EXPECT_EQ(waiting.wait_for(50ms), std::future_status::timeout);
    stop.request_stop();
    ASSERT_EQ(waiting.wait_for(5s), std::future_status::ready);
    EXPECT_FALSE(waiting.get());
    EXPECT_TRUE(control.cancelled());
}

TEST(RunControl, ACancelledRunIsToldSoWithoutAPause) {
    std::stop_source stop;
    RunControl control(stop.get_token());
    stop.request_stop();
    EXPECT_FALSE(control.waitWhilePaused());
}

}  // namespace
}  // namespace alphascope
