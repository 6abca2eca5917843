// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/input_file.h"
#include "fuzz/more_readers.h"
#include "store/maintenance.h"
#include "store/merge.h"
#include "store/reader.h"
#include "store/repair.h"
#include "store/writer.h"

namespace alphascope::fuzz {
namespace {

namespace fs = std::filesystem;

void readRun(StoreReader& reader, const RunRow& run) {
    expectAnswer([&] { reader.scalars(run.id); });
    expectAnswer([&] { reader.histograms(run.id); });
    expectAnswer([&] { reader.samples(run.id); });
    expectAnswer([&] { reader.sampleRecords(run.id); });
    expectAnswer([&] { reader.set(run.id, "train"); });
    expectAnswer([&] { reader.teacherTargets(run.id, "train"); });
    expectAnswer([&] { reader.checkpoints(run.id); });
    expectAnswer([&] { reader.log(run.id); });
    expectAnswer([&] {
        for (const EvaluationRow& evaluation : reader.evaluations(run.id))
            expectAnswer([&] { reader.evaluationLogits(evaluation.id); });
    });
}

/// What the window asks.
void readAll(const fs::path& file, StoreReader::Mode mode) {
    StoreReader reader(file, mode);
    reader.check();
    expectAnswer([&] { reader.eachScore(0, [](const ScoreRow&) {}); });
    expectAnswer([&] { reader.runChanges(0); });
    for (const RunRow& run : reader.runs()) readRun(reader, run);
}

}  // namespace

void readDatabase(std::string_view bytes) {
    const fs::path folder = emptyFolder("database");
    const InputFile input(bytes, folder / "input.db");
    expectAnswer([&] { readAll(input.path(), StoreReader::Mode::kImmutable); });
    expectAnswer([&] { repairDatabase(input.path(), folder / "repaired.db"); });
    expectAnswer([&] { checkDatabase(folder / "repaired.db"); });
    expectAnswer([&] { mergeDatabases(input.path(), folder / "merged.db"); });
    expectAnswer([&] { readAll(folder / "merged.db", StoreReader::Mode::kLive); });
    // Last, since it changes the file: an older schema is brought up to date, runs left behind end.
    expectAnswer([&] { StoreWriter(input.path()).flush(); });
    expectAnswer([&] { readAll(input.path(), StoreReader::Mode::kLive); });
}

}  // namespace alphascope::fuzz
