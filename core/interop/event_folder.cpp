// SPDX-License-Identifier: GPL-3.0-or-later
#include "interop/event_folder.h"

#include "data/unicode_text.h"
#include "store/content_hash.h"
#include "study/error.h"

#include <algorithm>
#include <map>
#include <utility>

namespace alphascope {
namespace {

namespace fs = std::filesystem;

/// Times after the year 9999 are none: no calendar could show them.
constexpr double kLatestTime = 253402300800.0;

bool isEventFile(const fs::directory_entry& entry) {
    const std::string name = entry.path().filename().string();
    std::error_code ignored;  // a file that goes away meanwhile is none
    // The second kind is an empty file that TensorFlow's profiler leaves.
    return entry.is_regular_file(ignored) && name.find(kEventFileMark) != std::string::npos &&
           !name.ends_with(".profile-empty");
}

std::string nameBelow(const fs::path& top, const fs::path& folder) {
    const fs::path below = folder.lexically_relative(top);
    // A folder may be written with a slash at its end, or as ".".
    std::string name = below == "." ? fs::canonical(folder).filename().string() : below.string();
    repairUtf8(name);
    return name;
}

}  // namespace

std::vector<EventFolder> findEventFolders(const fs::path& top) {
    if (!fs::is_directory(top))
        throw Error::at(top.string(), 0, "there is no such folder",
                        "Name the folder that TensorBoard is given as --logdir");
    std::map<fs::path, EventFolder> found;
    try {
        for (const auto& entry :
             fs::recursive_directory_iterator(top, fs::directory_options::skip_permission_denied))
            if (isEventFile(entry)) found[entry.path().parent_path()].files.push_back(entry.path());
    } catch (const fs::filesystem_error& problem) {
        throw Error::at(top.string(), 0, "it cannot be searched: " + problem.code().message(),
                        "Check the folder's rights and the disk");
    }
    std::vector<EventFolder> folders;
    for (auto& [path, folder] : found) {
        folder.path = path;
        folder.name = nameBelow(top, path);
        std::sort(folder.files.begin(), folder.files.end());
        folders.push_back(std::move(folder));
    }
    return folders;
}

std::string identityOf(const EventFolder& folder, const std::string& apart) {
    for (const fs::path& file : folder.files) {
        std::string record;
        try {
            if (!RecordReader(file).next(record)) continue;
        } catch (const Error&) {
            continue;  // FolderScalars says what is wrong with it
        }
        std::string hex = contentHash({file.filename().string(), record, apart}).substr(0, 32);
        hex[12] = '8';  // a uuid of version 8: made in a way of the program's own
        hex[16] = '8';
        for (const std::size_t place : {8U, 13U, 18U, 23U}) hex.insert(place, 1, '-');
        return hex;
    }
    return {};
}

/// The next event of the file that is open; none where it has no further one.
std::optional<Event> FolderScalars::readEvent() {
    try {
        auto event = file_->next();
        if (!event && file_->cut())
            cut_.push_back(folder_->files[next_file_ - 1].string() +
                           " ends within a record (byte " + std::to_string(file_->offset()) +
                           "): all before it was read; import again once its writer has finished.");
        return event;
    } catch (const Error& problem) {
        damaged_.emplace_back(problem.what());
        return std::nullopt;
    }
}

bool FolderScalars::nextEvent() {
    while (true) {
        if (!file_) {
            if (next_file_ == folder_->files.size()) return false;
            try {
                file_.emplace(folder_->files[next_file_++]);
            } catch (const Error& problem) {
                damaged_.emplace_back(problem.what());
                continue;
            }
        }
        auto event = readEvent();
        if (!event) {
            file_.reset();
            continue;
        }
        if (event->scalars.empty()) continue;
        event_ = *std::move(event);
        return true;
    }
}

bool FolderScalars::takes(const std::string& series) {
    if (series_.contains(series)) return true;
    if (series_.size() < kMostSeries) return series_.insert(series).second;
    if (!std::exchange(too_many_series_, true))
        damaged_.push_back(folder_->path.string() + " has more than " +
                           std::to_string(kMostSeries) +
                           " series; the scalars of the further ones were left out, from \"" +
                           series + "\" on. Write fewer tags into one folder.");
    return false;
}

std::optional<ScalarLogged> FolderScalars::next() {
    while (true) {
        if (next_scalar_ == event_.scalars.size()) {
            next_scalar_ = 0;
            if (!nextEvent()) {
                event_.scalars.clear();
                return std::nullopt;
            }
            last_step_ = std::max(last_step_, event_.step);
            if (const double time = event_.wall_time; time > 0.0 && time < kLatestTime) {
                first_time_ = first_time_ == 0.0 ? time : std::min(first_time_, time);
                last_time_ = std::max(last_time_, time);
            }
        }
        EventScalar& scalar = event_.scalars[next_scalar_++];
        repairUtf8(scalar.tag);
        if (takes(scalar.tag))
            return ScalarLogged{
                .series = std::move(scalar.tag), .step = event_.step, .value = scalar.value};
    }
}

}  // namespace alphascope
