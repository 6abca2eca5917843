// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/autocast.h"
#include "model/encoder.h"
#include "model/forward_pass.h"
#include "model/packed/arena.h"

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

    /// Moves the parameters; see FlatParameters::moveTo().
    void moveTo(const Placement& placement) { parameters_.moveTo(placement); }

    /// A pass that can be asked for tangents and gradients, at the model's own values or at others
    /// [P] (a virtual step). `dropout` null: evaluation, nothing is dropped.
    [[nodiscard]] std::unique_ptr<ForwardPass> forward(
        const torch::Tensor& values, const PackedTokens& tokens, DropoutStream* dropout,
        Precision precision = Precision::kAsStored) const;
    [[nodiscard]] std::unique_ptr<ForwardPass> forward(
        const PackedTokens& tokens, DropoutStream* dropout,
        Precision precision = Precision::kAsStored) const;
    /// Logits [B, outputs] with nothing kept, in the CPU's memory whatever the device.
    [[nodiscard]] torch::Tensor predict(const torch::Tensor& values, const PackedTokens& tokens,
                                        DropoutStream* dropout) const;
    [[nodiscard]] torch::Tensor predict(const PackedTokens& tokens) const;

    /// What the model computes, in libtorch's operations, on any tensors in place of the parameters
    /// (leaves, duals, values in double). The batch, and what comes back, lie on their device.
    struct Output {
        torch::Tensor logits;    ///< [B, outputs]
        torch::Tensor features;  ///< [B, P], as the head sees them
    };
    [[nodiscard]] Output run(std::span<const torch::Tensor> parameters, const TokenBatch& batch,
                             DropoutStream* dropout) const;
    [[nodiscard]] torch::Tensor logits(std::span<const torch::Tensor> parameters,
                                       const TokenBatch& batch, DropoutStream* dropout) const {
        return run(parameters, batch, dropout).logits;
    }
    [[nodiscard]] torch::Tensor logits(const TokenBatch& batch, DropoutStream* dropout) const {
        return logits(parameters_.leaves(), batch, dropout);
    }

    [[nodiscard]] FlatParameters& parameters() { return parameters_; }
    [[nodiscard]] const FlatParameters& parameters() const { return parameters_; }
    [[nodiscard]] const EncoderConfig& config() const { return config_; }
    [[nodiscard]] int outputs() const { return outputs_; }
    /// Memory that the passes of this model hand on from step to step.
    [[nodiscard]] const std::shared_ptr<packed::BlockPool>& blocks() const { return blocks_; }
    /// Parameters of the linear head: the last of the flat vector.
    [[nodiscard]] std::int64_t headSize() const {
        return parameters_.leaves()[parameters_.leaves().size() - 2].numel() + outputs_;
    }
    /// [vocab, width], the leaf; every kind of encoder has one.
    [[nodiscard]] torch::Tensor wordEmbedding() const { return parameters_.leaves().front(); }

    /// Tensors by name, views of the parameters (for files).
    [[nodiscard]] std::map<std::string, torch::Tensor> namedTensors() const;
    /// Throws the Errors of load() without making a model: what a file says of its sizes may be
    /// absurd, and its tensors tell.
    static void requireTensors(const EncoderConfig& config, int outputs,
                               const std::map<std::string, torch::Tensor>& tensors);
    /// Copies tensors in by name. Throws Error on missing, extra or differently shaped tensors.
    void load(const std::map<std::string, torch::Tensor>& tensors);

private:
    EncoderConfig config_;
    int outputs_;
    std::unique_ptr<Encoder> encoder_;
    FlatParameters parameters_;
    std::shared_ptr<packed::BlockPool> blocks_ = std::make_shared<packed::BlockPool>();
};

}  // namespace alphascope
