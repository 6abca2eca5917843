// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace alphascope {

/// One file that an import looked at.
struct ImportedFile {
    enum class State {
        kVerified,  ///< the SHA-256 of the official file
        kComplete,  ///< the official number of rows; no official SHA-256 is known
        kDiffers,   ///< that number of rows, but other bytes than the official file
        kPartial,   ///< another number of rows
        kKept,      ///< the file was there already and stays as it is
    };
    std::string file;  ///< below the data folder, "CoLA/train.tsv"
    State state = State::kComplete;
    std::int64_t rows = 0;
    std::int64_t official_rows = 0;
};
/// "verified", "complete", "differs", "partial", "kept".
std::string_view importStateName(ImportedFile::State state);

/// Called before each file: its name, how many are done, how many there are.
using ImportProgress =
    std::function<void(const std::string& file, std::size_t done, std::size_t all)>;

/// Copies the files of GLUE's tasks from a folder or a zip archive, at any depth, to `folder`
/// (made where it is missing). A file is known by its task's folder and its own name; MRPC is also
/// made from msr_paraphrase_train.txt, msr_paraphrase_test.txt and the ids of its dev set
/// (mrpc_dev_ids.tsv or dev_ids.tsv), the diagnostic set from AX.tsv. Each file is read as its
/// split's layout before it takes its place, whole or not at all; files that are there stay.
/// Throws Error naming file, line and remedy; what was copied before stays. Asked to stop, it
/// returns what it has done; of a file that it was at, nothing.
std::vector<ImportedFile> importGlue(const std::filesystem::path& source,
                                     const std::filesystem::path& folder,
                                     const ImportProgress& progress = {},
                                     std::stop_token stop = {});

}  // namespace alphascope
