// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/lives_here.h"

#include <sys/stat.h>
#include <unistd.h>
#include <csignal>

#include <array>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <optional>
#include <sstream>
#include <string>

namespace alphascope {
namespace {

constexpr char kTableMark = '/';  // in no host name

std::string hostName() {
    std::array<char, 256> name{};
    return gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "unknown";
}

std::string bootId() {
    std::ifstream file("/proc/sys/kernel/random/boot_id");
    std::string id;
    std::getline(file, id);
    return id;
}

/// The number of this process' table of processes (its pid namespace); empty where it is unknown.
std::string ownTable() {
    struct stat table {};
    return stat("/proc/self/ns/pid", &table) == 0 ? std::to_string(table.st_ino) : std::string();
}

/// Empty where the row does not say.
std::string tableOf(const Owner& owner) {
    const auto mark = owner.host.rfind(kTableMark);
    return mark == std::string::npos ? std::string() : owner.host.substr(mark + 1);
}

bool isInOwnTable(const Owner& owner) {
    const std::string table = tableOf(owner);
    return table.empty() || table == ownTable();
}

struct ProcessStat {
    char state = '?';
    std::int64_t start_time = 0;
};

/// Absent where the process is gone or its entry is hidden from this user.
std::optional<ProcessStat> readStat(std::int64_t pid) {
    std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    // The second field, the program's name, may hold spaces and brackets: count from its end.
    const auto name_end = text.rfind(')');
    if (name_end == std::string::npos) return std::nullopt;
    std::istringstream fields(text.substr(name_end + 1));
    ProcessStat stat;
    fields >> stat.state;
    std::string skipped;
    for (int field = 4; field < 22; ++field) fields >> skipped;
    if (!(fields >> stat.start_time)) return std::nullopt;
    return stat;
}

}  // namespace

Owner Owner::self() {
    const auto pid = static_cast<std::int64_t>(getpid());
    const auto stat = readStat(pid);
    const std::string table = ownTable();
    return {.host = table.empty() ? hostName() : hostName() + kTableMark + table,
            .boot_id = bootId(),
            .pid = pid,
            .start_time = stat ? stat->start_time : 0};
}

bool Owner::alive() const {
    if (hostOf(*this) != hostName()) return true;
    if (boot_id != bootId()) return false;
    if (!isInOwnTable(*this)) return true;
    if (pid <= 0) return false;
    const auto stat = readStat(pid);
    // Where /proc hides other users' processes, the kernel still tells whether the pid exists.
    if (!stat) return kill(static_cast<pid_t>(pid), 0) == 0 || errno == EPERM;
    const bool dead_but_not_reaped = stat->state == 'Z' || stat->state == 'X';
    return !dead_but_not_reaped && stat->start_time == start_time;
}

std::string hostOf(const Owner& owner) {
    return owner.host.substr(0, owner.host.rfind(kTableMark));
}

std::string processOf(const Owner& owner) {
    return "process " + std::to_string(owner.pid) + " on " + hostOf(owner);
}

bool isInSight(const Owner& owner) {
    return hostOf(owner) == hostName() && isInOwnTable(owner);
}

bool livesHere(const Owner& owner) {
    return isInSight(owner) && owner.boot_id == bootId() && owner.alive();
}

bool sameProcess(const Owner& a, const Owner& b) {
    const std::string table = tableOf(a), other = tableOf(b);
    return a.boot_id == b.boot_id && a.pid == b.pid && a.start_time == b.start_time &&
           (table == other || table.empty() || other.empty());
}

}  // namespace alphascope
