// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/file_source.h"

#include "study/error.h"

#include <zip.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <system_error>

namespace alphascope {
namespace {

namespace fs = std::filesystem;

void requireSize(const std::string& where, std::uint64_t size) {
    if (size > FileSource::kLargestFile)
        throw Error::at(where, 0, "this file has " + std::to_string(size) + " bytes",
                        "No file of GLUE is that large; import the official files");
}

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
    [[nodiscard]] std::string read(std::size_t place) const override {
        const auto file = root_ / names_.at(place);
        requireSize(file.string(), fs::file_size(file));
        std::ifstream in(file, std::ios::binary);
        std::string bytes{std::istreambuf_iterator<char>(in), {}};
        if (!in.good() && !in.eof())
            throw Error::at(file.string(), 0, "reading failed", "Check the rights of the file");
        return bytes;
    }

private:
    fs::path root_;
    std::vector<std::string> names_;
};

struct CloseArchive {
    void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct CloseEntry {
    void operator()(zip_file_t* entry) const { zip_fclose(entry); }
};

class Zip final : public FileSource {
public:
    explicit Zip(const fs::path& file) : file_(file) {
        int code = 0;
        archive_.reset(zip_open(file.c_str(), ZIP_RDONLY, &code));
        if (!archive_) {
            zip_error_t error;
            zip_error_init_with_code(&error, code);
            const std::string why = zip_error_strerror(&error);
            zip_error_fini(&error);
            throw Error::at(file.string(), 0,
                            "this is no zip archive that can be read (" + why + ")",
                            "Choose a GLUE archive, or the folder that it was unpacked to");
        }
        const auto count = zip_get_num_entries(archive_.get(), 0);
        for (zip_int64_t i = 0; i < count; ++i) {
            const char* name = zip_get_name(archive_.get(), static_cast<zip_uint64_t>(i), 0);
            names_.emplace_back(name == nullptr ? "" : name);
        }
    }
    [[nodiscard]] const std::vector<std::string>& names() const override { return names_; }
    [[nodiscard]] std::string read(std::size_t place) const override;

private:
    [[noreturn]] void fail(std::size_t place, const std::string& why) const {
        throw Error::at(file_.string(), 0, names_.at(place) + " cannot be unpacked: " + why,
                        "Get the archive anew");
    }
    fs::path file_;
    std::unique_ptr<zip_t, CloseArchive> archive_;
    std::vector<std::string> names_;
};

std::string Zip::read(std::size_t place) const {
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (zip_stat_index(archive_.get(), place, 0, &stat) != 0 || (stat.valid & ZIP_STAT_SIZE) == 0)
        fail(place, zip_strerror(archive_.get()));
    requireSize(file_.string() + "/" + names_.at(place), stat.size);
    const std::unique_ptr<zip_file_t, CloseEntry> entry(zip_fopen_index(archive_.get(), place, 0));
    if (!entry) fail(place, zip_strerror(archive_.get()));
    std::string bytes(stat.size, '\0');
    std::size_t got = 0;
    while (got < bytes.size()) {
        const auto more = zip_fread(entry.get(), bytes.data() + got, bytes.size() - got);
        if (more <= 0) fail(place, more < 0 ? zip_file_strerror(entry.get()) : "it ends early");
        got += static_cast<std::size_t>(more);
    }
    char beyond = 0;  // the checksum is compared at the end of the entry
    if (zip_fread(entry.get(), &beyond, 1) != 0) fail(place, "its checksum or its size is wrong");
    return bytes;
}

}  // namespace

std::unique_ptr<FileSource> openFileSource(const fs::path& path) {
    std::error_code problem;
    if (fs::is_directory(path, problem)) return std::make_unique<Folder>(path);
    if (fs::is_regular_file(path, problem)) return std::make_unique<Zip>(path);
    throw Error::at(path.string(), 0, "there is no such file or folder",
                    "Name a zip archive of GLUE, or the folder that it was unpacked to");
}

}  // namespace alphascope
