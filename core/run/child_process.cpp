// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/child_process.h"

#include "study/error.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>

namespace alphascope {
namespace {

/// posix_spawn's two lists, freed with this.
struct SpawnSettings {
    SpawnSettings() {
        posix_spawn_file_actions_init(&files);
        posix_spawnattr_init(&attributes);
    }
    ~SpawnSettings() {
        posix_spawnattr_destroy(&attributes);
        posix_spawn_file_actions_destroy(&files);
    }
    SpawnSettings(const SpawnSettings&) = delete;
    SpawnSettings& operator=(const SpawnSettings&) = delete;

    posix_spawn_file_actions_t files{};
    posix_spawnattr_t attributes{};
};

void setFiles(posix_spawn_file_actions_t& files, const ChildPlan& plan) {
    if (plan.input >= 0)
        posix_spawn_file_actions_adddup2(&files, plan.input, STDIN_FILENO);
    else
        posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    if (!plan.log.empty()) {
        posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, plan.log.c_str(),
                                         O_WRONLY | O_CREAT | O_APPEND, 0644);
        posix_spawn_file_actions_adddup2(&files, STDOUT_FILENO, STDERR_FILENO);
    }
    if (plan.output >= 0) posix_spawn_file_actions_adddup2(&files, plan.output, STDOUT_FILENO);
    if (plan.error >= 0) posix_spawn_file_actions_adddup2(&files, plan.error, STDERR_FILENO);
    posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1);
}

void setSignals(posix_spawnattr_t& attributes, const ChildPlan& plan) {
    sigset_t all{}, none{};
    sigfillset(&all);
    sigemptyset(&none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setsigmask(&attributes, &none);
    int flags = POSIX_SPAWN_SETSIGDEF;
    if (plan.unblocked) flags |= POSIX_SPAWN_SETSIGMASK;
    if (plan.apart) flags |= POSIX_SPAWN_SETSID;
    posix_spawnattr_setflags(&attributes, static_cast<short>(flags));
}

/// Empty: it goes on, or a signal came first.
std::optional<int> endNow(pid_t pid, int options) {
    int status = 0;
    const pid_t ended = waitpid(pid, &status, options);
    if (ended == pid) return status;
    // Nobody else waits for it, so this cannot be; but it must not be waited for without an end.
    if (ended < 0 && errno != EINTR) return W_EXITCODE(127, 0);
    return std::nullopt;
}

}  // namespace

pid_t startChild(const ChildPlan& plan) {
    SpawnSettings settings;
    setFiles(settings.files, plan);
    setSignals(settings.attributes, plan);
    std::vector<std::string> arguments = plan.arguments;
    std::vector<char*> pointers;
    pointers.reserve(arguments.size() + 1);
    for (auto& argument : arguments) pointers.push_back(argument.data());
    pointers.push_back(nullptr);
    pid_t pid = 0;
    const int problem = posix_spawnp(&pid, plan.program.c_str(), &settings.files,
                                     &settings.attributes, pointers.data(), environ);
    if (problem != 0)
        throw Error(plan.program.string() + " cannot be started (" + std::strerror(problem) +
                    "). " + plan.remedy + ".");
    return pid;
}

std::optional<int> endOfChild(pid_t pid) {
    return endNow(pid, WNOHANG);
}

int waitForChild(pid_t pid) {
    while (true)
        if (const auto status = endNow(pid, 0)) return *status;
}

std::string endText(pid_t pid, int status) {
    std::string text = "process " + std::to_string(pid);
    if (!WIFSIGNALED(status))
        return text + " ended with exit code " + std::to_string(WEXITSTATUS(status));
    const int signal = WTERMSIG(status);
    text += " ended by signal " + std::to_string(signal) + " (" + strsignal(signal) + ")";
    // The kernel's answer to a full memory, which no log of the program's own can name.
    if (signal == SIGKILL) text += ", perhaps for want of memory,";
    return text;
}

}  // namespace alphascope
