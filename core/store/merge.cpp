// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/merge.h"

#include "store/database.h"
#include "store/lives_here.h"
#include "store/names.h"
#include "store/owner_columns.h"
#include "store/reader.h"
#include "store/schema.h"
#include "store/strange_names.h"
#include "study/error.h"
#include "study/run_event.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <tuple>
#include <utility>

namespace alphascope {
namespace {

/// Columns of a run that both files have alike; `study_id` apart.
constexpr const char* kRunColumns =
    "uuid, task, role, scheme, label, seed, state, message, step, total_steps, created, started,"
    " ended, train_seconds, threads, device, header, teacher_uuid, spec, revision, owner_host,"
    " owner_boot, owner_pid, owner_start";

/// Tables whose rows are only ever added while a run's revision stays, with what is copied of a
/// row.
struct Stream {
    const char* table;
    const char* columns;
    const char* values;  ///< of a source row `s`
};
constexpr std::array kStreams{
    Stream{"scalar", "series_id, step, value",
           "(SELECT m.id FROM main.series m JOIN source.series o ON o.name = m.name"
           " WHERE o.id = s.series_id), s.step, s.value"},
    Stream{"sample_chunk", "first_step, last_step, samples, data",
           "s.first_step, s.last_step, s.samples, s.data"},
    Stream{"histogram", "step, counts, atoms", "s.step, s.counts, s.atoms"},
    Stream{"log", "time, level, text", "s.time, s.level, s.text"},
    Stream{"run_set", "set_name, file, set_id",
           "s.set_name, s.file, (SELECT m.id FROM main.sample_set m JOIN source.sample_set o"
           " ON o.content_hash = m.content_hash WHERE o.id = s.set_id)"},
    Stream{"run_teacher", "set_name, logits_id",
           "s.set_name, (SELECT m.id FROM main.teacher_logits m JOIN source.teacher_logits o"
           " ON o.content_hash = m.content_hash WHERE o.id = s.logits_id)"},
};

/// Where a run is, as far as two copies of it can be compared.
struct Place {
    std::int64_t id = 0;
    std::int64_t revision = 0;
    std::int64_t step = 0;
    int stage = 0;  ///< 0 waits, 1 goes on, 2 has ended before its time, 3 has finished
    double ended = 0.0;
    Owner owner;

    /// A run that has finished is further than one that somebody took for left behind meanwhile.
    [[nodiscard]] auto progress() const {
        return std::tuple(revision, stage == 3, step, stage, ended);
    }
};

int stageOf(RunState state) {
    if (state == RunState::kFinished) return 3;
    return isEnded(state) ? 2 : state == RunState::kQueued ? 0 : 1;
}

class Merger {
public:
    Merger(SQLite::Database& database, bool rows_alone)
        : database_(database), has_marks_(sourceHas("run_mark")), rows_alone_(rows_alone) {}

    /// Whether the source's state of this run is the one to have.
    bool takes(const std::string& uuid) {
        const auto theirs = find("source", uuid), ours = find("main", uuid);
        if (!theirs || !ours) return theirs.has_value();
        return !wentApart(*theirs, *ours) && theirs->progress() > ours->progress();
    }

