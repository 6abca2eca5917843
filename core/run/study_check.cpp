// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/study_check.h"

#include "run/queue.h"
#include "run/training_module.h"
#include "store/reader.h"
#include "study/devices.h"
#include "study/error.h"

#include <nlohmann/json.hpp>

#include <set>
#include <system_error>
#include <utility>

namespace alphascope {
namespace {

namespace fs = std::filesystem;

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

void checkFiles(const std::vector<PlannedRun>& runs) {
    std::set<std::string> seen;
    for (const auto& run : runs) {
        if (!seen.insert(run.spec.task).second) continue;
        checkTaskFiles(run.spec);
        if (!run.spec.data.vocab.empty() && !isFile(run.spec.data.vocab))
            throw Error::at(run.spec.data.vocab, 0, "the vocabulary is not there",
                            "Correct vocab under [data], or leave it out to train one");
    }
}

/// A GPU that a run asks for must be there. The training module, which knows, is slow to load.
void checkDevices(const std::vector<PlannedRun>& runs) {
    for (const auto& run : runs) {
        const auto& precision = run.spec.train.precision;
        if (!needsGpu(run.spec.device, precision)) continue;
        const auto problem =
            deviceProblem(run.spec.device, precision, TrainingModule::load().info().devices);
        if (!problem.empty()) throw Error(problem);
    }
}

/// What makes up the texts and labels that a teacher learns from, by the names of a study file.
std::vector<std::pair<std::string, std::string>> learntFrom(const RunSpec& spec) {
    const auto text = [](const auto& value) { return nlohmann::json(value).dump(); };
    const auto renamed = spec.data.files.find("train");
    const SplitDescriptor* train = findTask(spec.task).findSplit("train");
    const std::string official = train == nullptr ? "" : train->file;
    return {
        {"split_seed", text(spec.data.split_seed)},
        {"meta_share", text(spec.data.meta_share)},
        {"train_rows", text(spec.data.train_rows)},
        {"[data.files] train", text(renamed == spec.data.files.end() ? official : renamed->second)},
        {"label_noise", text(spec.data.label_noise)},
        {"labels", text(spec.teacher_labels)}};
}

/// A teacher of another split may have seen this run's meta set; one of other labels is another
/// teacher.
void checkTeacherFits(const RunRow& teacher, const RunSpec& spec) {
    const RunSpec taught = runSpecFromJson(nlohmann::json::parse(teacher.spec_json));
    const auto refuse = [&](const std::string& field, const std::string& theirs,
                            const std::string& ours) {
        throw Error("The teacher run '" + teacher.uuid + "' was trained with " + field + " = " +
                    theirs + ", and this study says " + ours +
                    ". Set it alike, or leave `run` under [teacher] out to train a "
                    "new teacher.");
    };
    const auto theirs = learntFrom(taught);
    const auto ours = learntFrom(spec);
    for (std::size_t i = 0; i < ours.size(); ++i)
        if (theirs[i] != ours[i]) refuse(ours[i].first, theirs[i].second, ours[i].second);
    // A cross-fitted teacher has in-sample targets too.
    if (spec.teacher_targets == "cross_fit" && taught.teacher_targets != "cross_fit")
        refuse("targets", '"' + taught.teacher_targets + '"', "\"cross_fit\"");
}

/// The teacher that a study reuses.
RunRow findReusedTeacher(const TeacherChoice& teacher, const std::string& task,
                         const StoreWriter& writer) {
    const std::string name = "The teacher run '" + teacher.run + "'";
    StoreReader reader(writer.database());
    const auto row = reader.findRun(teacher.run);
    if (!row) throw Error(name + " is not in this database. `alphascope-cli runs` lists the runs.");
    if (row->role != "teacher")
        throw Error(name + " is a student. Name a run whose role is teacher.");
    if (row->state != RunState::kFinished)
        throw Error(name + " is " + runStateName(row->state) +
                    ", not finished. Wait for it, or train a new one.");
    if (row->task != task)
        throw Error(name + " was trained on task " + row->task + ", not on " + task +
                    ". Name one of the same task.");
    if (const fs::path folder = runFolder(writer.filesFolder(), row->uuid);
        !fs::is_directory(folder))
        throw Error::at(folder.string(), 0, "the files of the teacher run are gone",
                        "Train a new teacher");
    return *row;
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

fs::path runFolder(const fs::path& files, const std::string& uuid) {
    return files / "runs" / uuid;
}

std::vector<PlannedRun> planRuns(const Study& study, const StoreWriter& writer) {
    if (const auto problems = validate(study); !problems.empty()) throw Error(problems.front());
    auto runs = expand(study);
    for (auto& run : runs) {
        auto& data = run.spec.data;
        if (!findTask(run.spec.task).folder.empty())
            data.folder = resolveDataFolder("", data.folder);
        const std::string folder = resolveDataFolder("", data.folder);
        auto& train = run.spec.train;
        data.vocab = findBesideData(data.vocab, folder, "the vocabulary (vocab)");
        train.pretrained =
            findBesideData(train.pretrained, folder, "the pretrained encoder (pretrained)");
        train.glove = findBesideData(train.glove, folder, "the file of word vectors (glove)");
    }
    checkFiles(runs);
    checkDevices(runs);
    for (auto& run : runs) {
        if (run.spec.teacher_uuid.empty()) continue;
        const RunRow teacher = findReusedTeacher(study.teacher, run.spec.task, writer);
        checkTeacherFits(teacher, run.spec);
        run.spec.teacher_uuid = teacher.uuid;
    }
    return runs;
}

}  // namespace alphascope
