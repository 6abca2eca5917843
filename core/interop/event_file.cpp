// SPDX-License-Identifier: GPL-3.0-or-later
#include "interop/event_file.h"

#include "study/error.h"

#include <unistd.h>

#include <utility>

namespace alphascope {
namespace {

Error cannotWrite(const std::filesystem::path& file) {
    return Error::at(file.string(), 0, "it cannot be written",
                     "Check the folder and the space left, or choose another folder");
}

}  // namespace

EventFileWriter::EventFileWriter(std::filesystem::path file, double wall_time)
    : file_(std::move(file)), unfinished_(file_.string() + ".tmp" + std::to_string(::getpid())) {
    std::error_code problem;
    std::filesystem::create_directories(file_.parent_path(), problem);
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
