// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/watching.h"

#include "app/cli/commands.h"
#include "app/cli/progress.h"
#include "store/clock.h"

#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <map>
#include <set>
#include <string>

namespace alphascope {
namespace {

constexpr std::chrono::milliseconds kRedrawPeriod{200};

constexpr std::chrono::seconds kOwnerCheck{1};

/// Which of the runs have lost their owner. One whose process has just died is about to be told of
/// by the process that started it, so that only the second look counts.
class OwnerCheck {
public:
    [[nodiscard]] bool due() {
        const auto now = std::chrono::steady_clock::now();
        if (now < next_) return false;
        next_ = now + kOwnerCheck;
        return true;
    }
    [[nodiscard]] std::vector<std::shared_ptr<const RunRow>> lost(
        const std::vector<std::shared_ptr<const RunRow>>& runs) {
        std::map<std::pair<std::int64_t, std::int64_t>, bool> alive;  // many runs have one owner
        std::vector<std::shared_ptr<const RunRow>> found;
        std::set<std::int64_t> suspects;
        for (const auto& run : runs) {
            const auto key = std::pair(run->owner.pid, run->owner.start_time);
            const auto known = alive.try_emplace(key, false);
            if (known.second) known.first->second = run->owner.alive();
            if (known.first->second) continue;
            suspects.insert(run->id);
            if (suspects_.contains(run->id)) found.push_back(run);
        }
        suspects_ = std::move(suspects);
        return found;
    }

private:
    std::chrono::steady_clock::time_point next_;
    std::set<std::int64_t> suspects_;
};

}  // namespace

bool watchQueue(Queue& queue, StoreReader& reader, const std::vector<std::int64_t>& ids,
                const SignalWait& signals, const char* when_left) {
    Progress progress(ids, isatty(STDOUT_FILENO) == 1);
    bool stopped = false;
    while (!queue.idle()) {
        progress.update(reader, unixNow());
        if (!signals.wait(kRedrawPeriod)) continue;
        if (stopped) {
            progress.say(when_left);  // who asks twice does not want to wait
            std::_Exit(kWorkFailed);
        }
        stopped = true;
        progress.say(
            "Stopping at a checkpoint; alphascope-cli continue goes on there. Once more leaves at "
            "once.");
        queue.stop();
    }
    progress.update(reader, unixNow());
    return stopped;
}

bool watchRuns(StoreReader& reader, const std::vector<std::int64_t>& ids,
               const SignalWait& signals) {
    Progress progress(ids, isatty(STDOUT_FILENO) == 1);
    OwnerCheck owners;
    std::set<std::int64_t> said;
    while (true) {
        progress.update(reader, unixNow());
        const auto unended = progress.unended();
        if (unended.empty()) return true;
        if (owners.due()) {
            const auto lost = owners.lost(unended);
            for (const auto& run : lost)
                if (said.insert(run->id).second)
                    progress.say("Run " + std::to_string(run->id) + ": its process (" +
                                 std::to_string(run->owner.pid) +
                                 ") is gone; alphascope-cli continue goes on with it.");
            if (lost.size() == unended.size()) return false;
        }
        if (!signals.wait(kRedrawPeriod)) continue;
        progress.say("Left; the runs go on. alphascope-cli watch comes back to them.");
        return false;
    }
}

}  // namespace alphascope
