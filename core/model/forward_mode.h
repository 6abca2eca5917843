// SPDX-License-Identifier: GPL-3.0-or-later
// libtorch's forward mode: a dual is a tensor that carries its tangent along a direction.
#pragma once

#include <torch/torch.h>

namespace alphascope {

/// A tensor and its tangent, of the same shape; neither is a dual.
struct Dual {
    torch::Tensor value;
    torch::Tensor tangent;
};

torch::Tensor makeDual(const torch::Tensor& value, const torch::Tensor& tangent);
/// Zeros where it carries no tangent.
Dual takeApart(const torch::Tensor& dual);
bool isDual(const torch::Tensor& tensor);

}  // namespace alphascope
