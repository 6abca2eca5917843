// SPDX-License-Identifier: GPL-3.0-or-later
// What a FileSaver can be asked for.
#pragma once

#include "report/html_report.h"
#include "store/reader.h"
#include "widgets/file_saver.h"

#include <filesystem>
#include <string>
#include <vector>

namespace alphascope {

/// A report to be written.
struct ReportJob {
    std::filesystem::path database;
    StoreReader::Mode mode = StoreReader::Mode::kLive;
    std::string study;  ///< empty: all
    ReportOptions options;
};

/// The report as pages where the file is a ".pdf", else as HTML.
FileSaver::Work reportWork(ReportJob job);

/// A GLUE submission from what these runs said of the test sets; see writeGlueZip().
FileSaver::Work submissionWork(std::filesystem::path database, StoreReader::Mode mode,
                               std::vector<RunRow> runs);

}  // namespace alphascope
