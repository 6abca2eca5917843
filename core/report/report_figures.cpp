// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/report_figures.h"

#include "report/alpha_shares.h"
#include "report/number_text.h"
#include "report/svg.h"
#include "report/table_notes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace alphascope {
namespace {

constexpr double kWidth = 720.0;
constexpr double kLegendLine = 16.0;
constexpr const char* kInk = "#333333";
constexpr std::size_t kLongestLabel = 46;
constexpr std::size_t kSmallLabel = 28;  ///< above a small multiple

using RunSeries = std::vector<std::pair<double, double>>;

/// A label that fits; UTF-8 is not cut within a character.
std::string shortened(const std::string& label, std::size_t longest = kLongestLabel) {
    if (label.size() <= longest) return label;
    std::size_t end = longest;
    while (end > 0 && (static_cast<unsigned char>(label[end]) & 0xC0U) == 0x80U) --end;
    return label.substr(0, end) + "…";
}

/// Rows that were trained here as students, with their place among them: it decides their colour.
std::vector<const TableRow*> studentsOf(const ResultTable& table) {
    std::vector<const TableRow*> rows;
    for (const auto& row : table.rows)
        if (row.role == RowRole::kScheme || row.role == RowRole::kFullTrain) rows.push_back(&row);
    return rows;
}

/// What the store has of one task's runs, read once.
struct TaskRuns {
    std::vector<const TableRow*> rows;                   ///< students
    std::vector<std::vector<RunSeries>> label, teacher;  ///< by row and run
};

TaskRuns readSeries(StoreReader& reader, const ResultTable& table, std::size_t column) {
    TaskRuns runs{.rows = studentsOf(table), .label = {}, .teacher = {}};
    for (const TableRow* row : runs.rows) {
        std::vector<RunSeries> label, teacher;
        for (const auto& run : row->cells[column].runs) {
            RunSeries ce, kd;
            for (const auto& scalar : reader.scalars(run.run)) {
                const auto point = std::pair(static_cast<double>(scalar.step), scalar.value);
                if (scalar.series == "label_loss") ce.push_back(point);
                if (scalar.series == "teacher_loss" && !std::isnan(scalar.value))
                    kd.push_back(point);
            }
            if (!ce.empty()) label.push_back(std::move(ce));
            if (!kd.empty()) teacher.push_back(std::move(kd));
        }
        runs.label.push_back(std::move(label));
        runs.teacher.push_back(std::move(teacher));
    }
    return runs;
}

/// The least range that holds every band, a little wider.
void fit(PlotArea& area, const std::vector<LossBand>& bands) {
    double low = HUGE_VAL, high = -HUGE_VAL;
    for (const auto& band : bands)
        for (const auto& value : band.values) {
            if (value.n == 0 || std::isnan(value.mean)) continue;
            const double spread = std::isnan(value.std) ? 0.0 : value.std;
            low = std::min(low, value.mean - spread);
            high = std::max(high, value.mean + spread);
        }
    if (!(low <= high)) return;
    const double margin = high > low ? 0.04 * (high - low) : 0.5;
    area.y_low = low - margin;
    area.y_high = high + margin;
}

void drawBand(SvgCanvas& canvas, const PlotArea& area, const LossBand& band, std::size_t number) {
    std::vector<Point> middle, above, below;
    for (std::size_t i = 0; i < band.steps.size(); ++i) {
        const MeanStd& value = band.values[i];
        if (value.n == 0 || std::isnan(value.mean)) continue;
        middle.push_back(area.at(band.steps[i], value.mean));
        if (std::isnan(value.std)) continue;
        above.push_back(area.at(band.steps[i], value.mean + value.std));
        below.push_back(area.at(band.steps[i], value.mean - value.std));
    }
    above.insert(above.end(), below.rbegin(), below.rend());
    if (above.size() > 3) canvas.area(above, seriesColour(number));
    canvas.path(middle, seriesColour(number), seriesDash(number));
}

/// Empty where no row has the series.
std::string drawLosses(const TaskRuns& runs, const std::vector<std::vector<RunSeries>>& series,
                       const std::string& name) {
    std::vector<LossBand> bands;
    std::vector<std::size_t> rows;
    for (std::size_t r = 0; r < series.size(); ++r)
        if (!series[r].empty()) {
            bands.push_back(lossBand(series[r]));
            rows.push_back(r);
        }
    if (bands.empty()) return {};
    const double height = 300.0, legend = kLegendLine * static_cast<double>((rows.size() + 1) / 2);
    SvgCanvas canvas(kWidth, height + legend + 10);
    PlotArea area{.left = 60, .top = 10, .width = kWidth - 75, .height = height - 55};
    for (const auto& band : bands)
        area.x_high = std::max(area.x_high, band.steps.empty() ? 1.0 : band.steps.back());
    fit(area, bands);
    drawAxes(canvas, area, "step", name);
    for (std::size_t i = 0; i < bands.size(); ++i) {
        drawBand(canvas, area, bands[i], rows[i]);
        const double x = 60.0 + (i % 2 == 0 ? 0.0 : kWidth / 2 - 30);
        const double y = height + 5 + kLegendLine * static_cast<double>(i / 2);
        canvas.line({x, y - 4}, {x + 26, y - 4}, seriesColour(rows[i]), 2.0, seriesDash(rows[i]));
        canvas.text({x + 32, y}, shortened(runs.rows[rows[i]]->label) + " (" +
                                     std::to_string(series[rows[i]].size()) + ")");
    }
    return canvas.finish(name);
}

/// One row's counts over its runs, each run's latest histogram.
struct AlphaCounts {
    std::string label;
    std::array<double, kAlphaBins> counts{};
    int runs = 0;
    std::size_t number = 0;  ///< of the row
    bool share = false;      ///< see alphaIsShare()

