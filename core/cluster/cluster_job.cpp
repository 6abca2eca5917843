// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/cluster_job.h"

#include "store/merge.h"
#include "store/place.h"
#include "store/reader.h"
#include "study/bounded_file.h"
#include "study/bounded_json.h"
#include "study/durable_file.h"
#include "study/error.h"
#include "study/run_folder.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace alphascope {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr int kFormat = 1;
constexpr const char* kJobFile = "job.json";
constexpr const char* kDamaged =
    "Restore it from a copy, or submit the study again into another folder";
constexpr FileKind kJob{"the file of a cluster job", 64U << 20U, "Check its rights", kDamaged};

json parseFile(const fs::path& file) {
    if (!fs::exists(file))
        throw Error::at(file.string(), 0, "the file of a cluster job is not there",
                        "Name the folder that `alphascope-cli cluster submit` made");
    return parseBoundedJson(readBoundedFile(file, kJob),
                            file.string() + ": the file of a cluster job is damaged", kDamaged);
}

/// Reads what `use` takes out of a file; what is wrong with it becomes one sentence.
template <typename Use>
void readFile(const fs::path& file, const Use& use) {
    try {
        use(parseFile(file));
    } catch (const json::exception& problem) {
        throw Error::at(file.string(), 0,
                        std::string("the file of a cluster job is damaged: ") + problem.what(),
                        kDamaged);
    }
}

json toJson(const Resources& asked) {
    return {{"partition", asked.partition},
            {"account", asked.account},
            {"gpus", asked.gpus},
            {"memory", asked.memory},
            {"time", asked.time},
            {"cpus", asked.cpus},
            {"most_at_once", asked.most_at_once},
            {"more", asked.more},
            {"teacher",
             {{"gpus", asked.teacher.gpus},
              {"memory", asked.teacher.memory},
              {"time", asked.teacher.time},
              {"cpus", asked.teacher.cpus}}}};
}

TeacherResources teacherResourcesFrom(const json& all) {
    if (!all.contains("teacher")) return {};  // made before there was such a choice
    const json& from = all.at("teacher");
    return {.gpus = from.at("gpus"),
            .memory = from.at("memory"),
            .time = from.at("time"),
            .cpus = from.at("cpus")};
}

Resources resourcesFrom(const json& from) {
    return {.partition = from.at("partition"),
            .account = from.at("account"),
            .gpus = from.at("gpus"),
            .memory = from.at("memory"),
            .time = from.at("time"),
            .cpus = from.at("cpus"),
            .most_at_once = from.at("most_at_once"),
            .more = from.at("more"),
            .teacher = teacherResourcesFrom(from)};
}

ClusterRun runFrom(const json& from) {
    return {.uuid = from.at("uuid"),
            .teacher = from.at("teacher"),
            .teacher_uuid = from.at("teacher_uuid"),
            .label = from.at("label"),
            .seed = from.at("seed")};
}

/// They become names of folders.
void refuseStrangeUuids(const fs::path& file, const ClusterRun& run) {
    const bool teacher_fits = run.teacher_uuid.empty() || isFolderName(run.teacher_uuid);
    if (isFolderName(run.uuid) && teacher_fits) return;
    throw Error::at(file.string(), 0,
                    "the uuid '" + shownName(teacher_fits ? run.uuid : run.teacher_uuid) +
                        "' of a run is no plain name",
                    "Restore the file from a copy, or submit the study again into another folder");
}

}  // namespace

Resources Resources::ofTeachers() const {
    Resources all = *this;
    if (!teacher.gpus.empty()) all.gpus = teacher.gpus;
    if (!teacher.memory.empty()) all.memory = teacher.memory;
    if (!teacher.time.empty()) all.time = teacher.time;
    if (teacher.cpus > 0) all.cpus = teacher.cpus;
    return all;
}

fs::path ClusterJob::fullName(const fs::path& folder) {
    const fs::path name = fs::absolute(folder).lexically_normal();
    return name.has_filename() ? name : name.parent_path();
}

const std::vector<std::string>& ClusterJob::parts() {
    static const std::vector<std::string> all{kJobFile,        "plan.db",   "plan.db-journal",
                                              "runs",          "cache",     "batches",
                                              "plan.db.files", kSharedMark, "logs"};
    return all;
}

void ClusterJob::refuseUsed(const fs::path& folder) {
    std::error_code problem;
    if (fs::exists(folder / kJobFile, problem) || fs::exists(planOf(folder), problem))
        throw Error(folder.string() +
                    " holds a cluster job already. Name another folder; `alphascope-cli cluster "
                    "resubmit` goes on with what did not finish there.");
    for (const std::string& part : parts())
        if (fs::exists(folder / part, problem))
            throw Error((folder / part).string() +
                        " is there already, where a cluster job would have its own. Name another "
                        "folder.");
}

bool ClusterJob::isIn(const fs::path& folder) {
    std::error_code problem;
    return fs::exists(folder / kJobFile, problem);
}

void ClusterJob::makeFolder(const fs::path& folder) {
    refuseUsed(folder);
    std::error_code problem;
    for (const char* part : {"runs", "cache", "batches", "logs"}) {
        fs::create_directories(folder / part, problem);
        if (problem)
            throw Error::at((folder / part).string(), 0,
                            "the folder cannot be made: " + problem.message(),
                            "Name a folder on a disk that all machines of the cluster share");
    }
    markShared(folder);
    markShared(folder / "runs");
}

