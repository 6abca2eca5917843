// SPDX-License-Identifier: GPL-3.0-or-later
// A database in a folder of its own, and waiting for things to happen in it.
#pragma once

#include "core/run/demo_study.h"
#include "run/queue.h"
#include "store/reader.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <thread>

namespace alphascope {

class QueueBench : public testing::Test {
protected:
    QueueBench() {
        setenv("ALPHASCOPE_MODULE_DIR", ALPHASCOPE_FAKE_MODULE_DIR, 1);
        unsetenv("ALPHASCOPE_DATA");
        std::string pattern = testing::TempDir() + "alphascope-run-XXXXXX";
        folder = mkdtemp(pattern.data());
        writer.emplace(folder / "runs.db");
    }
    ~QueueBench() override {
        writer.reset();
        std::filesystem::remove_all(folder);
    }

    RunRow row(std::int64_t id) const {
        StoreReader reader(writer->database());
        const auto found = reader.findRun(std::to_string(id));
        if (!found) ADD_FAILURE() << "no run " << id;
        return found.value_or(RunRow{});
    }
    RunState state(std::int64_t id) const { return row(id).state; }
    std::size_t storedRuns() const { return StoreReader(writer->database()).runs().size(); }
    std::string logOf(std::int64_t id) const {
        std::string text;
        for (const auto& line : StoreReader(writer->database()).log(id)) text += line.text + "\n";
        return text;
    }

    /// False when it has not happened within ten seconds.
    static bool eventually(const std::function<bool()>& happened) {
        for (int i = 0; i < 1000; ++i) {
            if (happened()) return true;
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
        return false;
    }
    bool reaches(std::int64_t id, RunState wanted) const {
        return eventually([&] { return state(id) == wanted; });
    }
    /// Lets the runs with seeds of 20 and above come to their end.
    void letGo() const { std::ofstream(writer->filesFolder() / "go") << "go"; }

    std::filesystem::path folder;
    std::optional<StoreWriter> writer;
};

}  // namespace alphascope
