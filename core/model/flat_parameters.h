// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/torch.h>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace alphascope {

/// Name and shape of one parameter, whether weight decay applies (not to biases and layer norms),
/// and whether it is the word embedding, of which a batch uses only the rows of its tokens.
struct ParameterShape {
    std::string name;
    std::vector<std::int64_t> shape;
    bool decay = true;
    bool words = false;
};

/// Where the word embedding [rows, width] lies in a flat vector; no rows where a model has none.
struct RowBlock {
    std::int64_t begin = 0, rows = 0, width = 0;
    [[nodiscard]] std::int64_t end() const { return begin + rows * width; }
};

/// Where flat vectors lie, and by what means they are worked on.
struct Placement {
    torch::Device device = torch::kCPU;
    /// The project's own loops and packed passes over the CPU's memory; else libtorch's operations,
    /// which every device has. On the CPU both work, equal to rounding; the loops are the faster.
    bool own_loops = true;

    /// The right one for a device.
    static Placement on(torch::Device device) {
        return {.device = device, .own_loops = device.is_cpu()};
    }
};

/// All parameters of a model in one flat buffer: norms, optimiser updates and checkpoints are then
/// single passes over contiguous memory. Not thread-safe: a run thread owns all its tensors.
class FlatParameters {
public:
    FlatParameters(std::vector<ParameterShape> shapes, torch::ScalarType dtype);

    /// Leaf tensors, in the order of the shapes: views of values().
    [[nodiscard]] const std::vector<torch::Tensor>& leaves() const { return leaves_; }
    [[nodiscard]] const std::vector<ParameterShape>& shapes() const { return shapes_; }
    [[nodiscard]] torch::Tensor values() const { return values_; }    ///< [P]
    [[nodiscard]] torch::Tensor decayMask() const { return decay_; }  ///< [P], 0 or 1
    [[nodiscard]] const RowBlock& words() const { return words_; }

    /// Cuts a flat vector [P] into views shaped like the leaves.
    [[nodiscard]] std::vector<torch::Tensor> cut(const torch::Tensor& flat) const;
    /// The leaf of that name; throws Error when there is none.
    [[nodiscard]] torch::Tensor leaf(const std::string& name) const;
    [[nodiscard]] std::int64_t count() const { return values_.numel(); }

    /// Moves all to another place; the leaves are cut anew. Optimisers and gradients of these
    /// parameters lie where they were when those were made: move first.
    void moveTo(const Placement& placement);
    [[nodiscard]] const Placement& placement() const { return placement_; }

private:
    void cutLeaves();

    std::vector<ParameterShape> shapes_;
    RowBlock words_;
    Placement placement_;
    torch::Tensor values_, decay_;
    std::vector<torch::Tensor> leaves_;
};

}  // namespace alphascope
