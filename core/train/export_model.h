// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace alphascope {

/// Writes the final weights of a run, which lie in `run_dir`, as a Hugging Face folder:
/// config.json, model.safetensors and the tokenizer's files. Throws Error: no weights there, an
/// encoder that the library does not have, or a folder that cannot be written.
void exportModel(const std::filesystem::path& run_dir, const std::filesystem::path& folder);

}  // namespace alphascope
