// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/flat_parameters.h"

#include "study/error.h"

#include <numeric>

namespace alphascope {
namespace {

std::int64_t sizeOf(const ParameterShape& shape) {
    return std::accumulate(shape.shape.begin(), shape.shape.end(), std::int64_t{1},
                           std::multiplies<>());
}

}  // namespace

FlatParameters::FlatParameters(std::vector<ParameterShape> shapes, torch::ScalarType dtype)
    : shapes_(std::move(shapes)) {
    std::int64_t total = 0;
    for (const auto& shape : shapes_) {
        if (shape.words)
            words_ = {.begin = total, .rows = shape.shape.at(0), .width = shape.shape.at(1)};
        total += sizeOf(shape);
    }
    values_ = torch::zeros({total}, dtype);
    decay_ = torch::zeros({total}, dtype);
    const auto decay_views = cut(decay_);
    for (std::size_t i = 0; i < shapes_.size(); ++i)
        if (shapes_[i].decay) decay_views[i].fill_(1.0);
    cutLeaves();
}

void FlatParameters::cutLeaves() {
    leaves_ = cut(values_);
    for (auto& leaf : leaves_) {
        leaf = leaf.detach();
        leaf.set_requires_grad(true);
    }
}

void FlatParameters::moveTo(const Placement& placement) {
    placement_ = placement;
    values_ = values_.to(placement.device);
    decay_ = decay_.to(placement.device);
    cutLeaves();
}

std::vector<torch::Tensor> FlatParameters::cut(const torch::Tensor& flat) const {
    std::vector<torch::Tensor> views;
    views.reserve(shapes_.size());
    std::int64_t offset = 0;
    for (const auto& shape : shapes_) {
        const std::int64_t size = sizeOf(shape);
        views.push_back(flat.narrow(0, offset, size).view(shape.shape));
        offset += size;
    }
    return views;
}

torch::Tensor FlatParameters::leaf(const std::string& name) const {
    for (std::size_t i = 0; i < shapes_.size(); ++i)
        if (shapes_[i].name == name) return leaves_[i];
    throw Error("The model has no parameter named " + name + ".");
}

}  // namespace alphascope
