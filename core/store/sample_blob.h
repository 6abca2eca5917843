// SPDX-License-Identifier: GPL-3.0-or-later
// A chunk of samples as a row holds it.
#pragma once

#include "store/blob.h"
#include "store/sample_codec.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace alphascope {

inline std::string_view bytesOf(const SQLite::Column& column) {
    return {static_cast<const char*>(column.getBlob()),
            static_cast<std::size_t>(column.getBytes())};
}

/// Throws Error naming the run where the chunk is damaged.
inline std::vector<SampleRecord> readSamples(const SQLite::Column& column, std::int64_t run_id) {
    try {
        return unpackSamples(bytesOf(column));
    } catch (const Error& problem) {
        throw damagedBlob(run_id, problem.what());
    }
}

}  // namespace alphascope
