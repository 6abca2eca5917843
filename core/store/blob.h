// SPDX-License-Identifier: GPL-3.0-or-later
// Vectors as blobs: the elements as they lie in memory, little-endian.
#pragma once

#include "study/error.h"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Statement.h>

#include <cstring>
#include <span>
#include <string_view>
#include <vector>

namespace alphascope {

template <typename T>
std::string_view asBytes(const std::vector<T>& values) {
    return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)};
}

/// Binds without a copy: `bytes` must outlive the step. Empty is an empty blob, not NULL.
inline void bindBytes(SQLite::Statement& statement, int index, std::string_view bytes) {
    const char* data = bytes.empty() ? "" : bytes.data();
    statement.bindNoCopy(index, static_cast<const void*>(data), static_cast<int>(bytes.size()));
}

template <typename T>
std::vector<T> readVector(const SQLite::Column& column) {
    const auto bytes = static_cast<std::size_t>(column.getBytes());
    if (bytes % sizeof(T) != 0)
        throw Error("The column '" + std::string(column.getName()) +
                    "' of the database is damaged. Run 'alphascope-cli doctor' on the database.");
    std::vector<T> values(bytes / sizeof(T));
    if (bytes > 0) std::memcpy(values.data(), column.getBlob(), bytes);
    return values;
}

}  // namespace alphascope
