// SPDX-License-Identifier: GPL-3.0-or-later
// Shared by the .cpp files of StoreReader; nobody else includes it.
#pragma once

#include "store/database.h"
#include "store/reader.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace alphascope {

/// What is known of the samples of the run asked for last; grows with its chunks.
struct SampleCache {
    struct Entry {
        SampleRecord latest;
        double alpha_sum = 0.0;
        int epochs = 0;
    };
    std::int64_t run_id = 0;
    std::int64_t revision = 0;
    std::int64_t last_chunk = 0;
    std::unordered_map<std::uint32_t, Entry> entries;
    std::vector<std::uint32_t> ids;  ///< keys of `entries`, ascending

    std::int64_t set_id = 0;  ///< 0: no train set yet
    std::unordered_map<std::uint32_t, std::size_t> row_of;
    std::vector<float> labels;
    std::vector<std::uint8_t> flags;
    std::int64_t logits_id = 0;  ///< 0: no teacher yet
    int outputs = 0;
    std::vector<float> logits;
};

/// Fills in the marks of runs that are in the order of their ids; a file of schema 1 has none.
void addMarks(SQLite::Database& database, const std::vector<RunRow*>& runs);

struct StoreReader::Impl {
    std::filesystem::path file;
    std::unique_ptr<SQLite::Database> database;
    std::string notice;
    SampleCache cache;

    /// Runs `work` in one read transaction, so that all its statements see the same state.
    template <typename Work>
    auto read(Work work) -> decltype(work(std::declval<SQLite::Database&>())) {
        try {
            std::optional<decltype(work(*database))> result;
            retryWhileBusy([&] {
                SQLite::Transaction transaction(*database, SQLite::TransactionBehavior::DEFERRED);
                result.emplace(work(*database));
            });
            return std::move(*result);
        } catch (const SQLite::Exception& problem) {
            throw storeError(file, "read", problem);
        }
    }
};

}  // namespace alphascope
