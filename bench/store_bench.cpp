// SPDX-License-Identifier: GPL-3.0-or-later
// What logging costs: the call on the training thread, rows and α values a second until they are on
// the disk, bytes of a row and of a sample's record, beside a database with one committed row a
// call (what many scripts do) and event files of TensorBoard, one event a scalar. store_bench
// [FOLDER]: the files are made there, else below the temporary folder; name one on the disk that
// counts.
#include "interop/event_file.h"
#include "store/reader.h"
#include "store/writer.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <string>
#include <thread>
#include <vector>

namespace alphascope {
namespace {

using Clock = std::chrono::steady_clock;
namespace fs = std::filesystem;

constexpr int kScalarsOfAStep = 7;
constexpr std::size_t kBatch = 32;

double seconds(Clock::time_point since) {
    return std::chrono::duration<double>(Clock::now() - since).count();
}

StepLogged stepAt(std::int64_t step) {
    const auto x = static_cast<double>(step);
    return {.step = step,
            .epoch = x / 1e4,
            .label_loss = 1.0 / (1.0 + x),
            .teacher_loss = 2.0 / (1.0 + x),
            .total_loss = 1.5 / (1.0 + x),
            .alpha_mean = 0.5,
            .learning_rate = 1e-4,
            .seconds = x * 1e-3};
}

SamplesWeighted samplesAt(std::int64_t step, std::size_t rows, std::mt19937& random) {
    std::uniform_real_distribution<float> any(0.0F, 1.0F);
    SamplesWeighted samples{.step = step, .epoch = static_cast<std::int32_t>(step / 1000)};
    for (std::size_t i = 0; i < rows; ++i) {
        samples.ids.push_back(static_cast<std::uint32_t>(random() % 400000));
        samples.alpha.push_back(any(random));
        samples.label_loss.push_back(3.0F * any(random));
        samples.teacher_loss.push_back(3.0F * any(random));
    }
    return samples;
}

class Bench {
public:
    explicit Bench(fs::path folder) : folder_(std::move(folder)) {
        fs::create_directories(folder_);
    }
    ~Bench() {
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
    }
    Bench(const Bench&) = delete;
    Bench& operator=(const Bench&) = delete;

    /// ns of each call, with a pause between two as training has.
    void logCalls() {
        constexpr int kCalls = 20000;
        constexpr std::chrono::microseconds kPause{100};
        StoreWriter writer(folder_ / "calls.db");
        const auto sink = newRun(writer);
        std::mt19937 random(1);
        std::vector<double> step, samples;
        for (int i = 1; i <= kCalls; ++i) {
            const StepLogged logged = stepAt(i);
            SamplesWeighted weighted = samplesAt(i, kBatch, random);
            const auto before = Clock::now();
            sink->publish(logged);
            const auto between = Clock::now();
            sink->publish(std::move(weighted));
            const auto after = Clock::now();
            step.push_back(std::chrono::duration<double, std::nano>(between - before).count());
            samples.push_back(std::chrono::duration<double, std::nano>(after - between).count());
            while (Clock::now() - after < kPause) std::this_thread::yield();
        }
        printCalls("a step's 7 scalars", step);
        printCalls("a batch's 32 records", samples);
    }

    struct Speed {
        double rows = 0.0;   ///< a second, from the first call until the system has all of it
        double bytes = 0.0;  ///< on disk, of a row
    };

    Speed scalars(int steps) {
        const fs::path file = folder_ / "scalars.db";
        const double rows = static_cast<double>(steps) * kScalarsOfAStep;
        Speed speed;
        {
            StoreWriter writer(file);
            const auto sink = newRun(writer);
            const auto begin = Clock::now();
            for (int i = 1; i <= steps; ++i) sink->publish(stepAt(i));
            writer.flush();
            speed.rows = rows / seconds(begin);
        }
        speed.bytes = static_cast<double>(fs::file_size(file)) / rows;
        return speed;
    }

    /// The peer: the same scalars as TensorBoard's writers put them, one event each.
    Speed eventFile(int steps) {
        static constexpr std::array kTags{"label_loss", "teacher_loss",  "total_loss",
                                          "alpha_mean", "learning_rate", "epoch",
                                          "seconds"};
        const fs::path file = folder_ / "events.out.tfevents.1";
        const double rows = static_cast<double>(steps) * kScalarsOfAStep;
        EventFileWriter writer(file, 1.7e9);
        const auto begin = Clock::now();
        for (int i = 1; i <= steps; ++i) {
            const StepLogged logged = stepAt(i);
            const std::array values{logged.label_loss, logged.teacher_loss,  logged.total_loss,
                                    logged.alpha_mean, logged.learning_rate, logged.epoch,
                                    logged.seconds};
            for (std::size_t tag = 0; tag < kTags.size(); ++tag) {
                Event event;
                event.wall_time = 1.7e9 + logged.seconds;
                event.step = i;
                event.scalars.push_back({kTags[tag], values[tag]});
                writer.write(event);
            }
        }
        writer.finish();
        return {.rows = rows / seconds(begin),
                .bytes = static_cast<double>(fs::file_size(file)) / rows};
    }

