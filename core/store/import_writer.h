// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/rows.h"
#include "study/run_spec.h"

#include <filesystem>
#include <memory>
#include <span>
#include <string>

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
    /// A running run of this process; its row id. Throws Error where the uuid is taken.
    std::int64_t addRun(const std::string& study_uuid, const RunSpec& spec,
                        const std::string& uuid);
    void append(std::int64_t run_id, std::span<const ScalarLogged> scalars);
    /// Removes what the run holds, for readers to begin anew.
    void clear(std::int64_t run_id);
    /// The run has finished: its latest step, and when it began and ended (Unix seconds).
    void finish(std::int64_t run_id, std::int64_t step, double started, double ended);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace alphascope
