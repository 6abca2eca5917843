// SPDX-License-Identifier: GPL-3.0-or-later
// What Slurm's commands print, read. Written against 22.05; unknown words are passed over.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace alphascope {

/// One task of a job array.
struct TaskId {
    std::int64_t job = 0;  ///< of the array
    int index = 0;         ///< in the array
    auto operator<=>(const TaskId&) const = default;
};

inline constexpr const char* kSlurmJob = "Slurm job ";
/// "Slurm job 12_3".
std::string nameOf(const TaskId& task);

/// Stands for the tasks of an array that are not listed one by one: the text log has one record for
/// all tasks that ended before they began.
inline constexpr int kOtherTasks = -1;

struct SlurmTask {
    std::string state;      ///< "PENDING", "OUT_OF_MEMORY", ...
    std::string reason;     ///< "None", "DependencyNeverSatisfied", ...; may be empty
    std::string node;       ///< may be empty
    std::string exit_code;  ///< "code:signal"; may be empty
    /// Records alone tell of it, and the controller no longer: nobody can queue it again.
    bool forgotten = false;
};
using SlurmTasks = std::map<TaskId, SlurmTask>;

/// Whether a task in this state will never run again; a state that is not known here has not ended.
bool hasEndedInSlurm(const std::string& state);
/// Whether it waits to be started, for the first time or again.
bool waitsInSlurm(const std::string& state);

inline constexpr const char* kSqueueFormat = "%F_%K|%T|%r|%N";
/// Lines of `squeue --array` in that format.
SlurmTasks readSqueue(std::string_view text);
/// Lines of `scontrol show job --oneliner`, or of the job-completion text log. The last line of a
/// task counts.
SlurmTasks readRecords(std::string_view text);
inline constexpr const char* kSacctFormat = "JobID,State,ExitCode,NodeList";
/// Lines of `sacct --parsable2 --noheader` in that format.
SlurmTasks readSacct(std::string_view text);
/// A value of `scontrol show config`; empty where it is not there.
std::string configValue(std::string_view text, std::string_view name);

}  // namespace alphascope
