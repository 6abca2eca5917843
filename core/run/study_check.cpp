// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/study_check.h"

#include "run/queue.h"
#include "store/reader.h"
#include "study/error.h"

#include <set>
#include <system_error>

namespace alphascope {
namespace {

namespace fs = std::filesystem;

constexpr const char* kDataRemedy = "`alphascope-cli data check DIR` tells what a data folder holds";

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

[[noreturn]] void reportMissing(const fs::path& file, const TaskDescriptor& task, const std::string& split) {
    throw Error::at(file.string(), 0, "the " + split + " file of task " + task.name + " is not there",
                    std::string("Choose another data folder with --data, or name another file under "
                                "[data.files]; ") + kDataRemedy);
}

void checkTaskFiles(const RunSpec& spec) {
    const TaskDescriptor& task = findTask(spec.task);
    if (task.folder.empty()) return;  // made by the program
    if (spec.data.folder.empty())
        throw Error("Task " + task.name + " is read from a GLUE folder, and none is given. Pass --data DIR, "
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
    if (!names.empty()) reportMissing(splitFile(spec.data, task, names.front()), task, names.front());
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

/// The full uuid of the teacher that a study reuses.
std::string findReusedTeacher(const TeacherChoice& teacher, const std::string& task, const StoreWriter& writer) {
    const std::string name = "The teacher run '" + teacher.run + "'";
    StoreReader reader(writer.database());
    const auto row = reader.findRun(teacher.run);
    if (!row) throw Error(name + " is not in this database. `alphascope-cli runs` lists the runs.");
    if (row->role != "teacher")
        throw Error(name + " is a student. Name a run whose role is teacher.");
    if (row->state != RunState::kFinished)
        throw Error(name + " is " + runStateName(row->state) + ", not finished. Wait for it, or train a new one.");
    if (row->task != task)
        throw Error(name + " was trained on task " + row->task + ", not on " + task + ". Name one of the same task.");
    if (const fs::path folder = runFolder(writer.filesFolder(), row->uuid); !fs::is_directory(folder))
        throw Error::at(folder.string(), 0, "the files of the teacher run are gone", "Train a new teacher");
    return row->uuid;
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
        if (!findTask(run.spec.task).folder.empty()) data.folder = resolveDataFolder("", data.folder);
        if (!data.vocab.empty()) data.vocab = fs::absolute(data.vocab).lexically_normal().string();
    }
    checkFiles(runs);
    std::string teacher_uuid;
    for (auto& run : runs) {
        if (run.spec.teacher_uuid.empty()) continue;
        if (teacher_uuid.empty()) teacher_uuid = findReusedTeacher(study.teacher, run.spec.task, writer);
        run.spec.teacher_uuid = teacher_uuid;
    }
    return runs;
}

}  // namespace alphascope
