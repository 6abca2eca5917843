// SPDX-License-Identifier: GPL-3.0-or-later
// How long the window's reader thread takes for a database of 100,000 runs, three scores each: the
// first picture, and the next one after one run has gone on. No run is selected.
#include "store/reader.h"
#include "store/writer.h"
#include "widgets/snapshot_builder.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <benchmark/benchmark.h>
#include <QTemporaryDir>

#include <string>

namespace alphascope {
namespace {

constexpr int kRuns = 100000;

/// One run as the program writes it, and copies of its rows that differ in id, uuid, seed and
/// score.
void makeDatabase(const std::filesystem::path& file) {
    {
        StoreWriter writer(file);
        RunSpec spec;
        spec.study = "many";
        spec.task = "rte";
        spec.scheme = "fixed";
        spec.scheme_parameters["kd_weight"] = 0.5;
        const auto run = writer.createRun(writer.createStudy("many", "name = 'many'\n"), spec);
        for (const char* set : {"train", "meta", "dev"})
            writer.sink(run)->publish(
                Evaluated{.step = 1, .set = set, .scores = {{"accuracy", 0.6}}});
        writer.setState(run, RunState::kFinished, "");
    }
    SQLite::Database database(file.string(), SQLite::OPEN_READWRITE);
    const std::string numbers =
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
        " WHERE i < " +
        std::to_string(kRuns - 1) + ") ";
    SQLite::Transaction all(database);
    database.exec("CREATE TEMP TABLE columns AS SELECT * FROM run");
    database.exec(
        numbers +
        "INSERT INTO run SELECT 1 + i, substr(uuid, 1, 28) || printf('%08d', i), study_id,"
        " task, role, scheme, label, i % 5, state, message, step, total_steps, created,"
        " started, ended, train_seconds, threads, device, header, teacher_uuid, spec,"
        " revision, owner_host, owner_boot, owner_pid, owner_start FROM columns, n");
    database.exec(numbers +
                  "INSERT INTO evaluation SELECT 3 * i + id, 1 + i, step, set_name, outputs, logits"
                  " FROM evaluation, n WHERE id <= 3");
    database.exec(numbers +
                  "INSERT INTO score SELECT 3 * i + evaluation_id, position, metric,"
                  " (i % 97) / 97.0 FROM score, n WHERE evaluation_id <= 3");
    all.commit();
}

class Database {
public:
    Database() : file_(folder_.path().toStdString() + "/runs.db") { makeDatabase(file_); }
    [[nodiscard]] const std::filesystem::path& file() const { return file_; }

private:
    QTemporaryDir folder_;
    std::filesystem::path file_;
};

const std::filesystem::path& manyRuns() {
    static const Database database;
    return database.file();
}

void firstPicture(benchmark::State& state) {
    const auto file = manyRuns();
    for (auto _ : state) {
        StoreReader reader(file);
        SnapshotBuilder builder(reader, file, false);
        const auto picture = builder.build();
        if (picture->runs.size() != kRuns) state.SkipWithError("not all runs are there");
    }
}

void nextPicture(benchmark::State& state) {
    StoreWriter writer(manyRuns());
    StoreReader reader(manyRuns());
    SnapshotBuilder builder(reader, manyRuns(), false);
    builder.build();
    int times = 0;
    for (auto _ : state) {
        state.PauseTiming();
        writer.mark({{.run_id = 7, .note = "for the " + std::to_string(++times) + "th time"}});
        state.ResumeTiming();
        benchmark::DoNotOptimize(builder.build());
    }
}

}  // namespace
}  // namespace alphascope

int main(int argc, char** argv) {
    using namespace alphascope;
    benchmark::Initialize(&argc, argv);
    benchmark::RegisterBenchmark("first_picture_of_100k_runs", firstPicture)
        ->Unit(benchmark::kMillisecond)
        ->UseRealTime();
    benchmark::RegisterBenchmark("next_picture_of_100k_runs", nextPicture)
        ->Unit(benchmark::kMillisecond)
        ->UseRealTime()
        ->Iterations(50);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
