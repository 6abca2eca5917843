// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sample_codec.h"
#include "study/run_event.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace alphascope {

/// Turns events into rows, inside a transaction that the caller opens and commits. Per-sample
/// records are gathered over several transactions into chunks of kChunkBytes or kChunkAge. One
/// thread.
class EventWriter {
public:
    using Clock = std::chrono::steady_clock;
    static constexpr std::size_t kChunkBytes = std::size_t{64} * 1024;
    /// A step waits for the batch that it comes with, then so long, then for another batch: with
    /// the commit, a killed program loses half a second at most.
    static constexpr std::chrono::milliseconds kChunkAge{150};

    explicit EventWriter(SQLite::Database& database) : database_(database) {}

    void apply(std::int64_t run_id, const RunEvent& event);
    /// Writes the chunks whose time has come.
    void writeDueSamples();
    /// Writes every gathered chunk and every run's latest step.
    void writeAll();
    /// Writes the latest step of the runs that have stepped; at the end of each transaction.
    void writeProgress();
    /// Drops what is gathered of the runs that `may_write` says no of.
    void keepOnly(const std::function<bool(std::int64_t)>& may_write);
    /// After a rollback: what was gathered is gone, and ids learnt in the transaction are not
    /// valid.
    void forget();
    /// When writeDueSamples() has something to do; absent when nothing is gathered.
    [[nodiscard]] std::optional<Clock::time_point> nextDue() const;

private:
    struct Gathered {
        std::vector<SamplesWeighted> steps;
        std::size_t bytes = 0;
        Clock::time_point since;
    };
    struct Progress {
        std::int64_t step = 0;
        double seconds = 0.0;
    };

    void write(std::int64_t run_id, const RunStarted& event);
    void write(std::int64_t run_id, const StepLogged& event);
    void write(std::int64_t run_id, const ScalarLogged& event);
    void write(std::int64_t run_id, const SamplesWeighted& event);
    void write(std::int64_t run_id, const HistogramTaken& event);
    void write(std::int64_t run_id, const SetDescribed& event);
    void write(std::int64_t run_id, const Evaluated& event);
    void write(std::int64_t run_id, const TeacherTargets& event);
    void write(std::int64_t run_id, const Logged& event);
    void write(std::int64_t run_id, const CheckpointSaved& event);
    void write(std::int64_t run_id, const StateChanged& event);

    /// The row of the checkpoint that gets a successor stays, as that of the one before.
    void keepPrevious(std::int64_t run_id, const std::string& successor);
    void writeScalar(std::int64_t run_id, std::string_view series, std::int64_t step, double value);
    void writeChunk(std::int64_t run_id, const Gathered& gathered);
    std::int64_t seriesId(std::string_view name);
    std::int64_t setId(const SetDescribed& event);
    std::int64_t logitsId(const TeacherTargets& event);
    /// The prepared statement of `sql` (a literal), ready for binding.
    SQLite::Statement& statement(const char* sql);

    SQLite::Database& database_;
    std::unordered_map<const char*, std::unique_ptr<SQLite::Statement>> statements_;
    std::map<std::string, std::int64_t, std::less<>> series_;
    std::map<std::int64_t, Gathered> gathered_;
    std::map<std::int64_t, Progress> progress_;
};

}  // namespace alphascope