    [[nodiscard]] bool varies() const {
        return std::count_if(counts.begin(), counts.end(), [](double n) { return n > 0; }) > 1;
    }
};

std::vector<AlphaCounts> readAlpha(StoreReader& reader, const ResultTable& table,
                                   std::size_t column) {
    std::vector<AlphaCounts> all;
    const auto rows = studentsOf(table);
    for (std::size_t r = 0; r < rows.size(); ++r) {
        AlphaCounts counts{.label = rows[r]->label, .number = r};
        for (const auto& run : rows[r]->cells[column].runs) {
            const auto histograms = reader.histograms(run.run);
            if (histograms.empty()) continue;
            ++counts.runs;
            if (const auto row = reader.findRun(run.uuid)) counts.share = alphaIsShare(row->scheme);
            const auto shares = sharesOf(histograms.back().histogram);  // each run counts once
            for (std::size_t bin = 0; bin < counts.counts.size(); ++bin)
                counts.counts[bin] += shares.bins[bin];
        }
        if (counts.varies()) all.push_back(counts);
    }
    return all;
}

/// Small multiples, three in a line.
std::string drawAlpha(const std::vector<AlphaCounts>& all) {
    constexpr std::size_t kAcross = 3;
    const double cell = kWidth / kAcross, high = 150.0;
    SvgCanvas canvas(kWidth, high * static_cast<double>((all.size() + kAcross - 1) / kAcross));
    for (std::size_t i = 0; i < all.size(); ++i) {
        const double left = cell * static_cast<double>(i % kAcross),
                     top = high * static_cast<double>(i / kAcross);
        PlotArea area{.left = left + 12, .top = top + 22, .width = cell - 30, .height = high - 62};
        const double most = *std::max_element(all[i].counts.begin(), all[i].counts.end());
        double sum = 0.0;
        for (const double count : all[i].counts) sum += count;
        area.y_high = most / sum;
        drawAxes(canvas, area, all[i].share ? "α (teacher's share)" : "α (weight on teacher)", {});
        for (std::size_t bin = 0; bin < all[i].counts.size(); ++bin) {
            const Point corner =
                area.at(static_cast<double>(bin) / kAlphaBins, all[i].counts[bin] / sum);
            if (all[i].counts[bin] > 0)
                canvas.rectangle(corner, area.width / kAlphaBins - 0.5,
                                 area.top + area.height - corner.second,
                                 seriesColour(all[i].number));
        }
        canvas.text({area.left, top + 14},
                    shortened(all[i].label, kSmallLabel) + " (" + std::to_string(all[i].runs) + ")",
                    SvgCanvas::Anchor::kStart, 10);
    }
    return canvas.finish("Histograms of α");
}

/// A line of dots a row, the mean as a stroke, the majority class as a broken line.
std::string drawScores(const ResultTable& table, std::size_t column, const std::string& title) {
    std::vector<const TableRow*> rows;
    double low = HUGE_VAL, high = -HUGE_VAL, majority = std::nan("");
    const auto widen = [&](double score) {
        if (!std::isfinite(score)) return;
        low = std::min(low, 100.0 * score);
        high = std::max(high, 100.0 * score);
    };
    for (const auto& row : table.rows) {
        if (row.role == RowRole::kMajority) majority = row.cells[column].score.mean;
        if (row.cells[column].runs.empty()) continue;
        rows.push_back(&row);
        for (const auto& run : row.cells[column].runs) widen(run.score);
    }
    widen(majority);
    if (rows.empty() || !(low <= high)) return {};
    const double margin = high > low ? 0.05 * (high - low) : 1.0;
    const double line = 20.0, height = line * static_cast<double>(rows.size());
    SvgCanvas canvas(kWidth, height + 60);
    PlotArea area{.left = 290, .top = 10, .width = kWidth - 310, .height = height};
    area.x_low = low - margin;
    area.x_high = high + margin;
    area.y_high = static_cast<double>(rows.size());
    drawAxes(canvas, area, title + " × 100", {});
    if (std::isfinite(majority)) {
        const double x = area.at(100.0 * majority, 0).first;
        canvas.line({x, area.top}, {x, area.top + height}, kInk, 1.0, "4 3");
    }
    for (std::size_t r = 0; r < rows.size(); ++r) {
        const double y = area.top + line * (static_cast<double>(r) + 0.5);
        const bool scheme = rows[r]->role == RowRole::kScheme;
        const std::string colour = scheme ? seriesColour(0) : "#777777";
        canvas.text({area.left - 8, y + 4}, shortened(rows[r]->label), SvgCanvas::Anchor::kEnd, 10);
        for (const auto& run : rows[r]->cells[column].runs)
            if (std::isfinite(run.score))
                canvas.circle({area.at(100.0 * run.score, 0).first, y}, 4, colour,
                              rows[r]->label + ", seed " + std::to_string(run.seed) + ": " +
                                  fixedText(100.0 * run.score, 1));
        const double mean = rows[r]->cells[column].score.mean;
        if (!std::isfinite(mean)) continue;
        const double x = area.at(100.0 * mean, 0).first;
        canvas.line({x, y - 8}, {x, y + 8}, kInk, 1.6);
    }
    return canvas.finish(title);
}

}  // namespace

