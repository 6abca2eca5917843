// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/result_table.h"

#include <cstdint>
#include <functional>
#include <string>

namespace alphascope {

struct ReportOptions {
    /// The scheme that the others are compared with: the beginning of its row's label. Empty: the
    /// fixed weight tuned on meta where there is one, else label only.
    std::string baseline;
    Selection selection = Selection::kFinalStep;
    int resamples = 10000;
    std::uint64_t seed = 1;    ///< of the resampling
    std::string program = {};  ///< for the provenance, as in TableSpec
    std::string date = {};
    std::function<bool()> keep_going = {};  ///< asked now and then; Error where it says no
};

/// The label of the row that others are compared with: `wanted`, or the only scheme whose label
/// begins so; empty: as in ReportOptions. Throws Error naming the rows there are.
std::string reportBaseline(const ResultTable& table, const std::string& wanted);

/// One Markdown text on a study: a warning for every run that is not above the majority class, the
/// result table with its notes, each scheme against the baseline (paired bootstrap over the
/// evaluation examples, Holm over all comparisons of the text), calibration and agreement with the
/// teacher's predictions, and how well flipped labels are found. Throws Error where the study is
/// not there, nothing has finished, or no single row is the baseline.
std::string studyReport(StoreReader& reader, const std::string& study,
                        const ReportOptions& options);

}  // namespace alphascope
