// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/hugging_face_names.h"

#include <filesystem>

namespace alphascope {

struct HuggingFaceConfig {
    HuggingFaceFamily family = HuggingFaceFamily::kBert;
    EncoderConfig encoder;
    std::vector<std::string> labels;  ///< id2label in order; the library's default is two
};

/// Reads config.json. Throws Error, naming the file, on an unknown architecture, on settings that
/// our forward pass does not have, and on sizes that cannot be.
HuggingFaceConfig readHuggingFaceConfig(const std::filesystem::path& file);

/// `labels` empty: a regression.
void writeHuggingFaceConfig(const std::filesystem::path& file, const EncoderConfig& encoder,
                            const std::vector<std::string>& labels);

}  // namespace alphascope
