// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/orphans.h"

#include "store/lives_here.h"
#include "store/writer.h"

#include <map>
#include <tuple>
#include <utility>

namespace alphascope {
namespace {

/// Many runs have one owner, each of which is looked at once.
class OwnerLook {
public:
    bool hasLost(const RunRow& run) {
        if (isEnded(run.state)) return false;
        const Owner& owner = run.owner;
        const auto [known, is_new] =
            alive_.try_emplace({owner.host, owner.boot_id, owner.pid, owner.start_time}, true);
        if (is_new) known->second = owner.alive();
        return !known->second;
    }

private:
    std::map<std::tuple<std::string, std::string, std::int64_t, std::int64_t>, bool> alive_;
};

}  // namespace

bool isOrphan(const RunRow& run) {
    return OwnerLook().hasLost(run);
}

std::string orphanMessage(const Owner& owner) {
    return "The program that owned the run (" + processOf(owner) + ") ended before the run did.";
}

void showOrphans(std::vector<RunRow>& runs) {
    OwnerLook owners;
    for (RunRow& run : runs) {
        if (!owners.hasLost(run)) continue;
        run.state = RunState::kInterrupted;
        run.message = orphanMessage(run.owner);
    }
}

void interruptOrphans(const std::filesystem::path& database) {
    const StoreWriter opened(database);
}

OrphanWatch::Runs OrphanWatch::look(const Runs& runs) {
    OwnerLook owners;
    Runs found;
    std::set<std::int64_t> suspects;
    for (const auto& run : runs) {
        if (!owners.hasLost(*run)) continue;
        suspects.insert(run->id);
        if (suspects_.contains(run->id)) found.push_back(run);
    }
    suspects_ = std::move(suspects);
    return found;
}

}  // namespace alphascope
