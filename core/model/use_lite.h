// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/pretrained.h"

namespace alphascope {

/// Reads config.json and model.safetensors of the Universal Sentence Encoder lite; the vocabulary
/// is vocab.tsv. `pairs` of the config is off; set it for tasks of two texts. Throws Error when the
/// config states another forward pass than ours, or when tensors are missing, extra or misshaped.
PretrainedModel loadUseLite(const std::filesystem::path& folder);

}  // namespace alphascope
