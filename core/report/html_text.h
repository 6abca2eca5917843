// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace alphascope {

/// HTML of a text in the Markdown that reports are written in: headings, tables, lists and
/// paragraphs, and at the beginning of a cell or item **bold** and *italic*. Anything else stands
/// as it is.
std::string htmlOfMarkdown(const std::string& markdown);

}  // namespace alphascope
