// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/rows.h"
#include "study/run_spec.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace alphascope {

/// Stores runs of other programs (Role::kImported). A connection of its own; each call is one
/// transaction, which waits for those of others. Every call throws Error where the disk fails.
class ImportWriter {
public:
    /// Opens or creates the database; throws Error as StoreWriter does.
    explicit ImportWriter(const std::filesystem::path& database);
    ~ImportWriter();
    ImportWriter(const ImportWriter&) = delete;
    ImportWriter& operator=(const ImportWriter&) = delete;

    /// The latest study of imported runs by that name; made where there is none. Its uuid.
    std::string study(const std::string& name);
    /// A running run of this process; its row id. None where the uuid is taken.
    std::optional<std::int64_t> addRun(const std::string& study_uuid, const RunSpec& spec,
                                       const std::string& uuid);
    /// Of the run's scalars the first `count` with ids above `after`.
    std::vector<ScalarRow> scalars(std::int64_t run_id, std::int64_t after, std::size_t count);
    void append(std::int64_t run_id, std::span<const ScalarLogged> scalars);
    using Put = std::function<void(const ScalarLogged&)>;
    /// All that `fill` puts in place of what the run holds, for readers to begin anew; whole or not
    /// at all. `fill` is called again, from the start, where another connection was in the way.
    void replace(std::int64_t run_id, const std::function<void(const Put&)>& fill);
    /// The run has finished: its latest step, and when it began and ended (Unix seconds).
    void finish(std::int64_t run_id, std::int64_t step, double started, double ended);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace alphascope
