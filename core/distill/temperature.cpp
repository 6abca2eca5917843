// SPDX-License-Identifier: GPL-3.0-or-later
// fixed: T_i = T0
// flsw:  w_i = (1 - cos(z_i, zt_i))^γ      T_i = T0 + β (mean_j w_j - w_i)
// cwsm:  w_i = 1 / (max softmax(z_i) + 0.001),  T_i as in flsw
// The mean is over the batch. Wen, Lai and Qian (2019), arXiv 1911.07471, in the form of TextBrewer
// (examples β = 1, γ = 2). TextBrewer has no floor; here T_i >= 0.05, since a T_i at or below zero
// has no meaning. The student's logits are taken as numbers: no gradient flows through T_i.
#include "distill/temperature.h"

#include <sstream>

namespace alphascope {
namespace {

/// Below this a vector of logits has no direction, and its cosine counts as 0.
constexpr double kSmallestNorm = 1e-12;
constexpr double kCwsmOffset = 1e-3;

torch::Tensor direction(const torch::Tensor& logits) {
    return logits / logits.norm(2, -1, true).clamp_min(kSmallestNorm);
}

}  // namespace

TemperatureSchedule temperatureSchedule(const TrainSpec& train) {
    TemperatureSchedule schedule{.base = train.temperature,
                                 .beta = train.temperature_beta,
                                 .gamma = train.temperature_gamma};
    if (train.temperature_schedule == "flsw") schedule.kind = TemperatureSchedule::Kind::kFlsw;
    if (train.temperature_schedule == "cwsm") schedule.kind = TemperatureSchedule::Kind::kCwsm;
    return schedule;
}

torch::Tensor sampleTemperatures(const TemperatureSchedule& schedule, const torch::Tensor& student,
                                 const torch::Tensor& teacher) {
    if (schedule.kind == TemperatureSchedule::Kind::kFixed || student.size(-1) == 1) return {};
    torch::NoGradGuard no_grad;
    const auto z = student.detach();
    const auto w =
        schedule.kind == TemperatureSchedule::Kind::kFlsw
            ? (1.0 - (direction(z) * direction(teacher)).sum(-1)).clamp_min(0.0).pow(schedule.gamma)
            : 1.0 / (torch::softmax(z, -1).amax(-1) + kCwsmOffset);
    return (schedule.base + schedule.beta * (w.mean() - w)).clamp_min(kMinTemperature);
}

std::string describe(const TemperatureSchedule& schedule) {
    std::ostringstream text;
    if (schedule.kind == TemperatureSchedule::Kind::kFixed) {
        text << "T = " << schedule.base << " (T² = " << schedule.base * schedule.base
             << "), the same for every sample";
        return text.str();
    }
    text << "T_i = max(" << schedule.base << " + " << schedule.beta << " (mean_j w_j - w_i), "
         << kMinTemperature << "), mean over the batch, w_i = ";
    if (schedule.kind == TemperatureSchedule::Kind::kFlsw)
        text << "(1 - cos(z_i, zt_i))^" << schedule.gamma << " (flsw)";
    else
        text << "1/(max softmax(z_i) + " << kCwsmOffset << ") (cwsm)";
    text << "; T stands for T_i in the teacher term, T² included";
    return text.str();
}

}  // namespace alphascope
