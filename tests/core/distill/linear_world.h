// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "distill/weighting_scheme.h"

#include <map>

namespace alphascope {

/// A world in which every answer of StepTools is a line of algebra: l_ia(θ) = <G_ia, θ>, and the
/// meta losses are L_mix(θ) = |θ - c|²/2, and the same with the other centres.
class LinearWorld final : public StepTools {
public:
    torch::Tensor theta;      // [P]
    torch::Tensor gradients;  // G [B, 2, P]
    torch::Tensor centre;     // c [P]
    AdamMoments adam;
    std::int64_t encoder = 0;
    std::map<std::string, double> notes;
    MetaLoss asked = MetaLoss::kMix;
    int meta_rows = -1, meta_gradients = 0;   // of the last question; questions so far
    torch::Tensor meta_at;                    // [P], of the last question
    std::vector<RateMethod> methods;          // as asked
    std::map<RateMethod, torch::Tensor> off;  // [B, 2], by how much a method misses the rates

    [[nodiscard]] torch::Tensor values() const override { return theta; }
    [[nodiscard]] std::int64_t encoderSize() const override { return encoder; }
    [[nodiscard]] AdamMoments moments() const override { return adam; }
    torch::Tensor metaGradient(MetaLoss loss, int rows, const torch::Tensor& at) override {
        asked = loss;
        meta_rows = rows;
        meta_at = at;
        ++meta_gradients;
        return at - centre;
    }
    torch::Tensor rates(const torch::Tensor& direction, RateMethod method) override {
        methods.push_back(method);
        const auto exact = gradients.matmul(direction);
        return off.contains(method) ? exact + off.at(method) : exact;
    }
    torch::Tensor gradient(const torch::Tensor& weights) override {
        return (weights.unsqueeze(2) * gradients).sum(1).mean(0);
    }
    void note(const std::string& series, double value) override { notes[series] = value; }

    [[nodiscard]] double metaLossAt(const torch::Tensor& at) const {
        return 0.5 * (at - centre).square().sum().item<double>();
    }
    /// A world of random numbers, in double.
    static LinearWorld random(std::uint64_t seed, std::int64_t rows, std::int64_t size) {
        torch::manual_seed(seed);
        const auto numbers = torch::TensorOptions().dtype(torch::kFloat64);
        LinearWorld world;
        world.theta = torch::randn({size}, numbers);
        world.gradients = torch::randn({rows, 2, size}, numbers);
        world.centre = torch::randn({size}, numbers);
        world.adam = {.mean = torch::randn({size}, numbers),
                      .variance = torch::rand({size}, numbers) + 0.1,
                      .steps = 5};
        world.encoder = size - 1;
        return world;
    }
};

}  // namespace alphascope
