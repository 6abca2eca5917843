// SPDX-License-Identifier: GPL-3.0-or-later
#include "study/run_folder.h"

#include "study/error.h"

#include <algorithm>
#include <string_view>

namespace alphascope {
namespace {

constexpr std::size_t kLongestName = 128;  // a uuid has 36
constexpr std::size_t kLongestPath = 1024;
constexpr std::size_t kShown = 80;
constexpr const char* kRemedy =
    "Alphascope wrote no such name: `alphascope-cli db check` lists the rows to delete with "
    "sqlite3, or take the database as its author has it";

}  // namespace

bool isFolderName(const std::string& uuid) {
    constexpr std::string_view kRefused("/\0", 2);
    return !uuid.empty() && uuid.size() <= kLongestName && uuid != "." && uuid != ".." &&
           uuid.find_first_of(kRefused) == std::string::npos;
}

bool staysBelow(const std::string& path) {
    if (path.empty() || path.size() > kLongestPath || path.find('\0') != std::string::npos)
        return false;
    const std::filesystem::path parts(path);
    return parts.is_relative() &&
           std::none_of(parts.begin(), parts.end(), [](const auto& part) { return part == ".."; });
}

std::filesystem::path runFolder(const std::filesystem::path& files, const std::string& uuid) {
    if (!isFolderName(uuid))
        throw Error::at(
            files.string(), 0,
            "the run '" + shownName(uuid) + "' has no folder here, since its uuid is no plain name",
            kRemedy);
    return files / "runs" / uuid;
}

std::filesystem::path storedFile(const std::filesystem::path& files, const std::string& path) {
    if (!staysBelow(path))
        throw Error::at(files.string(), 0,
                        "the stored path '" + shownName(path) + "' leads out of this folder",
                        kRemedy);
    return files / path;
}

std::string shownName(const std::string& name) {
    std::string shown = name.substr(0, kShown);
    std::replace_if(
        shown.begin(), shown.end(),
        [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, '?');
    return name.size() > kShown ? shown + "..." : shown;
}

}  // namespace alphascope
