// SPDX-License-Identifier: GPL-3.0-or-later
// linear: α(s) = a0 + (a1 - a0) s
// cosine: α(s) = a1 + (a0 - a1)(1 + cos(πs)) / 2
// s = (step - 1) / (total - 1) in [0, 1]; a0 = kd_weight_start (1), a1 = kd_weight_end (0).
// Standard.
#include "distill/schemes.h"

#include <cmath>
#include <numbers>

namespace alphascope {
namespace {

enum class Shape { kLinear, kCosine };

class Schedule final : public WeightingScheme {
public:
    Schedule(Shape shape, double start, double end) : shape_(shape), start_(start), end_(end) {}
    Weights weigh(const WeighingContext& context) override {
        const double last = static_cast<double>(std::max<std::int64_t>(context.total_steps - 1, 1));
        const double s = static_cast<double>(context.step - 1) / last;
        const double alpha =
            shape_ == Shape::kLinear
                ? start_ + (end_ - start_) * s
                : end_ + (start_ - end_) * (1.0 + std::cos(std::numbers::pi * s)) / 2.0;
        return fromAlpha(torch::full({context.losses.size(0)}, alpha, context.losses.options()));
    }

private:
    Shape shape_;
    double start_, end_;
};

}  // namespace

std::unique_ptr<WeightingScheme> makeLinear(const SchemeSettings& settings) {
    return std::make_unique<Schedule>(Shape::kLinear, settings.real("kd_weight_start"),
                                      settings.real("kd_weight_end"));
}
std::unique_ptr<WeightingScheme> makeCosine(const SchemeSettings& settings) {
    return std::make_unique<Schedule>(Shape::kCosine, settings.real("kd_weight_start"),
                                      settings.real("kd_weight_end"));
}

}  // namespace alphascope
