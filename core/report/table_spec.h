// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace alphascope {

/// How a result table is to look: what the author of a paper decides.
struct TableSpec {
    std::vector<std::string> tasks = {};  ///< names or ids, in this order; empty: all, as they come
    /// Labels of rows, or how the label of one row begins, in this order; empty: all, as they come.
    std::vector<std::string> rows = {};
    bool first_metric = false;  ///< of each task only the metric that judges it
    bool average = false;       ///< a column with the mean over tasks
    bool mark_second = true;
    bool show_gap = true;  ///< share of the teacher gap closed
    bool show_calibration = false;
    /// The row that the other schemes are tested against, or how its label begins; empty: no tests.
    std::string baseline = {};
    double level = 0.05;       ///< of the tests, after Holm's correction
    int resamples = 10000;     ///< of the paired bootstrap
    std::uint64_t seed = 1;    ///< of the resampling
    std::string caption = {};  ///< instead of the one that is made
    std::string program = {};  ///< "Alphascope 0.1.0"; for the provenance, as the next
    std::string date = {};     ///< "2026-11-28"

    bool operator==(const TableSpec&) const = default;
};

}  // namespace alphascope
