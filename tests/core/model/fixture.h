// SPDX-License-Identifier: GPL-3.0-or-later
// What tests/fixtures/model/make_model_fixtures.py recorded.
#pragma once

#include "model/pretrained.h"
#include "model/safetensors.h"

namespace alphascope::fixture {

/// A recorded batch and its results.
struct Expected {
    TokenBatch tokens;
    PackedTokens packed;                          ///< the same
    std::map<std::string, torch::Tensor> values;  ///< "labels", "logits", "loss", ...
};

std::filesystem::path folder(const std::string& name);
Expected expected(const std::string& name);

/// The model of a folder: a Hugging Face one, or one in our own naming.
PretrainedModel load(const std::filesystem::path& folder);

/// The same as a classifier with as many outputs as its head.
Classifier classifier(const PretrainedModel& model, torch::ScalarType dtype);

/// Mean cross entropy against the recorded labels, and its gradient, through a forward pass as the
/// training loop takes it.
struct LossAndGradient {
    torch::Tensor logits;
    double loss;
    Gradient gradient;
};
LossAndGradient lossAndGradient(const Classifier& model, const Expected& expected);

double largestDifference(const torch::Tensor& a, const torch::Tensor& b);

}  // namespace alphascope::fixture
