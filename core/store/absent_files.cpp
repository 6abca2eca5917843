// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/absent_files.h"

#include "store/reader.h"
#include "store/writer.h"
#include "study/run_folder.h"

#include <algorithm>
#include <memory>
#include <system_error>
#include <tuple>
#include <unordered_map>

namespace alphascope {
namespace {

namespace fs = std::filesystem;

bool isThere(const fs::path& files, const CheckpointRow& row) {
    std::error_code absent;
    return fs::exists(files / row.path, absent);
}

std::vector<CheckpointRow> absentFrom(StoreReader& reader, const RunRow& run,
                                      const fs::path& files) {
    auto rows = reader.checkpoints(run.id);
    std::erase_if(rows, [&](const CheckpointRow& row) {
        return !staysBelow(row.path) || isThere(files, row);  // a stranger's row names none of ours
    });
    return rows;
}

bool isAhead(const RunRow& copy, const RunRow& source) {
    const auto progress = [](const RunRow& run) {
        return std::tuple(run.revision, run.state == RunState::kFinished, run.step);
    };
    return progress(copy) > progress(source);
}

void add(AbsentFiles::Part& part, std::int64_t run) {
    ++part.files;
    if (part.runs.empty() || part.runs.back() != run) part.runs.push_back(run);
}

}  // namespace

AbsentFiles findAbsent(const fs::path& source, const fs::path& copy,
                       const std::set<std::string>& apart) {
    StoreReader theirs(source), ours(copy);
    const fs::path from = filesFolderOf(source), to = filesFolderOf(copy);
    std::unordered_map<std::string, std::shared_ptr<const RunRow>> copied;
    for (const auto& run : ours.runChanges(0).runs) copied.emplace(run->uuid, run);
    AbsentFiles absent;
    for (const auto& run : theirs.runChanges(0).runs) {
        const auto found = copied.find(run->uuid);
        if (found == copied.end() || apart.contains(run->uuid) || isAhead(*found->second, *run))
            continue;
        const auto lacking = absentFrom(ours, *found->second, to);
        if (lacking.empty()) continue;
        absent.uuids.push_back(run->uuid);
        std::set<std::string> named;
        for (const CheckpointRow& row : theirs.checkpoints(run->id)) named.insert(row.path);
        for (const CheckpointRow& row : lacking)
            add(isThere(from, row)         ? absent.there
                : named.contains(row.path) ? absent.lost
                                           : absent.replaced,
                found->second->id);
    }
    return absent;
}

}  // namespace alphascope
