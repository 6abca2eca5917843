// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/merge_files.h"

#include <algorithm>

namespace alphascope {
namespace {

void add(CopiedFiles more, CopiedFiles& copied) {
    copied.files += more.files;
    for (std::string& sentence : more.left_out)
        if (std::find(copied.left_out.begin(), copied.left_out.end(), sentence) ==
            copied.left_out.end())
            copied.left_out.push_back(std::move(sentence));
}

}  // namespace

MergedFiles mergeWithFiles(const std::filesystem::path& source,
                           const std::filesystem::path& target) {
    constexpr int kTries = 5;
    MergedFiles merged;
    const auto copy = [&](const std::vector<std::string>& runs) {
        add(copyRunFiles(source, target, runs), merged.copied);
    };
    merged.report = mergeDatabases(source, target, copy);
    const std::set<std::string> apart(merged.report.apart.begin(), merged.report.apart.end());
    for (int tried = 1;; ++tried) {
        merged.absent = findAbsent(source, target, apart);
        if (!merged.absent.any()) return merged;
        copy(merged.absent.uuids);  // the rows may be newer than the files that came before them
        merged.absent = findAbsent(source, target, apart);
        if (merged.absent.replaced.files == 0 || tried == kTries) return merged;
        mergeDatabases(source, target, copy,
                       {.runs = {merged.absent.uuids.begin(), merged.absent.uuids.end()}});
    }
}

}  // namespace alphascope
