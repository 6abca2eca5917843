// SPDX-License-Identifier: GPL-3.0-or-later
#include "interop/event_file.h"

#include "study/error.h"

#include <unistd.h>
#include <csignal>

#include <cerrno>
#include <charconv>
#include <utility>

namespace alphascope {
namespace {

Error cannotWrite(const std::filesystem::path& file) {
    return Error::at(file.string(), 0, "it cannot be written",
                     "Check the folder and the space left, or choose another folder");
}

/// The name until the file is whole, without the number of the process.
std::string unfinishedStem(const std::filesystem::path& file) {
    std::string name = file.filename().string();
    for (std::size_t at = 0; (at = name.find(kEventFileMark, at)) != std::string::npos;)
        name.replace(at, kEventFileMark.size(), "unfinished");
    return name + ".tmp";
}

/// Whether the text is the number of a process of this machine that is no more.
bool namesGoneProcess(std::string_view text) {
    pid_t pid = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), pid);
    if (problem != std::errc() || end != text.data() + text.size() || pid <= 0) return false;
    return ::kill(pid, 0) != 0 && errno == ESRCH;
}

void removeLeftBehind(const std::filesystem::path& file) {
    const std::string stem = unfinishedStem(file);
    std::error_code problem;  // a folder that cannot be read, writing tells of
    for (std::filesystem::directory_iterator entry(file.parent_path(), problem), end;
         !problem && entry != end; entry.increment(problem)) {
        const std::string name = entry->path().filename().string();
        if (!name.starts_with(stem) || !namesGoneProcess(name.substr(stem.size()))) continue;
        std::error_code ignored;  // it does no harm where it stays
        std::filesystem::remove(entry->path(), ignored);
    }
}

}  // namespace

EventFileWriter::EventFileWriter(std::filesystem::path file, double wall_time)
    : file_(std::move(file)),
      unfinished_(file_.parent_path() / (unfinishedStem(file_) + std::to_string(::getpid()))) {
    std::error_code problem;
    std::filesystem::create_directories(file_.parent_path(), problem);
    removeLeftBehind(file_);
    out_.open(unfinished_, std::ios::binary);
    if (!out_) throw cannotWrite(file_);
    Event version;
    version.wall_time = wall_time;
    version.file_version = kEventFileVersion;
    write(version);
}

EventFileWriter::~EventFileWriter() {
    out_.close();
    std::error_code ignored;  // after finish() there is none
    std::filesystem::remove(unfinished_, ignored);
}

void EventFileWriter::write(const Event& event) {
    record_.clear();
    appendRecord(record_, encodeEvent(event));
    out_.write(record_.data(), static_cast<std::streamsize>(record_.size()));
}

void EventFileWriter::finish() {
    out_.close();
    std::error_code problem;
    if (out_) std::filesystem::rename(unfinished_, file_, problem);
    if (!out_ || problem) throw cannotWrite(file_);
}

std::optional<Event> EventFileReader::next() {
    if (!records_.next(record_)) return std::nullopt;
    try {
        return decodeEvent(record_);
    } catch (const Error& problem) {
        throw Error(records_.problem(problem.what()));
    }
}

}  // namespace alphascope
