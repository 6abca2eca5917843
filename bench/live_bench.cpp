// SPDX-License-Identifier: GPL-3.0-or-later
// What the window costs beside runs that train: eight of them write 100 steps a second each into
// one database, with samples and histograms, while the window shows all eight. Says what share of a
// core the GUI thread takes and how long its event loop is ever away, which is the longest frame.
// With STEPS_BEFORE each has made so many steps when the window opens, as after hours of training:
// what a frame costs must not grow with them.
//   live_bench [SECONDS] [RUNS] [STEPS_A_SECOND] [STEPS_BEFORE]
#include "app/gui/main_window.h"
#include "app/gui/theme.h"
#include "app/gui/workspace.h"
#include "store/writer.h"
#include "study/study.h"
#include "widgets/look.h"
#include "widgets/run_list_panel.h"

#include <QApplication>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <random>
#include <thread>

namespace alphascope {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::int64_t kTotalSteps = 1000000;
constexpr int kBatch = 32;
constexpr int kSamples = 8000;
constexpr int kStepsOfHistogram = 50;
constexpr int kHeartbeat = 2;  // ms between two looks at the clock
constexpr double kSettleSeconds = 3.0;
constexpr double kSettleSecondsAStep = 2.5e-5;  // of any run before, until all of them are read
constexpr int kStepsAtOnce = 1000;              // between two looks at how far the disk is

double milliseconds(Clock::duration time) {
    return std::chrono::duration<double, std::milli>(time).count();
}

double cpuSecondsOfThisThread() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

/// A run that publishes as training does, without the training.
class LiveRun {
public:
    LiveRun(StoreWriter& writer, const std::string& study, std::uint64_t seed) : random_(seed) {
        RunSpec spec{.study = "live", .task = "demo", .scheme = "rw-kd", .seed = seed};
        id_ = writer.createRun(study, spec, newUuid());
        sink_ = writer.sink(id_);
        sink_->publish(RunStarted{
            .total_steps = kTotalSteps, .threads = 1, .device = "cpu", .header = "made up"});
        sink_->publish(StateChanged{RunState::kRunning, ""});
        SetDescribed train{.set = "train", .file = "made up", .sha256 = std::string(64, 'a')};
        for (std::uint32_t id = 0; id < kSamples; ++id) train.ids.push_back(id);
        train.labels.assign(kSamples, 1.0F);
        train.flags.assign(kSamples, 0);
        sink_->publish(train);
    }

    void step() {
        ++step_;
        const double done = static_cast<double>(step_) / kTotalSteps;
        sink_->publish(StepLogged{.step = step_,
                                  .epoch = done,
                                  .label_loss = 0.5 + 0.1 * draw(),
                                  .teacher_loss = 0.3 + 0.1 * draw(),
                                  .total_loss = 0.4 + 0.1 * draw(),
                                  .alpha_mean = draw(),
                                  .learning_rate = 5e-4,
                                  .seconds = 0.01 * static_cast<double>(step_)});
        SamplesWeighted samples{.step = step_, .epoch = 0};
        for (int i = 0; i < kBatch; ++i) {
            const double alpha = draw();
            samples.ids.push_back(static_cast<std::uint32_t>((step_ * kBatch + i) % kSamples));
            samples.alpha.push_back(static_cast<float>(alpha));
            samples.label_loss.push_back(0.5F);
            samples.teacher_loss.push_back(0.25F);
            ++histogram_.counts[static_cast<std::size_t>(alphaBin(static_cast<float>(alpha)))];
        }
        sink_->publish(samples);
        if (step_ % kStepsOfHistogram != 0) return;
        histogram_.step = step_;
        sink_->publish(histogram_);
        histogram_ = {};
    }

    [[nodiscard]] std::int64_t id() const { return id_; }

private:
    double draw() { return std::uniform_real_distribution<double>(0.0, 1.0)(random_); }

