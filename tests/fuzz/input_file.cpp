// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/input_file.h"

#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <system_error>

namespace alphascope::fuzz {
namespace {

namespace fs = std::filesystem;

struct Folder {
    Folder() {
        const fs::path base = fs::exists("/dev/shm") ? "/dev/shm" : fs::temp_directory_path();
        path = base / ("alphascope-fuzz-" + std::to_string(::getpid()));
        fs::create_directories(path);
    }
    ~Folder() {
        std::error_code ignored;
        fs::remove_all(path, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    fs::path path;
};

}  // namespace

const fs::path& inputFolder() {
    static const Folder kFolder;
    return kFolder.path;
}

fs::path emptyFolder(const std::string& name) {
    fs::path folder = inputFolder() / name;
    fs::remove_all(folder);
    fs::create_directories(folder);
    return folder;
}

InputFile::InputFile(std::string_view bytes, const fs::path& name) : file_(inputFolder() / name) {
    std::ofstream(file_, std::ios::binary)
        .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

std::string_view takePart(std::string_view& bytes) {
    const std::size_t end = std::min(bytes.find('\0'), bytes.size());
    const std::string_view part = bytes.substr(0, end);
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    return part;
}

}  // namespace alphascope::fuzz
