// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/run_ledger.h"

#include "store/clock.h"
#include "store/database.h"
#include "store/lives_here.h"
#include "store/names.h"
#include "store/orphans.h"
#include "store/owner_columns.h"
#include "study/error.h"

#include <SQLiteCpp/Statement.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace alphascope {
namespace {

std::int64_t studyId(SQLite::Database& database, const std::string& uuid) {
    SQLite::Statement select(database, "SELECT id FROM study WHERE uuid = ?1");
    select.bind(1, uuid);
    if (!select.executeStep()) throw Error("There is no study '" + uuid + "' in the database.");
    return select.getColumn(0).getInt64();
}

bool runExists(SQLite::Database& database, const std::string& uuid) {
    SQLite::Statement select(database, "SELECT 1 FROM run WHERE uuid = ?1");
    select.bind(1, uuid);
    return select.executeStep();
}

struct OwnedRun {
    std::int64_t id = 0;
    Owner owner;
};

std::vector<OwnedRun> unfinishedRuns(SQLite::Database& database) {
    RawSelect select(database, std::string("SELECT id, ") + kOwnerColumns +
                                   " FROM run WHERE state IN ('queued', 'running', 'paused')");
    std::vector<OwnedRun> runs;
    while (select.step()) runs.push_back({select.integer(0), ownerFrom(select, 1)});
    return runs;
}

void interrupt(SQLite::Database& database, std::int64_t run_id, const std::string& why) {
    SQLite::Statement update(database,
                             "UPDATE run SET state = ?2, message = ?3, ended = ?4 WHERE id = ?1");
    update.bind(1, run_id);
    update.bind(2, runStateName(RunState::kInterrupted));
    update.bind(3, why);
    update.bind(4, unixNow());
    update.exec();
}

}  // namespace

void addStudy(SQLite::Database& database, const std::string& uuid, const std::string& name,
              const std::string& toml) {
    SQLite::Statement insert(
        database, "INSERT INTO study (uuid, name, toml, created) VALUES (?1, ?2, ?3, ?4)");
    insert.bind(1, uuid);
    insert.bind(2, name);
    insert.bind(3, toml);
    insert.bind(4, unixNow());
    insert.exec();
}

std::int64_t addRun(SQLite::Database& database, const std::string& study_uuid, const RunSpec& spec,
                    const std::string& uuid) {
    const std::int64_t study_id = studyId(database, study_uuid);
    if (runExists(database, uuid))
        throw Error("A run with the uuid '" + uuid + "' is in the database already.");
    const Owner owner = Owner::self();
    SQLite::Statement insert(
        database,
        std::string("INSERT INTO run (uuid, study_id, task, role, scheme, label, seed, state,"
                    " created, threads, teacher_uuid, spec, ") +
            kOwnerColumns +
            ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12,"
            " :host, :boot, :pid, :start)");
    insert.bind(1, uuid);
    insert.bind(2, study_id);
    insert.bind(3, spec.task);
    insert.bind(4, roleName(spec.role));
    insert.bind(5, spec.scheme);
    insert.bind(6, schemeLabel(spec));
    insert.bind(7, static_cast<std::int64_t>(spec.seed));  // 64 bits, read back as unsigned
    insert.bind(8, runStateName(RunState::kQueued));
    insert.bind(9, unixNow());
    insert.bind(10, spec.threads);
    insert.bind(11, spec.teacher_uuid);
    insert.bind(12, toJson(spec).dump());
    bindOwner(insert, owner);
    insert.exec();
    return database.getLastInsertRowid();
}

void requireRun(SQLite::Database& database, std::int64_t run_id) {
    SQLite::Statement select(database, "SELECT 1 FROM run WHERE id = ?1");
    select.bind(1, run_id);
    if (!select.executeStep())
        throw Error("There is no run " + std::to_string(run_id) + " in the database.");
}

int interruptOrphans(SQLite::Database& database) {
    int count = 0;
    for (const auto& run : unfinishedRuns(database)) {
        if (run.owner.alive()) continue;
        interrupt(database, run.id, orphanMessage(run.owner));
        ++count;
    }
    return count;
}

void interruptAbsent(SQLite::Database& database, const std::vector<std::int64_t>& run_ids) {
    for (const auto& run : unfinishedRuns(database)) {
        if (std::find(run_ids.begin(), run_ids.end(), run.id) == run_ids.end()) continue;
        if (isInSight(run.owner) && run.owner.alive())
            throw Error("The owner of run " + std::to_string(run.id) + " (" + processOf(run.owner) +
                        ") lives on this machine, so none of the runs was taken from its owner; "
                        "cancel it first with `alphascope-cli cancel " +
                        std::to_string(run.id) + "`.");
        interrupt(database, run.id,
                  "Its owner (" + processOf(run.owner) + ") is gone, as the user said.");
    }
}

void addRequest(SQLite::Database& database, std::int64_t run_id, RequestVerb verb) {
    requireRun(database, run_id);
    SQLite::Statement insert(database,
                             "INSERT INTO request (run_id, verb, created) VALUES (?1, ?2, ?3)");
    insert.bind(1, run_id);
    insert.bind(2, requestVerbName(verb));
    insert.bind(3, unixNow());
    insert.exec();
}

std::vector<RequestRow> takeOpenRequests(SQLite::Database& database, const Owner& owner) {
    SQLite::Statement select(
        database,
        std::string("SELECT request.id, run_id, verb FROM request JOIN run ON run.id = run_id"
                    " WHERE taken IS NULL AND ") +
            kOwnerIs + " ORDER BY request.id");
    bindOwner(select, owner);
    std::vector<RequestRow> requests;
    while (select.executeStep())
        requests.push_back({.id = select.getColumn(0).getInt64(),
                            .run_id = select.getColumn(1).getInt64(),
                            .verb = requestVerbFromName(select.getColumn(2).getString())});
    SQLite::Statement update(database, "UPDATE request SET taken = ?2 WHERE id = ?1");
    for (const auto& request : requests) {
        update.reset();
        update.bind(1, request.id);
        update.bind(2, unixNow());
        update.exec();
    }
    return requests;
}

}  // namespace alphascope
