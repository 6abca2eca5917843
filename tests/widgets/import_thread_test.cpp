// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/import_thread.h"

#include "widgets/wait.h"

#include <gtest/gtest.h>
#include <QElapsedTimer>
#include <QObject>

#include <atomic>
#include <future>
#include <memory>

namespace alphascope {
namespace {

using test::waitFor;

TEST(ImportThread, WhoStopsItOrGoesDoesNotWaitForIt) {
    std::promise<void> let_go;
    const auto gate = let_go.get_future().share();
    std::atomic<bool> stopped{false}, begun{false};
    std::atomic<int> answers{0};
    auto receiver = std::make_unique<QObject>();
    auto thread = std::make_unique<ImportThread>();
    thread->start(*receiver, [&](const std::stop_token& stop, const auto&) {
        begun = true;
        gate.wait();
        stopped = stop.stop_requested();
        return [&answers] { ++answers; };
    });
    ASSERT_TRUE(waitFor([&] { return begun.load(); }));
    QElapsedTimer took;
    took.start();
    thread.reset();
    receiver.reset();
    EXPECT_LT(took.elapsed(), 100);
    // The next one begins when that has come to its end.
    QObject next;
    ImportThread second;
    std::atomic<bool> second_begun{false};
    second.start(next, [&](const std::stop_token&, const auto&) {
        second_begun = true;
        return [&answers] { answers += 10; };
    });
    QTest::qWait(100);
    EXPECT_FALSE(second_begun);
    let_go.set_value();
    EXPECT_TRUE(waitFor([&] { return answers == 10; })) << "nobody is there for the first answer";
    EXPECT_TRUE(stopped);
}

}  // namespace
}  // namespace alphascope
