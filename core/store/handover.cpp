// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/handover.h"

#include "store/database.h"
#include "store/names.h"
#include "store/owner_columns.h"

#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>

#include <optional>
#include <string>

namespace alphascope {
namespace {

/// Whether `pid` has it, or had it until it died.
bool belongsTo(SQLite::Database& database, std::int64_t run_id, std::int64_t pid,
               const Owner& self) {
    RawSelect select(database,
                     std::string("SELECT state, ") + kOwnerColumns + " FROM run WHERE id = ?1");
    select.bind(1, run_id);
    if (!select.step()) return false;
    const auto state = knownState(std::string(select.text(0))).value_or(RunState::kFailed);
    const Owner owner = ownerFrom(select, 1);
    if (owner.host != self.host || owner.boot_id != self.boot_id || owner.pid != pid) return false;
    return !isEnded(state) || (state == RunState::kInterrupted && !owner.alive());
}

void setOwner(SQLite::Database& database, std::int64_t run_id, const Owner& owner) {
    SQLite::Statement update(
        database,
        std::string("UPDATE run SET ") + kOwnerSet +
            ", state = CASE state WHEN 'interrupted' THEN 'running' ELSE state END, ended = 0"
            " WHERE id = :run");
    update.bind(":run", run_id);
    bindOwner(update, owner);
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
        retryWhileBusy([&] { transaction->commit(); });
        return true;
    } catch (const SQLite::Exception& problem) {
        throw storeError(database, "written", problem);
    }
}

}  // namespace alphascope
