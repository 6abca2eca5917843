// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/gradient.h"

#include <torch/torch.h>

namespace alphascope {

/// One forward pass of a batch of B samples through a classifier with K outputs, kept for what is
/// asked of it afterwards. The primal is never computed twice where an implementation can help it:
/// tangents, per-sample slopes and gradients all start from what this pass has stored. The
/// parameters must not change before the last question. Tensors come and go without a graph; those
/// with a side of samples ([B], [B, K], [B, P]) lie in the CPU's memory whatever the model's device
/// is, flat vectors [P] beside the parameters.
class ForwardPass {
public:
    virtual ~ForwardPass() = default;

    [[nodiscard]] const torch::Tensor& logits() const { return logits_; }  ///< [B, K]
    [[nodiscard]] const torch::Tensor& features() const {
        return features_;
    }  ///< [B, P], to the
       ///< linear head
    /// J_i v for every sample, [B, K]: the rate of change of the logits when the parameters move
    /// along `direction` [P], under this pass's own dropout masks. Exact (forward mode).
    virtual torch::Tensor tangent(const torch::Tensor& direction) = 0;
    /// <direction, J_i' c_i> for every sample, [B], for cotangents c [B, K]. Exact; the default
    /// takes the tangents. An implementation may keep its work for addScaledGradient().
    virtual torch::Tensor slopes(const torch::Tensor& cotangents, const torch::Tensor& direction) {
        return (tangent(direction) * cotangents).sum(-1);
    }
    /// Adds sum_i J_i' c_i to a gradient.
    virtual void addGradient(const torch::Tensor& cotangents, Gradient& into) = 0;
    /// Adds sum_i s_i J_i' c_i, s [B], for the cotangents c of the last slopes().
    virtual void addScaledGradient(const torch::Tensor& scale, const torch::Tensor& cotangents,
                                   Gradient& into) {
        addGradient(cotangents * scale.unsqueeze(1), into);
    }

protected:
    torch::Tensor logits_, features_;
};

}  // namespace alphascope
