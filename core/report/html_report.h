// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/report_figures.h"
#include "report/study_report.h"

#include <string>
#include <vector>

namespace alphascope {

/// A study's report in parts, for those who lay it out.
struct ReportPages {
    std::string title;
    std::string text;  ///< HTML of the whole text
    std::vector<ReportFigure> figures;
};

/// The text of studyReport(), and the figures. Throws Error as that does.
ReportPages reportPages(StoreReader& reader, const std::string& study,
                        const ReportOptions& options);

/// One file that needs no other: style and figures are within, there is no script, and nothing is
/// fetched.
std::string toHtml(const ReportPages& pages);

}  // namespace alphascope
