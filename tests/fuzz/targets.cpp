// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/targets.h"

#include "data/glue_reader.h"
#include "data/tokenizer.h"
#include "data/zip_archive.h"
#include "interop/event_file.h"
#include "model/hugging_face_settings.h"
#include "model/safetensors_header.h"
#include "store/reader.h"
#include "store/sample_codec.h"
#include "study/error.h"
#include "study/study.h"
#include "study/task.h"

#include <unistd.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <tuple>

namespace alphascope::fuzz {
namespace {

namespace fs = std::filesystem;

/// The bytes as a file, in memory where the system has such a place.
class InputFile {
public:
    InputFile(std::string_view bytes, const char* name) : file_(folder() / name) {
        std::ofstream(file_, std::ios::binary)
            .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    }
    [[nodiscard]] const fs::path& path() const { return file_; }

private:
    static const fs::path& folder() {
        static const struct Folder {
            Folder() {
                const fs::path base =
                    fs::exists("/dev/shm") ? "/dev/shm" : fs::temp_directory_path();
                path = base / ("alphascope-fuzz-" + std::to_string(::getpid()));
                fs::create_directories(path);
            }
            ~Folder() {
                std::error_code ignored;
                fs::remove_all(path, ignored);
            }
            fs::path path;
        } kFolder;
        return kFolder.path;
    }

    fs::path file_;
};

template <typename Work>
void expectAnswer(Work work) {
    try {
        work();
    } catch (const Error&) {
        // The sentence that the user would read.
    }
}

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

void useTokenizer(const fs::path& file) {
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

void readSafetensors(std::string_view bytes) {
    expectAnswer([&] { parseHeader(bytes); });
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

void readConfig(std::string_view bytes) {
    const auto config = nlohmann::json::parse(bytes, nullptr, /*allow_exceptions=*/false);
    if (!config.is_object()) return;
    try {
        expectAnswer([&] { parseHuggingFaceSettings(config); });
    } catch (const nlohmann::json::exception&) {
        // The caller makes a sentence of it, with the file's name.
    }
}

/// All that the window asks of a database and its runs.
void readDatabase(std::string_view bytes) {
    const InputFile file(bytes, "runs.db");
    expectAnswer([&] {
        StoreReader reader(file.path(), StoreReader::Mode::kImmutable);
        reader.check();
        reader.eachScore(0, [](const ScoreRow&) {});
        for (const RunRow& run : reader.runs()) {
            expectAnswer([&] { reader.scalars(run.id); });
            expectAnswer([&] { reader.histograms(run.id); });
            expectAnswer([&] { reader.samples(run.id); });
            expectAnswer([&] { reader.set(run.id, "train"); });
            expectAnswer([&] { reader.log(run.id); });
            expectAnswer([&] {
                for (const EvaluationRow& evaluation : reader.evaluations(run.id))
                    reader.evaluationLogits(evaluation.id);
            });
        }
    });
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
