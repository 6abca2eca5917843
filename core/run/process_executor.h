// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/executor.h"

#include <sys/types.h>

#include <filesystem>

namespace alphascope {

struct BackgroundOrder;

/// Runs in the background: each call starts `alphascope-cli supervise`, a process in a session of
/// its own that outlives this one. It is a Queue that trains every run in a further process, so
/// that a crash of libtorch or of a driver costs one run; when it is killed itself, what trains
/// goes on to its end, and what still waited is interrupted. The rows belong to those processes
/// from the start, nothing to this one. Use from one thread at a time.
class ProcessExecutor final : public Executor {
public:
    /// `concurrent` is for continued runs; a study says it itself.
    explicit ProcessExecutor(std::filesystem::path database, int concurrent = 1);

    /// Returns once the background process has stored the runs. Throws Error with its reason.
    std::vector<std::int64_t> submit(const Study& study) override;
    void continueRuns(const std::vector<std::int64_t>& run_ids) override;
    /// Through the database: the run's owner reads it within a second.
    void apply(std::int64_t run_id, RequestVerb verb) override;

    /// Of the latest process: where it writes what it has to say.
    [[nodiscard]] const std::filesystem::path& log() const { return log_; }
    [[nodiscard]] std::int64_t pid() const { return pid_; }

private:
    std::vector<std::int64_t> start(const BackgroundOrder& order);

    std::filesystem::path database_;
    int concurrent_;
    std::filesystem::path log_;
    std::int64_t pid_ = 0;
};

}  // namespace alphascope
