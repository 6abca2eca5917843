// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

namespace alphascope {

/// Softmax of each row of logits [n, outputs], row-major.
std::vector<double> softmaxRows(std::span<const float> logits, int outputs);

inline constexpr int kCalibrationBins = 15;

/// Expected calibration error of probabilities [n, outputs]: the confidence of a sample is its
/// largest probability; over bins of equal width, closed above, the mean of |share right − mean
/// confidence| weighted by the bin's samples (Naeini et al., AAAI 2015; Guo et al., ICML 2017,
/// equation 3, with their 15 bins). NaN where there are no samples or a probability is NaN.
double expectedCalibrationError(std::span<const int> truth, std::span<const double> probabilities,
                                int outputs, int bins = kCalibrationBins);

/// Brier's score (1950): mean over samples of the squared distance between the probabilities and
/// the one-hot truth, in [0, 2]. Of two classes it is twice what scikit-learn's
/// brier_score_loss gives. NaN where there are no samples.
double brierScore(std::span<const int> truth, std::span<const double> probabilities, int outputs);

}  // namespace alphascope
