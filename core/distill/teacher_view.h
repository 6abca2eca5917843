// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/batches.h"
#include "distill/loss_term.h"
#include "distill/temperature.h"

namespace alphascope {

/// A batch on its way through the student.
struct Batch {
    PackedTokens tokens;
    torch::Tensor index;   ///< [B] int64: places in the set that the batch was drawn from
    torch::Tensor labels;  ///< [B]
};

/// What the frozen teacher shows of itself. Some views depend on the student (attention over
/// layers).
class TeacherView {
public:
    virtual ~TeacherView() = default;
    [[nodiscard]] virtual Targets targets(const Batch& batch,
                                          const StudentOutput& student) const = 0;
};

/// The output head: logits [N, K] of the whole set, computed once (RW-KD, ordinary KD). An
/// undefined tensor stands for "no teacher".
class OutputHeadView final : public TeacherView {
public:
    OutputHeadView(torch::Tensor logits, TemperatureSchedule schedule)
        : logits_(std::move(logits)), schedule_(schedule) {}
    /// One fixed temperature.
    OutputHeadView(torch::Tensor logits, double temperature)
        : OutputHeadView(std::move(logits), TemperatureSchedule{.base = temperature}) {}

    [[nodiscard]] Targets targets(const Batch& batch, const StudentOutput& student) const override {
        Targets targets{
            .labels = batch.labels, .teacher_logits = {}, .temperature = schedule_.base};
        if (!logits_.defined()) return targets;
        targets.teacher_logits = logits_.index_select(0, batch.index);
        targets.temperatures =
            sampleTemperatures(schedule_, student.logits, targets.teacher_logits);
        return targets;
    }

private:
    torch::Tensor logits_;
    TemperatureSchedule schedule_;
};

}  // namespace alphascope
