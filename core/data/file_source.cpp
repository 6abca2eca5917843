// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/file_source.h"

#include "data/zip_archive.h"
#include "study/bounded_file.h"
#include "study/error.h"

#include <algorithm>
#include <system_error>

namespace alphascope {
namespace {

namespace fs = std::filesystem;

constexpr const char* kTooLarge = "No file of its task is so large: import the official files";

class Folder final : public FileSource {
public:
    explicit Folder(const fs::path& root) : root_(root) {
        for (const auto& entry :
             fs::recursive_directory_iterator(root, fs::directory_options::skip_permission_denied))
            if (entry.is_regular_file())
                names_.push_back(entry.path().lexically_relative(root).generic_string());
        std::sort(names_.begin(), names_.end());
    }
    [[nodiscard]] const std::vector<std::string>& names() const override { return names_; }
    [[nodiscard]] std::string read(std::size_t place, std::uint64_t largest) const override {
        return readBoundedFile(root_ / names_.at(place),
                               {"this file", largest, "Check the rights of the file", kTooLarge});
    }

private:
    fs::path root_;
    std::vector<std::string> names_;
};

class Zip final : public FileSource {
public:
    explicit Zip(const fs::path& file) : file_(file), archive_(file) {}
    [[nodiscard]] const std::vector<std::string>& names() const override {
        return archive_.names();
    }
    [[nodiscard]] std::string read(std::size_t place, std::uint64_t largest) const override {
        ZipEntry entry = archive_.read(place, largest);
        if (!entry.problem.empty())
            throw Error::at(file_.string(), 0, entry.name + " is " + entry.problem,
                            entry.size > largest ? kTooLarge : "Get the archive anew");
        return std::move(entry.content);
    }

private:
    fs::path file_;
    ZipArchive archive_;
};

}  // namespace

std::unique_ptr<FileSource> openFileSource(const fs::path& path) {
    std::error_code problem;
    if (fs::is_directory(path, problem)) return std::make_unique<Folder>(path);
    if (fs::is_regular_file(path, problem)) return std::make_unique<Zip>(path);
    throw Error::at(path.string(), 0, "there is no such file or folder",
                    "Name a zip archive of GLUE, or the folder that it was unpacked to");
}

}  // namespace alphascope