    void merge(const std::string& uuid, MergeReport& report) {
        if (hasEndedAlike(uuid)) {
            ++report.alike;
            return;
        }
        SQLite::Transaction transaction(database_, SQLite::TransactionBehavior::IMMEDIATE);
        rows_ = 0;
        const auto theirs = find("source", uuid);
        if (!theirs) return;  // deleted meanwhile
        auto ours = find("main", uuid);
        if (ours && wentApart(*theirs, *ours)) {
            report.apart.push_back(uuid);
            return;
        }
        if (ours && ours->revision > theirs->revision) {
            ++report.alike;
            return;
        }
        const bool is_new = !ours;
        const bool further = ours && theirs->progress() > ours->progress();
        const bool behind = ours && theirs->progress() < ours->progress();
        if (ours && theirs->revision > ours->revision) removeRows(ours->id);
        if (!ours) {
            addStudy(theirs->id);
            addRun(uuid);
            ours = find("main", uuid);
        } else if (further) {
            execute("UPDATE main.run SET (" + std::string(kRunColumns) + ") = (SELECT " +
                        kRunColumns + " FROM source.run WHERE id = ?1) WHERE id = ?2",
                    theirs->id, ours->id);
        }
        if (!rows_alone_) copyRows(*theirs, *ours);
        if (!behind) copyCheckpoints(theirs->id, ours->id);
        transaction.commit();
        report.rows += rows_;
        if (rows_ == 0)
            ++report.alike;
        else
            (is_new ? report.added : report.advanced).push_back(uuid);
    }

private:
    /// Whether somebody went on with the run here and somebody else there. A run that has finished
    /// is not taken up again, and one that goes on in this moment was not left for others.
    static bool wentApart(const Place& theirs, const Place& ours) {
        if (ours.revision > theirs.revision || ours.owner == theirs.owner) return false;
        if (ours.revision == theirs.revision) return ours.revision > 0;
        return ours.stage == 3 || (ours.stage < 2 && livesHere(ours.owner));
    }

    /// Most runs of a second merge: nothing of them can have come but marks.
    bool hasEndedAlike(const std::string& uuid) {
        const auto theirs = find("source", uuid), ours = find("main", uuid);
        if (!theirs || !ours || theirs->stage < 2 || theirs->progress() != ours->progress() ||
            theirs->owner != ours->owner || isBare(theirs->id, ours->id))
            return false;
        if (!has_marks_) return true;
        SQLite::Statement newer(
            database_,
            "SELECT 1 FROM source.run_mark WHERE run_id = ?1 AND changed >"
            " coalesce((SELECT changed FROM main.run_mark WHERE run_id = ?2), 0)");
        newer.bind(1, theirs->id);
        newer.bind(2, ours->id);
        return !newer.executeStep();
    }

    /// Whether the target has but the row of a run that has more to bring in the source: it came
    /// with `rows_alone`, as a student's teacher, or with that of an earlier version, which left
    /// the names of checkpoints out.
    bool isBare(std::int64_t theirs, std::int64_t ours) {
        const auto lacks = [&](const std::string& table) {
            SQLite::Statement any(database_, "SELECT 1 FROM source." + table +
                                                 " WHERE run_id = ?1 AND NOT EXISTS (SELECT 1 FROM"
                                                 " main." +
                                                 table + " WHERE run_id = ?2) LIMIT 1");
            any.bind(1, theirs);
            any.bind(2, ours);
            return any.executeStep();
        };
        return lacks("checkpoint") ||
               (!rows_alone_ && (lacks("run_set") || lacks("evaluation") || lacks("scalar")));
    }

    bool sourceHas(const char* table) {
        SQLite::Statement find(database_,
                               "SELECT 1 FROM source.sqlite_schema WHERE type = 'table' AND name = "
                               "?1");
        find.bind(1, table);
        return find.executeStep();
    }

    template <typename... Values>
    int execute(const std::string& sql, const Values&... values) {
        SQLite::Statement statement(database_, sql);
        int place = 0;
        (statement.bind(++place, values), ...);
        const int rows = statement.exec();
        rows_ += rows;
        return rows;
    }

    std::optional<Place> find(const std::string& schema, const std::string& uuid) {
        RawSelect row(database_, std::string("SELECT id, revision, step, state, ended, ") +
                                     kOwnerColumns + " FROM " + schema + ".run WHERE uuid = ?1");
        row.bind(1, uuid);
        if (!row.step()) return std::nullopt;
        return Place{
            .id = row.integer(0),
            .revision = row.integer(1),
            .step = row.integer(2),
            .stage = stageOf(knownState(std::string(row.text(3))).value_or(RunState::kFailed)),
            .ended = row.number(4),
            .owner = ownerFrom(row, 5)};
    }

    void addStudy(std::int64_t source_run) {
        execute(
            "INSERT INTO main.study (uuid, name, toml, created) SELECT uuid, name, toml, created"
            " FROM source.study WHERE id = (SELECT study_id FROM source.run WHERE id = ?1)"
            " AND uuid NOT IN (SELECT uuid FROM main.study)",
            source_run);
    }

