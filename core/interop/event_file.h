// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "interop/event.h"
#include "interop/event_record.h"

#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>

namespace alphascope {

/// What TensorBoard, and findEventFolders(), know an event file by: its name holds this.
inline constexpr std::string_view kEventFileMark = "tfevents";

/// Writes an event file that is there whole or not at all, after finish().
class EventFileWriter {
public:
    /// Begins the file with the format's version; its folder is made where it is missing, and what
    /// a killed process had left of the same file is removed. Until finish() the file has a name
    /// that nobody takes for an event file. Throws Error.
    EventFileWriter(std::filesystem::path file, double wall_time);
    ~EventFileWriter();
    EventFileWriter(const EventFileWriter&) = delete;
    EventFileWriter& operator=(const EventFileWriter&) = delete;

    void write(const Event& event);
    /// Throws Error where the disk did not take all of it.
    void finish();

private:
    std::filesystem::path file_;
    std::filesystem::path unfinished_;
    std::ofstream out_;
    std::string record_;
};

/// Reads the events of a file one by one.
class EventFileReader {
public:
    explicit EventFileReader(const std::filesystem::path& file) : records_(file) {}

    /// None at the end. Throws Error naming file and byte, as RecordReader does.
    std::optional<Event> next();
    [[nodiscard]] bool cut() const { return records_.cut(); }
    [[nodiscard]] std::uint64_t offset() const { return records_.offset(); }

private:
    RecordReader records_;
    std::string record_;
};

}  // namespace alphascope
