// SPDX-License-Identifier: GPL-3.0-or-later
// A job folder on the shared disk:
//   lock                held by whoever submits
//   job.json            the study's runs, what each asks of the cluster, the program
//   plan.db             all runs as they were queued, and a teacher that the study reuses
//   runs/N.db           run N, from its start on; runs/N.db.files its checkpoints
//   cache/              the teachers' logits, for all runs
//   batches/K.sh, .json a script for sbatch, and which run each of its array's tasks is
//   logs/JOB_TASK.out   what the tasks print
#pragma once

#include "store/rows.h"
#include "study/run_spec.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace alphascope {

/// What teachers ask for in place of what the other runs do; empty and 0: the same.
struct TeacherResources {
    std::string gpus, memory, time;
    int cpus = 0;

    bool operator==(const TeacherResources&) const = default;
};

/// What each run asks of the cluster; empty and 0: as the lab has it.
struct Resources {
    std::string partition;
    std::string account;
    std::string gpus;    ///< "1", "a100:1"; of --gres=gpu:
    std::string memory;  ///< "16G"
    std::string time;    ///< "08:00:00", "2-00"
    int cpus = 1;
    int most_at_once = 0;           ///< of one array
    std::vector<std::string> more;  ///< further options of sbatch, as they are
    TeacherResources teacher;

    bool operator==(const Resources&) const = default;
    [[nodiscard]] Resources ofTeachers() const;
};

/// One run of the job; its number is its place in the list.
struct ClusterRun {
    std::string uuid;
    int teacher = -1;          ///< number of the run that must finish first; -1: none of this job
    std::string teacher_uuid;  ///< also of a teacher that was there before; empty: needs none
    std::string label;         ///< for the user
    std::uint64_t seed = 0;
};

/// One call of sbatch.
struct Batch {
    int number = 0;
    std::int64_t slurm_job = 0;  ///< 0: not submitted, or not known to be
    std::vector<int> runs;       ///< of task 0, 1, ...
};

class ClusterJob {
public:
    /// What a job has in its folder, but for the lock.
    static const std::vector<std::string>& parts();
    /// Throws Error where a folder has any of them; changes nothing.
    static void refuseUsed(const std::filesystem::path& folder);
    /// Whether a folder holds a job.
    static bool isIn(const std::filesystem::path& folder);
    /// Makes a folder, with nothing in it yet that the caller has not written. Throws Error as
    /// refuseUsed() does.
    static void makeFolder(const std::filesystem::path& folder);
    /// Throws Error: no such job, or its files are damaged.
    explicit ClusterJob(const std::filesystem::path& folder);
    ClusterJob(std::filesystem::path folder, std::string program, Resources resources,
               std::vector<ClusterRun> runs);

    void write() const;                   ///< job.json
    void writeBatch(const Batch& batch);  ///< its .json; replaces one of the same number
    /// The latest batch that holds a run, and its task there.
    [[nodiscard]] std::optional<std::pair<const Batch*, int>> taskOf(int run) const;
    [[nodiscard]] std::optional<int> find(const std::string& uuid) const;

    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
    [[nodiscard]] const std::string& program() const { return program_; }
    [[nodiscard]] const Resources& resources() const { return resources_; }
    /// Whether another run of the job needs it first.
    [[nodiscard]] bool isTeacher(int run) const;
    /// Both, in a line of text.
    [[nodiscard]] std::string submittedWith() const;
    [[nodiscard]] const std::vector<ClusterRun>& runs() const { return runs_; }
    [[nodiscard]] const std::vector<Batch>& batches() const { return batches_; }
    [[nodiscard]] std::filesystem::path plan() const { return planOf(folder_); }
    [[nodiscard]] std::filesystem::path database(int run) const;
    [[nodiscard]] std::filesystem::path script(int batch) const;

    /// A folder's name as scripts on other machines can use it.
    static std::filesystem::path fullName(const std::filesystem::path& folder);
    static std::filesystem::path planOf(const std::filesystem::path& folder) {
        return folder / "plan.db";
    }
    /// Owner of runs that wait in Slurm: no process of any machine, so that nobody takes them for
    /// left behind.
    static Owner waitingOwner();

private:
    void readBatches();

    std::filesystem::path folder_;
    std::string program_;
    Resources resources_;
    std::vector<ClusterRun> runs_;
    std::vector<Batch> batches_;  ///< by number
};

/// The database of a run, made from the plan, or completed where that was broken off; else it stays
/// as it is.
void makeRunDatabase(const ClusterJob& job, int run);

/// A run as its own database has it, with what a killed task has left half done taken back. Empty:
/// the database is there, and the run is not in it yet. Throws Error.
std::optional<RunRow> rowOf(const ClusterJob& job, int run);

}  // namespace alphascope
