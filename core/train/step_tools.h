// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "distill/meta_gradient.h"
#include "model/adamw.h"
#include "train/phase_clock.h"
#include "train/prepared_data.h"

#include <optional>
#include <utility>

namespace alphascope {

/// Gathers a batch of a set: tokens, places and labels.
Batch makeBatch(const EncodedSet& set, const std::vector<std::size_t>& positions, int pad_id);

/// Draws meta batches from the held-out set, seeded, reshuffled when it runs out.
class MetaBatches {
public:
    MetaBatches(const EncodedSet& meta, int pad_id, std::uint64_t seed)
        : meta_(meta), pad_id_(pad_id), sampler_(meta.size(), seed) {}
    Batch next(std::size_t rows) { return makeBatch(meta_, sampler_.next(rows), pad_id_); }
    [[nodiscard]] std::string state() const { return sampler_.state(); }
    void restore(const std::string& state) { sampler_.restore(state); }

private:
    const EncodedSet& meta_;
    int pad_id_;
    CyclingSampler sampler_;
};

/// Flat vectors that every step uses again.
struct StepBuffers {
    explicit StepBuffers(const FlatParameters& parameters)
        : train(parameters), meta(parameters), other(parameters) {}
    Gradient train, meta, other;
};

/// One training step between its forward pass and its update: what schemes may ask of it (see
/// StepTools), and the real backward.
class TrainerStepTools final : public StepTools {
public:
    struct Parts {
        const Classifier& model;
        const Batch& batch;
        ForwardPass& pass;
        const LogitLosses& losses;
        DropoutStream masks;  ///< as they stood before the training forward
        const TeacherView& meta_view;
        std::span<const std::unique_ptr<LossTerm>> terms;
        MetaBatches* meta;  ///< null: no meta set
        const AdamW& optimiser;
        StepBuffers& buffers;
        PhaseClock& clock;
        std::int64_t step;
    };
    explicit TrainerStepTools(Parts parts) : parts_(std::move(parts)) {}

    [[nodiscard]] torch::Tensor values() const override;
    [[nodiscard]] std::int64_t encoderSize() const override;
    [[nodiscard]] AdamMoments moments() const override;
    torch::Tensor metaGradient(MetaLoss loss, int rows, const torch::Tensor& at) override;
    torch::Tensor rates(const torch::Tensor& along, RateMethod method) override;
    torch::Tensor gradient(const torch::Tensor& weights) override;
    void note(const std::string& series, double value) override {
        notes_.emplace_back(series, value);
    }

    /// The gradient of (1/B) sum_i sum_a weights_ia l_i^a, into buffers.train.
    void backward(const torch::Tensor& weights);
    /// Numbers for the run's record, with "meta_loss" and "meta_train_cosine" where the scheme took
    /// a meta-gradient: two passes over the touched parameters. `gradient_norm` is that of
    /// buffers.train.
    [[nodiscard]] std::vector<std::pair<std::string, double>> takeNotes(double gradient_norm);

private:
    [[nodiscard]] torch::Tensor tangent(const torch::Tensor& direction, RateMethod method);
    void addGradient(const torch::Tensor& cotangents, Gradient& into);

    Parts parts_;
    torch::Tensor units_;  // cotangents of the last slopes; undefined: none
    std::vector<std::pair<std::string, double>> notes_;
    bool has_meta_gradient_ = false;
};

}  // namespace alphascope
