// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/repair.h"

#include "store/database.h"
#include "store/schema.h"
#include "study/error.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <algorithm>
#include <optional>
#include <set>

namespace alphascope {
namespace {

constexpr int kMostSteps = 62;  // of a search that doubles its way to the largest row number

std::vector<std::string> namesOf(SQLite::Database& database, const std::string& sql) {
    std::vector<std::string> names;
    SQLite::Statement rows(database, sql);
    while (rows.executeStep()) names.push_back(rows.getColumn(0).getString());
    return names;
}

/// Copies one table's rows from a damaged file.
class TableReader {
public:
    TableReader(SQLite::Database& from, SQLite::Database& to, std::string table)
        : from_(from), to_(to), table_(std::move(table)) {
        const auto theirs = namesOf(from_, "SELECT name FROM pragma_table_info('" + table_ + "')");
        const std::set<std::string> known(theirs.begin(), theirs.end());
        std::string places;
        for (const auto& column :
             namesOf(to_, "SELECT name FROM pragma_table_info('" + table_ + "')")) {
            if (!known.contains(column)) continue;
            columns_ += (columns_.empty() ? "" : ", ") + column;
            places += places.empty() ? "?" : ", ?";
            ++count_;
        }
        insert_.emplace(
            to_, "INSERT INTO " + table_ + " (" + columns_ + ") VALUES (" + places +
                     ") ON CONFLICT DO NOTHING");  // a row that was read from both sides of damage
        const auto sql =
            to_.execAndGet("SELECT sql FROM sqlite_schema WHERE name = '" + table_ + "'");
        keyed_by_row_ = sql.getString().find("WITHOUT ROWID") == std::string::npos;
    }

    RepairedTable copy() {
        RepairedTable result{.name = table_};
        if (count_ == 0) return result;  // of a newer schema than the file's
        if (keyed_by_row_)
            copyByRow(result);
        else if (!walk("", {}, result))
            walk(" ORDER BY 1 DESC, 2 DESC", {}, result);
        return result;
    }

private:
    /// Forward to where it breaks, then over the break, and back to it from behind.
    void copyByRow(RepairedTable& result) {
        std::int64_t reached = 0;
        while (!walk(" WHERE rowid > ?1 ORDER BY rowid", reached, result)) {
            reached = last_;
            std::optional<std::int64_t> beyond;
            for (int step = 0; step < kMostSteps && !beyond; ++step)
                beyond = firstFrom(reached + 1 + (std::int64_t{1} << step));
            if (!beyond) return;
            walk(" WHERE rowid < ?1 ORDER BY rowid DESC", *beyond, result);
            reached = *beyond - 1;
        }
    }

    /// The first row with this number or a higher one, where it can be read.
    std::optional<std::int64_t> firstFrom(std::int64_t row) {
        try {
            SQLite::Statement find(from_,
                                   "SELECT rowid FROM " + table_ +
                                       " NOT INDEXED WHERE rowid >= ?1 ORDER BY rowid LIMIT 1");
            find.bind(1, row);
            if (find.executeStep()) return find.getColumn(0).getInt64();
        } catch (const SQLite::Exception&) {
            // The page of that row is damaged, too.
        }
        return std::nullopt;
    }

    /// Copies what the rest of a SELECT gives until it breaks; true where it came to its end.
    bool walk(const std::string& rest, std::optional<std::int64_t> bound, RepairedTable& result) {
        if (bound) last_ = *bound;
        try {
            SQLite::Statement rows(from_, "SELECT " + columns_ + (keyed_by_row_ ? ", rowid" : "") +
                                              " FROM " + table_ +
                                              (keyed_by_row_ ? " NOT INDEXED" : "") + rest);
            if (bound) rows.bind(1, *bound);
            while (rows.executeStep()) {
                put(rows, result);
                if (keyed_by_row_) last_ = rows.getColumn(count_).getInt64();
            }
            return true;
        } catch (const SQLite::Exception&) {
            result.damaged = true;
            return false;
        }
    }

    void put(SQLite::Statement& row, RepairedTable& result) {
        insert_->reset();
        for (int i = 0; i < count_; ++i) {
            const SQLite::Column value = row.getColumn(i);
            if (value.isInteger())
                insert_->bind(i + 1, value.getInt64());
            else if (value.isFloat())
                insert_->bind(i + 1, value.getDouble());
            else if (value.isText())
                insert_->bind(i + 1, value.getString());
            else if (value.isBlob())
                // Of an empty blob there is no pointer, which would be bound as NULL.
                insert_->bind(i + 1, value.getBytes() > 0 ? value.getBlob() : "", value.getBytes());
            else
                insert_->bind(i + 1);
        }
        try {
            result.rows += insert_->exec();
        } catch (const SQLite::Exception&) {
            ++result.refused;  // STRICT tables tell damage apart
        }
    }

