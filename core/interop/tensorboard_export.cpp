// SPDX-License-Identifier: GPL-3.0-or-later
#include "interop/tensorboard_export.h"

#include "interop/event_file.h"
#include "interop/run_points.h"
#include "report/settings_diff.h"
#include "study/run_spec.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace alphascope {
namespace {

constexpr std::size_t kLongestLabel = 100;
constexpr std::size_t kUuidStart = 8;  // as much as the command line takes for a uuid

/// A name for a folder, on any system: letters, digits, and "-" for whatever else.
std::string plainName(const std::string& text) {
    std::string name;
    for (const char c : text) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (letter || (c >= '0' && c <= '9') || c == '_' || c == '.')
            name += c;
        else if (!name.ends_with('-'))
            name += '-';
    }
    while (name.ends_with('-')) name.pop_back();
    while (name.starts_with('.')) name.erase(0, 1);
    return name;
}

std::string folderName(const RunRow& run) {
    const std::string label = plainName(run.label).substr(0, kLongestLabel);
    const std::string start = run.uuid.substr(0, kUuidStart);
    if (run.role == roleName(Role::kImported)) return plainName(label + "-" + start);
    return plainName(run.task + "-" + label + "-seed" + std::to_string(run.seed) + "-" + start);
}

/// TensorBoard leaves the empty bins at both ends out, and draws the first and the last of the
/// others from `min` and to `max`: these are the edges of those, not of all.
EventHistogram histogramOf(const HistogramTaken& taken) {
    EventHistogram histogram{.tag = "alpha", .min = 0.0, .max = 1.0, .limits = {}, .counts = {}};
    bool empty = true;
    for (int bin = 0; bin < kAlphaBins; ++bin) {
        const double count = taken.counts[static_cast<std::size_t>(bin)];
        const double middle = (bin + 0.5) / kAlphaBins;
        histogram.limits.push_back((bin + 1.0) / kAlphaBins);
        if (count > 0.0) {
            if (empty) histogram.min = static_cast<double>(bin) / kAlphaBins;
            histogram.max = histogram.limits.back();
            empty = false;
        }
        histogram.counts.push_back(count);
        histogram.sum += count * middle;
        histogram.sum_of_squares += count * middle * middle;
    }
    return histogram;
}

/// A table in Markdown, as TensorBoard's text page shows it.
EventText settingsText(const RunRow& run) {
    std::string table = "| setting | value |\n|---|---|\n";
    for (const SettingRow& row : settingsOf({run})) {
        std::string value = row.values.front();
        for (std::size_t at = 0; (at = value.find('|', at)) != std::string::npos; at += 2)
            value.insert(at, 1, '\\');
        table += "| " + row.path + " | " + value + " |\n";
    }
    return {.tag = "settings", .text = std::move(table)};
}

/// Writes what belongs to one step as one event, step by step.
class StepWriter {
public:
    StepWriter(EventFileWriter& file, double started) : file_(file), started_(started) {}

    void write(std::int64_t step, const std::vector<RunPoint>& points, std::size_t begin,
               std::size_t end, const std::vector<HistogramRow>& histograms, std::size_t first,
               std::size_t last) {
        Event event;
        event.step = step;
        for (std::size_t i = begin; i < end; ++i) {
            event.scalars.push_back({points[i].series, points[i].value});
            if (points[i].series == "seconds" && !std::isnan(points[i].value))
                seconds_ = points[i].value;
        }
        for (std::size_t i = first; i < last; ++i)
            event.histograms.push_back(histogramOf(histograms[i].histogram));
        event.wall_time = started_ + seconds_;
        file_.write(event);
    }

private:
    EventFileWriter& file_;
    double started_;
    double seconds_ = 0.0;
};

}  // namespace

ExportedRun exportTensorboard(StoreReader& reader, const RunRow& run,
                              const std::filesystem::path& out) {
    const double started = run.started > 0.0 ? run.started : run.created;
    // The second's number is what other writers put into the name: that of the row, which is the
    // same before the run has started and after it was continued.
    const auto file = out / folderName(run) /
                      ("events.out." + std::string(kEventFileMark) + "." +
                       std::to_string(static_cast<std::int64_t>(run.created)) + ".alphascope." +
                       run.uuid.substr(0, kUuidStart));
    const auto points = runPoints(reader, run.id);
    auto histograms = reader.histograms(run.id);
    std::stable_sort(histograms.begin(), histograms.end(), [](const auto& a, const auto& b) {
        return a.histogram.step < b.histogram.step;
    });
    EventFileWriter writer(file, started);
    Event settings;
    settings.wall_time = started;
    settings.texts.push_back(settingsText(run));
    writer.write(settings);
    StepWriter steps(writer, started);
    for (std::size_t point = 0, bars = 0; point < points.size() || bars < histograms.size();) {
        std::int64_t step = point < points.size() ? points[point].step : INT64_MAX;
        if (bars < histograms.size()) step = std::min(step, histograms[bars].histogram.step);
        const std::size_t begin = point, first = bars;
        while (point < points.size() && points[point].step == step) ++point;
        while (bars < histograms.size() && histograms[bars].histogram.step == step) ++bars;
        steps.write(step, points, begin, point, histograms, first, bars);
    }
    writer.finish();
    return {.file = file, .scalars = points.size(), .histograms = histograms.size()};
}

}  // namespace alphascope
