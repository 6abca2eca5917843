// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/completion_log.h"

#include <sys/stat.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <string_view>

namespace alphascope {
namespace {

/// Also as the end of "ArrayJobId=12"; which of them counts readRecords() knows.
bool names(std::string_view line, const std::set<std::int64_t>& jobs) {
    constexpr std::string_view kId = "JobId=";
    for (auto at = line.find(kId); at != std::string_view::npos; at = line.find(kId, at + 1)) {
        std::int64_t job = 0;
        std::from_chars(line.data() + at + kId.size(), line.data() + line.size(), job);
        if (jobs.contains(job)) return true;
    }
    return false;
}

}  // namespace

const SlurmTasks& CompletionLog::tasksOf(const std::set<std::int64_t>& jobs,
                                         const std::string& file) {
    struct stat now {};
    if (stat(file.c_str(), &now) != 0) return tasks_;
    if (!std::includes(jobs_.begin(), jobs_.end(), jobs.begin(), jobs.end())) {
        jobs_.insert(jobs.begin(), jobs.end());
        read_ = 0;
    }
    if (now.st_ino != inode_ || now.st_size < read_) read_ = 0;  // it was put away; another began
    inode_ = now.st_ino;
    std::ifstream log(file);
    log.seekg(read_);
    std::string kept;
    // A line without its end is being written.
    for (std::string line; std::getline(log, line) && !log.eof();) {
        read_ += static_cast<off_t>(line.size()) + 1;
        if (names(line, jobs_)) kept += line + "\n";
    }
    for (auto& [id, task] : readRecords(kept)) tasks_.insert_or_assign(id, task);
    return tasks_;
}

}  // namespace alphascope
