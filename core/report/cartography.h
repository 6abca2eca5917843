// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/reader.h"

#include <cstdint>
#include <vector>

namespace alphascope {

/// A sample over all epochs in which a run saw it.
struct SamplePoint {
    std::uint32_t id = 0;
    int epochs = 0;
    float alpha = 0.0F;       ///< mean
    float spread = 0.0F;      ///< population standard deviation of α over epochs: its variability
    float confidence = 0.0F;  ///< mean of what the student gave the observed label; NaN: regression
    float correctness = 0.0F;  ///< share of epochs with more than ½ for it; NaN in regression
    std::uint8_t flags = 0;    ///< kFlagFlipped, kFlagTeacherMisled
};

/// The map of a run's samples after Swayamdipta et al. (EMNLP 2020), "Dataset Cartography", with α
/// in the place of the confidence on one axis. Ascending by id; empty where the run has no α. With
/// more than two classes a label may win with less than ½, so correctness is then a lower bound.
std::vector<SamplePoint> cartography(StoreReader& reader, const RunRow& run);

}  // namespace alphascope