ClusterJob::ClusterJob(fs::path folder, std::string program, Resources resources,
                       std::vector<ClusterRun> runs)
    : folder_(std::move(folder)),
      program_(std::move(program)),
      resources_(std::move(resources)),
      runs_(std::move(runs)) {}

ClusterJob::ClusterJob(const fs::path& folder) : folder_(fs::absolute(folder).lexically_normal()) {
    readFile(folder_ / kJobFile, [&](const json& from) {
        if (from.at("format") != kFormat)
            throw Error((folder_ / kJobFile).string() +
                        " was made by another version of Alphascope. Use that one for it.");
        program_ = from.at("program");
        resources_ = resourcesFrom(from.at("resources"));
        for (const json& run : from.at("runs")) runs_.push_back(runFrom(run));
    });
    const auto count = static_cast<int>(runs_.size());
    for (const ClusterRun& run : runs_) {
        if (run.teacher < -1 || run.teacher >= count)
            throw Error((folder_ / kJobFile).string() + " names a run that it does not have.");
        refuseStrangeUuids(folder_ / kJobFile, run);
    }
    readBatches();
}

void ClusterJob::readBatches() {
    std::error_code problem;
    fs::directory_iterator entry(folder_ / "batches", problem);
    for (; !problem && entry != fs::directory_iterator(); entry.increment(problem)) {
        const fs::path file = entry->path();
        if (file.extension() != ".json") continue;
        readFile(file, [&](const json& from) {
            Batch batch{.number = from.at("number"),
                        .slurm_job = from.at("slurm_job"),
                        .runs = from.at("runs")};
            const auto count = static_cast<int>(runs_.size());
            if (std::any_of(batch.runs.begin(), batch.runs.end(),
                            [&](int run) { return run < 0 || run >= count; }))
                throw Error(file.string() + " names a run that the job does not have.");
            batches_.push_back(std::move(batch));
        });
    }
    if (problem)
        throw Error::at((folder_ / "batches").string(), 0,
                        "the folder of a cluster job cannot be read: " + problem.message(),
                        "Restore it from a copy, or submit the study again into another folder");
    std::sort(batches_.begin(), batches_.end(),
              [](const Batch& a, const Batch& b) { return a.number < b.number; });
}

void ClusterJob::write() const {
    json runs = json::array();
    for (const ClusterRun& run : runs_)
        runs.push_back({{"uuid", run.uuid},
                        {"teacher", run.teacher},
                        {"teacher_uuid", run.teacher_uuid},
                        {"label", run.label},
                        {"seed", run.seed}});
    const json all{{"format", kFormat},
                   {"program", program_},
                   {"resources", toJson(resources_)},
                   {"runs", std::move(runs)}};
    writeDurably(folder_ / kJobFile, all.dump(1));
}

void ClusterJob::writeBatch(const Batch& batch) {
    const json all{{"number", batch.number}, {"slurm_job", batch.slurm_job}, {"runs", batch.runs}};
    writeDurably(script(batch.number).replace_extension(".json"), all.dump());
    const auto same = std::find_if(batches_.begin(), batches_.end(), [&](const Batch& other) {
        return other.number == batch.number;
    });
    if (same != batches_.end())
        *same = batch;
    else
        batches_.push_back(batch);
}

std::optional<std::pair<const Batch*, int>> ClusterJob::taskOf(int run) const {
    for (auto batch = batches_.rbegin(); batch != batches_.rend(); ++batch) {
        const auto place = std::find(batch->runs.begin(), batch->runs.end(), run);
        if (place == batch->runs.end() || batch->slurm_job == 0) continue;
        return std::pair(&*batch, static_cast<int>(place - batch->runs.begin()));
    }
    return std::nullopt;
}

bool ClusterJob::isTeacher(int run) const {
    return std::any_of(runs_.begin(), runs_.end(),
                       [&](const ClusterRun& other) { return other.teacher == run; });
}

std::optional<int> ClusterJob::find(const std::string& uuid) const {
    const auto run = std::find_if(runs_.begin(), runs_.end(),
                                  [&](const ClusterRun& one) { return one.uuid == uuid; });
    if (run == runs_.end()) return std::nullopt;
    return static_cast<int>(run - runs_.begin());
}

std::string ClusterJob::submittedWith() const {
    return json{{"program", program_}, {"resources", toJson(resources_)}}.dump();
}

fs::path ClusterJob::database(int run) const {
    return folder_ / "runs" / (std::to_string(run) + ".db");
}

fs::path ClusterJob::script(int batch) const {
    return folder_ / "batches" / (std::to_string(batch) + ".sh");
}

Owner ClusterJob::waitingOwner() {
    // No host name has spaces.
    return {.host = "a Slurm job", .boot_id = {}, .pid = 0, .start_time = 0};
}

void makeRunDatabase(const ClusterJob& job, int run) {
    mergeDatabases(job.plan(), job.database(run), {},
                   {.runs = {job.runs().at(static_cast<std::size_t>(run)).uuid}});
}

std::optional<RunRow> rowOf(const ClusterJob& job, int run) {
    const fs::path file = job.database(run);
    std::error_code absent;
    if (fs::file_size(file, absent) == 0) return std::nullopt;  // its task is making it
    const auto journal = fs::file_size(file.string() + "-journal", absent);
    // What is to be rolled back no reader can.
    if (!absent && journal > 0) makeRunDatabase(job, run);
    return StoreReader(file).findRun(job.runs().at(static_cast<std::size_t>(run)).uuid);
}

}  // namespace alphascope
