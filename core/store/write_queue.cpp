// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/write_queue.h"

#include "study/error.h"

#include <spdlog/spdlog.h>

#include <type_traits>
#include <utility>

namespace alphascope {
namespace {

template <typename T>
std::size_t sizeOf(const std::vector<T>& values) {
    return values.size() * sizeof(T);
}

}  // namespace

std::size_t eventBytes(const RunEvent& event) {
    const std::size_t payload = std::visit(
        [](const auto& e) -> std::size_t {
            using E = std::decay_t<decltype(e)>;
            if constexpr (std::is_same_v<E, SamplesWeighted>)
                return sizeOf(e.ids) + sizeOf(e.alpha) + sizeOf(e.label_loss) +
                       sizeOf(e.teacher_loss);
            else if constexpr (std::is_same_v<E, SetDescribed>)
                return sizeOf(e.ids) + sizeOf(e.labels) + sizeOf(e.flags);
            else if constexpr (std::is_same_v<E, Evaluated>)
                return sizeOf(e.logits) + sizeOf(e.scores);
            else if constexpr (std::is_same_v<E, TeacherTargets>)
                return sizeOf(e.logits);
            else if constexpr (std::is_same_v<E, Logged>)
                return e.text.size();
            else if constexpr (std::is_same_v<E, RunStarted>)
                return e.header.size();
            else
                return 0;
        },
        event);
    return sizeof(WriteJob) + payload;
}

void WriteQueue::push(WriteJob job) {
    job.bytes = eventBytes(job.event);
    std::unique_lock lock(mutex_);
    const auto room = [&] { return closed_ || bytes_ == 0 || bytes_ + job.bytes <= limit_; };
    if (!freed_.wait_for(lock, quiet_wait_, room)) {
        if (!std::exchange(said_full_, true))
            spdlog::warn(
                "The disk is far behind: the runs wait until their rows are written. Nothing is "
                "lost; check what else uses the disk.");
        const auto waits = waiting_.insert(job.run_id);
        freed_.wait(lock, room);
        waiting_.erase(waits);
    }
    if (closed_) throw Error("The database has been closed; nothing more can be stored in it.");
    const bool first = jobs_.empty();
    if (first) first_ = Clock::now();
    urgent_ = urgent_ || job.done.has_value();
    bytes_ += job.bytes;
    queued_ += job.bytes;
    jobs_.push_back(std::move(job));
    // A whole batch, or half full: write early instead of letting the publishers wait.
    if (queued_ >= kBatchBytes || bytes_ > limit_ / 2) urgent_ = true;
    // What comes while a batch gathers wakes nobody: a step publishes several events.
    if (first || urgent_) arrived_.notify_one();
}

std::vector<WriteJob> WriteQueue::take(std::optional<Clock::time_point> wake) {
    std::unique_lock lock(mutex_);
    const auto something = [&] { return closed_ || !jobs_.empty(); };
    if (wake)
        arrived_.wait_until(lock, *wake, something);
    else
        arrived_.wait(lock, something);
    if (!jobs_.empty())
        arrived_.wait_until(lock, first_ + kGather, [&] { return closed_ || urgent_; });
    std::vector<WriteJob> batch;
    std::size_t size = 0;
    while (!jobs_.empty() && size < kBatchBytes) {
        size += jobs_.front().bytes;
        batch.push_back(std::move(jobs_.front()));
        jobs_.pop_front();
    }
    queued_ -= size;
    urgent_ = !jobs_.empty();
    return batch;
}

void WriteQueue::release(std::size_t bytes) {
    {
        const std::scoped_lock lock(mutex_);
        bytes_ -= bytes;
        said_full_ = said_full_ && bytes_ > 0;
    }
    freed_.notify_all();
}

void WriteQueue::close() {
    {
        const std::scoped_lock lock(mutex_);
        closed_ = true;
    }
    arrived_.notify_all();
    freed_.notify_all();
}

bool WriteQueue::closed() const {
    const std::scoped_lock lock(mutex_);
    return closed_;
}

bool WriteQueue::drained() const {
    const std::scoped_lock lock(mutex_);
    return closed_ && jobs_.empty();
}

std::set<std::int64_t> WriteQueue::waiting() const {
    const std::scoped_lock lock(mutex_);
    return {waiting_.begin(), waiting_.end()};
}

std::size_t WriteQueue::bytes() const {
    const std::scoped_lock lock(mutex_);
    return bytes_;
}

}  // namespace alphascope
