// SPDX-License-Identifier: GPL-3.0-or-later
// What config.json of a Hugging Face model says. Without torch, so that it can be tested on
// strangers' files without it.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace alphascope {

enum class HuggingFaceFamily { kBert, kDistilBert, kRoberta };

/// "bert", "distilbert" or "roberta": config.json's model_type and the prefix of the body's
/// tensors.
std::string familyName(HuggingFaceFamily family);
std::optional<HuggingFaceFamily> familyFromName(const std::string& model_type);

/// Where a family keeps our sizes.
struct HuggingFaceKeys {
    const char* hidden;
    const char* layers;
    const char* heads;
    const char* feed_forward;
    const char* activation;
    const char* dropout;
    const char* attention_dropout;
};
const HuggingFaceKeys& huggingFaceKeys(HuggingFaceFamily family);

/// Our sizes, as EncoderConfig has them.
struct HuggingFaceSettings {
    HuggingFaceFamily family = HuggingFaceFamily::kBert;
    int vocab = 0;
    int max_length = 0;
    int layers = 0;
    int hidden = 0;
    int heads = 0;
    int feed_forward = 0;
    double dropout = 0.1;
    int token_types = 2;
    int position_offset = 0;
    double layer_norm_epsilon = 1e-12;
    std::vector<std::string> labels;  ///< id2label in order; the library's default is two
};

/// Reads config.json. Throws Error, naming the file, on an unknown architecture, on settings that
/// our forward pass does not have, and on sizes that cannot be.
HuggingFaceSettings readHuggingFaceSettings(const std::filesystem::path& file);

}  // namespace alphascope
