// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace alphascope {

/// Lines of cells, all of one length; the first line is the header.
using TextGrid = std::vector<std::vector<std::string>>;

/// A Markdown table, its columns filled up with spaces: the first left-aligned, the rest right.
std::string markdownGrid(const TextGrid& grid);
/// Text for a cell: on one line, and no bar or backslash that means something.
std::string markdownEscaped(const std::string& text);
/// Line breaks become spaces: they would end a comment, a table row or a list item.
std::string onOneLine(std::string text);
/// Every occurrence of `what` replaced.
std::string replaced(std::string text, const std::string& what, const std::string& with);

}  // namespace alphascope
