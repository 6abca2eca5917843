// SPDX-License-Identifier: GPL-3.0-or-later
// The tables, column by column, are explained in docs/database.md.
#include "store/schema.h"

#include "study/error.h"

#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>

#include <array>

namespace alphascope {
namespace {

constexpr const char* kVersion1 = R"sql(
CREATE TABLE study (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid    TEXT NOT NULL UNIQUE,
    name    TEXT NOT NULL,
    toml    TEXT NOT NULL,
    created REAL NOT NULL
) STRICT;

CREATE TABLE run (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid          TEXT NOT NULL UNIQUE,
    study_id      INTEGER NOT NULL REFERENCES study(id),
    task          TEXT NOT NULL,
    role          TEXT NOT NULL,
    scheme        TEXT NOT NULL,
    label         TEXT NOT NULL,
    seed          INTEGER NOT NULL,
    state         TEXT NOT NULL,
    message       TEXT NOT NULL DEFAULT '',
    step          INTEGER NOT NULL DEFAULT 0,
    total_steps   INTEGER NOT NULL DEFAULT 0,
    created       REAL NOT NULL,
    started       REAL NOT NULL DEFAULT 0,
    ended         REAL NOT NULL DEFAULT 0,
    train_seconds REAL NOT NULL DEFAULT 0,
    threads       INTEGER NOT NULL DEFAULT 0,
    device        TEXT NOT NULL DEFAULT '',
    header        TEXT NOT NULL DEFAULT '',
    teacher_uuid  TEXT NOT NULL DEFAULT '',
    spec          TEXT NOT NULL,
    revision      INTEGER NOT NULL DEFAULT 0,
    owner_host    TEXT NOT NULL,
    owner_boot    TEXT NOT NULL,
    owner_pid     INTEGER NOT NULL,
    owner_start   INTEGER NOT NULL
) STRICT;
CREATE INDEX run_study ON run(study_id);

CREATE TABLE series (
    id   INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE scalar (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    run_id    INTEGER NOT NULL REFERENCES run(id) ON DELETE CASCADE,
    series_id INTEGER NOT NULL REFERENCES series(id),
    step      INTEGER NOT NULL,
    value     REAL
) STRICT;
CREATE INDEX scalar_run ON scalar(run_id);

CREATE TABLE sample_chunk (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    run_id     INTEGER NOT NULL REFERENCES run(id) ON DELETE CASCADE,
    first_step INTEGER NOT NULL,
    last_step  INTEGER NOT NULL,
    samples    INTEGER NOT NULL,
    data       BLOB NOT NULL
) STRICT;
CREATE INDEX sample_chunk_run ON sample_chunk(run_id);

CREATE TABLE histogram (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    run_id INTEGER NOT NULL REFERENCES run(id) ON DELETE CASCADE,
    step   INTEGER NOT NULL,
    counts BLOB NOT NULL,
    atoms  BLOB NOT NULL
) STRICT;
CREATE INDEX histogram_run ON histogram(run_id);

CREATE TABLE evaluation (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    run_id   INTEGER NOT NULL REFERENCES run(id) ON DELETE CASCADE,
    step     INTEGER NOT NULL,
    set_name TEXT NOT NULL,
    outputs  INTEGER NOT NULL,
    logits   BLOB NOT NULL
) STRICT;
CREATE INDEX evaluation_run ON evaluation(run_id);

CREATE TABLE score (
    evaluation_id INTEGER NOT NULL REFERENCES evaluation(id) ON DELETE CASCADE,
    position      INTEGER NOT NULL,
    metric        TEXT NOT NULL,
    value         REAL,
    PRIMARY KEY (evaluation_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE sample_set (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    content_hash TEXT NOT NULL UNIQUE,
    sha256       TEXT NOT NULL,
    size         INTEGER NOT NULL,
    ids          BLOB NOT NULL,
    labels       BLOB NOT NULL,
    flags        BLOB NOT NULL
) STRICT;

CREATE TABLE run_set (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    run_id   INTEGER NOT NULL REFERENCES run(id) ON DELETE CASCADE,
    set_name TEXT NOT NULL,
    file     TEXT NOT NULL,
    set_id   INTEGER NOT NULL REFERENCES sample_set(id),
    UNIQUE (run_id, set_name)
) STRICT;

CREATE TABLE teacher_logits (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    content_hash TEXT NOT NULL UNIQUE,
    outputs      INTEGER NOT NULL,
    logits       BLOB NOT NULL
) STRICT;

CREATE TABLE run_teacher (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    run_id    INTEGER NOT NULL REFERENCES run(id) ON DELETE CASCADE,
    set_name  TEXT NOT NULL,
    logits_id INTEGER NOT NULL REFERENCES teacher_logits(id),
    UNIQUE (run_id, set_name)
) STRICT;

CREATE TABLE log (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    run_id INTEGER NOT NULL REFERENCES run(id) ON DELETE CASCADE,
    time   REAL NOT NULL,
    level  TEXT NOT NULL,
    text   TEXT NOT NULL
) STRICT;
CREATE INDEX log_run ON log(run_id);

CREATE TABLE checkpoint (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    run_id INTEGER NOT NULL REFERENCES run(id) ON DELETE CASCADE,
    kind   TEXT NOT NULL,
    step   INTEGER NOT NULL,
    path   TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    UNIQUE (run_id, kind)
) STRICT;

CREATE TABLE request (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    run_id  INTEGER NOT NULL REFERENCES run(id) ON DELETE CASCADE,
    verb    TEXT NOT NULL,
    created REAL NOT NULL,
    taken   REAL
) STRICT;
CREATE INDEX request_open ON request(run_id) WHERE taken IS NULL;
)sql";

constexpr const char* kVersion2 = R"sql(
CREATE TABLE run_mark (
    run_id   INTEGER PRIMARY KEY REFERENCES run(id) ON DELETE CASCADE,
    note     TEXT NOT NULL DEFAULT '',
    colour   TEXT NOT NULL DEFAULT '',
    archived INTEGER NOT NULL DEFAULT 0,
    changed  REAL NOT NULL
) STRICT;

CREATE TABLE run_tag (
    run_id INTEGER NOT NULL REFERENCES run(id) ON DELETE CASCADE,
    tag    TEXT NOT NULL COLLATE NOCASE,
    PRIMARY KEY (run_id, tag)
) STRICT, WITHOUT ROWID;
)sql";

/// One row a run, its id growing with every change of what lists show of the run. Deleting and
/// inserting, since the statement that fires a trigger decides what OR REPLACE in it means.
constexpr const char* kVersion3 = R"sql(
CREATE TABLE run_change (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    run_id INTEGER NOT NULL UNIQUE
) STRICT;

CREATE TRIGGER run_added AFTER INSERT ON run BEGIN
    DELETE FROM run_change WHERE run_id = new.id;
    INSERT INTO run_change(run_id) VALUES (new.id);
END;
CREATE TRIGGER run_updated AFTER UPDATE ON run BEGIN
    DELETE FROM run_change WHERE run_id = new.id;
    INSERT INTO run_change(run_id) VALUES (new.id);
END;
CREATE TRIGGER run_deleted AFTER DELETE ON run BEGIN
    DELETE FROM run_change WHERE run_id = old.id;
    INSERT INTO run_change(run_id) VALUES (old.id);
END;
CREATE TRIGGER run_mark_added AFTER INSERT ON run_mark BEGIN
    DELETE FROM run_change WHERE run_id = new.run_id;
    INSERT INTO run_change(run_id) VALUES (new.run_id);
END;
CREATE TRIGGER run_mark_updated AFTER UPDATE ON run_mark BEGIN
    DELETE FROM run_change WHERE run_id = new.run_id;
    INSERT INTO run_change(run_id) VALUES (new.run_id);
END;
CREATE TRIGGER run_mark_deleted AFTER DELETE ON run_mark BEGIN
    DELETE FROM run_change WHERE run_id = old.run_id;
    INSERT INTO run_change(run_id) VALUES (old.run_id);
END;
CREATE TRIGGER run_tag_added AFTER INSERT ON run_tag BEGIN
    DELETE FROM run_change WHERE run_id = new.run_id;
    INSERT INTO run_change(run_id) VALUES (new.run_id);
END;
CREATE TRIGGER run_tag_deleted AFTER DELETE ON run_tag BEGIN
    DELETE FROM run_change WHERE run_id = old.run_id;
    INSERT INTO run_change(run_id) VALUES (old.run_id);
END;
)sql";

constexpr std::array kMigrations{kVersion1, kVersion2, kVersion3};

/// What StoreReader asks for; a newer file that still answers these can be read.
constexpr std::array kReadByUs{
    "SELECT id, uuid, name, toml FROM study",
    "SELECT id, uuid, study_id, task, role, scheme, label, seed, state, message, step, total_steps,"
    " created, started, ended, train_seconds, threads, device, header, teacher_uuid, spec, "
    "revision,"
    " owner_host, owner_boot, owner_pid, owner_start FROM run",
    "SELECT id, name FROM series",
    "SELECT id, run_id, series_id, step, value FROM scalar",
    "SELECT id, run_id, data FROM sample_chunk",
    "SELECT id, run_id, step, counts, atoms FROM histogram",
    "SELECT id, run_id, step, set_name, outputs, logits FROM evaluation",
    "SELECT evaluation_id, position, metric, value FROM score",
    "SELECT id, sha256, size, ids, labels, flags FROM sample_set",
    "SELECT id, run_id, set_name, file, set_id FROM run_set",
    "SELECT id, outputs, logits FROM teacher_logits",
    "SELECT run_id, set_name, logits_id FROM run_teacher",
    "SELECT id, run_id, time, level, text FROM log",
    "SELECT run_id, kind, step, path, sha256 FROM checkpoint",
    "SELECT run_id, note, colour, archived FROM run_mark",
    "SELECT run_id, tag FROM run_tag",
};

/// An empty file of the newest schema, in memory.
SQLite::Database freshDatabase() {
    SQLite::Database database(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    for (const char* migration : kMigrations) database.exec(migration);
    return database;
}

int pragma(SQLite::Database& database, const char* name) {
    return database.execAndGet(std::string("PRAGMA ") + name).getInt();
}

SchemaState inspectInTransaction(SQLite::Database& database) {
    const int id = pragma(database, "application_id");
    const int version = pragma(database, "user_version");
    if (id == kApplicationId) return {SchemaState::Kind::kOurs, version};
    const int objects = database.execAndGet("SELECT count(*) FROM sqlite_schema").getInt();
    const bool untouched = id == 0 && version == 0 && objects == 0;
    return {untouched ? SchemaState::Kind::kEmpty : SchemaState::Kind::kForeign, version};
}

}  // namespace

std::span<const char* const> schemaMigrations() {
    return kMigrations;
}

SchemaState inspectSchema(SQLite::Database& database) {
    SQLite::Transaction read(database, SQLite::TransactionBehavior::DEFERRED);
    return inspectInTransaction(database);
}

bool migrate(SQLite::Database& database, std::span<const char* const> migrations) {
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    // Looked at again under the lock: another process may have been faster.
    const SchemaState found = inspectInTransaction(database);
    const auto newest = static_cast<int>(migrations.size());
    if (found.kind == SchemaState::Kind::kForeign)
        throw Error("The file is a database of another application.");
    if (found.version > newest)
        throw Error("The database has schema version " + std::to_string(found.version) +
                    ", this program writes version " + std::to_string(newest) + ".");
    if (found.version == newest) return false;
    for (int version = found.version; version < newest; ++version)
        database.exec(migrations[static_cast<std::size_t>(version)]);
    database.exec("PRAGMA application_id = " + std::to_string(kApplicationId));
    database.exec("PRAGMA user_version = " + std::to_string(newest));
    transaction.commit();
    return true;
}

std::string unreadableBecause(SQLite::Database& database) {
    for (const char* sql : kReadByUs) {
        try {
            const SQLite::Statement prepared(database, sql);
        } catch (const SQLite::Exception& problem) {
            return problem.what();
        }
    }
    return {};
}

bool isDisguised(SQLite::Database& database, const std::string& table) {
    // Names without case, as SQLite looks them up.
    SQLite::Statement other(database,
                            "SELECT count(*) FROM sqlite_schema WHERE name = ?1 COLLATE NOCASE AND"
                            " (type <> 'table' OR sql IS NULL OR sql NOT LIKE 'CREATE TABLE%')");
    other.bind(1, table);
    other.executeStep();
    if (other.getColumn(0).getInt() > 0) return true;  // before its columns are asked for
    SQLite::Statement generated(
        database, "SELECT count(*) FROM pragma_table_xinfo(?1) WHERE hidden IN (2, 3)");
    generated.bind(1, table);
    generated.executeStep();
    return generated.getColumn(0).getInt() > 0;
}

std::string disguisedTable(SQLite::Database& database) {
    const SQLite::Database ours = freshDatabase();
    SQLite::Statement tables(ours, "SELECT name FROM sqlite_schema WHERE type = 'table'");
    while (tables.executeStep()) {
        std::string name = tables.getColumn(0).getString();
        if (!name.starts_with("sqlite_") && isDisguised(database, name)) return name;
    }
    return {};
}

std::string strangeTrigger(SQLite::Database& database) {
    const SQLite::Database ours = freshDatabase();
    SQLite::Statement known(
        ours,
        "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' AND name = ?1"
        " AND sql = ?2");
    SQLite::Statement triggers(database,
                               "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'");
    while (triggers.executeStep()) {
        const std::string name = triggers.getColumn(0).getString();
        known.reset();
        known.bind(1, name);
        known.bind(2, triggers.getColumn(1).getString());
        known.executeStep();
        if (known.getColumn(0).getInt() == 0) return name;
    }
    return {};
}

}  // namespace alphascope