    SQLite::Database& from_;
    SQLite::Database& to_;
    std::string table_;
    std::string columns_;
    int count_ = 0;
    bool keyed_by_row_ = true;
    std::optional<SQLite::Statement> insert_;
    std::int64_t last_ = 0;  ///< number of the row read last
};

/// Removes rows whose owner is lost, and rows of those, until none is left.
void removeOrphans(SQLite::Database& database, std::vector<RepairedTable>& tables) {
    for (bool any = true; any;) {
        std::set<std::pair<std::string, std::int64_t>> orphans;
        std::set<std::string> without_row;  // of tables that have no row numbers
        SQLite::Statement check(database, "PRAGMA foreign_key_check");
        while (check.executeStep()) {
            const std::string table = check.getColumn(0).getString();
            if (check.getColumn(1).isNull())
                without_row.insert(table);
            else
                orphans.emplace(table, check.getColumn(1).getInt64());
        }
        const auto count = [&tables](const std::string& name, std::int64_t rows) {
            for (RepairedTable& table : tables)
                if (table.name == name) {
                    table.orphans += rows;
                    table.rows -= rows;
                }
        };
        for (const auto& [table, row] : orphans) {
            SQLite::Statement remove(database, "DELETE FROM " + table + " WHERE rowid = ?1");
            remove.bind(1, row);
            count(table, remove.exec());
        }
        for (const std::string& table : without_row)
            count(table, database.exec(table == "score"
                                           ? "DELETE FROM score WHERE evaluation_id NOT IN"
                                             " (SELECT id FROM evaluation)"
                                           : "DELETE FROM " + table +
                                                 " WHERE run_id NOT IN (SELECT id FROM run)"));
        any = !orphans.empty() || !without_row.empty();
    }
}

/// A damaged file, which may be a stranger's. It is not opened as others are: SQLite's defensive
/// mode would refuse a schema that names lost pages, and what is left on damaged ones is wanted.
SQLite::Database openDamaged(const std::filesystem::path& file) {
    SQLite::Database database(file.string(), SQLite::OPEN_READONLY);
    distrustSchema(database);
    database.exec("PRAGMA writable_schema = ON");  // or a file that was cut off is not even opened
    return database;
}

/// As isDisguised(). With writable_schema a row of the schema may besides have another name than
/// the statement in it, which is what counts; of virtual tables no other check tells.
bool isStrange(SQLite::Database& database, const std::string& table) {
    SQLite::Statement hidden(database,
                             "SELECT count(*) FROM sqlite_schema WHERE sql NOT LIKE 'CREATE TABLE%'"
                             " AND sql LIKE '%VIRTUAL%' AND lower(sql) || ' ' GLOB ?1");
    hidden.bind(1, "*[^a-z0-9_]" + table + "[^a-z0-9_]*");
    hidden.executeStep();
    return hidden.getColumn(0).getInt() > 0 || isDisguised(database, table);
}

RepairedTable copyTable(SQLite::Database& from, SQLite::Database& to, const std::string& table) {
    try {
        if (isStrange(from, table)) return {.name = table, .disguised = true};
    } catch (const SQLite::Exception&) {
        return {.name = table, .damaged = true};  // the schema's own pages are damaged
    }
    return TableReader(from, to, table).copy();
}

void refuseUnreadable(SQLite::Database& database, const std::filesystem::path& file) {
    try {
        if (inspectSchema(database).kind == SchemaState::Kind::kOurs &&
            database.execAndGet("SELECT count(*) FROM sqlite_schema WHERE name = 'run' COLLATE"
                                " NOCASE")
                    .getInt() > 0)
            return;
    } catch (const SQLite::Exception&) {
        // Said below: its first page does not even tell what the file is.
    }
    throw Error(file.string() +
                " does not say any more that it is a database of Alphascope (its first page is "
                "damaged), so nothing can be read of it. Restore a copy, such as one of "
                "`alphascope-cli db backup`.");
}

}  // namespace

std::vector<RepairedTable> repairDatabase(const std::filesystem::path& database,
                                          const std::filesystem::path& target) {
    if (std::filesystem::exists(target))
        throw Error(target.string() +
                    " is there already and was left as it is. Name another file.");
    if (!std::filesystem::is_regular_file(database))
        throw Error("There is no database " + database.string() +
                    ". Name an existing one with --db.");
    std::vector<RepairedTable> tables;
    try {
        SQLite::Database from = openDamaged(database);
        refuseUnreadable(from, database);
        const auto to = openForWriting(target);
        to->exec("PRAGMA foreign_keys = OFF");
        SQLite::Transaction transaction(*to);
        for (const std::string& table :
             namesOf(*to,
                     "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE"
                     " 'sqlite%' AND name <> 'run_change' ORDER BY rowid"))
            tables.push_back(copyTable(from, *to, table));
        removeOrphans(*to, tables);
        transaction.commit();
    } catch (const SQLite::Exception& problem) {
        throw storeError(target, "written", problem);
    }
    return tables;
}

}  // namespace alphascope
