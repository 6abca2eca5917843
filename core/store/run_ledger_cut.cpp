// SPDX-License-Identifier: GPL-3.0-or-later
// Taking runs over, and cutting off what they stored after the checkpoints they are resumed from.
#include "store/clock.h"
#include "store/database.h"
#include "store/names.h"
#include "store/owner_columns.h"
#include "store/run_ledger.h"
#include "store/sample_blob.h"
#include "study/error.h"

#include <SQLiteCpp/Statement.h>

#include <array>
#include <utility>

namespace alphascope {
namespace {

void execute(SQLite::Database& database, const char* sql, std::int64_t run_id, std::int64_t step) {
    SQLite::Statement statement(database, sql);
    statement.bind(1, run_id);
    statement.bind(2, step);
    statement.exec();
}

/// The records up to `step`, as events again; α and losses are on their grids, so nothing changes.
std::vector<SamplesWeighted> upTo(const std::vector<SampleRecord>& records, std::int64_t step) {
    std::vector<SamplesWeighted> kept;
    for (const auto& record : records) {
        if (record.step > step) continue;
        if (kept.empty() || kept.back().step != record.step)
            kept.push_back({.step = record.step, .epoch = record.epoch});
        kept.back().ids.push_back(record.id);
        kept.back().alpha.push_back(record.alpha);
        kept.back().label_loss.push_back(record.label_loss);
        kept.back().teacher_loss.push_back(record.teacher_loss);
    }
    return kept;
}

void cutChunks(SQLite::Database& database, std::int64_t run_id, std::int64_t step) {
    execute(database, "DELETE FROM sample_chunk WHERE run_id = ?1 AND first_step > ?2", run_id,
            step);
    SQLite::Statement select(
        database, "SELECT id, data FROM sample_chunk WHERE run_id = ?1 AND last_step > ?2");
    select.bind(1, run_id);
    select.bind(2, step);
    std::vector<std::pair<std::int64_t, std::vector<SamplesWeighted>>> straddling;
    while (select.executeStep()) {
        straddling.emplace_back(select.getColumn(0).getInt64(),
                                upTo(readSamples(select.getColumn(1), run_id), step));
    }
    SQLite::Statement update(
        database, "UPDATE sample_chunk SET last_step = ?2, samples = ?3, data = ?4 WHERE id = ?1");
    for (const auto& [id, kept] : straddling) {
        const std::string blob = packSamples(kept);
        std::int64_t samples = 0;
        for (const auto& one : kept) samples += static_cast<std::int64_t>(one.ids.size());
        update.reset();
        update.bind(1, id);
        update.bind(2, kept.back().step);
        update.bind(3, samples);
        bindBytes(update, 4, blob);
        update.exec();
    }
}

/// Nobody else can come between this look and the commit: the transaction holds the write lock.
void requireAsSeen(SQLite::Database& database, const Takeover& seen) {
    requireRun(database, seen.run_id);
    SQLite::Statement select(database, "SELECT state, revision FROM run WHERE id = ?1");
    select.bind(1, seen.run_id);
    select.executeStep();
    const std::string name = select.getColumn(0).getString();
    const auto state = knownState(name);
    if (state && isEnded(*state) && state != RunState::kFinished &&
        select.getColumn(1).getInt64() == seen.revision)
        return;
    throw Error("Run " + std::to_string(seen.run_id) +
                " was taken by another process meanwhile (it is " + name +
                " now), so none of the runs was taken over; see `alphascope-cli runs`, and "
                "continue the others without it.");
}

void cutRun(SQLite::Database& database, std::int64_t run_id, std::int64_t step) {
    constexpr std::array kDeletes{
        "DELETE FROM scalar WHERE run_id = ?1 AND step > ?2",
        "DELETE FROM histogram WHERE run_id = ?1 AND step > ?2",
        // Before the first step only a teacher that is taken as it is evaluates, and will again.
        "DELETE FROM evaluation WHERE run_id = ?1 AND (step > ?2 OR ?2 = 0)",
        "DELETE FROM checkpoint WHERE run_id = ?1 AND step > ?2",
    };
    for (const char* sql : kDeletes) execute(database, sql, run_id, step);
    cutChunks(database, run_id, step);
}

void closeRequests(SQLite::Database& database, std::int64_t run_id) {
    SQLite::Statement update(database,
                             "UPDATE request SET taken = ?2 WHERE run_id = ?1 AND taken IS NULL");
    update.bind(1, run_id);
    update.bind(2, unixNow());
    update.exec();
}

void queueRun(SQLite::Database& database, const Takeover& run, const Owner& owner) {
    SQLite::Statement update(
        database,
        std::string("UPDATE run SET ") + kOwnerSet +
            ", revision = revision + 1, step = min(step, :step), state = 'queued', message = '',"
            " ended = 0,"
            " train_seconds = coalesce((SELECT max(value) FROM scalar"
            "   JOIN series ON series.id = series_id WHERE run_id = :run AND name = 'seconds'), 0)"
            " WHERE id = :run");
    update.bind(":run", run.run_id);
    update.bind(":step", run.step);
    bindOwner(update, owner);
    update.exec();
}

}  // namespace

void takeRuns(SQLite::Database& database, const std::vector<Takeover>& runs, const Owner& owner) {
    for (const auto& run : runs) {
        requireAsSeen(database, run);
        cutRun(database, run.run_id, run.step);
        closeRequests(database, run.run_id);
        queueRun(database, run, owner);
    }
}

}  // namespace alphascope
