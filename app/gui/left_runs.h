// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/orphans.h"
#include "store/reader.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>

namespace alphascope {

/// Looks every few seconds whether runs of a database have been left behind by a process that is
/// gone. A look reads what has changed, and writes nothing.
class LeftRuns {
public:
    /// Throws Error where the database cannot be read.
    explicit LeftRuns(const std::filesystem::path& database) : reader_(database) {}
    /// Whether there are some, at two looks in a row; false between looks. Throws Error.
    bool found();

private:
    static constexpr std::chrono::seconds kPeriod{3};

    StoreReader reader_;
    std::int64_t seen_ = 0;
    std::map<std::int64_t, std::shared_ptr<const RunRow>> unended_;
    OrphanWatch watch_;
    std::chrono::steady_clock::time_point next_;
};

}  // namespace alphascope
