// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/reader.h"

#include <filesystem>

namespace alphascope {

struct ExportedRun {
    std::filesystem::path file;
    std::size_t scalars = 0;
    std::size_t histograms = 0;
};

/// Writes a run as an event file in a folder of its own below `out`, named for task, label, seed
/// and uuid: every number by runPoints()' name, the histograms of α as "alpha", the settings as a
/// text. Steps are optimiser updates, the time is the start of the run plus the training time of
/// the step. The same run goes into the same file again. Throws Error.
ExportedRun exportTensorboard(StoreReader& reader, const RunRow& run,
                              const std::filesystem::path& out);

}  // namespace alphascope
