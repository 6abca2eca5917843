// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace alphascope {

/// Held by whoever submits runs of a job folder, so that no run comes into Slurm twice. Ends with
/// its process, however that ends.
class SubmissionLock {
public:
    /// Throws Error at once where another process has it.
    explicit SubmissionLock(const std::filesystem::path& folder);
    ~SubmissionLock();
    SubmissionLock(const SubmissionLock&) = delete;
    SubmissionLock& operator=(const SubmissionLock&) = delete;

    static std::filesystem::path fileOf(const std::filesystem::path& folder) {
        return folder / "lock";
    }

private:
    int file_;
};

}  // namespace alphascope