    void addRun(const std::string& uuid) {
        execute("INSERT INTO main.run (study_id, " + std::string(kRunColumns) +
                    ") SELECT (SELECT m.id FROM main.study m JOIN source.study o ON o.uuid = m.uuid"
                    " WHERE o.id = study_id), " +
                    kRunColumns + " FROM source.run WHERE uuid = ?1",
                uuid);
    }

    void removeRows(std::int64_t run) {
        for (const Stream& stream : kStreams)
            execute("DELETE FROM main." + std::string(stream.table) + " WHERE run_id = ?1", run);
        execute("DELETE FROM main.evaluation WHERE run_id = ?1", run);
    }

    void copyRows(const Place& theirs, const Place& ours) {
        copyShared(theirs.id);
        for (const Stream& stream : kStreams) {
            const std::string table = stream.table;
            execute("INSERT INTO main." + table + " (run_id, " + stream.columns + ") SELECT ?1, " +
                        stream.values + " FROM source." + table +
                        " s WHERE s.run_id = ?2 ORDER BY s.id LIMIT -1 OFFSET"
                        " (SELECT count(*) FROM main." +
                        table + " WHERE run_id = ?1)",
                    ours.id, theirs.id);
        }
        copyEvaluations(theirs.id, ours.id);
        if (has_marks_) copyMarks(theirs.id, ours.id);
    }

    /// What runs share, found again by its content.
    void copyShared(std::int64_t run) {
        execute(
            "INSERT INTO main.series (name) SELECT name FROM source.series"
            " WHERE name NOT IN (SELECT name FROM main.series) AND id IN"
            " (SELECT series_id FROM source.scalar WHERE run_id = ?1)",
            run);
        execute(
            "INSERT INTO main.sample_set (content_hash, sha256, size, ids, labels, flags)"
            " SELECT content_hash, sha256, size, ids, labels, flags FROM source.sample_set"
            " WHERE id IN (SELECT set_id FROM source.run_set WHERE run_id = ?1)"
            " AND content_hash NOT IN (SELECT content_hash FROM main.sample_set)",
            run);
        execute(
            "INSERT INTO main.teacher_logits (content_hash, outputs, logits)"
            " SELECT content_hash, outputs, logits FROM source.teacher_logits"
            " WHERE id IN (SELECT logits_id FROM source.run_teacher WHERE run_id = ?1)"
            " AND content_hash NOT IN (SELECT content_hash FROM main.teacher_logits)",
            run);
    }

    /// One by one: scores point to their evaluation.
    void copyEvaluations(std::int64_t theirs, std::int64_t ours) {
        SQLite::Statement rows(database_,
                               "SELECT id FROM source.evaluation WHERE run_id = ?1 ORDER BY id"
                               " LIMIT -1 OFFSET (SELECT count(*) FROM main.evaluation"
                               " WHERE run_id = ?2)");
        rows.bind(1, theirs);
        rows.bind(2, ours);
        while (rows.executeStep()) {
            const std::int64_t evaluation = rows.getColumn(0).getInt64();
            execute(
                "INSERT INTO main.evaluation (run_id, step, set_name, outputs, logits)"
                " SELECT ?1, step, set_name, outputs, logits FROM source.evaluation WHERE id = ?2",
                ours, evaluation);
            execute(
                "INSERT INTO main.score (evaluation_id, position, metric, value)"
                " SELECT ?1, position, metric, value FROM source.score WHERE evaluation_id = ?2",
                database_.getLastInsertRowid(), evaluation);
        }
    }

    void copyCheckpoints(std::int64_t theirs, std::int64_t ours) {
        const std::string columns = "SELECT kind, step, path, sha256 FROM ";
        const std::string source = columns + "source.checkpoint WHERE run_id = ?1";
        const std::string target = columns + "main.checkpoint WHERE run_id = ?2";
        // Both ways: a run that ends drops the checkpoint before its last.
        SQLite::Statement differ(database_, "SELECT 1 WHERE EXISTS (" + source + " EXCEPT " +
                                                target + ") OR EXISTS (" + target + " EXCEPT " +
                                                source + ")");
        differ.bind(1, theirs);
        differ.bind(2, ours);
        if (!differ.executeStep()) return;
        differ.reset();
        execute("DELETE FROM main.checkpoint WHERE run_id = ?1", ours);
        execute(
            "INSERT INTO main.checkpoint (run_id, kind, step, path, sha256)"
            " SELECT ?1, kind, step, path, sha256 FROM source.checkpoint WHERE run_id = ?2",
            ours, theirs);
    }

