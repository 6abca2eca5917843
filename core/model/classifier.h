// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/encoder.h"

#include <map>

namespace alphascope {

/// An encoder with a linear head on its pooled vector: a student or a teacher.
class Classifier {
public:
    Classifier(const EncoderConfig& config, int outputs, torch::ScalarType dtype = torch::kFloat32);

    /// Weights from a normal distribution of the encoder's width (transformer and head: 0.02, as
    /// BERT), biases 0, layer norms 1, from its own seed.
    void initialise(std::uint64_t seed);
    /// Starts from evenly spaced layers of a teacher of the same hidden size; the head stays as it
    /// is. Throws Error when sizes or kinds differ.
    void initialiseFromTeacher(const Classifier& teacher);

    /// Logits [B, outputs] with other values in place of the parameters (duals, a virtual step).
    [[nodiscard]] torch::Tensor logits(std::span<const torch::Tensor> parameters,
                                       const TokenBatch& batch, DropoutStream* dropout) const;
    [[nodiscard]] torch::Tensor logits(const TokenBatch& batch, DropoutStream* dropout) const;

    [[nodiscard]] FlatParameters& parameters() { return parameters_; }
    [[nodiscard]] const FlatParameters& parameters() const { return parameters_; }
    [[nodiscard]] const EncoderConfig& config() const { return config_; }
    [[nodiscard]] int outputs() const { return outputs_; }
    /// [vocab, width], the leaf; every kind of encoder has one.
    [[nodiscard]] torch::Tensor wordEmbedding() const { return parameters_.leaves().front(); }

    /// Tensors by name, views of the parameters (for files).
    [[nodiscard]] std::map<std::string, torch::Tensor> namedTensors() const;
    /// Copies tensors in by name. Throws Error on missing, extra or differently shaped tensors.
    void load(const std::map<std::string, torch::Tensor>& tensors);

private:
    EncoderConfig config_;
    int outputs_;
    std::unique_ptr<Encoder> encoder_;
    FlatParameters parameters_;
};

}  // namespace alphascope
