// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/text_table.h"

#include "app/cli/plain_text.h"
#include "store/imported_run.h"
#include "study/task.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <iterator>

namespace alphascope {
namespace {

bool startsCharacter(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
}

}  // namespace

std::size_t displayWidth(const std::string& text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), startsCharacter));
}

std::string cutToWidth(const std::string& text, std::size_t width) {
    std::size_t characters = 0;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (startsCharacter(text[i]) && ++characters > width) return text.substr(0, i);
    return text;
}

std::string alignColumns(const std::vector<std::vector<std::string>>& cells) {
    std::vector<std::size_t> widths;
    std::vector<std::vector<std::string>> rows;
    for (const auto& raw : cells) {
        auto& row = rows.emplace_back();
        std::transform(raw.begin(), raw.end(), std::back_inserter(row), plainLine);
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], displayWidth(row[i]));
    }
    std::string text;
    for (const auto& row : rows) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i)
            line += row[i] + std::string(widths[i] + 2 - displayWidth(row[i]), ' ');
        line.erase(line.find_last_not_of(' ') + 1);
        text += line + '\n';
    }
    return text;
}

std::string runTitle(const RunRow& run) {
    if (isImported(run)) return "imported · " + plainLine(run.label);
    const auto tasks = taskTable();
    const auto known =
        std::find_if(tasks.begin(), tasks.end(), [&](const auto& t) { return t.id == run.task; });
    return plainLine((known != tasks.end() ? known->name : run.task) + " · " + run.label) +
           " · seed " + std::to_string(run.seed);
}

std::string durationText(double seconds) {
    const auto whole = static_cast<long>(std::max(0.0, std::round(seconds)));
    std::array<char, 48> text{};
    if (whole >= 3600)
        std::snprintf(text.data(), text.size(), "%ld:%02ld:%02ld", whole / 3600, whole / 60 % 60,
                      whole % 60);
    else
        std::snprintf(text.data(), text.size(), "%ld:%02ld", whole / 60, whole % 60);
    return text.data();
}

}  // namespace alphascope
