// SPDX-License-Identifier: GPL-3.0-or-later
// The list of words beside GloVe vectors. Without torch, so that it can be tested on strangers'
// files without it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <unordered_map>

namespace alphascope {

/// The row of each word: line i of the file names row i. Throws Error naming the line where a word
/// occurs again.
std::unordered_map<std::string, std::int64_t> readGloveWords(const std::filesystem::path& file);

}  // namespace alphascope
