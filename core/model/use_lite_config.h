// SPDX-License-Identifier: GPL-3.0-or-later
// What config.json of the Universal Sentence Encoder lite says. Without torch, as
// hugging_face_settings.h.
#pragma once

#include "model/encoder_config.h"

#include <filesystem>

namespace alphascope {

/// Whether this is the config.json of the Universal Sentence Encoder lite.
bool isUseLite(const nlohmann::json& config);

/// Reads config.json. Throws Error, naming the file, when it states another forward pass than ours,
/// or sizes that cannot be.
EncoderConfig readUseLiteConfig(const std::filesystem::path& file);

}  // namespace alphascope
