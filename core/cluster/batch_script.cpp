// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/batch_script.h"

#include "study/error.h"

#include <algorithm>
#include <cctype>

namespace alphascope {
namespace {

/// So long before its time is over a run is told, to leave a checkpoint and be queued again.
constexpr int kSecondsForACheckpoint = 120;

void refuseStrange(const std::string& text, const std::string& what, const std::string& more) {
    const auto plain = [&](unsigned char letter) {
        return std::isalnum(letter) != 0 || letter > 127 ||
               std::string("/._-+=,:@").find(static_cast<char>(letter)) != std::string::npos ||
               more.find(static_cast<char>(letter)) != std::string::npos;
    };
    if (text.empty() || std::all_of(text.begin(), text.end(), plain)) return;
    throw Error(what + " \"" + text +
                "\" has a character that a batch script would read as something else. Use letters, "
                "digits and / . _ - + = , : @ only.");
}

void addOption(std::string& script, const std::string& name, const std::string& value) {
    refuseStrange(value, "The value of " + name, "%");
    if (!value.empty()) script += "#SBATCH " + name + "=" + value + "\n";
}

void addResources(std::string& script, const Resources& asked) {
    addOption(script, "--partition", asked.partition);
    addOption(script, "--account", asked.account);
    addOption(script, "--gres", asked.gpus.empty() ? "" : "gpu:" + asked.gpus);
    addOption(script, "--mem", asked.memory);
    addOption(script, "--time", asked.time);
    addOption(script, "--cpus-per-task", std::to_string(asked.cpus));
    // Without a limit of ours the partition's may hold, which is told in the same way.
    addOption(script, "--signal", "B:USR1@" + std::to_string(kSecondsForACheckpoint));
    for (const std::string& option : asked.more) {
        refuseStrange(option, "The option of sbatch", "%[]*&|()!");
        script += "#SBATCH " + option + "\n";
    }
}

}  // namespace

std::string batchScript(const ClusterJob& job, const Batch& batch,
                        const std::optional<TaskId>& after) {
    const std::string folder = job.folder().string();
    refuseStrange(folder, "The name of the folder", "");
    refuseStrange(job.program(), "The program", "");
    const bool teaches = job.isTeacher(batch.runs.front());
    const Resources asked = teaches ? job.resources().ofTeachers() : job.resources();
    std::string tasks = "0-" + std::to_string(batch.runs.size() - 1);
    if (asked.most_at_once > 0) tasks += "%" + std::to_string(asked.most_at_once);
    std::string script = "#!/bin/bash\n";
    addOption(script, "--job-name", "alphascope");
    addOption(script, "--array", tasks);
    addOption(script, "--output", folder + "/logs/%A_%a.out");
    // A task that is queued again adds to what it has printed before.
    addOption(script, "--open-mode", "append");
    script += "#SBATCH --requeue\n";
    addOption(script, "--ntasks", "1");
    addResources(script, asked);
    if (after) {
        addOption(script, "--dependency",
                  "afterok:" + std::to_string(after->job) + "_" + std::to_string(after->index));
        addOption(script, "--kill-on-invalid-dep", "yes");
    }
    script += "runs=(";
    for (const int run : batch.runs) script += std::to_string(run) + " ";
    script.back() = ')';
    // Signals of Slurm go to this process, which the program takes over.
    return script + "\nexec " + job.program() + " cluster task " + folder +
           " \"${runs[$SLURM_ARRAY_TASK_ID]}\"\n";
}

}  // namespace alphascope
