// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/html_text.h"

#include "report/svg.h"

#include <sstream>
#include <vector>

namespace alphascope {
namespace {

std::string trimmed(const std::string& text) {
    const auto first = text.find_first_not_of(' ');
    if (first == std::string::npos) return {};
    return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

/// The cells of a table's line; a bar or backslash after a backslash is itself.
std::vector<std::string> cellsOf(const std::string& line) {
    std::vector<std::string> cells;
    std::string cell;
    for (std::size_t i = 1; i < line.size(); ++i) {
        if (line[i] == '\\' && i + 1 < line.size()) {
            cell += line[++i];
        } else if (line[i] == '|') {
            cells.push_back(trimmed(cell));
            cell.clear();
        } else {
            cell += line[i];
        }
    }
    return cells;
}

/// Text with a bold or italic beginning.
std::string inlineHtml(const std::string& text) {
    for (const auto& [mark, tag] : {std::pair{"**", "b"}, {"*", "i"}}) {
        const std::string sign = mark;
        if (!text.starts_with(sign)) continue;
        const auto end = text.find(sign, sign.size() + 1);
        if (end == std::string::npos) break;
        return std::string("<") + tag + ">" +
               xmlEscaped(text.substr(sign.size(), end - sign.size())) + "</" + tag + ">" +
               xmlEscaped(text.substr(end + sign.size()));
    }
    return xmlEscaped(text);
}

std::string tableLine(const std::vector<std::string>& cells, const char* tag) {
    std::string text = "<tr>";
    for (std::size_t c = 0; c < cells.size(); ++c) {
        // Qt's own HTML knows the attribute and not the style sheet's first-child.
        text += std::string("<") + tag + (c == 0 ? " align=\"left\">" : " align=\"right\">") +
                inlineHtml(cells[c]) + "</" + tag + ">";
    }
    return text + "</tr>\n";
}

/// Keeps what is open and closes it in time.
class Writer {
public:
    void add(const std::string& line) {
        if (line.starts_with('|'))
            addTableLine(line);
        else if (line.starts_with("- "))
            open("ul", "<ul>\n"), text_ += "<li>" + inlineHtml(line.substr(2)) + "</li>\n";
        else if (line.starts_with("# "))
            open("", ""), text_ += "<h1>" + xmlEscaped(line.substr(2)) + "</h1>\n";
        else if (line.starts_with("## "))
            open("", ""), text_ += "<h2>" + xmlEscaped(line.substr(3)) + "</h2>\n";
        else if (line.empty())
            open("", "");
        else
            open("p", "<p>"), text_ += inlineHtml(line) + "\n";
    }
    std::string take() {
        open("", "");
        return std::move(text_);
    }

private:
    void open(const std::string& tag, const char* beginning) {
        if (open_ == tag && !tag.empty()) return;
        if (open_ == "table") text_ += "</tbody></table></div>\n";
        if (open_ == "ul" || open_ == "p") text_ += "</" + open_ + ">\n";
        open_ = tag;
        text_ += beginning;
    }
    void addTableLine(const std::string& line) {
        if (line.starts_with("|:-")) return;  // the line below the header
        const bool header = open_ != "table";
        open("table", "<div class=\"wide\"><table cellspacing=\"0\" cellpadding=\"3\"><thead>\n");
        text_ += tableLine(cellsOf(line), header ? "th" : "td");
        if (header) text_ += "</thead><tbody>\n";
    }

    std::string open_, text_;
};

}  // namespace

std::string htmlOfMarkdown(const std::string& markdown) {
    Writer writer;
    std::istringstream lines(markdown);
    for (std::string line; std::getline(lines, line);) writer.add(line);
    return writer.take();
}

}  // namespace alphascope
