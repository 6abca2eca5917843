// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/cartography.h"

#include "study/task.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace alphascope {
namespace {

struct Sums {
    int epochs = 0, won = 0;
    double alpha = 0.0, square = 0.0, probability = 0.0;
};

SamplePoint pointOf(std::uint32_t id, const Sums& sums, bool regression) {
    const double n = sums.epochs, mean = sums.alpha / n;
    const double variance = std::max(0.0, sums.square / n - mean * mean);
    const auto none = std::numeric_limits<float>::quiet_NaN();
    return {.id = id,
            .epochs = sums.epochs,
            .alpha = static_cast<float>(mean),
            .spread = static_cast<float>(std::sqrt(variance)),
            .confidence = regression ? none : static_cast<float>(sums.probability / n),
            .correctness = regression ? none : static_cast<float>(sums.won / n)};
}

}  // namespace

std::vector<SamplePoint> cartography(StoreReader& reader, const RunRow& run) {
    std::map<std::uint32_t, Sums> all;
    for (const SampleRecord& record : reader.sampleRecords(run.id)) {
        if (std::isnan(record.alpha)) continue;
        Sums& sums = all[record.id];
        ++sums.epochs;
        sums.alpha += static_cast<double>(record.alpha);
        sums.square += static_cast<double>(record.alpha) * static_cast<double>(record.alpha);
        const double probability = std::exp(-static_cast<double>(record.label_loss));
        sums.probability += probability;
        sums.won += probability > 0.5 ? 1 : 0;
    }
    const TaskDescriptor* task = knownTask(run.task);
    const bool regression = task != nullptr && task->kind == TaskKind::kRegression;
    std::vector<SamplePoint> points;
    points.reserve(all.size());
    for (const auto& [id, sums] : all) points.push_back(pointOf(id, sums, regression));
    const auto set = all.empty() ? std::nullopt : reader.set(run.id, "train");
    if (!set) return points;
    std::map<std::uint32_t, std::uint8_t> flags;
    for (std::size_t i = 0; i < set->ids.size() && i < set->flags.size(); ++i)
        flags[set->ids[i]] = set->flags[i];
    for (SamplePoint& point : points)
        if (const auto found = flags.find(point.id); found != flags.end())
            point.flags = found->second;
    return points;
}

}  // namespace alphascope
