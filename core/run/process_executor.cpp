// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/process_executor.h"

#include "run/background_order.h"
#include "run/child_process.h"
#include "run/paths.h"
#include "store/writer.h"
#include "study/error.h"

#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <ctime>
#include <utility>

namespace alphascope {
namespace {

namespace fs = std::filesystem;

/// Both ends of a connection between this process and the one that it starts.
class SocketPair {
public:
    SocketPair() {
        if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends_.data()) != 0)
            throw Error(std::string("No socket can be made (") + std::strerror(errno) +
                        "), so no process can be started. Close some files or programs.");
    }
    ~SocketPair() {
        close(ends_[0]);
        closeTheirs();
    }
    SocketPair(const SocketPair&) = delete;
    SocketPair& operator=(const SocketPair&) = delete;

    [[nodiscard]] int ours() const { return ends_[0]; }
    [[nodiscard]] int theirs() const { return ends_[1]; }
    /// So that the end of the other process is the end of what it says.
    void closeTheirs() {
        if (ends_[1] >= 0) close(std::exchange(ends_[1], -1));
    }

private:
    std::array<int, 2> ends_{-1, -1};
};

/// A new file's name in FILE.files/logs, by the time.
fs::path newLog(const fs::path& database) {
    const fs::path folder = filesFolderOf(database) / "logs";
    std::error_code problem;
    fs::create_directory(folder.parent_path(), problem);
    if (!problem) fs::create_directory(folder, problem);
    if (problem)
        throw Error::at(folder.string(), 0, "the folder cannot be made: " + problem.message(),
                        "Check the rights of the folder above it");
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    localtime_r(&now, &parts);
    std::array<char, 32> stamp{};
    std::strftime(stamp.data(), stamp.size(), "%Y-%m-%d_%H-%M-%S", &parts);
    fs::path log;
    int number = static_cast<int>(getpid());
    do log = folder / (std::string(stamp.data()) + "_" + std::to_string(number++) + ".log");
    while (fs::exists(log, problem));
    return log;
}

/// Of a process that has done nothing: what it had to say has been said to the user.
void removeLog(const fs::path& log) {
    std::error_code ignored;  // folders that hold something stay
    for (fs::path path = log; path != log.parent_path().parent_path().parent_path();
         path = path.parent_path())
        fs::remove(path, ignored);
}

}  // namespace

ProcessExecutor::ProcessExecutor(fs::path database, int concurrent)
    : database_(fs::absolute(std::move(database)).lexically_normal()), concurrent_(concurrent) {}

std::vector<std::int64_t> ProcessExecutor::submit(const Study& study) {
    return start({.study_toml = study.toToml(), .continued = {}, .concurrent = study.concurrent});
}

void ProcessExecutor::continueRuns(const std::vector<std::int64_t>& run_ids) {
    start({.study_toml = {}, .continued = run_ids, .concurrent = concurrent_});
}

void ProcessExecutor::apply(std::int64_t run_id, RequestVerb verb) {
    StoreWriter(database_).request(run_id, verb);
}

std::vector<std::int64_t> ProcessExecutor::start(const BackgroundOrder& order) {
    const fs::path program = commandLineProgram();
    log_ = newLog(database_);
    SocketPair sockets;
    const pid_t starter =
        startChild({.program = program,
                    .arguments = {"alphascope-cli", "supervise", "--db", database_.string()},
                    .input = sockets.theirs(),
                    .log = log_,
                    .apart = true,
                    .unblocked = true});
    sockets.closeTheirs();
    BackgroundAnswer answer;
    try {
        sendAll(sockets.ours(), order.text());
        answer = BackgroundAnswer::parse(receiveAll(sockets.ours()));
    } catch (const Error& problem) {
        endOfChild(starter);
        throw Error("The process in the background has not started the runs. " +
                    std::string(problem.what()) + " See " + log_.string() + ".");
    }
    // It has left at once, with the one that keeps the queue behind it: see `supervise`.
    waitForChild(starter);
    if (!answer.error.empty()) {
        removeLog(log_);
        throw Error(answer.error);
    }
    pid_ = answer.pid;
    return answer.runs;
}

}  // namespace alphascope
