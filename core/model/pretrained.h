// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/classifier.h"
#include "study/task.h"

#include <filesystem>

namespace alphascope {

/// Weights made elsewhere, in our naming.
struct PretrainedModel {
    EncoderConfig config;
    /// By the names of Classifier::namedTensors(), in the stored type. Pooler and head may lack.
    std::map<std::string, torch::Tensor> tensors;
    std::vector<std::string> labels;  ///< names of the head's outputs; empty where there is no head
    std::filesystem::path vocabulary;  ///< vocab.txt, tokenizer.json or vocab.tsv
};

/// Reads a Hugging Face folder (hugging_face.h) or that of the Universal Sentence Encoder lite
/// (use_lite.h); its config.json tells which. Throws Error.
PretrainedModel loadPretrained(const std::filesystem::path& folder);

/// Fits the head to a task: its rows in the order of the task's classes, matched by name
/// ("LABEL_0", "0" and common names such as "NEGATIVE" are known), scores divided as the task
/// divides them. Where the head is for something else, it is taken off, and false comes back.
bool fitHead(PretrainedModel& model, const TaskDescriptor& task);

/// For people, in class order: "negative", "positive" for SST-2; empty for regression.
std::vector<std::string> readableLabels(const TaskDescriptor& task);

/// Copies the weights into a model of the same sizes. Returns the parameters that the file lacks
/// and that keep their start (pooler and head at most). Throws Error naming what does not fit.
std::vector<std::string> copyPretrained(const PretrainedModel& from, Classifier& to);

}  // namespace alphascope
