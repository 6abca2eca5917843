// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/markdown.h"

#include <algorithm>

namespace alphascope {
namespace {

/// Characters as a reader counts them: UTF-8 continuation bytes do not.
std::size_t width(const std::string& text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

}  // namespace

std::string replaced(std::string text, const std::string& what, const std::string& with) {
    for (std::size_t at = text.find(what); at != std::string::npos;
         at = text.find(what, at + with.size()))
        text.replace(at, what.size(), with);
    return text;
}

std::string onOneLine(std::string text) {
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
    return text;
}

std::string markdownEscaped(const std::string& text) {
    return replaced(replaced(onOneLine(text), "\\", "\\\\"), "|", "\\|");
}

std::string markdownGrid(const TextGrid& grid) {
    std::vector<std::size_t> widths(grid.front().size(), 3);
    for (const auto& line : grid)
        for (std::size_t c = 0; c < line.size(); ++c)
            widths[c] = std::max(widths[c], width(line[c]));
    std::string text;
    for (std::size_t l = 0; l < grid.size(); ++l) {
        for (std::size_t c = 0; c < widths.size(); ++c) {
            const std::string padding(widths[c] - width(grid[l][c]), ' ');
            text += "| " + (c == 0 ? grid[l][c] + padding : padding + grid[l][c]) + " ";
        }
        text += "|\n";
        if (l > 0) continue;
        for (std::size_t c = 0; c < widths.size(); ++c) {
            const std::string dashes(widths[c] + 1, '-');
            text += c == 0 ? "|:" : "|";
            text += dashes;
            text += c == 0 ? "" : ":";
        }
        text += "|\n";
    }
    return text;
}

}  // namespace alphascope
