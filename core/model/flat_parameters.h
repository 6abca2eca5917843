// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/torch.h>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace alphascope {

/// Name and shape of one parameter, and whether weight decay applies (not to biases and layer
/// norms).
struct ParameterShape {
    std::string name;
    std::vector<std::int64_t> shape;
    bool decay = true;
};

/// All parameters of a model in one flat buffer, their gradients in a second. Norms, optimiser
/// updates and checkpoints are then single passes over contiguous memory. Not thread-safe: a run
/// thread owns all its tensors.
class FlatParameters {
public:
    FlatParameters(std::vector<ParameterShape> shapes, torch::ScalarType dtype);

    /// Leaf tensors, in the order of the shapes; their gradients accumulate into gradients().
    [[nodiscard]] const std::vector<torch::Tensor>& leaves() const { return leaves_; }
    [[nodiscard]] const std::vector<ParameterShape>& shapes() const { return shapes_; }
    [[nodiscard]] torch::Tensor values() const { return values_; }        ///< [P]
    [[nodiscard]] torch::Tensor gradients() const { return gradients_; }  ///< [P]
    [[nodiscard]] torch::Tensor decayMask() const { return decay_; }      ///< [P], 0 or 1
    void zeroGradients() { gradients_.zero_(); }

    /// Cuts a flat vector [P] into views shaped like the leaves.
    [[nodiscard]] std::vector<torch::Tensor> cut(const torch::Tensor& flat) const;
    /// The leaf of that name; throws Error when there is none.
    [[nodiscard]] torch::Tensor leaf(const std::string& name) const;
    [[nodiscard]] std::int64_t count() const { return values_.numel(); }

private:
    std::vector<ParameterShape> shapes_;
    torch::Tensor values_, gradients_, decay_;
    std::vector<torch::Tensor> leaves_;
};

}  // namespace alphascope
