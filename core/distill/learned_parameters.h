// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/adamw.h"

#include <span>
#include <string>

namespace alphascope {

/// The few parameters that a scheme itself learns, with their own Adam.
class LearnedParameters {
public:
    LearnedParameters(std::vector<ParameterShape> shapes, torch::ScalarType dtype);
    LearnedParameters(const LearnedParameters&) = delete;
    LearnedParameters& operator=(const LearnedParameters&) = delete;

    [[nodiscard]] const std::vector<torch::Tensor>& leaves() const { return values_.leaves(); }
    [[nodiscard]] torch::Tensor values() const { return values_.values(); }  ///< [P]
    /// One step along the gradients of the leaves. `decay` is Adam's own weight decay, λθ added to
    /// the gradient as in torch.optim.Adam, not AdamW's.
    void step(double learning_rate, std::span<const torch::Tensor> gradients, double decay = 0.0);

    /// State under `name`.
    void save(TensorFile& archive, const std::string& name) const;
    void load(const TensorFile& archive, const std::string& name);

private:
    FlatParameters values_;
    Gradient gradient_;
    AdamW optimiser_;
};

}  // namespace alphascope
