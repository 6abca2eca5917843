// SPDX-License-Identifier: GPL-3.0-or-later
// What the targets share: the bytes as a file, and what counts as an answer.
#pragma once

#include "study/error.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace alphascope::fuzz {

/// A folder of this process, in memory where the system has such a place; removed at its end.
const std::filesystem::path& inputFolder();
/// A folder in it with nothing in it.
std::filesystem::path emptyFolder(const std::string& name);

/// The bytes as a file.
class InputFile {
public:
    InputFile(std::string_view bytes, const std::filesystem::path& name);
    [[nodiscard]] const std::filesystem::path& path() const { return file_; }

private:
    std::filesystem::path file_;
};

/// The first of the parts that a zero byte parts; it is taken off. For readers of several files.
std::string_view takePart(std::string_view& bytes);

template <typename Work>
void expectAnswer(Work work) {
    try {
        work();
    } catch (const Error&) {
        // The sentence that the user would read.
    }
}

}  // namespace alphascope::fuzz
