// SPDX-License-Identifier: GPL-3.0-or-later
#include "study/durable_file.h"

#include "study/error.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace alphascope {
namespace {

constexpr const char* kTemporary = ".unfinished";
constexpr const char* kPart = ".part";  ///< after a temporary name: what a library writes meanwhile
constexpr std::size_t kCopiedAtOnce = 1U << 20U;

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

void writeAll(const Descriptor& out, const std::filesystem::path& file, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(out.get(), bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) failSystem(file, "writing");
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

void sync(const Descriptor& out, const std::filesystem::path& file) {
    if (::fsync(out.get()) != 0) failSystem(file, "syncing");
}

void syncFolder(const std::filesystem::path& folder) {
    const Descriptor open_folder(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (open_folder.get() < 0 && errno == EACCES) return;  // one may write in it and not list it
    if (open_folder.get() < 0) failSystem(folder, "opening the folder");
    // Some file systems cannot sync a folder; there is nothing more to do on them.
    const bool lost =
        ::fsync(open_folder.get()) != 0 && (errno == EIO || errno == ENOSPC || errno == EDQUOT);
    if (lost) failSystem(folder, "syncing the folder");
}

std::filesystem::path folderOf(const std::filesystem::path& file) {
    return file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
}

/// Makes a folder and those above it that are missing, each to stay after a power cut.
void makeFolder(const std::filesystem::path& folder) {
    std::error_code problem;
    if (std::filesystem::is_directory(folder, problem)) return;
    const auto above = folderOf(folder);
    if (above != folder) makeFolder(above);
    std::filesystem::create_directory(folder, problem);
    if (!std::filesystem::is_directory(folder))
        throw Error::at(folder.string(), 0, "the folder cannot be made: " + problem.message(),
                        "Check the free space and the rights of the folder above it");
    syncFolder(above);
}

/// FILE.unfinishedPID-COUNT, apart for every process of a machine and every call in it.
std::filesystem::path temporaryBeside(const std::filesystem::path& file) {
    static std::atomic<unsigned> count{0};
    auto temporary = file;
    temporary += kTemporary + std::to_string(::getpid()) + "-" + std::to_string(count++);
    return temporary;
}

std::filesystem::path partOf(std::filesystem::path temporary) {
    return temporary += kPart;
}

/// Removes a temporary file after what a library has written beside it ("-wal" and the like, too):
/// a name is free again only when nothing is left of it.
void removeWithParts(const std::filesystem::path& temporary) {
    const std::string part = partOf(temporary).filename().string();
    std::vector<std::filesystem::path> parts;
    std::error_code ignored;  // what cannot be removed does no harm, and is tried again
    std::filesystem::directory_iterator entry(folderOf(temporary), ignored);
    for (; entry != std::filesystem::directory_iterator(); entry.increment(ignored))
        if (entry->path().filename().string().starts_with(part)) parts.push_back(entry->path());
    for (const auto& path : parts) ::unlink(path.c_str());
    ::unlink(temporary.c_str());
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
        if (made.get() < 0) failSystem(file, "creating");
        while (::flock(made.get(), LOCK_EX) != 0 && errno == EINTR) continue;
        if (!isGone(made)) return {std::move(path), std::move(made)};
    }
}

/// Removes what killed processes have left of files that they were writing in this folder.
void removeAbandoned(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> temporaries;
    std::error_code ignored;  // what cannot be removed does no harm, and is tried again
    std::filesystem::directory_iterator entry(folder, ignored);
    for (; entry != std::filesystem::directory_iterator(); entry.increment(ignored))
        if (isUnfinished(entry->path().filename().string())) temporaries.push_back(entry->path());
    for (const auto& path : temporaries) {
        const Descriptor left(::open(path.c_str(), O_WRONLY | O_NOFOLLOW | O_CLOEXEC));
        // Unlocked, but renamed meanwhile, it is not there any more under this name.
        if (left.get() >= 0 && ::flock(left.get(), LOCK_EX | LOCK_NB) == 0) removeWithParts(path);
    }
}

/// A file that takes the place of another, or of none, once `write` has filled it.
template <typename Write>
void replaceDurably(const std::filesystem::path& file, const Write& write) {
    const auto folder = folderOf(file);
    makeFolder(folder);
    removeAbandoned(folder);
    const Temporary temporary = makeTemporary(file);
    try {
        write(temporary.file);
        sync(temporary.file, file);
        if (::rename(temporary.path.c_str(), file.c_str()) != 0) failSystem(file, "renaming");
    } catch (const Error&) {
        ::unlink(temporary.path.c_str());
        throw;
    }
    syncFolder(folder);
}

void copyBytes(const Descriptor& in, const std::filesystem::path& from, const Descriptor& out,
               const std::filesystem::path& file) {
    std::vector<char> bytes(kCopiedAtOnce);
    while (true) {
        const ssize_t count = ::read(in.get(), bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) failSystem(from, "reading");
        if (count == 0) return;
        writeAll(out, file, {bytes.data(), static_cast<std::size_t>(count)});
    }
}

bool areOneFile(const std::filesystem::path& a, const std::filesystem::path& b) {
    struct stat first {
    }, second{};
    return ::lstat(a.c_str(), &first) == 0 && ::lstat(b.c_str(), &second) == 0 &&
           first.st_dev == second.st_dev && first.st_ino == second.st_ino;
}

/// Gives a file a further name; false where something else has it. One step wherever there are hard
/// links, so that of two programs one gets the name.
bool giveName(const std::filesystem::path& file, const std::filesystem::path& name) {
    if (::link(file.c_str(), name.c_str()) == 0) return true;
    const int problem = errno;
    // Over NFS the answer may have been lost: what is asked again then finds its own link there.
    if (areOneFile(file, name)) return true;
    errno = problem;
    if (problem == EEXIST) return false;
    if (problem != EPERM && problem != ENOTSUP && problem != ENOSYS && problem != EMLINK)
        failSystem(name, "naming");
    struct stat there {};
    if (::lstat(name.c_str(), &there) == 0) return false;
    if (::rename(file.c_str(), name.c_str()) != 0) failSystem(name, "renaming");
    return true;
}

}  // namespace

void writeDurably(const std::filesystem::path& file, std::string_view bytes) {
    replaceDurably(file, [&](const Descriptor& out) { writeAll(out, file, bytes); });
}

void copyDurably(const std::filesystem::path& from, const std::filesystem::path& file) {
    // Not blocking, so that a pipe that has come there is refused below and not waited for.
    const Descriptor in(::open(from.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    struct stat found {};
    if (in.get() < 0 || ::fstat(in.get(), &found) != 0) failSystem(from, "opening");
    if (!S_ISREG(found.st_mode))
        throw Error::at(from.string(), 0, "this is no file, so it cannot be copied",
                        "Check what lies there");
    replaceDurably(file, [&](const Descriptor& out) {
        copyBytes(in, from, out, file);
        ::fchmod(out.get(), found.st_mode & 0777U);  // where the file system knows rights
    });
}

bool sameBytes(const std::filesystem::path& a, const std::filesystem::path& b) {
    std::error_code absent;
    const auto size = std::filesystem::file_size(a, absent);
    if (absent || size != std::filesystem::file_size(b, absent) || absent) return false;
    std::ifstream first(a, std::ios::binary), second(b, std::ios::binary);
    using Bytes = std::istreambuf_iterator<char>;
    return first && second && std::equal(Bytes(first), Bytes(), Bytes(second), Bytes());
}

bool isUnfinished(const std::string& name) {
    const auto mark = name.rfind(kTemporary);
    if (mark == std::string::npos || mark == 0) return false;
    const std::string number = name.substr(mark + std::strlen(kTemporary));
    const auto dash = number.find('-');
    return dash != std::string::npos && dash > 0 && dash + 1 < number.size() &&
           number.find_first_not_of("0123456789-") == std::string::npos &&
           number.find('-', dash + 1) == std::string::npos;
}

/// An empty file bears the lock: over NFS a lock of ours on the library's file would keep the
/// library itself out.
struct UnfinishedFile::Impl {
    explicit Impl(const std::filesystem::path& target)
        : mark(makeTemporary(target)), part(partOf(mark.path)) {}

    Temporary mark;
    std::filesystem::path part;
};

UnfinishedFile::UnfinishedFile(const std::filesystem::path& target) {
    removeAbandoned(folderOf(target));
    impl_ = std::make_unique<Impl>(target);
}

UnfinishedFile::~UnfinishedFile() {
    removeWithParts(impl_->mark.path);
}

const std::filesystem::path& UnfinishedFile::path() const {
    return impl_->part;
}

bool UnfinishedFile::putInPlace(const std::filesystem::path& name) {
    {
        const Descriptor written(::open(impl_->part.c_str(), O_RDONLY | O_CLOEXEC));
        if (written.get() < 0) failSystem(name, "opening");
        sync(written, name);
    }
    if (!giveName(impl_->part, name)) return false;
    // Gone with the link, or by the renaming: the name is what is left.
    ::unlink(impl_->part.c_str());
    syncFolder(folderOf(name));
    return true;
}

}  // namespace alphascope
