// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/run_claim.h"

#include "store/clock.h"
#include "store/database.h"
#include "store/owner_columns.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace alphascope {
bool changeRun(const std::filesystem::path& database, const RunSeen& seen,
               const RunChange& change) {
    const auto connection = openForWriting(database);
    try {
        int rows = 0;
        SQLite::Statement update(
            *connection,
            "UPDATE run SET state = :state, message = :message, ended = :ended,"
            " revision = revision + :anew" +
                (change.owner ? std::string(", ") + kOwnerSet : std::string()) +
                " WHERE uuid = :uuid AND state = :seen AND revision = :revision");
        update.bind(":state", runStateName(change.state));
        update.bind(":message", change.message);
        update.bind(":ended", isEnded(change.state) ? unixNow() : 0.0);
        update.bind(":anew", change.begins_anew ? 1 : 0);
        if (change.owner) bindOwner(update, *change.owner);
        update.bind(":uuid", seen.uuid);
        update.bind(":seen", runStateName(seen.state));
        update.bind(":revision", seen.revision);
        retryWhileBusy([&] {
            update.tryReset();
            rows = update.exec();
        });
        return rows > 0;
    } catch (const SQLite::Exception& problem) {
        throw storeError(database, "written", problem);
    }
}

void giveWaitingRuns(const std::filesystem::path& database, const Owner& owner) {
    const auto connection = openForWriting(database);
    try {
        SQLite::Statement update(
            *connection, "UPDATE run SET " + std::string(kOwnerSet) + " WHERE state = 'queued'");
        bindOwner(update, owner);
        retryWhileBusy([&] {
            update.tryReset();
            update.exec();
        });
    } catch (const SQLite::Exception& problem) {
        throw storeError(database, "written", problem);
    }
}

}  // namespace alphascope
