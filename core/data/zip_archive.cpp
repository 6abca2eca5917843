// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/zip_archive.h"

#include "study/error.h"

#include <zip.h>

#include <memory>

namespace alphascope {
namespace {

struct Discard {
    void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct CloseEntry {
    void operator()(zip_file_t* entry) const { zip_fclose(entry); }
};
using Archive = std::unique_ptr<zip_t, Discard>;

std::string reasonOf(int code) {
    zip_error_t error;
    zip_error_init_with_code(&error, code);
    std::string text = zip_error_strerror(&error);
    zip_error_fini(&error);
    return text;
}

Archive openArchive(const std::filesystem::path& file, int flags, const char* what,
                    const char* remedy) {
    int code = 0;
    Archive archive(zip_open(file.c_str(), flags, &code));
    if (archive == nullptr)
        throw Error::at(file.string(), 0, std::string(what) + " (" + reasonOf(code) + ")", remedy);
    return archive;
}

/// False where less comes than there should be.
bool readAll(zip_file_t* entry, std::string& content) {
    std::size_t got = 0;
    while (got < content.size()) {
        const auto more = zip_fread(entry, content.data() + got, content.size() - got);
        if (more <= 0) return false;
        got += static_cast<std::size_t>(more);
    }
    return true;
}

}  // namespace

ZipArchive::ZipArchive(const std::filesystem::path& file)
    : archive_(openArchive(file, ZIP_RDONLY, "it cannot be read as a zip file",
                           "Name a zip file that is there")
                   .release()) {
    const auto count = static_cast<zip_uint64_t>(zip_get_num_entries(archive_, 0));
    for (zip_uint64_t place = 0; place < count; ++place) {
        const char* name = zip_get_name(archive_, place, 0);
        names_.emplace_back(name == nullptr ? "" : name);
    }
}

ZipArchive::~ZipArchive() {
    zip_discard(archive_);
}

ZipEntry ZipArchive::read(std::size_t place, std::uint64_t largest) const {
    zip_stat_t about;
    zip_stat_init(&about);
    ZipEntry entry{.name = names_.at(place), .size = 0, .content = {}, .problem = {}};
    if (zip_stat_index(archive_, place, 0, &about) != 0 || (about.valid & ZIP_STAT_SIZE) == 0) {
        entry.problem = "damaged";
        return entry;
    }
    entry.size = about.size;
    if (entry.size > largest) {
        entry.problem = "larger than " + std::to_string(largest >> 20U) + " MiB";
        return entry;
    }
    const std::unique_ptr<zip_file_t, CloseEntry> open(zip_fopen_index(archive_, place, 0));
    entry.content.resize(entry.size);
    // One byte more makes the library compare the checksum.
    char rest = 0;
    if (open == nullptr || !readAll(open.get(), entry.content) ||
        zip_fread(open.get(), &rest, 1) != 0) {
        entry.content.clear();
        entry.problem = "damaged";
    }
    return entry;
}

void writeZip(const std::filesystem::path& file,
              const std::vector<std::pair<std::string, std::string>>& entries) {
    const char* remedy = "Choose another place";
    Archive archive =
        openArchive(file, ZIP_CREATE | ZIP_TRUNCATE, "the zip file cannot be made", remedy);
    for (const auto& [name, content] : entries) {
        zip_source_t* source = zip_source_buffer(archive.get(), content.data(), content.size(), 0);
        if (source == nullptr ||
            zip_file_add(archive.get(), name.c_str(), source, ZIP_FL_ENC_UTF_8) < 0) {
            const std::string reason = zip_strerror(archive.get());
            zip_source_free(source);
            throw Error::at(file.string(), 0, name + " cannot be added (" + reason + ")", remedy);
        }
    }
    // The library writes beside the file and renames, so that there is never half an archive.
    if (zip_close(archive.get()) != 0)
        throw Error::at(
            file.string(), 0,
            std::string("the zip file cannot be written (") + zip_strerror(archive.get()) + ")",
            remedy);
    static_cast<void>(archive.release());
}

}  // namespace alphascope
