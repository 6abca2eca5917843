// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "study/run_spec.h"

#include <torch/torch.h>

#include <string>

namespace alphascope {

/// How the temperature of the teacher term is set; formulas and source in the .cpp.
struct TemperatureSchedule {
    enum class Kind { kFixed, kFlsw, kCwsm };
    Kind kind = Kind::kFixed;
    double base = 1.0;   ///< T0
    double beta = 1.0;   ///< how far a sample may lie from T0
    double gamma = 2.0;  ///< FLSW's exponent
};

/// No sample's temperature falls below this, the lowest that a study may ask for.
inline constexpr double kMinTemperature = 0.05;

TemperatureSchedule temperatureSchedule(const TrainSpec& train);

/// Temperatures [B], detached, from logits [B, K] of student and teacher. Undefined where one
/// temperature serves all samples: fixed, or a single output (regression).
torch::Tensor sampleTemperatures(const TemperatureSchedule& schedule, const torch::Tensor& student,
                                 const torch::Tensor& teacher);

/// "T = 2 (T² = 4), the same for every sample", or the formula with its numbers.
std::string describe(const TemperatureSchedule& schedule);

}  // namespace alphascope
