// SPDX-License-Identifier: GPL-3.0-or-later
// The figures of a study's report, drawn from the store.
#pragma once

#include "report/result_table.h"

#include <string>
#include <vector>

namespace alphascope {

struct ReportFigure {
    std::string caption;
    std::string svg;
};

/// A series over training as the figures draw it: means over equal stretches of steps, then mean
/// and standard deviation over runs.
struct LossBand {
    std::vector<double> steps;    ///< the middle of each stretch
    std::vector<MeanStd> values;  ///< n = 0 where no run has a value there
};
inline constexpr int kStretches = 60;
/// One vector of (step, value) a run; steps from 1 to the largest of any run.
LossBand lossBand(const std::vector<std::vector<std::pair<double, double>>>& runs,
                  int stretches = kStretches);

/// For each task: label loss (and teacher loss, where there is any) of every scheme with its band
/// over seeds; the latest histogram of α of every scheme that varies it, over all seeds; and the
/// score of every run as a dot.
std::vector<ReportFigure> reportFigures(StoreReader& reader, const ResultTable& table);

}  // namespace alphascope
