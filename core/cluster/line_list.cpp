// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/line_list.h"

#include "study/error.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>

namespace alphascope {

namespace fs = std::filesystem;

std::vector<std::string> readLines(const fs::path& file) {
    std::ifstream stream(file);
    std::vector<std::string> lines;
    for (std::string line; std::getline(stream, line);)
        if (!line.empty()) lines.push_back(line);
    return lines;
}

void addLine(const fs::path& file, const std::string& line) {
    const auto lines = readLines(file);
    if (std::find(lines.begin(), lines.end(), line) != lines.end()) return;
    // In one write at the file's end, so that of two at once both stay, and in a line of its own
    // where the last was broken off.
    const std::string text = "\n" + line + "\n";
    std::error_code ignored;  // what that means open() tells
    fs::create_directories(file.parent_path(), ignored);
    errno = ENOSPC;  // of a write that takes only a part
    const int out = open(file.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
    const bool written =
        out >= 0 && write(out, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
        fsync(out) == 0;
    const int problem = errno;
    if (out >= 0) close(out);
    if (!written)
        throw Error::at(file.string(), 0,
                        std::string("the file cannot be written: ") + std::strerror(problem),
                        "Check the rights of its folder and the space on its disk");
}

}  // namespace alphascope
