// SPDX-License-Identifier: GPL-3.0-or-later
#include "interop/run_points.h"

#include <algorithm>
#include <utility>

namespace alphascope {

std::vector<RunPoint> runPoints(StoreReader& reader, std::int64_t run_id) {
    std::vector<RunPoint> points;
    for (ScalarRow& row : reader.scalars(run_id))
        points.push_back({std::move(row.series), row.step, row.value});
    for (const EvaluationRow& evaluation : reader.evaluations(run_id))
        for (const auto& [metric, value] : evaluation.scores)
            points.push_back({evaluation.set + "/" + metric, evaluation.step, value});
    std::stable_sort(points.begin(), points.end(),
                     [](const auto& a, const auto& b) { return a.step < b.step; });
    return points;
}

}  // namespace alphascope
