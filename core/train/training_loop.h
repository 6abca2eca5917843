// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "distill/schemes.h"
#include "distill/teacher_view.h"
#include "model/adamw.h"
#include "train/prepared_data.h"
#include "train/step_tools.h"

#include <array>
#include <functional>
#include <memory>
#include <optional>

namespace alphascope {

/// One optimiser update, as it was done.
struct StepReport {
    std::int64_t step = 0;               ///< 1-based
    std::int32_t epoch = 0;              ///< 0-based
    double epochs_done = 0.0;            ///< fractional
    std::vector<std::size_t> positions;  ///< in the train set
    torch::Tensor losses;                ///< [B, terms], detached
    torch::Tensor weights;               ///< [B, 2], detached
    bool rows_sum_to_one = true;
    double total_loss = 0.0;
    double learning_rate = 0.0;
    double gradient_norm = 0.0;                         ///< before clipping
    std::vector<std::pair<std::string, double>> notes;  ///< further numbers, by series name
    std::array<double, kPhaseNames.size()> seconds{};   ///< by phase
};

/// Called on the run's thread between steps.
struct LoopHooks {
    std::function<bool()> keep_going = [] { return true; };  ///< asked before each step
    std::function<void(const StepReport&)> on_step = [](const StepReport&) {};
    std::function<void(std::int64_t step)> on_evaluate = [](std::int64_t) {};
    /// After on_evaluate, and each `checkpoint_every` steps: the moment for save().
    std::function<void(std::int64_t step)> on_checkpoint = [](std::int64_t) {};
};

/// Trains one model on one set with one scheme: batches, forward, weighting, backward, clipping,
/// AdamW, schedule. Knows neither store nor files.
class TrainingLoop {
public:
    /// `teacher_train` and `teacher_meta` are the teacher's logits on the sets, undefined without
    /// teacher. `meta` may be null where the scheme needs none. References must outlive the loop.
    TrainingLoop(const RunSpec& spec, Classifier& model, const PreparedData& data,
                 const EncodedSet& train, const EncodedSet* meta, torch::Tensor teacher_train,
                 torch::Tensor teacher_meta);

    /// Runs to the end, from where load() left it; false when keep_going ended it. Throws Error
    /// naming step and term when a loss is not finite.
    bool run(const LoopHooks& hooks);

    [[nodiscard]] std::int64_t totalSteps() const { return total_steps_; }
    [[nodiscard]] bool usesTeacher() const { return terms_.size() > 1; }
    /// Model, optimiser, scheme, every generator and the place in the epoch. From within
    /// on_checkpoint, or after keep_going has ended run(): a loop that loads it ends with the same
    /// bits as one that was never ended.
    void save(TensorFile& archive) const;
    /// Takes all of it over. Throws Error where something is missing or does not fit.
    void load(const TensorFile& archive);
    /// Updates done, 0 before the first.
    [[nodiscard]] std::int64_t stepsDone() const {
        return steps_per_epoch_ * epoch_ + batches_done_;
    }

private:
    StepReport doStep(std::int64_t step, std::int32_t epoch, std::vector<std::size_t> positions);
    void afterStep(std::int64_t step, const LoopHooks& hooks);
    void activateWords(const EncodedSet* meta);
    void update(StepReport& report, TrainerStepTools& tools);
    void requireFiniteLosses(const torch::Tensor& losses, std::int64_t step) const;
    void requireFiniteWeights(const torch::Tensor& weights, std::int64_t step) const;

    const RunSpec& spec_;
    Classifier& model_;
    const EncodedSet& train_;
    int pad_id_;
    std::unique_ptr<WeightingScheme> scheme_;
    std::vector<std::unique_ptr<LossTerm>> terms_;
    OutputHeadView train_view_;
    OutputHeadView meta_view_;
    AdamW optimiser_;
    StepBuffers buffers_;
    PhaseClock clock_;
    DropoutStream dropout_;
    Random order_;
    std::string epoch_order_state_;  // of order_ when the epoch began
    std::int32_t epoch_ = 0;
    std::int64_t batches_done_ = 0;  // in the epoch
    std::unique_ptr<MetaBatches> meta_batches_;
    std::int64_t steps_per_epoch_;
    std::int64_t total_steps_;
};

}  // namespace alphascope
