// SPDX-License-Identifier: GPL-3.0-or-later
// What the window does between two frames, at sizes that nobody reaches by hand. Run it with
// QT_QPA_PLATFORM=offscreen, or in a real window.
#include "report/run_filter.h"
#include "widgets/alpha_histogram.h"
#include "widgets/min_max_pyramid.h"
#include "widgets/run_list_panel.h"
#include "widgets/run_table.h"
#include "widgets/series_drawing.h"

#include <benchmark/benchmark.h>
#include <qcustomplot.h>
#include <QApplication>
#include <QLineEdit>
#include <QTableView>

#include <cmath>
#include <random>

namespace alphascope {
namespace {

constexpr int kRuns = 100000;
constexpr QSize kPlotSize(900, 400);

RunRow madeRow(int i) {
    static const std::array kTasks{"rte", "sst2", "mrpc", "cola"};
    static const std::array kSchemes{"rw-kd", "fixed", "wsl"};
    RunRow row;
    row.id = i + 1;
    row.uuid = "run-" + std::to_string(i);
    row.study = "study " + std::to_string(i / 1000);
    row.task = kTasks[static_cast<std::size_t>(i) % kTasks.size()];
    row.role = "student";
    row.scheme = row.label = kSchemes[static_cast<std::size_t>(i) % kSchemes.size()];
    row.seed = static_cast<std::uint64_t>(i % 5);
    row.state = RunState::kFinished;
    row.spec_json = R"({"scheme_parameters": {"kd_weight": 0.5}, "train": {"learning_rate": 0.00)" +
                    std::to_string(1 + i % 9) + R"(, "encoder": "tiny", "epochs": 8}})";
    return row;
}

std::shared_ptr<const Snapshot> manyRuns() {
    auto snapshot = std::make_shared<Snapshot>();
    for (int i = 0; i < kRuns; ++i)
        snapshot->runs.push_back(
            {std::make_shared<const RunRow>(madeRow(i)), 0.5 + 0.4 * std::sin(i)});
    return snapshot;
}

Series noise(std::size_t points, unsigned seed) {
    std::mt19937 random(seed);
    std::normal_distribution<double> value(0.5, 0.1);
    Series series;
    for (std::size_t i = 0; i < points; ++i) {
        series.steps.push_back(static_cast<double>(i + 1));
        series.values.push_back(value(random));
    }
    return series;
}

void matchAll(benchmark::State& state) {
    const auto snapshot = manyRuns();
    for (auto _ : state) {
        const RunFilter filter("task = RTE and scheme ~ rw and dev > 0.6");
        int matching = 0;
        for (const RunSummary& run : snapshot->runs)
            matching += filter.matches({*run.row, run.dev_score}) ? 1 : 0;
        benchmark::DoNotOptimize(matching);
    }
}

void listRuns(benchmark::State& state) {
    const auto snapshot = manyRuns();
    for (auto _ : state) {
        RunListPanel panel;
        panel.resize(400, 800);
        panel.showSnapshot(snapshot);
        benchmark::DoNotOptimize(panel.grab());
    }
}

void filterList(benchmark::State& state) {
    RunListPanel panel;
    panel.resize(400, 800);
    panel.setFollowing(false);
    panel.showSnapshot(manyRuns());
    auto* filter = panel.findChild<QLineEdit*>(QStringLiteral("run_filter"));
    bool on = false;
    for (auto _ : state) {
        filter->setText((on = !on) ? QStringLiteral("task = rte and dev > 0.6")
                                   : QStringLiteral("task = cola"));
        benchmark::DoNotOptimize(panel.grab());
    }
}

/// A filter on a setting as the panel applies it, each specification parsed before.
void matchSettings(benchmark::State& state) {
    const auto snapshot = manyRuns();
    const RunFilter filter("learning_rate > 0.004 and kd_weight = 0.5");
    RunSettings settings;
    for (const RunSummary& run : snapshot->runs) settings.read(*run.row);
    for (auto _ : state) {
        int matching = 0;
        for (const RunSummary& run : snapshot->runs)
            matching += filter.matches({*run.row, run.dev_score, &settings}) ? 1 : 0;
        benchmark::DoNotOptimize(matching);
    }
}

void groupList(benchmark::State& state) {
    RunListPanel panel;
    panel.resize(400, 800);
    panel.setFollowing(false);
    panel.showSnapshot(manyRuns());
    auto* table = panel.findChild<RunTable*>(QStringLiteral("runs"));
    bool on = false;
    for (auto _ : state) {
        table->rows().setGrouping((on = !on) ? RunRows::kTaskAndScheme : QString());
        benchmark::DoNotOptimize(panel.grab());
    }
}

void drawRuns(benchmark::State& state) {
    SeriesDrawing::Runs runs;
    for (unsigned i = 0; i < 100; ++i) {
        auto run = std::make_shared<RunDetail>();
        run->row = madeRow(static_cast<int>(i));
        run->series["total_loss"] = noise(10000, i);
        runs.push_back(run);
    }
    QCustomPlot plot;
    plot.resize(kPlotSize);
    SeriesDrawing drawing(plot);
    for (auto _ : state) {
        drawing.draw(runs, {.series = {"total_loss"}, .hidden = {}}, plot.palette());
        drawing.fitHeight();
        plot.xAxis->setRange(drawing.low(), drawing.high());
        drawing.refill();
        plot.replot(QCustomPlot::rpImmediateRefresh);
    }
}

/// The mean of a hundred runs over seconds, of which no two have one in common.
void drawBandOverTime(benchmark::State& state) {
    SeriesDrawing::Runs runs;
    for (unsigned i = 0; i < 100; ++i) {
        auto run = std::make_shared<RunDetail>();
        run->row = madeRow(0);
        const Series& losses = run->series["total_loss"] = noise(10000, i);
        Series& seconds = run->series["seconds"];
        seconds.steps = losses.steps;
        for (std::size_t step = 0; step < 10000; ++step)
            seconds.values.push_back(0.01 * static_cast<double>(step) * (1.0 + 1e-4 * i));
        runs.push_back(run);
    }
    QCustomPlot plot;
    plot.resize(kPlotSize);
    SeriesDrawing drawing(plot);
    const SeriesView view{
        .series = {"total_loss"}, .hidden = {}, .x = XAxis::kSeconds, .grouped = true};
    for (auto _ : state) {
        drawing.draw(runs, view, plot.palette());
        plot.xAxis->setRange(drawing.low(), drawing.high());
        drawing.fitHeight();
        drawing.refill();
        plot.replot(QCustomPlot::rpImmediateRefresh);
    }
}

void panLongCurve(benchmark::State& state) {
    auto run = std::make_shared<RunDetail>();
    run->row = madeRow(0);
    run->series["total_loss"] = noise(10000000, 1);
    QCustomPlot plot;
    plot.resize(kPlotSize);
    SeriesDrawing drawing(plot);
    drawing.draw({run}, {.series = {"total_loss"}, .hidden = {}, .smoothing = 0.0}, plot.palette());
    drawing.fitHeight();
    double left = 0.0;
    for (auto _ : state) {
        left = std::fmod(left + 12345.0, 4e6);
        plot.xAxis->setRange(left, left + 5e6);
        drawing.refill();
        plot.replot(QCustomPlot::rpImmediateRefresh);
    }
}

void updateHistogram(benchmark::State& state) {
    std::mt19937 random(1);
    std::uniform_real_distribution<double> alpha(0.0, 1.0);
    std::vector<double> samples(400000);
    for (double& sample : samples) sample = alpha(random);
    AlphaHistogram histogram;
    histogram.resize(kPlotSize);
    for (auto _ : state) {
        HistogramTaken taken;
        for (const double sample : samples)
            ++taken.counts[static_cast<std::size_t>(sample * kAlphaBins)];
        histogram.showHistogram(taken, Qt::blue);
        histogram.plot().replot(QCustomPlot::rpImmediateRefresh);
    }
}

}  // namespace
}  // namespace alphascope

int main(int argc, char** argv) {
    const QApplication application(argc, argv);
    using namespace alphascope;
    benchmark::Initialize(&argc, argv);
    const auto add = [](const char* name, void (*work)(benchmark::State&)) {
        benchmark::RegisterBenchmark(name, work)->Unit(benchmark::kMillisecond)->UseRealTime();
    };
    add("match_100k_runs", matchAll);
    add("list_100k_runs", listRuns);
    add("filter_list_of_100k_runs", filterList);
    add("match_100k_runs_by_a_setting", matchSettings);
    add("group_list_of_100k_runs", groupList);
    add("draw_100_runs_of_10k_steps", drawRuns);
    add("band_of_100_runs_of_10k_seconds", drawBandOverTime);
    add("pan_10m_points", panLongCurve);
    add("histogram_of_400k_samples", updateHistogram);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
