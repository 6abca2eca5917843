// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/run_fence.h"

#include "store/lives_here.h"
#include "store/owner_columns.h"
#include "store/run_lost.h"

namespace alphascope {

const std::string& RunFence::refusal(std::int64_t run_id) {
    if (const auto known = asked_.find(run_id); known != asked_.end()) return known->second;
    std::string why = ask(run_id);
    remember(run_id, why);
    return asked_.emplace(run_id, std::move(why)).first->second;
}

std::string RunFence::ask(std::int64_t run_id) {
    RawSelect select(database_, std::string("SELECT ") + kOwnerColumns + " FROM run WHERE id = ?1");
    select.bind(1, run_id);
    const bool there = select.step();
    const Owner owner = there ? ownerFrom(select, 0) : Owner{};
    const std::string run = "run " + std::to_string(run_id);
    if (!there) return "There is no " + run + " in the database.";
    if (sameProcess(owner, self_)) return {};
    return "Process " + std::to_string(owner.pid) + " on " + hostOf(owner) + " has taken " + run +
           " over, so this one stores nothing more of it; `alphascope-cli runs` shows how it goes "
           "on.";
}

void RunFence::remember(std::int64_t run_id, const std::string& why) {
    const std::scoped_lock lock(mutex_);
    if (why.empty())
        lost_.erase(run_id);
    else
        lost_[run_id] = why;
    any_lost_ = !lost_.empty();
}

void RunFence::check(std::int64_t run_id) const {
    if (!any_lost_) return;
    const std::scoped_lock lock(mutex_);
    if (const auto found = lost_.find(run_id); found != lost_.end()) throw RunLost(found->second);
}

void RunFence::forget(std::int64_t run_id) {
    remember(run_id, {});
}

}  // namespace alphascope
