// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/rows.h"
#include "store/run_marks.h"
#include "study/run_spec.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace alphascope {

/// A run to be stored, and the uuid that it gets.
struct NewRun {
    const RunSpec* spec = nullptr;
    std::string uuid;
};

/// The only writing connection of a process, on a thread of its own. Every call may come from any
/// thread. Streams (scalars, samples, histograms, logs) are queued and written in one transaction a
/// batch of at most 100 ms; calls that return a value, and state changes, wait until they are
/// durable (synchronous=FULL). The queue is bounded in bytes: a publisher waits when it is full,
/// nothing is dropped. When the disk fails, the error is kept and thrown by the next call of every
/// publisher, so that runs end as failed instead of losing rows silently.
class StoreWriter {
public:
    /// Opens or creates the database, migrates it, and marks runs whose owner is gone as
    /// interrupted. Throws Error: not a database of Alphascope, newer schema, read-only folder.
    explicit StoreWriter(const std::filesystem::path& database);
    ~StoreWriter();  ///< writes what is queued
    StoreWriter(const StoreWriter&) = delete;
    StoreWriter& operator=(const StoreWriter&) = delete;

    /// Adds a study (its TOML as given); returns its uuid.
    std::string createStudy(const std::string& name, const std::string& toml);
    /// Adds a queued run, owned by this process; returns its row id. `spec.teacher_uuid` may name a
    /// run of the same database. `uuid` empty: a new one.
    std::int64_t createRun(const std::string& study_uuid, const RunSpec& spec,
                           const std::string& uuid = {});
    /// Adds a study with its queued runs, all of it in one transaction: whatever happens meanwhile,
    /// all of them are there or none. Returns the runs' row ids, in their order.
    std::vector<std::int64_t> createStudyOf(const std::string& name, const std::string& toml,
                                            const std::vector<NewRun>& runs);

    /// A sink for one run's events, valid as long as this writer. Safe to use from one thread at a
    /// time.
    std::unique_ptr<RunSink> sink(std::int64_t run_id);
    /// State changes from outside the run's thread (queue, recovery).
    void setState(std::int64_t run_id, RunState state, const std::string& message);
    /// A further line for the run's log.
    void log(std::int64_t run_id, Logged::Level level, const std::string& text);

    /// Makes this process the owner of runs that ended before their time, before they are resumed
    /// from checkpoints: removes what each has stored of the steps after its checkpoint's, raises
    /// its revision and queues it. One transaction: of several processes one gets a run, and with
    /// an Error (a run is not as it was seen: another process took it) none of them is changed.
    void takeOver(const std::vector<Takeover>& runs);

    /// Marks runs as interrupted whose owner, on another machine, the user knows to be gone. Throws
    /// Error, with nothing changed, where a run's owner lives on this machine.
    void giveUpOwner(const std::vector<std::int64_t>& run_ids);

    /// Asks the owner of a run (another process, or this one) for something.
    void request(std::int64_t run_id, RequestVerb verb);
    /// Requests for runs that this process owns, each handed out once.
    std::vector<RequestRow> takeRequests();

    /// Changes what the user has said of runs, all of it in one transaction. Throws Error, with
    /// nothing changed, where a run is unknown, or a tag or a colour is none.
    void mark(const std::vector<MarkChange>& changes);

    /// Runs of this process whose training waits for the disk, as it has for some seconds. Their
    /// rows say so once they can be written; where nothing can, this alone tells.
    [[nodiscard]] std::set<std::int64_t> waiting() const;

    /// Waits until everything queued so far is committed.
    void flush();

    [[nodiscard]] const std::filesystem::path& database() const;
    /// The folder for checkpoints and caches: "<database>.files", created on demand.
    [[nodiscard]] std::filesystem::path filesFolder() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// "<database>.files".
std::filesystem::path filesFolderOf(const std::filesystem::path& database);
/// A random version-4 UUID.
std::string newUuid();

}  // namespace alphascope
