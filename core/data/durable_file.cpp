// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/durable_file.h"

#include "study/error.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <string>
#include <system_error>
#include <utility>

namespace alphascope {
namespace {

constexpr const char* kTemporary = ".unfinished";

/// "the disk is full" where it is: what to do then is another thing than for missing rights.
[[noreturn]] void failSystem(const std::filesystem::path& file, const char* doing) {
    const int code = errno;
    const std::string failed = std::string(doing) + " failed: ";
    if (code == ENOSPC || code == EDQUOT)
        throw Error::at(file.string(), 0,
                        failed + (code == ENOSPC ? "the disk is full" : "your quota is used up"),
                        "Free some space; a run that this has ended goes on from its last "
                        "checkpoint with `alphascope-cli continue RUN`");
    throw Error::at(file.string(), 0, failed + std::strerror(code),
                    code == EIO ? "The disk reports an error: check its health"
                                : "Check free space and rights of the folder");
}

/// A file descriptor that is closed on every way out.
class Descriptor {
public:
    explicit Descriptor(int fd) : fd_(fd) {}
    ~Descriptor() {
        if (fd_ >= 0) ::close(fd_);
    }
    Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    Descriptor& operator=(Descriptor&&) = delete;
    [[nodiscard]] int get() const { return fd_; }

private:
    int fd_;
};

void writeAndSync(const Descriptor& out, const std::filesystem::path& file,
                  std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(out.get(), bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) failSystem(file, "writing");
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    if (::fsync(out.get()) != 0) failSystem(file, "syncing");
}

void syncFolder(const std::filesystem::path& folder) {
    const Descriptor open_folder(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (open_folder.get() < 0) failSystem(folder, "opening the folder");
    if (::fsync(open_folder.get()) != 0) failSystem(folder, "syncing the folder");
}

/// FILE.unfinishedPID-COUNT, apart for every process of a machine and every call in it.
std::filesystem::path temporaryBeside(const std::filesystem::path& file) {
    static std::atomic<unsigned> count{0};
    auto temporary = file;
    temporary += kTemporary + std::to_string(::getpid()) + "-" + std::to_string(count++);
    return temporary;
}

bool isTemporaryName(const std::string& name) {
    const auto mark = name.rfind(kTemporary);
    if (mark == std::string::npos || mark == 0) return false;
    const std::string number = name.substr(mark + std::strlen(kTemporary));
    const auto dash = number.find('-');
    return dash != std::string::npos && dash > 0 && dash + 1 < number.size() &&
           number.find_first_not_of("0123456789-") == std::string::npos &&
           number.find('-', dash + 1) == std::string::npos;
}

/// Whether somebody took the file away between its making and its locking.
bool isGone(const Descriptor& file) {
    struct stat now {};
    return ::fstat(file.get(), &now) == 0 && now.st_nlink == 0;
}

struct Temporary {
    std::filesystem::path path;
    Descriptor file;
};

/// A new file, locked for as long as its descriptor is open, so that others see that its writer
/// lives. Where the file system knows no locks, nobody can get one to remove it either.
Temporary makeTemporary(const std::filesystem::path& file) {
    while (true) {
        auto path = temporaryBeside(file);
        Descriptor made(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644));
        // Taken: by a process of the same number on another machine, or one that is long gone.
        if (made.get() < 0 && errno == EEXIST) continue;
        if (made.get() < 0) failSystem(path, "creating");
        while (::flock(made.get(), LOCK_EX) != 0 && errno == EINTR) continue;
        if (!isGone(made)) return {std::move(path), std::move(made)};
    }
}

/// Removes what killed processes have left of files that they were writing in this folder.
void removeAbandoned(const std::filesystem::path& folder) {
    std::error_code ignored;  // what cannot be removed does no harm, and is tried again
    std::filesystem::directory_iterator entry(folder, ignored);
    for (; entry != std::filesystem::directory_iterator(); entry.increment(ignored)) {
        if (!isTemporaryName(entry->path().filename().string())) continue;
        const Descriptor left(::open(entry->path().c_str(), O_WRONLY | O_NOFOLLOW | O_CLOEXEC));
        // Unlocked, but renamed meanwhile, it is not there any more under this name.
        if (left.get() >= 0 && ::flock(left.get(), LOCK_EX | LOCK_NB) == 0)
            ::unlink(entry->path().c_str());
    }
}

}  // namespace

void writeDurably(const std::filesystem::path& file, std::string_view bytes) {
    const auto folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
    std::error_code problem;
    std::filesystem::create_directories(folder, problem);
    if (problem)
        throw Error::at(folder.string(), 0, "the folder cannot be made: " + problem.message(),
                        "Check the free space and the rights of the folder above it");
    removeAbandoned(folder);
    const Temporary temporary = makeTemporary(file);
    try {
        writeAndSync(temporary.file, file, bytes);
        if (::rename(temporary.path.c_str(), file.c_str()) != 0) failSystem(file, "renaming");
    } catch (const Error&) {
        ::unlink(temporary.path.c_str());
        throw;
    }
    syncFolder(folder);
}

}  // namespace alphascope