LossBand lossBand(const std::vector<RunSeries>& runs, int stretches) {
    double last = 0.0;
    for (const auto& run : runs)
        for (const auto& [step, value] : run) last = std::max(last, step);
    LossBand band;
    if (last <= 0.0) return band;
    const auto count = static_cast<std::size_t>(std::min<double>(stretches, last));
    std::vector<std::vector<double>> means(count);
    for (const auto& run : runs) {
        std::vector<double> sum(count, 0.0), n(count, 0.0);
        for (const auto& [step, value] : run) {
            if (std::isnan(value) || step < 1.0) continue;
            const auto place = static_cast<std::size_t>((step - 1.0) / last * double(count));
            sum[std::min(place, count - 1)] += value;
            n[std::min(place, count - 1)] += 1.0;
        }
        for (std::size_t i = 0; i < count; ++i)
            if (n[i] > 0.0) means[i].push_back(sum[i] / n[i]);
    }
    for (std::size_t i = 0; i < count; ++i) {
        band.steps.push_back(0.5 + last * (static_cast<double>(i) + 0.5) / double(count));
        band.values.push_back(meanStd(means[i]));
    }
    return band;
}

std::vector<ReportFigure> reportFigures(StoreReader& reader, const ResultTable& table) {
    std::vector<ReportFigure> figures;
    const auto titles = columnTitles(table.columns);
    const auto add = [&](const std::string& caption, const std::string& svg) {
        if (!svg.empty()) figures.push_back({.caption = caption, .svg = svg});
    };
    std::string task;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        add("Scores on " + titles[c] +
                ": a dot a run, the stroke is the mean, the broken line the majority class.",
            drawScores(table, c, titles[c]));
        if (table.columns[c].task == task) continue;
        task = table.columns[c].task;
        const TaskRuns runs = readSeries(reader, table, c);
        const std::string how =
            ": mean over seeds (their number), the band is one standard deviation; "
            "of up to " +
            std::to_string(kStretches) + " stretches of training.";
        add("Label loss on the train batches of " + task + how,
            drawLosses(runs, runs.label, "label loss (nats)"));
        add("Teacher loss on the train batches of " + task + how,
            drawLosses(runs, runs.teacher, "teacher loss"));
        const auto alpha = readAlpha(reader, table, c);
        if (!alpha.empty())
            add("α on " + task +
                    " since the last but one histogram, shares of samples over all seeds (their "
                    "number), of schemes whose α varies.",
                drawAlpha(alpha));
    }
    return figures;
}

}  // namespace alphascope
