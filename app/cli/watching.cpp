// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/watching.h"

#include "app/cli/commands.h"
#include "app/cli/progress.h"
#include "store/clock.h"
#include "store/orphans.h"

#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <set>
#include <string>

namespace alphascope {
namespace {

constexpr std::chrono::milliseconds kRedrawPeriod{200};
constexpr std::chrono::seconds kOwnerCheck{1};

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
    OrphanWatch owners;
    std::chrono::steady_clock::time_point next_check;
    std::set<std::int64_t> said;
    while (true) {
        progress.update(reader, unixNow());
        const auto unended = progress.unended();
        if (unended.empty()) return true;
        if (const auto now = std::chrono::steady_clock::now(); now >= next_check) {
            next_check = now + kOwnerCheck;
            const auto lost = owners.look(unended);
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
