// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/child_program.h"

#include "study/error.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

extern char** environ;

namespace alphascope {
namespace {

using Clock = std::chrono::steady_clock;

/// A pipe whose ends close themselves.
struct Pipe {
    std::array<int, 2> ends{-1, -1};
    Pipe() {
        if (pipe2(ends.data(), O_CLOEXEC) != 0)
            throw Error(std::string("No pipe can be made for a program: ") + std::strerror(errno));
    }
    ~Pipe() {
        close(0);
        close(1);
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;
    void close(std::size_t end) {
        if (ends[end] >= 0) ::close(ends[end]);
        ends[end] = -1;
    }
};

/// The program's start: standard input empty, no signal blocked whatever this program waits for.
pid_t start(const std::vector<std::string>& command, const Pipe& out, const Pipe& err) {
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&files, out.ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&files, err.ends[1], STDERR_FILENO);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t none;
    sigemptyset(&none);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
    std::vector<std::string> copies = command;
    std::vector<char*> arguments;
    for (std::string& copy : copies) arguments.push_back(copy.data());
    arguments.push_back(nullptr);
    pid_t pid = 0;
    const int problem =
        posix_spawnp(&pid, arguments.front(), &files, &attributes, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&attributes);
    if (problem != 0)
        throw Error(command.front() + " cannot be started (" + std::strerror(problem) +
                    "). Run this on a machine where Slurm's commands are on the PATH.");
    return pid;
}

/// Returns false once the other end is closed.
bool readSome(Pipe& from, std::string& text) {
    std::array<char, 65536> buffer{};
    const ssize_t count = read(from.ends[0], buffer.data(), buffer.size());
    if (count > 0) text.append(buffer.data(), static_cast<std::size_t>(count));
    if (count > 0 || (count < 0 && errno == EINTR)) return true;
    from.close(0);
    return false;
}

/// Returns false where the time is over first.
bool readAll(Pipe& out, Pipe& err, ProgramEnd& end, Clock::time_point give_up) {
    bool more_out = true, more_err = true;
    while (more_out || more_err) {
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(give_up - Clock::now()).count();
        if (left <= 0) return false;
        // A closed end is -1, which poll() leaves out.
        std::array<pollfd, 2> wait{pollfd{.fd = out.ends[0], .events = POLLIN, .revents = 0},
                                   pollfd{.fd = err.ends[0], .events = POLLIN, .revents = 0}};
        if (poll(wait.data(), wait.size(), static_cast<int>(left)) <= 0) continue;
        if (more_out && wait[0].revents != 0) more_out = readSome(out, end.out);
        if (more_err && wait[1].revents != 0) more_err = readSome(err, end.err);
    }
    return true;
}

int waitFor(pid_t pid) {
    int status = 0;
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

ProgramEnd runProgram(const std::vector<std::string>& command, std::chrono::seconds patience) {
    Pipe out, err;
    const pid_t pid = start(command, out, err);
    out.close(1);
    err.close(1);
    ProgramEnd end;
    const bool in_time = readAll(out, err, end, Clock::now() + patience);
    if (!in_time) kill(pid, SIGKILL);
    end.code = waitFor(pid);
    if (!in_time)
        throw Error(command.front() + " gave no answer within " + std::to_string(patience.count()) +
                    " s and was ended. Is Slurm's controller up? `scontrol ping` tells.");
    return end;
}

}  // namespace alphascope
