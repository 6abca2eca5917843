// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/handover.h"

#include "store/database.h"
#include "store/rows.h"

#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>

#include <optional>

namespace alphascope {
namespace {

/// Whether `pid` has it, or had it until it died.
bool belongsTo(SQLite::Database& database, std::int64_t run_id, std::int64_t pid,
               const Owner& self) {
    SQLite::Statement select(database,
                             "SELECT state, owner_host, owner_boot, owner_pid, owner_start FROM run"
                             " WHERE id = ?1");
    select.bind(1, run_id);
    if (!select.executeStep()) return false;
    const auto state = runStateFromName(select.getColumn(0).getString());
    const Owner owner{.host = select.getColumn(1).getString(),
                      .boot_id = select.getColumn(2).getString(),
                      .pid = select.getColumn(3).getInt64(),
                      .start_time = select.getColumn(4).getInt64()};
    if (owner.host != self.host || owner.boot_id != self.boot_id || owner.pid != pid) return false;
    return !isEnded(state) || (state == RunState::kInterrupted && !owner.alive());
}

void setOwner(SQLite::Database& database, std::int64_t run_id, const Owner& owner) {
    SQLite::Statement update(
        database,
        "UPDATE run SET owner_host = ?2, owner_boot = ?3, owner_pid = ?4, owner_start = ?5,"
        " state = CASE state WHEN 'interrupted' THEN 'running' ELSE state END, ended = 0"
        " WHERE id = ?1");
    update.bind(1, run_id);
    update.bind(2, owner.host);
    update.bind(3, owner.boot_id);
    update.bind(4, owner.pid);
    update.bind(5, owner.start_time);
    update.exec();
}

}  // namespace

bool adoptRun(const std::filesystem::path& database, std::int64_t run_id, std::int64_t pid) {
    try {
        const auto connection = openForWriting(database);
        connection->exec("PRAGMA synchronous = FULL");
        std::optional<SQLite::Transaction> transaction;
        retryWhileBusy(
            [&] { transaction.emplace(*connection, SQLite::TransactionBehavior::IMMEDIATE); });
        const Owner self = Owner::self();
        if (!belongsTo(*connection, run_id, pid, self)) return false;
        setOwner(*connection, run_id, self);
        transaction->commit();
        return true;
    } catch (const SQLite::Exception& problem) {
        throw storeError(database, "written", problem);
    }
}

}  // namespace alphascope
