// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/run_files.h"

#include "study/error.h"
#include "study/task.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace alphascope {
namespace {

namespace fs = std::filesystem;

bool holdsTasks(const fs::path& folder) {
    const auto tasks = taskTable();
    return std::any_of(tasks.begin(), tasks.end(), [&](const TaskDescriptor& task) {
        std::error_code problem;
        return !task.folder.empty() && fs::is_directory(folder / task.folder, problem);
    });
}

/// Absolute, because it is stored with the run; `glue` is added where the tasks lie one level down.
std::string completed(const std::string& folder) {
    const fs::path path = fs::absolute(folder).lexically_normal();
    std::error_code problem;
    const bool parent = !holdsTasks(path) && fs::is_directory(path / "glue", problem);
    return (parent ? path / "glue" : path).string();
}

constexpr const char* kDataRemedy =
    "`alphascope-cli data check DIR` tells what a data folder holds";

bool isFile(const fs::path& path) {
    std::error_code problem;
    return fs::is_regular_file(path, problem);
}

fs::path splitFile(const DataSpec& data, const TaskDescriptor& task, const std::string& split) {
    const auto renamed = data.files.find(split);
    const SplitDescriptor* descriptor = task.findSplit(split);
    if (descriptor == nullptr)
        throw Error("Task " + task.name + " has no split '" + split + "'. Correct [data.files].");
    const std::string& name = renamed != data.files.end() ? renamed->second : descriptor->file;
    return fs::path(data.folder) / task.folder / name;
}

[[noreturn]] void reportMissing(const fs::path& file, const TaskDescriptor& task,
                                const std::string& split) {
    throw Error::at(
        file.string(), 0, "the " + split + " file of task " + task.name + " is not there",
        std::string("Choose another data folder with --data, or name another file under "
                    "[data.files]; ") +
            kDataRemedy);
}

void checkTaskFiles(const RunSpec& spec) {
    const TaskDescriptor& task = findTask(spec.task);
    if (task.folder.empty()) return;  // made by the program
    if (spec.data.folder.empty())
        throw Error("Task " + task.name +
                    " is read from a GLUE folder, and none is given. Pass --data DIR, "
                    "set folder under [data] in the study, or set ALPHASCOPE_DATA.");
    if (const fs::path train = splitFile(spec.data, task, "train"); !isFile(train))
        reportMissing(train, task, "train");
    for (const auto& [split, name] : spec.data.files)
        if (const fs::path file = splitFile(spec.data, task, split); !isFile(file))
            reportMissing(file, task, split);
    // MNLI has two evaluation files; one is enough.
    const auto names = task.evaluationSplits();
    for (const auto& name : names)
        if (isFile(splitFile(spec.data, task, name))) return;
    if (!names.empty())
        reportMissing(splitFile(spec.data, task, names.front()), task, names.front());
}

/// An absolute path, because it is stored with the run: as it stands, or below the data folder or
/// the folder that holds it.
std::string findBesideData(const std::string& given, const std::string& data_folder,
                           const std::string& field) {
    if (given.empty()) return given;
    const fs::path path = given, data = data_folder;
    for (const auto& candidate : {path, data / path, data.parent_path() / path})
        if (std::error_code problem; fs::exists(candidate, problem))
            return fs::absolute(candidate).lexically_normal().string();
    throw Error::at(given, 0, field + " is not there",
                    "Name a path that exists, or one below the data folder");
}

}  // namespace

std::string resolveDataFolder(const std::string& explicit_folder, const std::string& study_folder) {
    if (!explicit_folder.empty()) return completed(explicit_folder);
    if (!study_folder.empty()) return completed(study_folder);
    const char* environment = std::getenv("ALPHASCOPE_DATA");
    return environment != nullptr && *environment != '\0' ? completed(environment) : std::string();
}

void resolveFiles(RunSpec& spec) {
    auto& data = spec.data;
    const std::string folder = resolveDataFolder("", data.folder);
    if (!findTask(spec.task).folder.empty()) data.folder = folder;
    auto& train = spec.train;
    data.vocab = findBesideData(data.vocab, folder, "the vocabulary (vocab)");
    train.pretrained =
        findBesideData(train.pretrained, folder, "the pretrained encoder (pretrained)");
    train.glove = findBesideData(train.glove, folder, "the file of word vectors (glove)");
}

void checkFiles(const RunSpec& spec) {
    checkTaskFiles(spec);
    if (!spec.data.vocab.empty() && !isFile(spec.data.vocab))
        throw Error::at(spec.data.vocab, 0, "the vocabulary is not there",
                        "Correct vocab under [data], or leave it out to train one");
}

}  // namespace alphascope
