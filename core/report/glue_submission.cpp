// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/glue_submission.h"
#include "data/zip_archive.h"

#include "metrics/glue_metrics.h"
#include "report/number_text.h"
#include "store/imported_run.h"
#include "study/error.h"

#include <algorithm>

namespace alphascope {
namespace {

constexpr int kScoreDecimals = 3;

std::vector<GlueFile> makeFiles() {
    std::vector<GlueFile> files;
    for (const auto& task : taskTable())
        for (const auto& split : task.splits) {
            if (!split.name.starts_with("test") || task.folder.empty()) continue;
            const std::string part = split.name == "test_matched"      ? "-m"
                                     : split.name == "test_mismatched" ? "-mm"
                                                                       : "";
            files.push_back({.name = task.name + part + ".tsv",
                             .task = &task,
                             .split = split.name,
                             .rows = split.official_rows});
        }
    return files;
}

/// The latest evaluation on a split that kept logits; empty where there is none.
std::vector<float> storedLogits(StoreReader& reader, const RunRow& run, const std::string& set) {
    std::vector<float> logits;
    for (const auto& evaluation : reader.evaluations(run.id))
        if (evaluation.set == set && evaluation.outputs > 0)
            logits = reader.evaluationLogits(evaluation.id);
    return logits;
}

/// The name under which a run keeps what it answered on a file's test set.
std::string setOf(const GlueFile& file, const RunRow& run) {
    return run.task == file.task->id ? file.split : file.task->id;
}

bool serves(const RunRow& run, const GlueFile& file) {
    return run.task == file.task->id || (file.task->id == "diagnostic" && run.task == "mnli");
}

}  // namespace

std::span<const GlueFile> glueFiles() {
    static const std::vector<GlueFile> kFiles = makeFiles();
    return kFiles;
}

std::string glueText(const GlueFile& file, std::span<const float> logits) {
    const TaskDescriptor& task = *file.task;
    const auto outputs = static_cast<std::size_t>(task.outputs());
    if (logits.size() != static_cast<std::size_t>(file.rows) * outputs)
        throw Error(file.name + ": " + std::to_string(logits.size() / outputs) +
                    " predictions are stored, and the official test set has " +
                    std::to_string(file.rows) +
                    " rows. Evaluate the run on the official test file.");
    std::string text = "index\tprediction\n";
    if (task.kind == TaskKind::kRegression) {
        for (std::size_t i = 0; i < logits.size(); ++i)
            text += std::to_string(i) + "\t" +
                    fixedText(std::clamp(task.score_max * logits[i], 0.0, task.score_max),
                              kScoreDecimals) +
                    "\n";
        return text;
    }
    const std::vector<int> classes = argmaxRows(logits, task.outputs());
    for (std::size_t i = 0; i < classes.size(); ++i)
        text += std::to_string(i) + "\t" + task.labels[static_cast<std::size_t>(classes[i])] + "\n";
    return text;
}

std::vector<std::string> writeGlueZip(StoreReader& reader, const std::vector<RunRow>& runs,
                                      const std::filesystem::path& zip) {
    std::vector<std::pair<std::string, std::string>> entries;
    for (const auto& run : runs) refuseImported(run, "be submitted");
    for (const auto& run : runs)
        for (const auto& other : runs)
            if (run.task == other.task && &run < &other)
                throw Error("Runs " + run.uuid.substr(0, 8) + " and " + other.uuid.substr(0, 8) +
                            " are both on " + findTask(run.task).name +
                            ". A submission takes one run a task; name one of them.");
    for (const auto& file : glueFiles())
        for (const auto& run : runs) {
            if (!serves(run, file)) continue;
            const std::vector<float> logits = storedLogits(reader, run, setOf(file, run));
            if (!logits.empty())
                entries.emplace_back(file.name, glueText(file, logits));
            else if (run.task == file.task->id)
                throw Error("Run " + run.uuid.substr(0, 8) + " (" + file.task->name +
                            ") kept no predictions on the " + file.split +
                            " set. Name a run whose study has predict_test = true under [data].");
        }
    if (entries.empty())
        throw Error("None of these runs is on a GLUE task. Name runs on GLUE tasks.");
    writeZip(zip, entries);
    std::vector<std::string> names;
    for (const auto& entry : entries) names.push_back(entry.first);
    return names;
}

}  // namespace alphascope
