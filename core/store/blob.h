// SPDX-License-Identifier: GPL-3.0-or-later
// Vectors as blobs: the elements as they lie in memory, little-endian.
#pragma once

#include "study/error.h"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Statement.h>

#include <cstdint>
#include <cstring>
#include <span>
#include <string>
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

/// For the user: what of a run cannot be read, and where to learn what else.
inline Error damagedBlob(std::int64_t run_id, const std::string& what) {
    return Error("Run " + std::to_string(run_id) + ": " + what +
                 ". Run 'alphascope-cli doctor' on the database, which names all that is damaged.");
}

/// Throws Error naming the run where the blob is no array of these.
template <typename T>
std::vector<T> readVector(const SQLite::Column& column, std::int64_t run_id) {
    const auto bytes = static_cast<std::size_t>(column.getBytes());
    if (bytes % sizeof(T) != 0)
        throw damagedBlob(run_id, "its '" + std::string(column.getName()) + "' have a wrong size");
    std::vector<T> values(bytes / sizeof(T));
    if (bytes > 0) std::memcpy(values.data(), column.getBlob(), bytes);
    return values;
}

}  // namespace alphascope