    std::mt19937_64 random_;
    std::int64_t id_ = 0;
    std::unique_ptr<RunSink> sink_;
    std::int64_t step_ = 0;
    HistogramTaken histogram_;
};

void write(std::vector<LiveRun>& runs, double steps_a_second, const std::stop_token& stop) {
    const auto pause = std::chrono::duration<double>(1.0 / steps_a_second);
    auto next = Clock::now();
    while (!stop.stop_requested()) {
        for (LiveRun& run : runs) run.step();
        next += std::chrono::duration_cast<Clock::duration>(pause);
        std::this_thread::sleep_until(next);
    }
}

/// What the runs have behind them when the window opens.
void writeHistory(StoreWriter& writer, std::vector<LiveRun>& runs, int steps) {
    for (int step = 0; step < steps; ++step) {
        for (LiveRun& run : runs) run.step();
        if (step % kStepsAtOnce == 0) writer.flush();
    }
    writer.flush();
}

/// How long the event loop was away between two beats, in ms.
class Heartbeat {
public:
    Heartbeat() {
        timer_.setTimerType(Qt::PreciseTimer);
        timer_.setInterval(kHeartbeat);
        QObject::connect(&timer_, &QTimer::timeout, &timer_, [this] {
            const auto now = Clock::now();
            gaps_.push_back(milliseconds(now - last_) - kHeartbeat);
            last_ = now;
        });
    }
    void start() {
        last_ = Clock::now();
        timer_.start();
    }
    [[nodiscard]] double quantile(double share) {
        std::sort(gaps_.begin(), gaps_.end());
        const auto last = static_cast<double>(gaps_.size() - 1);
        return gaps_.empty() ? 0.0 : gaps_[static_cast<std::size_t>(share * last)];
    }

private:
    QTimer timer_;
    Clock::time_point last_;
    std::vector<double> gaps_;
};

void report(Heartbeat& beat, double cpu, double seconds) {
    std::printf("| GUI thread, of a core | 99 %% of gaps, ms | 99.9 %%, ms | longest, ms |\n");
    std::printf("|--:|--:|--:|--:|\n");
    std::printf("| %.1f %% | %.1f | %.1f | %.1f |\n", 100.0 * cpu / seconds, beat.quantile(0.99),
                beat.quantile(0.999), beat.quantile(1.0));
}

int watch(double seconds, int count, double steps_a_second, int steps_before) {
    const QTemporaryDir folder;
    const auto file = std::filesystem::path(folder.filePath("live.db").toStdString());
    StoreWriter writer(file);
    const std::string study = writer.createStudy("live", "name = \"live\"\n");
    std::vector<LiveRun> runs;
    for (int i = 0; i < count; ++i)
        runs.emplace_back(writer, study, static_cast<std::uint64_t>(i + 1));
    writeHistory(writer, runs, steps_before);
    std::jthread training([&](const std::stop_token& stop) { write(runs, steps_a_second, stop); });

    Options options;
    options.database = QString::fromStdString(file.string());
    options.screenshot = folder.filePath("live.png");  // leaves the user's settings alone
    const Theme theme;
    MainWindow window(options, theme);
    window.show();
    std::vector<std::int64_t> ids;
    for (const LiveRun& run : runs) ids.push_back(run.id());
    Heartbeat beat;
    double cpu = 0.0;
    const auto settle =
        static_cast<int>(1000 * (kSettleSeconds + kSettleSecondsAStep * steps_before * count));
    QTimer::singleShot(static_cast<int>(1000 * kSettleSeconds / 2), &window, [&] {
        window.workspace().runs().setFollowing(false);
        window.workspace().runs().select(ids);
    });
    QTimer::singleShot(settle, &window, [&] {
        cpu = cpuSecondsOfThisThread();
        beat.start();
    });
    QTimer::singleShot(settle + static_cast<int>(1000 * seconds), &window, [&] {
        report(beat, cpuSecondsOfThisThread() - cpu, seconds);
        const bool all = window.workspace().runs().selected().size() == ids.size();
        if (!all) std::fprintf(stderr, "live_bench: the window does not show all runs\n");
        QApplication::exit(all ? 0 : 1);  // quit() would ask the window, whose runs are active
    });
    return QApplication::exec();
}

}  // namespace
}  // namespace alphascope

int main(int argc, char** argv) {
    const QApplication application(argc, argv);
    alphascope::initResources();
    const auto number = [&](int place, double otherwise) {
        return argc > place ? std::atof(argv[place]) : otherwise;
    };
    return alphascope::watch(number(1, 10.0), static_cast<int>(number(2, 8)), number(3, 100.0),
                             static_cast<int>(number(4, 0.0)));
}
