// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/layer_ops.h"

#include <cmath>

namespace alphascope {

void ShapeList::words(std::int64_t vocab, std::int64_t width) {
    shapes_.push_back({"embeddings.word_embeddings.weight", {vocab, width}, true, true});
}

void ShapeList::weight(const std::string& name, std::vector<std::int64_t> shape) {
    shapes_.push_back({name, std::move(shape), true});
}

void ShapeList::bias(const std::string& name, std::int64_t size) {
    shapes_.push_back({name, {size}, false});
}

void ShapeList::dense(const std::string& name, std::int64_t out, std::int64_t in) {
    weight(name + ".weight", {out, in});
    bias(name + ".bias", out);
}

void ShapeList::norm(const std::string& name, std::int64_t size) {
    bias(name + ".weight", size);
    bias(name + ".bias", size);
}

torch::Tensor drop(const torch::Tensor& x, DropoutStream* dropout, double rate) {
    return dropout == nullptr ? x : dropout->apply(x, rate);
}

torch::Tensor linear(const torch::Tensor& x, ParameterCursor& p) {
    const auto& weight = p.next();
    const auto& bias = p.next();
    return torch::addmm(bias, x, weight.t());
}

torch::Tensor layerNorm(const torch::Tensor& x, ParameterCursor& p, double epsilon) {
    const auto& weight = p.next();
    const auto& bias = p.next();
    return torch::layer_norm(x, {x.size(-1)}, weight, bias, epsilon, false);
}

torch::Tensor selfAttention(const torch::Tensor& qkv, const torch::Tensor& mask, int heads,
                            DropoutStream* dropout, double rate) {
    const std::int64_t b = mask.size(0), l = mask.size(1), d = qkv.size(1) / 3 / heads;
    const auto parts = qkv.view({b, l, 3, heads, d}).permute({2, 0, 3, 1, 4});
    const auto q = parts.select(0, 0).reshape({b * heads, l, d});
    const auto k = parts.select(0, 1).reshape({b * heads, l, d});
    const auto v = parts.select(0, 2).reshape({b * heads, l, d});
    // A finite bias keeps rows without any token free of NaN.
    const auto bias = torch::zeros({b, 1, 1, l}, qkv.options().requires_grad(false))
                          .masked_fill_(mask.logical_not().view({b, 1, 1, l}), -1e9);
    const double scale = 1.0 / std::sqrt(static_cast<double>(d));
    const auto scores = (torch::bmm(q, k.transpose(1, 2)) * scale).view({b, heads, l, l}) + bias;
    const auto attention = drop(torch::softmax(scores, -1), dropout, rate);
    return torch::bmm(attention.view({b * heads, l, l}), v)
        .view({b, heads, l, d})
        .permute({0, 2, 1, 3})
        .reshape({b * l, heads * d});
}

}  // namespace alphascope
