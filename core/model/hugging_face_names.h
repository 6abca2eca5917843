// SPDX-License-Identifier: GPL-3.0-or-later
// How the three families of Hugging Face models name what our transformer holds. MiniLM uses BERT's
// names. Source: the model files of the transformers library (modeling_bert, modeling_distilbert,
// modeling_roberta), whose state dicts are the published layout.
#pragma once

#include "model/encoder.h"
#include "model/hugging_face_settings.h"

#include <string>
#include <vector>

namespace alphascope {

/// The family whose layout can hold such a transformer. Throws Error where none can.
HuggingFaceFamily familyOf(const EncoderConfig& config);

/// The tensors that make up one of ours (a name of Classifier::namedTensors()): one, or query, key
/// and value for the fused attention.self.qkv, stacked along the rows. With the body's prefix.
std::vector<std::string> huggingFaceNames(HuggingFaceFamily family, const std::string& ours);

/// Whether a tensor is known to be of no use here: buffers and the heads of language modelling.
/// `name` is without the body's prefix.
bool isIgnoredTensor(HuggingFaceFamily family, const std::string& name);

}  // namespace alphascope
