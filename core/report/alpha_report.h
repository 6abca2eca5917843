// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/reader.h"

#include <optional>
#include <string>

namespace alphascope {

/// How well α finds the samples whose label was flipped on purpose.
struct NoiseFinding {
    std::int64_t samples = 0;
    std::int64_t flipped = 0;
    double auc_alpha = 0.0;       ///< mean α over epochs, mid-ranks
    double auc_label_loss = 0.0;  ///< mean label loss over epochs, for comparison
};

/// Absent where the run's train set has no flipped label or no per-sample record.
std::optional<NoiseFinding> findNoise(StoreReader& reader, std::int64_t run_id);

/// CSV of every sample of a run:
/// id,label,flipped,teacher_misled,alpha,alpha_mean,epochs,label_loss,
/// teacher_loss,student_p_label,teacher_p_label (probabilities empty in regression).
std::string samplesCsv(StoreReader& reader, std::int64_t run_id);

/// What the student gave the observed label at its latest step: exp(-CE). NaN in regression.
double studentProbability(const SampleView& sample, bool regression);
/// softmax(teacher logits)[label]. NaN in regression or without teacher.
double teacherProbability(const SampleView& sample, bool regression);

}  // namespace alphascope
