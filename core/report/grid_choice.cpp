// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/grid_choice.h"

#include "report/number_text.h"
#include "report/table_notes.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <sstream>
#include <tuple>

namespace alphascope {
namespace {

constexpr double kNoScore = -std::numeric_limits<double>::infinity();

/// "0.25"; "kd_weight_end 0, kd_weight_start 1" where several parameters make the grid.
std::string pointOf(const RunSpec& spec) {
    std::istringstream names(spec.grid);
    const bool several = spec.grid.find(',') != std::string::npos;
    std::string text;
    for (std::string name; std::getline(names, name, ',');)
        text += (text.empty() ? "" : ", ") + (several ? name + " " : "") +
                parameterText(spec.scheme_parameters.at(name));
    return text;
}

struct Point {
    std::string value;
    std::vector<double> meta_scores;
    int runs = 0;

    [[nodiscard]] double mean() const {
        const double value_or_nan = meanStd(meta_scores).mean;
        return std::isnan(value_or_nan) ? kNoScore : value_or_nan;
    }
};

/// The combinations of one grid on one task, in the order of their first runs.
struct Grid {
    std::vector<Point> points;
    const TableRun* example = nullptr;

    Point& at(const std::string& value) {
        auto found = std::find_if(points.begin(), points.end(),
                                  [&](const auto& point) { return point.value == value; });
        if (found == points.end())
            found = points.insert(found, {.value = value, .meta_scores = {}});
        return *found;
    }
    [[nodiscard]] const Point& best() const {
        return *std::max_element(points.begin(), points.end(),
                                 [](const auto& a, const auto& b) { return a.mean() < b.mean(); });
    }
};

using Key = std::tuple<std::string, std::string, std::string, bool,
                       std::map<std::string, std::string>, std::string>;

Key keyOf(const TableRun& run) {
    std::string data;
    for (const auto& set : run.sets) data += set.set + set.sha256 + ' ';
    return {run.row.task, run.spec.grid, labelWithoutGrid(run.spec), run.spec.data.full_train,
            run.settings, data};
}

std::string noteOn(const Grid& grid) {
    const RunSpec& spec = grid.example->spec;
    const TaskDescriptor& task = findTask(spec.task);
    std::string scores;
    int runs = 0;
    for (const auto& point : grid.points) {
        scores += (scores.empty() ? "" : "; ") + point.value + ": " +
                  (point.mean() == kNoScore ? "none" : fixedText(100.0 * point.mean(), 1));
        runs += point.runs;
    }
    return "Tuned on meta: " + labelWithoutGrid(spec) + " on " + task.name + ", " + spec.grid +
           " = " + grid.best().value + ", the best mean " +
           metricTitle(std::string(metricName(task.metrics.front()))) +
           " on the meta set over seeds (" + scores +
           "). Tuning budget: " + std::to_string(grid.points.size()) + " of " +
           std::to_string(spec.grid_points) + " combinations, " + std::to_string(runs) +
           " finished runs; a row that is not called tuned had one setting.";
}

}  // namespace

std::vector<TaskNote> joinGrids(TableRuns& runs, Selection selection) {
    std::map<Key, Grid> grids;
    std::vector<Key> order;
    for (const auto& run : runs.students) {
        if (run.spec.grid.empty()) continue;
        const Key key = keyOf(run);
        if (!grids.contains(key)) order.push_back(key);
        Grid& grid = grids[key];
        if (grid.example == nullptr) grid.example = &run;
        Point& point = grid.at(pointOf(run.spec));
        ++point.runs;
        const EvaluationRow* meta = selectEvaluation(run, "meta", selection);
        const auto& metric = findTask(run.row.task).metrics.front();
        if (const auto score =
                meta == nullptr ? std::nullopt : scoreOf(*meta, std::string(metricName(metric))))
            point.meta_scores.push_back(*score);
    }
    std::vector<TaskNote> notes;
    for (const auto& key : order)
        if (const Grid& grid = grids.at(key); grid.best().mean() != kNoScore)
            notes.push_back({.kind = TaskNote::Kind::kTuning,
                             .task = findTask(grid.example->spec.task).name,
                             .text = noteOn(grid)});
    std::erase_if(runs.students, [&](TableRun& run) {
        if (run.spec.grid.empty()) return false;
        const Point& best = grids.at(keyOf(run)).best();
        if (best.mean() == kNoScore) return false;
        run.tuned_value = best.value;
        return pointOf(run.spec) != best.value;
    });
    return notes;
}

std::string tunedText(const std::vector<const TableRun*>& row) {
    std::string values;
    std::string first;
    bool alike = true;
    std::vector<std::string> tasks;
    for (const auto* run : row) {
        if (run->tuned_value.empty()) return {};
        if (first.empty()) first = run->tuned_value;
        alike &= run->tuned_value == first;
        const std::string task = findTask(run->row.task).name;
        if (std::find(tasks.begin(), tasks.end(), task) != tasks.end()) continue;
        tasks.push_back(task);
        values += (values.empty() ? "" : ", ") + task + " " + run->tuned_value;
    }
    return " (" + (alike ? first : values) + "; best of " +
           std::to_string(row.front()->spec.grid_points) + ")";
}

}  // namespace alphascope