    double records(std::size_t rows, int batches, double& bytes_of_a_record) {
        const fs::path file = folder_ / "records.db";
        std::mt19937 random(1);
        std::vector<SamplesWeighted> made;
        for (int i = 1; i <= batches; ++i) made.push_back(samplesAt(i, rows, random));
        double speed = 0.0;
        {
            StoreWriter writer(file);
            const auto sink = newRun(writer);
            writer.flush();
            const auto begin = Clock::now();
            for (SamplesWeighted& samples : made) sink->publish(std::move(samples));
            writer.flush();
            speed = static_cast<double>(rows) * batches / seconds(begin);
        }
        bytes_of_a_record =
            static_cast<double>(fs::file_size(file)) / (static_cast<double>(rows) * batches);
        fs::remove(file);
        return speed;
    }

    /// The peer: each row its own transaction, in WAL mode.
    double oneRowACommit(int rows, const char* synchronous) {
        SQLite::Database database((folder_ / "peer.db").string(),
                                  SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        database.exec("PRAGMA journal_mode = WAL");
        database.exec(std::string("PRAGMA synchronous = ") + synchronous);
        database.exec("CREATE TABLE IF NOT EXISTS scalar (run, series, step, value)");
        SQLite::Statement insert(database, "INSERT INTO scalar VALUES (1, ?1, ?2, ?3)");
        const auto begin = Clock::now();
        for (int i = 0; i < rows; ++i) {
            insert.reset();
            insert.bind(1, i % kScalarsOfAStep);
            insert.bind(2, i / kScalarsOfAStep);
            insert.bind(3, 0.5);
            insert.exec();
        }
        return rows / seconds(begin);
    }

private:
    static std::unique_ptr<RunSink> newRun(StoreWriter& writer) {
        RunSpec spec;
        spec.study = "bench";
        spec.task = "rte";
        spec.scheme = "fixed";
        return writer.sink(writer.createRun(writer.createStudy("bench", "name = 'bench'\n"), spec));
    }

    static void printCalls(const char* what, std::vector<double>& calls) {
        std::sort(calls.begin(), calls.end());
        const auto at = [&calls](double share) {
            return calls[static_cast<std::size_t>(share * static_cast<double>(calls.size() - 1))];
        };
        std::printf("| %s | %.0f | %.0f | %.0f |\n", what, at(0.5), at(0.99), at(0.999));
    }

    fs::path folder_;
};

void runAll(const fs::path& folder) {
    Bench bench(folder / ("store_bench-" + std::to_string(::getpid())));
    std::printf(
        "| one call on the training thread, ns | median | 99 %% | 99.9 %% |\n|---|--:|--:|--:|\n");
    bench.logCalls();
    constexpr int kSteps = 300000;
    const Bench::Speed scalars = bench.scalars(kSteps);
    const Bench::Speed events = bench.eventFile(kSteps);
    const double normal = bench.oneRowACommit(20000, "NORMAL");
    const double full = bench.oneRowACommit(2000, "FULL");
    std::printf(
        "\n| scalar rows a second, until written | | of the peer | bytes a row "
        "|\n|---|--:|--:|--:|\n");
    std::printf("| Alphascope | %.0f | | %.1f |\n", scalars.rows, scalars.bytes);
    std::printf("| event file, an event a scalar | %.0f | %.2f | %.1f |\n", events.rows,
                scalars.rows / events.rows, events.bytes);
    std::printf("| one row a commit, synchronous NORMAL | %.0f | %.0f | |\n", normal,
                scalars.rows / normal);
    std::printf("| one row a commit, synchronous FULL | %.0f | %.0f | |\n", full,
                scalars.rows / full);
    double bytes = 0.0;
    std::printf(
        "\n| id, α, CE and KD of a sample | α values a second | bytes on disk |\n|---|--:|--:|\n");
    for (const std::size_t rows : {std::size_t{32}, std::size_t{256}}) {
        const double speed = bench.records(rows, static_cast<int>(8000000 / rows), bytes);
        std::printf("| batches of %zu | %.0f | %.2f |\n", rows, speed, bytes);
    }
}

}  // namespace
}  // namespace alphascope

int main(int argc, char** argv) {
    try {
        alphascope::runAll(argc > 1 ? std::filesystem::path(argv[1])
                                    : std::filesystem::temp_directory_path());
    } catch (const std::exception& problem) {
        std::fprintf(stderr, "store_bench: %s\n", problem.what());
        return 1;
    }
    return 0;
}
