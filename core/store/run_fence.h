// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/rows.h"

#include <SQLiteCpp/Database.h>

#include <atomic>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>

namespace alphascope {

/// Keeps this process from writing runs that another one has taken over while it was taken for
/// gone: an owner is not seen from every machine. The writer thread asks, in its transactions; any
/// thread may look up what it was told.
class RunFence {
public:
    explicit RunFence(SQLite::Database& database) : database_(database) {}

    /// A transaction begins, and nothing that held before need hold in it.
    void begin() { asked_.clear(); }
    /// Why nothing of the run may be written in this transaction; empty: it is this process'. Asks
    /// the database once a run and transaction.
    const std::string& refusal(std::int64_t run_id);

    /// Throws RunLost where the last refusal() of the run was one.
    void check(std::int64_t run_id) const;
    /// For a new publisher of the run, of which nothing has been refused yet.
    void forget(std::int64_t run_id);

private:
    std::string ask(std::int64_t run_id);
    void remember(std::int64_t run_id, const std::string& why);

    SQLite::Database& database_;
    const Owner self_ = Owner::self();  ///< reads files: not for every batch
    std::map<std::int64_t, std::string> asked_;
    mutable std::mutex mutex_;
    std::map<std::int64_t, std::string> lost_;  ///< guarded by `mutex_`
    std::atomic<bool> any_lost_ = false;        ///< so that a log call locks nothing as a rule
};

}  // namespace alphascope
