// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/slurm_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <initializer_list>
#include <optional>
#include <utility>
#include <vector>

namespace alphascope {
namespace {

std::vector<std::string_view> split(std::string_view text, char at) {
    std::vector<std::string_view> parts;
    while (true) {
        const auto end = text.find(at);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

template <typename Number>
std::optional<Number> number(std::string_view text) {
    Number value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (problem != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

/// "12_3".
std::optional<TaskId> taskId(std::string_view text) {
    const auto parts = split(text, '_');
    if (parts.size() != 2) return std::nullopt;
    const auto job = number<std::int64_t>(parts[0]);
    const auto index = number<int>(parts[1]);
    if (!job || !index) return std::nullopt;
    return TaskId{.job = *job, .index = *index};
}

/// What one answer may list, many times what a lab lets an array have: absurd ranges would only
/// fill the memory.
constexpr std::size_t kMostTasks = 1'000'000;

/// The indices of "3", "0-5", "1,4-6%2", while there are some left of those that an answer may
/// list.
std::vector<int> indices(std::string_view text, std::size_t& left) {
    std::vector<int> found;
    for (const auto part : split(text.substr(0, text.find('%')), ',')) {
        const auto ends = split(part, '-');
        const auto first = number<int>(ends.front()), last = number<int>(ends.back());
        if (!first || !last || *first < 0 || *last < *first) continue;
        const auto count = static_cast<std::size_t>(*last - *first) + 1;
        if (count > left) continue;
        left -= count;
        for (int index = *first; index <= *last; ++index) found.push_back(index);
    }
    return found;
}

std::string unlessNull(std::string_view text) {
    return text == "(null)" || text == "None" ? std::string() : std::string(text);
}

/// "CANCELLED by 1000", "CANCELLED+": the word alone.
std::string firstWord(std::string_view text) {
    return std::string(text.substr(0, text.find_first_of(" +")));
}

using Fields = std::map<std::string_view, std::string_view>;

/// Of a name that stands there twice the first counts: behind it lie folders and comments, which
/// may hold spaces and so what looks like a field.
void addField(Fields& fields, std::string_view word) {
    const auto equals = word.find('=');
    if (equals != std::string_view::npos)
        fields.emplace(word.substr(0, equals), word.substr(equals + 1));
}

bool isOneOf(std::string_view word, std::initializer_list<std::string_view> names) {
    const auto name = word.substr(0, word.find('='));
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// Which array a record's job is of. `scontrol` says so right behind the job's own id, the log at
/// the line's end; nothing between is believed, since anybody may call a job "x ArrayJobId=12".
Fields arrayOf(const std::vector<std::string_view>& words) {
    Fields fields;
    auto word = words.begin() + 1;
    for (; word != words.end() && isOneOf(*word, {"ArrayJobId", "ArrayTaskId"}); ++word)
        addField(fields, *word);
    for (auto last = words.rbegin(); last != words.rend() - 1; ++last) {
        if (!last->empty() &&
            !isOneOf(*last, {"ExitCode", "DerivedExitCode", "ArrayJobId", "ArrayTaskId"}))
            break;
        addField(fields, *last);
    }
    return fields;
}

std::string_view at(const Fields& fields, std::string_view name) {
    const auto field = fields.find(name);
    return field == fields.end() ? std::string_view() : field->second;
}

}  // namespace

std::string nameOf(const TaskId& task) {
    return kSlurmJob + std::to_string(task.job) + "_" + std::to_string(task.index);
}

bool hasEndedInSlurm(const std::string& state) {
    constexpr std::array kEnded{"BOOT_FAIL", "CANCELLED", "COMPLETED", "DEADLINE", "FAILED",
                                "NODE_FAIL", "PREEMPTED", "REVOKED",   "TIMEOUT",  "OUT_OF_MEMORY"};
    return std::find(kEnded.begin(), kEnded.end(), state) != kEnded.end();
}

bool waitsInSlurm(const std::string& state) {
    return state == "PENDING" || state.starts_with("REQUEUE") || state == "SPECIAL_EXIT";
}

SlurmTasks readSqueue(std::string_view text) {
    SlurmTasks tasks;
    for (const auto line : split(text, '\n')) {
        const auto parts = split(line, '|');
        if (parts.size() != 4) continue;
        if (const auto id = taskId(parts[0]))
            tasks[*id] = {.state = std::string(parts[1]),
                          .reason = unlessNull(parts[2]),
                          .node = std::string(parts[3]),
                          .exit_code = {}};
    }
    return tasks;
}

SlurmTasks readRecords(std::string_view text) {
    SlurmTasks tasks;
    std::size_t left = kMostTasks;
    for (const auto line : split(text, '\n')) {
        if (!line.starts_with("JobId=")) continue;
        const auto words = split(line, ' ');
        Fields fields;
        for (const auto word : words) addField(fields, word);
        const Fields array = arrayOf(words);
        const bool in_array = array.contains("ArrayJobId");
        const auto job =
            number<std::int64_t>(in_array ? at(array, "ArrayJobId") : at(fields, "JobId"));
        if (!job || at(fields, "JobState").empty()) continue;
        const SlurmTask task{.state = std::string(at(fields, "JobState")),
                             .reason = unlessNull(at(fields, "Reason")),
                             .node = unlessNull(at(fields, "NodeList")),
                             .exit_code = std::string(at(fields, "ExitCode"))};
        if (!in_array) tasks[{.job = *job, .index = kOtherTasks}] = task;
        for (const int index : indices(at(array, "ArrayTaskId"), left))
            tasks[{.job = *job, .index = index}] = task;
    }
    return tasks;
}

SlurmTasks readSacct(std::string_view text) {
    SlurmTasks tasks;
    std::size_t left = kMostTasks;
    for (const auto line : split(text, '\n')) {
        const auto parts = split(line, '|');
        if (parts.size() != 4) continue;
        const SlurmTask task{.state = firstWord(parts[1]),
                             .reason = {},
                             .node = parts[3] == "None assigned" ? "" : std::string(parts[3]),
                             .exit_code = std::string(parts[2])};
        if (const auto id = taskId(parts[0])) {
            tasks[*id] = task;
            continue;
        }
        // "12_[4-9%2]": those that have not been looked at one by one
        const auto open = parts[0].find("_[");
        const auto job = number<std::int64_t>(parts[0].substr(0, open));
        if (open == std::string_view::npos || !job) continue;
        const auto list = parts[0].substr(open + 2);
        for (const int index : indices(list.substr(0, list.find(']')), left))
            tasks[{.job = *job, .index = index}] = task;
    }
    return tasks;
}

std::string configValue(std::string_view text, std::string_view name) {
    for (const auto line : split(text, '\n')) {
        const auto equals = line.find(" = ");
        if (equals == std::string_view::npos) continue;
        const auto key = line.substr(0, line.find_first_of(' '));
        if (key == name) return unlessNull(line.substr(equals + 3));
    }
    return {};
}

}  // namespace alphascope
