// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/forward_mode.h"

#include <torch/csrc/autograd/forward_grad.h>

namespace alphascope {
namespace {

/// The process-wide forward-mode level, entered on first use and never left.
std::int64_t level() {
    static const std::uint64_t kLevel = torch::autograd::ForwardADLevel::get_next_idx();
    return static_cast<std::int64_t>(kLevel);
}

}  // namespace

torch::Tensor makeDual(const torch::Tensor& value, const torch::Tensor& tangent) {
    return at::_make_dual(value, tangent, level());
}

bool isDual(const torch::Tensor& tensor) {
    return tensor._fw_grad(static_cast<std::uint64_t>(level())).defined();
}

Dual takeApart(const torch::Tensor& dual) {
    const auto [value, tangent] = at::_unpack_dual(dual, level());
    return {.value = value, .tangent = tangent.defined() ? tangent : torch::zeros_like(value)};
}

}  // namespace alphascope
