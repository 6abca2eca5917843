// SPDX-License-Identifier: GPL-3.0-or-later
// A library to preload (LD_PRELOAD) that lets calls on files fail and the clock jump. By
// environment:
//   FAULT_FOLDER   only files below it are meant
//   FAULT_NAME     only files whose path holds this
//   FAULT_CALLS    only these of: open write fsync rename ftruncate link unlink mkdir (with commas;
//                  default: all); open is one that may create the file (openat, creat and fopen
//                  too), write is also pwrite, writev, sendfile and copy_file_range, fsync
//                  fdatasync, unlink remove, and of these and of link and mkdir the forms with a
//                  folder
//   FAULT_AT       the how manieth of them fails, from 1; 0: none
//   FAULT_LASTS    set: all that follow fail too, as on a disk that stays full
//   FAULT_ERROR    EIO or ENOSPC
//   FAULT_REPORT   a file that gets a line for the first that failed, and at the end how many calls
//                  there were
//
//   FAULT_TRACE    a file that gets a line for each call, and for each write the checkpoints it
//                  names
//
//   FAULT_JUMP     "SECONDS FILE": the clock of the day jumps by SECONDS once FILE is there
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <climits>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <set>
#include <string>
#include <string_view>

namespace {

template <typename Function>
Function original(const char* name) {
    return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

std::string setting(const char* name) {
    const char* value = std::getenv(name);
    return value != nullptr ? value : "";
}

struct Plan {
    std::string folder = setting("FAULT_FOLDER");
    std::string name = setting("FAULT_NAME");
    std::string calls = setting("FAULT_CALLS");
    std::string report = setting("FAULT_REPORT");
    std::string trace = setting("FAULT_TRACE");
    long at = std::atol(setting("FAULT_AT").c_str());
    bool lasts = !setting("FAULT_LASTS").empty();
    int error = setting("FAULT_ERROR") == "ENOSPC" ? ENOSPC : EIO;
};

const Plan& plan() {
    static const Plan* const kept = new Plan;  // calls come in after the statics have gone
    return *kept;
}

std::atomic<long> counted{0};

/// Past the calls below, which would ask about this one too.
void append(const std::string& file, const std::string& line) {
    if (file.empty()) return;
    const int fd = static_cast<int>(syscall(SYS_openat, AT_FDCWD, file.c_str(),
                                            O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644));
    if (fd < 0) return;
    const std::string whole = line + "\n";
    (void)!syscall(SYS_write, fd, whole.data(), whole.size());
    syscall(SYS_close, fd);
}

std::string pathOf(int fd) {
    char path[PATH_MAX];
    const std::string link = "/proc/self/fd/" + std::to_string(fd);
    const ssize_t length = readlink(link.c_str(), path, sizeof path);
    return length > 0 ? std::string(path, static_cast<std::size_t>(length)) : std::string();
}

/// Whether this call has to fail; errno is set then.
bool fails(const char* call, const std::string& path, const std::string& more = {}) {
    const Plan& now = plan();
    if (now.folder.empty() || !path.starts_with(now.folder)) return false;
    append(now.trace, std::string(call) + "\t" + path + "\t" + more);
    if (!now.name.empty() && path.find(now.name) == std::string::npos) return false;
    if (!now.calls.empty() &&
        ("," + now.calls + ",").find("," + std::string(call) + ",") == std::string::npos)
        return false;
    const long number = ++counted;
    if (now.at == 0 || number < now.at || (number > now.at && !now.lasts)) return false;
    if (number == now.at) append(now.report, "failed\t" + std::string(call) + "\t" + path);
    errno = now.error;
    return true;
}

/// Which checkpoint files the bytes name; only for the trace.
std::string namesIn(const void* bytes, std::size_t size) {
    if (plan().trace.empty()) return {};
    std::set<std::string> names;
    std::string_view text(static_cast<const char*>(bytes), size);
    constexpr std::string_view kEnd = ".safetensors";
    for (auto at = text.find("step-"); at != std::string_view::npos;
         at = text.find("step-", at + 1)) {
        const auto end = text.find_first_not_of("0123456789", at + 5);
        if (end != std::string_view::npos && text.substr(end).starts_with(kEnd))
            names.insert(std::string(text.substr(at, end + kEnd.size() - at)));
    }
    std::string line;
    for (const auto& name : names) line += name + " ";
    return line;
}

int openMaybe(const char* symbol, const char* path, int flags, mode_t mode) {
    if ((flags & O_CREAT) != 0 && fails("open", path)) return -1;
    return original<int (*)(const char*, int, ...)>(symbol)(path, flags, mode);
}

std::string pathIn(int folder, const char* path) {
    return path[0] == '/' || folder == AT_FDCWD ? path : pathOf(folder) + "/" + path;
}

int openAtMaybe(const char* symbol, int folder, const char* path, int flags, mode_t mode) {
    if ((flags & O_CREAT) != 0 && fails("open", pathIn(folder, path))) return -1;
    return original<int (*)(int, const char*, int, ...)>(symbol)(folder, path, flags, mode);
}

/// What is opened for reading alone makes no file.
std::FILE* fopenMaybe(const char* symbol, const char* path, const char* how) {
    if (how[0] != 'r' && fails("open", path)) return nullptr;
    return original<std::FILE* (*)(const char*, const char*)>(symbol)(path, how);
}

mode_t modeOf(int flags, va_list arguments) {
    return (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(arguments, mode_t) : 0;
}

/// How far the clock of the day is ahead of the true one by now.
double jump() {
    static const std::string text = setting("FAULT_JUMP");
    static std::atomic<bool> jumped = false;
    if (text.empty()) return 0.0;
    char* rest = nullptr;
    const double seconds = std::strtod(text.c_str(), &rest);
    if (!jumped) jumped = *rest == ' ' && syscall(SYS_faccessat, AT_FDCWD, rest + 1, F_OK) == 0;
    return jumped ? seconds : 0.0;
}

__attribute__((destructor)) void sayHowMany() {
    if (counted > 0) append(plan().report, "counted\t" + std::to_string(counted));
}

}  // namespace

#define EXPORTED extern "C" __attribute__((visibility("default")))

EXPORTED int open(const char* path, int flags, ...) {
    va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = modeOf(flags, arguments);
    va_end(arguments);
    return openMaybe("open", path, flags, mode);
}

EXPORTED int open64(const char* path, int flags, ...) {
    va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = modeOf(flags, arguments);
    va_end(arguments);
    return openMaybe("open64", path, flags, mode);
}

EXPORTED int openat(int folder, const char* path, int flags, ...) {
    va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = modeOf(flags, arguments);
    va_end(arguments);
    return openAtMaybe("openat", folder, path, flags, mode);
}

EXPORTED int openat64(int folder, const char* path, int flags, ...) {
    va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = modeOf(flags, arguments);
    va_end(arguments);
    return openAtMaybe("openat64", folder, path, flags, mode);
}

EXPORTED int creat(const char* path, mode_t mode) {
    return openMaybe("open", path, O_CREAT | O_WRONLY | O_TRUNC, mode);
}

EXPORTED int creat64(const char* path, mode_t mode) {
    return openMaybe("open64", path, O_CREAT | O_WRONLY | O_TRUNC, mode);
}

EXPORTED std::FILE* fopen(const char* path, const char* how) {
    return fopenMaybe("fopen", path, how);
}

EXPORTED std::FILE* fopen64(const char* path, const char* how) {
    return fopenMaybe("fopen64", path, how);
}

EXPORTED ssize_t sendfile(int to, int from, off_t* at, size_t size) noexcept {
    if (fails("write", pathOf(to))) return -1;
    return original<ssize_t (*)(int, int, off_t*, size_t)>("sendfile")(to, from, at, size);
}

EXPORTED ssize_t copy_file_range(int from, off64_t* from_at, int to, off64_t* to_at, size_t size,
                                 unsigned flags) {
    if (fails("write", pathOf(to))) return -1;
    return original<ssize_t (*)(int, off64_t*, int, off64_t*, size_t, unsigned)>("copy_file_range")(
        from, from_at, to, to_at, size, flags);
}

EXPORTED ssize_t write(int fd, const void* bytes, size_t size) {
    if (fails("write", pathOf(fd), namesIn(bytes, size))) return -1;
    return original<ssize_t (*)(int, const void*, size_t)>("write")(fd, bytes, size);
}

EXPORTED ssize_t writev(int fd, const iovec* parts, int count) {
    if (fails("write", pathOf(fd))) return -1;
    return original<ssize_t (*)(int, const iovec*, int)>("writev")(fd, parts, count);
}

EXPORTED ssize_t pwrite(int fd, const void* bytes, size_t size, off_t at) {
    if (fails("write", pathOf(fd), namesIn(bytes, size))) return -1;
    return original<ssize_t (*)(int, const void*, size_t, off_t)>("pwrite")(fd, bytes, size, at);
}

EXPORTED ssize_t pwrite64(int fd, const void* bytes, size_t size, off64_t at) {
    if (fails("write", pathOf(fd), namesIn(bytes, size))) return -1;
    return original<ssize_t (*)(int, const void*, size_t, off64_t)>("pwrite64")(fd, bytes, size,
                                                                                at);
}

EXPORTED int fsync(int fd) {
    if (fails("fsync", pathOf(fd))) return -1;
    return original<int (*)(int)>("fsync")(fd);
}

EXPORTED int fdatasync(int fd) {
    if (fails("fsync", pathOf(fd))) return -1;
    return original<int (*)(int)>("fdatasync")(fd);
}

EXPORTED int rename(const char* from, const char* to) noexcept {
    if (fails("rename", to, from)) return -1;
    return original<int (*)(const char*, const char*)>("rename")(from, to);
}

EXPORTED int link(const char* from, const char* to) noexcept {
    if (fails("link", to, from)) return -1;
    return original<int (*)(const char*, const char*)>("link")(from, to);
}

EXPORTED int linkat(int from_folder, const char* from, int to_folder, const char* to,
                    int flags) noexcept {
    if (fails("link", pathIn(to_folder, to), pathIn(from_folder, from))) return -1;
    return original<int (*)(int, const char*, int, const char*, int)>("linkat")(
        from_folder, from, to_folder, to, flags);
}

EXPORTED int unlink(const char* path) noexcept {
    if (fails("unlink", path)) return -1;
    return original<int (*)(const char*)>("unlink")(path);
}

EXPORTED int unlinkat(int folder, const char* path, int flags) noexcept {
    if (fails("unlink", pathIn(folder, path))) return -1;
    return original<int (*)(int, const char*, int)>("unlinkat")(folder, path, flags);
}

EXPORTED int remove(const char* path) noexcept {
    if (fails("unlink", path)) return -1;
    return original<int (*)(const char*)>("remove")(path);
}

EXPORTED int mkdir(const char* path, mode_t mode) noexcept {
    if (fails("mkdir", path)) return -1;
    return original<int (*)(const char*, mode_t)>("mkdir")(path, mode);
}

EXPORTED int mkdirat(int folder, const char* path, mode_t mode) noexcept {
    if (fails("mkdir", pathIn(folder, path))) return -1;
    return original<int (*)(int, const char*, mode_t)>("mkdirat")(folder, path, mode);
}

EXPORTED int ftruncate(int fd, off_t size) noexcept {
    if (fails("ftruncate", pathOf(fd))) return -1;
    return original<int (*)(int, off_t)>("ftruncate")(fd, size);
}

EXPORTED int ftruncate64(int fd, off64_t size) noexcept {
    if (fails("ftruncate", pathOf(fd))) return -1;
    return original<int (*)(int, off64_t)>("ftruncate64")(fd, size);
}

EXPORTED int clock_gettime(clockid_t clock, timespec* time) noexcept {
    const auto code = static_cast<int>(syscall(SYS_clock_gettime, clock, time));
    if (code == 0 && clock == CLOCK_REALTIME) time->tv_sec += static_cast<time_t>(jump());
    return code;
}

EXPORTED int gettimeofday(timeval* time, void*) noexcept {
    timespec now{};
    clock_gettime(CLOCK_REALTIME, &now);
    time->tv_sec = now.tv_sec;
    time->tv_usec = now.tv_nsec / 1000;
    return 0;
}

EXPORTED time_t time(time_t* at) noexcept {
    timespec now{};
    clock_gettime(CLOCK_REALTIME, &now);
    if (at != nullptr) *at = now.tv_sec;
    return now.tv_sec;
}
