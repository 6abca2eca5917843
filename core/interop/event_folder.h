// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "interop/event_file.h"
#include "study/run_event.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

namespace alphascope {

/// A folder that holds event files: what TensorBoard calls a run.
struct EventFolder {
    std::filesystem::path path;
    std::string name;                          ///< below the folder that was searched; UTF-8
    std::vector<std::filesystem::path> files;  ///< in the order of their names, which is of time
};

/// All of them at or below `top`, by name; links to folders are not followed. Throws Error where
/// there is no such folder.
std::vector<EventFolder> findEventFolders(const std::filesystem::path& top);

/// A uuid that stays while the files grow, and wherever the folder goes: made from the name and the
/// first record of the first file that has one. Empty where none has. `apart` tells folders apart
/// that begin alike.
std::string identityOf(const EventFolder& folder, const std::string& apart = {});

/// Series of one run; of further ones nothing is read.
inline constexpr std::size_t kMostSeries = 10000;

/// The scalars of a folder one by one, file after file. What cannot be read ends its file, and is
/// said in a sentence; also that there are more than kMostSeries.
class FolderScalars {
public:
    explicit FolderScalars(const EventFolder& folder) : folder_(&folder) {}

    std::optional<ScalarLogged> next();

    [[nodiscard]] std::int64_t lastStep() const { return last_step_; }  ///< the largest
    /// Of the events with scalars read so far; 0 where there was none.
    [[nodiscard]] double firstTime() const { return first_time_; }
    [[nodiscard]] double lastTime() const { return last_time_; }
    /// Files that end within a record: their writers are at work or were killed.
    [[nodiscard]] const std::vector<std::string>& cut() const { return cut_; }
    /// Files that are damaged before their end, and what was left out.
    [[nodiscard]] const std::vector<std::string>& damaged() const { return damaged_; }

private:
    bool nextEvent();
    bool takes(const std::string& series);
    std::optional<Event> readEvent();

    const EventFolder* folder_;
    std::size_t next_file_ = 0;
    std::optional<EventFileReader> file_;
    Event event_;
    std::unordered_set<std::string> series_;
    bool too_many_series_ = false;
    std::size_t next_scalar_ = 0;
    std::int64_t last_step_ = 0;
    double first_time_ = 0.0;
    double last_time_ = 0.0;
    std::vector<std::string> cut_;
    std::vector<std::string> damaged_;
};

}  // namespace alphascope