    /// The newer ones, tags with them.
    void copyMarks(std::int64_t theirs, std::int64_t ours) {
        const int taken = execute(
            "INSERT INTO main.run_mark (run_id, note, colour, archived, changed)"
            " SELECT ?1, note, colour, archived, changed FROM source.run_mark WHERE run_id = ?2"
            " ON CONFLICT (run_id) DO UPDATE SET note = excluded.note, colour = excluded.colour,"
            " archived = excluded.archived, changed = excluded.changed"
            " WHERE excluded.changed > run_mark.changed",
            ours, theirs);
        if (taken == 0) return;
        execute("DELETE FROM main.run_tag WHERE run_id = ?1", ours);
        execute(
            "INSERT INTO main.run_tag (run_id, tag) SELECT ?1, tag FROM source.run_tag"
            " WHERE run_id = ?2",
            ours, theirs);
    }

    SQLite::Database& database_;
    bool has_marks_;
    bool rows_alone_;
    std::int64_t rows_ = 0;  ///< written or removed for this run
};

/// Before the target is even opened: nothing of a source that is refused is brought over.
void refuseSource(const std::filesystem::path& source, const MergeChoice& choice) {
    const ReadingConnection reading = openForReading(source, false);
    if (!reading.notice.empty())
        throw Error(reading.notice + " Runs are brought over by the newer program only.");
    try {
        const auto strange = strangeNames(*reading.database, choice.runs);
        if (!strange.empty())
            throw Error::at(source.string(), 0, strange.front(),
                            "Alphascope wrote no such row, so nothing was brought over: delete it "
                            "with sqlite3, or ask whoever made the file for one without it");
    } catch (const SQLite::Exception& problem) {
        throw storeError(source, "read", problem);
    }
}

void attach(SQLite::Database& database, const std::filesystem::path& source) {
    try {
        SQLite::Statement statement(database, "ATTACH DATABASE ?1 AS source");
        statement.bind(1, std::filesystem::absolute(source).string());
        statement.exec();
    } catch (const SQLite::Exception& problem) {
        throw storeError(source, "opened", problem);
    }
}

std::vector<std::string> runsOf(SQLite::Database& database, const std::set<std::string>& chosen) {
    std::vector<std::string> uuids;
    SQLite::Statement rows(database, "SELECT uuid FROM source.run ORDER BY id");
    while (rows.executeStep()) {
        std::string uuid = rows.getColumn(0).getString();
        if (chosen.empty() || chosen.contains(uuid)) uuids.push_back(std::move(uuid));
    }
    return uuids;
}

}  // namespace

MergeReport mergeDatabases(const std::filesystem::path& source, const std::filesystem::path& target,
                           const std::function<void(const std::vector<std::string>&)>& before,
                           const MergeChoice& choice) {
    refuseSource(source, choice);
    std::error_code unlike;
    if (std::filesystem::equivalent(source, target, unlike))
        throw Error(source.string() + " cannot be merged with itself. Name another file.");
    const auto database = openForWriting(target);
    MergeReport report;
    try {
        attach(*database, source);
        Merger merger(*database, choice.rows_alone);
        const auto uuids = runsOf(*database, choice.runs);
        std::vector<std::string> taken;
        std::copy_if(uuids.begin(), uuids.end(), std::back_inserter(taken),
                     [&](const std::string& uuid) { return merger.takes(uuid); });
        if (before) before(taken);
        for (const std::string& uuid : uuids) retryWhileBusy([&] { merger.merge(uuid, report); });
    } catch (const SQLite::Exception& problem) {
        if ((problem.getErrorCode() & 0xFF) == SQLITE_CORRUPT &&
            StoreReader(target).check().empty())
            throw storeError(source, "read", problem);
        throw storeError(target, "written", problem);
    }
    return report;
}

}  // namespace alphascope
