// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/child_program.h"

#include "run/child_process.h"
#include "study/error.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

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
    const int status = waitForChild(pid);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

ProgramEnd runProgram(const std::vector<std::string>& command, std::chrono::seconds patience) {
    Pipe out, err;
    const pid_t pid =
        startChild({.program = command.front(),
                    .arguments = command,
                    .output = out.ends[1],
                    .error = err.ends[1],
                    .unblocked = true,
                    .remedy = "Run this on a machine where Slurm's commands are on the PATH"});
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
