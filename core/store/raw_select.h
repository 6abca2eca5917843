// SPDX-License-Identifier: GPL-3.0-or-later
// A query whose many rows are read with as little between as there can be: the columns of
// SQLite::Statement each take a share in the statement, which costs more than reading them.
#pragma once

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <sqlite3.h>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <string_view>

namespace alphascope {

class RawSelect {
public:
    RawSelect(SQLite::Database& database, const std::string& sql) : handle_(database.getHandle()) {
        sqlite3_stmt* made = nullptr;
        check(sqlite3_prepare_v2(handle_, sql.c_str(), -1, &made, nullptr), SQLITE_OK);
        statement_.reset(made);
    }
    void bind(int place, std::int64_t value) {
        check(sqlite3_bind_int64(statement_.get(), place, value), SQLITE_OK);
    }
    /// The text must stay until the last row has been read.
    void bind(int place, const std::string& text) {
        check(sqlite3_bind_text(statement_.get(), place, text.data(), static_cast<int>(text.size()),
                                SQLITE_STATIC),
              SQLITE_OK);
    }
    void bind(int place, std::string&& text) = delete;
    /// False after the last row.
    bool step() {
        const int result = sqlite3_step(statement_.get());
        if (result != SQLITE_DONE) check(result, SQLITE_ROW);
        return result == SQLITE_ROW;
    }
    [[nodiscard]] std::int64_t integer(int column) const {
        return sqlite3_column_int64(statement_.get(), column);
    }
    [[nodiscard]] double number(int column) const {
        return sqlite3_column_double(statement_.get(), column);
    }
    [[nodiscard]] double numberOrNan(int column) const {
        const bool none = sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
        return none ? std::numeric_limits<double>::quiet_NaN() : number(column);
    }
    /// Until the next step().
    [[nodiscard]] std::string_view text(int column) const {
        const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_.get(), column));
        const int size = sqlite3_column_bytes(statement_.get(), column);
        return bytes == nullptr ? std::string_view()
                                : std::string_view(bytes, static_cast<std::size_t>(size));
    }

private:
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    };
    void check(int result, int wanted) const {
        if (result != wanted) throw SQLite::Exception(handle_, result);
    }

    sqlite3* handle_;
    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

}  // namespace alphascope
