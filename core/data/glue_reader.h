// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/example.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace alphascope {

/// Reads one TSV file of the official layout (no quoting; optional byte-order mark; last newline
/// optional). A missing column, short row, unknown label, bad UTF-8 or empty file throws Error with
/// file, line and remedy.
Split readTsvSplit(const TaskDescriptor& task, const SplitDescriptor& split,
                   const std::filesystem::path& file);

/// The file that readSplit would read for a split that the task has (not the demo's).
std::filesystem::path splitFile(const TaskDescriptor& task, const SplitDescriptor& split,
                                const std::filesystem::path& folder,
                                const std::map<std::string, std::string>& files);

/// Reads a split of a task from a GLUE folder, or generates it for the demo (folder unused).
/// `files` maps split names to other files of the same layout, relative to the task's folder.
/// A split name in `files` that the task lacks throws Error.
Split readSplit(const TaskDescriptor& task, const std::string& split_name,
                const std::filesystem::path& folder,
                const std::map<std::string, std::string>& files);

/// What `data check` says of one split.
struct SplitReport {
    std::string task;
    std::string split;
    std::string file;  ///< found file, relative to the folder
    std::int64_t rows = 0;
    std::int64_t official_rows = 0;
    std::string state;    ///< "complete", "partial", "missing", "error"
    std::string message;  ///< for "error": the reader's sentence
};

/// Every split of every task of the table. Where the official file is absent, other TSV files in
/// the task's folder that read as the split's layout are reported as "partial" with their own name.
std::vector<SplitReport> checkDataFolder(const std::filesystem::path& folder);

}  // namespace alphascope
