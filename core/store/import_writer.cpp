// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/import_writer.h"

#include "store/clock.h"
#include "store/database.h"
#include "store/event_writer.h"
#include "store/run_ledger.h"
#include "store/writer.h"

#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>

#include <algorithm>
#include <limits>

namespace alphascope {
namespace {

/// What the study's table holds in place of a study file: nobody can run it.
constexpr const char* kNoStudyFile = "# Runs of another program, imported.\n";

}  // namespace

struct ImportWriter::Impl {
    std::filesystem::path file;
    std::unique_ptr<SQLite::Database> database;

    /// `work`, again where another connection was in the way.
    template <typename Work>
    void guard(const Work& work) {
        try {
            retryWhileBusy(work);
        } catch (const SQLite::Exception& problem) {
            throw storeError(file, "written", problem);
        }
    }

    /// The same, in a transaction.
    template <typename Work>
    void commit(const Work& work) {
        guard([&] {
            SQLite::Transaction transaction(*database, SQLite::TransactionBehavior::IMMEDIATE);
            work();
            transaction.commit();
        });
    }

    /// How many rows it has changed.
    template <typename... Values>
    int execute(const char* sql, const Values&... values) {
        SQLite::Statement statement(*database, sql);
        int place = 0;
        (statement.bind(++place, values), ...);
        return statement.exec();
    }
};

ImportWriter::ImportWriter(const std::filesystem::path& database)
    : impl_(new Impl{.file = database, .database = openForWriting(database)}) {
    // What a power cut takes, the next import brings again.
    impl_->database->exec("PRAGMA synchronous = NORMAL");
}

ImportWriter::~ImportWriter() = default;

std::string ImportWriter::study(const std::string& name) {
    std::string uuid;
    impl_->commit([&] {
        SQLite::Statement known(
            *impl_->database,
            "SELECT uuid FROM study WHERE name = ?1 AND toml = ?2 ORDER BY id DESC LIMIT 1");
        known.bind(1, name);
        known.bind(2, kNoStudyFile);
        uuid = known.executeStep() ? known.getColumn(0).getString() : newUuid();
        if (!known.hasRow()) addStudy(*impl_->database, uuid, name, kNoStudyFile);
    });
    return uuid;
}

std::optional<std::int64_t> ImportWriter::addRun(const std::string& study_uuid, const RunSpec& spec,
                                                 const std::string& uuid) {
    std::optional<std::int64_t> id;
    impl_->commit([&] {
        SQLite::Statement taken(*impl_->database, "SELECT 1 FROM run WHERE uuid = ?1");
        taken.bind(1, uuid);
        if (taken.executeStep()) return;
        id = alphascope::addRun(*impl_->database, study_uuid, spec, uuid);
        impl_->execute("UPDATE run SET state = 'running' WHERE id = ?1", *id);
    });
    return id;
}

std::vector<ScalarRow> ImportWriter::scalars(std::int64_t run_id, std::int64_t after,
                                             std::size_t count) {
    std::vector<ScalarRow> rows;
    impl_->guard([&] {
        rows.clear();
        SQLite::Statement select(
            *impl_->database,
            "SELECT scalar.id, name, step, value FROM scalar"
            " JOIN series ON series.id = series_id"
            " WHERE run_id = ?1 AND scalar.id > ?2 ORDER BY scalar.id LIMIT ?3");
        select.bind(1, run_id);
        select.bind(2, after);
        select.bind(3, static_cast<std::int64_t>(count));
        while (select.executeStep()) {
            const SQLite::Column value = select.getColumn(3);
            rows.push_back({.id = select.getColumn(0).getInt64(),
                            .series = select.getColumn(1).getString(),
                            .step = select.getColumn(2).getInt64(),
                            .value = value.isNull() ? std::numeric_limits<double>::quiet_NaN()
                                                    : value.getDouble()});
        }
    });
    return rows;
}

void ImportWriter::append(std::int64_t run_id, std::span<const ScalarLogged> scalars) {
    impl_->commit([&] {
        EventWriter writer(*impl_->database);  // a new one: it must not know rows that a failed
                                               // attempt has rolled back
        for (const ScalarLogged& scalar : scalars) writer.apply(run_id, scalar);
    });
}

void ImportWriter::replace(std::int64_t run_id, const std::function<void(const Put&)>& fill) {
    impl_->commit([&] {
        // In parts: SQLite holds the ids of all rows that a statement is to delete.
        while (impl_->execute("DELETE FROM scalar WHERE id IN (SELECT id FROM scalar"
                              " WHERE run_id = ?1 ORDER BY id LIMIT 20000)",
                              run_id) > 0) {
        }
        impl_->execute("UPDATE run SET revision = revision + 1 WHERE id = ?1", run_id);
        EventWriter writer(*impl_->database);
        fill([&](const ScalarLogged& scalar) { writer.apply(run_id, scalar); });
    });
}

void ImportWriter::finish(std::int64_t run_id, std::int64_t step, double started, double ended) {
    impl_->commit([&] {
        impl_->execute(
            "UPDATE run SET state = 'finished', message = '', step = ?2, total_steps = ?2,"
            " started = ?3, ended = ?4, train_seconds = ?5 WHERE id = ?1",
            run_id, step, started, ended > 0.0 ? ended : unixNow(), std::max(0.0, ended - started));
    });
}

}  // namespace alphascope
