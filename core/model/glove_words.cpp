// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/glove_words.h"

#include "model/mapped_file.h"
#include "study/error.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace alphascope {

std::unordered_map<std::string, std::int64_t> readGloveWords(const std::filesystem::path& file) {
    const MappedFile mapped(file);
    std::string_view rest = mapped.bytes();
    std::unordered_map<std::string, std::int64_t> rows;
    for (std::int64_t row = 0; !rest.empty(); ++row) {
        const auto end = std::min(rest.find('\n'), rest.size());
        std::string word(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (!rows.emplace(std::move(word), row).second)
            throw Error::at(file.string(), row + 1, "this word occurred before",
                            "Download the file again");
    }
    return rows;
}

}  // namespace alphascope
