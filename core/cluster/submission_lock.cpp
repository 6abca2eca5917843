// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/submission_lock.h"

#include "study/error.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

namespace alphascope {

SubmissionLock::SubmissionLock(const std::filesystem::path& folder)
    // Writable: NFS makes a lock on a range of bytes of it.
    : file_(open(fileOf(folder).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666)) {
    if (file_ < 0)
        throw Error::at(fileOf(folder).string(), 0,
                        std::string("the file cannot be opened: ") + std::strerror(errno),
                        "Check the rights of the folder");
    int refused = 0;
    if (flock(file_, LOCK_EX | LOCK_NB) != 0) refused = errno;
    struct stat found {};
    // A submission that was refused meanwhile has removed the file with its folder.
    if (refused == 0 && (fstat(file_, &found) != 0 || found.st_nlink == 0)) refused = EWOULDBLOCK;
    if (refused == 0) return;
    close(file_);
    if (refused == EWOULDBLOCK)
        throw Error("Another program is submitting runs of " + folder.string() +
                    " to Slurm right now. Wait for it; `alphascope-cli cluster status` shows what "
                    "it has done.");
    throw Error::at(fileOf(folder).string(), 0,
                    std::string("the file cannot be locked: ") + std::strerror(refused),
                    "Use a folder on a file system that has locks");
}

SubmissionLock::~SubmissionLock() {
    close(file_);
}

}  // namespace alphascope
