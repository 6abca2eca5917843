// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/durable_file.h"

#include "study/error.h"

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <string>
#include <system_error>

namespace alphascope {
namespace {

[[noreturn]] void failSystem(const std::filesystem::path& file, const char* doing) {
    throw Error::at(file.string(), 0, std::string(doing) + " failed: " + std::strerror(errno),
                    "Check free space and rights of the folder");
}

/// A file descriptor that is closed on every way out.
class Descriptor {
public:
    explicit Descriptor(int fd) : fd_(fd) {}
    ~Descriptor() {
        if (fd_ >= 0) ::close(fd_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int get() const { return fd_; }

private:
    int fd_;
};

void writeAndSync(const std::filesystem::path& file, std::string_view bytes) {
    const Descriptor out(::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644));
    if (out.get() < 0) failSystem(file, "creating");
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

/// Apart for every process and every call in it.
std::filesystem::path temporaryBeside(const std::filesystem::path& file) {
    static std::atomic<unsigned> count{0};
    auto temporary = file;
    temporary += ".tmp" + std::to_string(::getpid()) + "-" + std::to_string(count++);
    return temporary;
}

}  // namespace

void writeDurably(const std::filesystem::path& file, std::string_view bytes) {
    const auto folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
    std::error_code problem;
    std::filesystem::create_directories(folder, problem);
    if (problem)
        throw Error::at(folder.string(), 0, "the folder cannot be made: " + problem.message(),
                        "Check the rights of the folder above it");
    const auto temporary = temporaryBeside(file);
    try {
        writeAndSync(temporary, bytes);
        if (::rename(temporary.c_str(), file.c_str()) != 0) failSystem(file, "renaming");
    } catch (const Error&) {
        ::unlink(temporary.c_str());
        throw;
    }
    syncFolder(folder);
}

}  // namespace alphascope
