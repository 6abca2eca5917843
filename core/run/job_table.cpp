// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/job_table.h"

#include <algorithm>
#include <set>

namespace alphascope {
namespace {

/// What a run waits for: the CPU, any GPU, or one of them by its name.
std::string laneOf(const Job& job, const Slots& slots) {
    const std::string& wanted = job.device.empty() ? job.spec.device : job.device;
    if (wanted != "auto") return wanted;
    return slots.gpus > 0 ? "cuda" : "cpu";
}

/// Active runs by lane.
class Traffic {
public:
    Traffic(const std::map<std::int64_t, std::unique_ptr<Job>>& jobs, const Slots& slots)
        : slots_(slots) {
        for (const auto& [id, job] : jobs) {
            if (job->phase != Job::Phase::kActive) continue;
            const std::string lane = laneOf(*job, slots);
            ++active_[lane];
            if (lane != "cpu") ++on_gpus_;
        }
    }
    [[nodiscard]] bool hasRoom(const Job& job) const {
        const std::string lane = laneOf(job, slots_);
        if (lane != "cpu" && on_gpus_ >= slots_.each * std::max(1, slots_.gpus)) return false;
        // One that leaves the choice open may be on this very GPU.
        const int beside = lane.starts_with("cuda:") ? activeOn("cuda") : 0;
        return lane == "cuda" || activeOn(lane) + beside < slots_.each;
    }

private:
    [[nodiscard]] int activeOn(const std::string& lane) const {
        const auto found = active_.find(lane);
        return found == active_.end() ? 0 : found->second;
    }
    Slots slots_;
    std::map<std::string, int> active_;
    int on_gpus_ = 0;
};

}  // namespace

void JobTable::add(std::unique_ptr<Job> job) {
    const auto id = job->id;
    job->turn = ++last_turn_;
    jobs_[id] = std::move(job);
}

void JobTable::moveTo(Job& job, bool front) {
    Job* teacher = find(job.teacher);
    const bool with_teacher = teacher != nullptr && teacher->phase == Job::Phase::kWaiting;
    job.turn = front ? first_turn_-- : ++last_turn_;
    if (front && with_teacher) teacher->turn = first_turn_--;
    if (front) return;
    for (const std::int64_t id : order())
        if (Job* other = find(id); other->teacher == job.id) other->turn = ++last_turn_;
}

std::vector<std::int64_t> JobTable::order() const {
    std::vector<const Job*> waiting;
    for (const auto& [id, job] : jobs_)
        if (job->phase == Job::Phase::kWaiting) waiting.push_back(job.get());
    std::sort(waiting.begin(), waiting.end(),
              [](const Job* a, const Job* b) { return a->turn < b->turn; });
    std::vector<std::int64_t> ids;
    ids.reserve(waiting.size());
    for (const Job* job : waiting) ids.push_back(job->id);
    return ids;
}

void JobTable::arrange(const std::vector<std::int64_t>& ids) {
    std::vector<Job*> wanted;
    std::set<const Job*> seen;
    const auto add = [&](Job* job) {
        if (job == nullptr || job->phase != Job::Phase::kWaiting || !seen.insert(job).second)
            return;
        wanted.push_back(job);
    };
    for (const std::int64_t id : ids) {
        Job* job = find(id);
        if (job != nullptr) add(find(job->teacher));
        add(job);
    }
    std::vector<std::int64_t> turns;
    turns.reserve(wanted.size());
    for (const Job* job : wanted) turns.push_back(job->turn);
    std::sort(turns.begin(), turns.end());
    for (std::size_t i = 0; i < wanted.size(); ++i) wanted[i]->turn = turns[i];
}

Job* JobTable::find(std::int64_t id) const {
    const auto place = jobs_.find(id);
    return place != jobs_.end() ? place->second.get() : nullptr;
}

const Job* JobTable::firstInUse(const std::vector<std::int64_t>& ids) const {
    for (const std::int64_t id : ids)
        if (const Job* job = find(id); job != nullptr && job->phase != Job::Phase::kSettled &&
                                       job->phase != Job::Phase::kWaiting)
            return job;
    return nullptr;
}

std::optional<Outcome> JobTable::teacherOutcome(const Job& job) const {
    const Job* teacher = find(job.teacher);
    if (teacher == nullptr || teacher->phase != Job::Phase::kSettled) return std::nullopt;
    return teacher->outcome;
}

Job* JobTable::nextToStart(const Slots& slots) const {
    const Traffic traffic(jobs_, slots);
    Job* next = nullptr;
    for (const auto& [id, job] : jobs_) {
        if (job->phase != Job::Phase::kWaiting || job->held) continue;
        if ((next != nullptr && next->turn < job->turn) || !traffic.hasRoom(*job)) continue;
        const auto teacher = teacherOutcome(*job);
        const bool ready = job->teacher == 0 || (teacher && teacher->state == RunState::kFinished);
        if (ready) next = job.get();
    }
    return next;
}

Job* JobTable::nextBlocked() const {
    for (const auto& [id, job] : jobs_) {
        if (job->phase != Job::Phase::kWaiting || job->teacher == 0) continue;
        const auto teacher = teacherOutcome(*job);
        if (teacher && teacher->state != RunState::kFinished) return job.get();
    }
    return nullptr;
}

std::string Budget::message() const {
    return "the study's budget of " + std::to_string(limit.count()) +
           " minutes was spent before this run started; continue it to run it all the same";
}

Job* JobTable::nextOverBudget(Budget::Time now) const {
    for (const auto& [id, job] : jobs_)
        if (job->phase == Job::Phase::kWaiting && job->budget && job->budget->spent(now))
            return job.get();
    return nullptr;
}

std::string JobTable::blockedBecause(const Job& job) const {
    const auto outcome = teacherOutcome(job).value_or(Outcome{});
    const Job* teacher = find(job.teacher);
    std::string text = "its teacher, run " + std::to_string(job.teacher);
    if (teacher != nullptr) text += " (" + teacher->place.uuid.substr(0, 8) + ")";
    text += outcome.state == RunState::kFailed ? " " : " was ";
    text += runStateName(outcome.state);
    if (!outcome.message.empty()) text += ": " + outcome.message;
    return text;
}

bool JobTable::idle() const {
    return std::all_of(jobs_.begin(), jobs_.end(), [](const auto& entry) {
        return entry.second->phase == Job::Phase::kSettled;
    });
}

}  // namespace alphascope
