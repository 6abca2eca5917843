// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "distill/meta_gradient.h"
#include "train/prepared_data.h"

namespace alphascope {

/// Gathers a batch of a set: padded tokens, places and labels.
Batch makeBatch(const EncodedSet& set, const std::vector<std::size_t>& positions, int pad_id);

/// Draws meta batches from the held-out set, seeded, reshuffled when it runs out.
class MetaBatches {
public:
    MetaBatches(const EncodedSet& meta, int pad_id, std::uint64_t seed)
        : meta_(meta), pad_id_(pad_id), sampler_(meta.size(), seed) {}
    Batch next(std::size_t rows) { return makeBatch(meta_, sampler_.next(rows), pad_id_); }
    [[nodiscard]] std::string state() const { return sampler_.state(); }

private:
    const EncodedSet& meta_;
    int pad_id_;
    CyclingSampler sampler_;
};

/// What schemes may ask of the current step; see StepTools.
class TrainerStepTools final : public StepTools {
public:
    struct Parts {
        const Classifier& model;
        const Batch& batch;
        const TeacherView& train_view;
        const TeacherView& meta_view;
        std::span<const std::unique_ptr<LossTerm>> terms;
        MetaBatches* meta;             ///< null: no meta set
        const DropoutStream& dropout;  ///< as it stands before the training forward
        double learning_rate;
        std::int64_t step;
    };
    explicit TrainerStepTools(Parts parts) : parts_(parts) {}

    [[nodiscard]] std::span<const torch::Tensor> parameters() const override {
        return parts_.model.parameters().leaves();
    }
    [[nodiscard]] double learningRate() const override { return parts_.learning_rate; }
    std::vector<torch::Tensor> metaGradient(MetaLoss loss, int rows,
                                            std::span<const torch::Tensor> at) override;
    torch::Tensor trainLosses() override;
    /// The last meta loss of the step, where the scheme asked for one.
    [[nodiscard]] std::optional<double> metaLoss() const { return meta_loss_; }

private:
    Parts parts_;
    std::optional<double> meta_loss_;
};

}  // namespace alphascope
