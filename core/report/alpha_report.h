// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/reader.h"

#include <optional>
#include <string>

namespace alphascope {

/// How well a number finds the samples whose label was flipped on purpose: larger is more suspect.
struct NoiseDetector {
    double auc = 0.0;        ///< area under the ROC curve, mid-ranks
    double precision = 0.0;  ///< at k = the number of flipped labels; see precisionAtK
};

struct NoiseFinding {
    std::int64_t samples = 0;
    std::int64_t flipped = 0;
    NoiseDetector alpha;         ///< mean α over epochs
    NoiseDetector label_loss;    ///< mean label loss over epochs, for comparison
    NoiseDetector teacher_loss;  ///< mean teacher loss over epochs; NaN where no teacher is used
};

/// Absent where the run's train set has no flipped label or no per-sample record.
std::optional<NoiseFinding> findNoise(StoreReader& reader, std::int64_t run_id);

/// "AUC 0.912, precision at k 0.800".
std::string detectorText(const NoiseDetector& detector);

/// CSV of every sample of a run:
/// id,label,flipped,teacher_misled,alpha,alpha_mean,epochs,label_loss,
/// teacher_loss,student_p_label,teacher_p_label (probabilities empty in regression).
std::string samplesCsv(StoreReader& reader, std::int64_t run_id);

/// What the student gave the observed label at its latest step: exp(-CE). NaN in regression.
double studentProbability(const SampleView& sample, bool regression);
/// softmax(teacher logits)[label]. NaN in regression or without teacher.
double teacherProbability(const SampleView& sample, bool regression);

}  // namespace alphascope
