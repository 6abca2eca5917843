// SPDX-License-Identifier: GPL-3.0-or-later
#include "study/error.h"

namespace alphascope {

Error Error::at(const std::string& file, long line, const std::string& what,
                const std::string& remedy) {
    std::string text = file;
    if (line > 0) text += ":" + std::to_string(line);
    text += ": " + what;
    if (!text.ends_with('.')) text += '.';
    if (!remedy.empty()) text += " " + remedy;
    if (!text.ends_with('.')) text += '.';
    return Error(text);
}

}  // namespace alphascope
