// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/pretrained.h"

namespace alphascope {

/// Reads config.json and model.safetensors of a BERT, DistilBERT, RoBERTa or DistilRoBERTa model,
/// or of one with BERT's names (MiniLM): body, and the head of sequence classification where there
/// is one. The names of its classes come from id2label. `vocabulary` is vocab.txt, else
/// tokenizer.json, else empty. Half floats stay as stored. Throws Error, in a sentence, on an
/// architecture that is not known, on missing, extra or misshaped tensors by name, and on a folder
/// that has its weights as pickle only: then it names the command that converts them.
///
/// One difference to the library remains: RoBERTa's head drops its input in training, ours its
/// output only.
PretrainedModel loadHuggingFace(const std::filesystem::path& folder);

/// Writes config.json and model.safetensors as the library's ...ForSequenceClassification reads
/// them, with readable class names, and copies the tokenizer's files (vocab.txt, tokenizer.json)
/// beside them. Regression scores are written in the task's own range. Throws Error for encoders
/// that are no transformers, and when a file cannot be written.
void saveHuggingFace(const std::filesystem::path& folder, const Classifier& model,
                     const TaskDescriptor& task,
                     std::span<const std::filesystem::path> tokenizer_files);

}  // namespace alphascope
