// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/targets.h"

#include "data/glue_reader.h"
#include "data/tokenizer.h"
#include "data/zip_archive.h"
#include "fuzz/input_file.h"
#include "fuzz/more_readers.h"
#include "interop/event_file.h"
#include "report/run_settings.h"
#include "report/score_settings.h"
#include "report/settings_diff.h"
#include "report/time_estimate.h"
#include "store/sample_codec.h"
#include "study/study.h"
#include "study/task.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <tuple>

namespace alphascope::fuzz {
namespace {

void readTsv(std::string_view bytes) {
    const InputFile file(bytes, "train.tsv");
    for (const char* id : {"rte", "stsb", "cola", "qqp"}) {
        const TaskDescriptor& task = findTask(id);
        expectAnswer([&] { readTsvSplit(task, *task.findSplit("train"), file.path()); });
    }
}

void readStudyFile(std::string_view bytes) {
    expectAnswer([&] {
        const Study study = parseStudy(bytes, "study.toml");
        if (!validate(study).empty()) return;
        expand(study);
        // What is written is read as the same.
        if (parseStudy(study.toToml(), "written").toToml() != study.toToml()) std::abort();
    });
}

void useTokenizer(const std::filesystem::path& file) {
    expectAnswer([&] {
        const auto tokenizer = openTokenizer(file);
        std::ignore = tokenizer->encode("A plain sentence, 42.", "Zwölf \xF0\x9F\x8D\x8E!", 16);
    });
}

void readTokenizerJson(std::string_view bytes) {
    useTokenizer(InputFile(bytes, "tokenizer.json").path());
}

void readVocab(std::string_view bytes) {
    useTokenizer(InputFile(bytes, "vocab.txt").path());
}

void readPieces(std::string_view bytes) {
    useTokenizer(InputFile(bytes, "vocab.tsv").path());
    useTokenizer(InputFile(bytes, "vocab.json").path());
}

void readZip(std::string_view bytes) {
    const InputFile file(bytes, "glue.zip");
    expectAnswer([&] {
        const ZipArchive archive(file.path());
        for (std::size_t i = 0; i < std::min<std::size_t>(archive.names().size(), 16); ++i)
            std::ignore = archive.read(i, std::uint64_t{1} << 20U);
    });
}

void readSamples(std::string_view bytes) {
    expectAnswer([&] { unpackSamples(bytes); });
}

/// The bytes as a file of records, each an event; and as one event, which no checksum guards.
void readEvents(std::string_view bytes) {
    expectAnswer([&] {
        const Event event = decodeEvent(bytes);
        // What is written is read as the same; a scalar is single precision then.
        const Event again = decodeEvent(encodeEvent(event));
        if (again.scalars.size() != event.scalars.size() || again.step != event.step) std::abort();
    });
    const InputFile file(bytes, "events.out.tfevents.1");
    expectAnswer([&] {
        EventFileReader reader(file.path());
        while (reader.next()) {
        }
    });
}

/// A run's specification as a database may hold it, through all that shows runs.
void readSpec(std::string_view bytes) {
    RunRow run;
    run.state = RunState::kFinished;
    run.train_seconds = 1.0;
    run.spec_json = bytes;
    expectAnswer([&] {
        const RunSpec spec = runSpecFromText(bytes);
        std::ignore = schemeLabel(spec) + encoderName(spec.train);
        scoreSettings(spec);
        // What is written is read as the same.
        const auto written = toJson(spec);
        if (toJson(runSpecFromText(written.dump())) != written) std::abort();
    });
    expectAnswer([&] { settingsOf({run}); });
    const RunTimes times({run});
    RunSettings settings;
    settings.read(run);
    for (const std::string& path : settings.paths()) settings.find(run, path);
}

}  // namespace

const std::vector<Target>& targets() {
    static const std::vector<Target> kTargets{
        {"tsv", readTsv},
        {"study", readStudyFile},
        {"tokenizer", readTokenizerJson},
        {"vocab", readVocab},
        {"safetensors", readSafetensors},
        {"zip", readZip},
        {"samples", readSamples},
        {"events", readEvents},
        {"config", readConfig},
        {"database", readDatabase},
        {"pieces", readPieces},
        {"glove", readGlove},
        {"mrpc", readMrpc},
        {"submission", readSubmission},
        {"job", readJob},
        {"slurm", readSlurm},
        {"spec", readSpec},
    };
    return kTargets;
}

const Target* findTarget(std::string_view name) {
    const auto& all = targets();
    const auto found = std::find_if(all.begin(), all.end(),
                                    [name](const Target& target) { return target.name == name; });
    return found == all.end() ? nullptr : &*found;
}

}  // namespace alphascope::fuzz
