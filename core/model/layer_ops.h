// SPDX-License-Identifier: GPL-3.0-or-later
// What the encoders are built from: parameters handed out in order, and the layers over them. Every
// function works on duals (forward-mode tangents) and in float32 and float64.
#pragma once

#include "model/dropout.h"
#include "model/flat_parameters.h"

#include <span>

namespace alphascope {

/// Hands parameters out in the order of shapes().
class ParameterCursor {
public:
    explicit ParameterCursor(std::span<const torch::Tensor> parameters) : parameters_(parameters) {}
    const torch::Tensor& next() { return parameters_[place_++]; }

private:
    std::span<const torch::Tensor> parameters_;
    std::size_t place_ = 0;
};

/// Collects shapes by the layers they belong to, in the order in which a cursor gives them back.
class ShapeList {
public:
    void words(std::int64_t vocab, std::int64_t width);                     ///< the word embedding
    void weight(const std::string& name, std::vector<std::int64_t> shape);  ///< decays
    void bias(const std::string& name, std::int64_t size);
    void dense(const std::string& name, std::int64_t out, std::int64_t in);
    void norm(const std::string& name, std::int64_t size);
    std::vector<ParameterShape> take() { return std::move(shapes_); }

private:
    std::vector<ParameterShape> shapes_;
};

/// `dropout` null: x itself.
torch::Tensor drop(const torch::Tensor& x, DropoutStream* dropout, double rate);

/// x [N, in] -> [N, out]; takes weight [out, in] and bias [out].
torch::Tensor linear(const torch::Tensor& x, ParameterCursor& p);

/// Over the last side; takes weight and bias.
torch::Tensor layerNorm(const torch::Tensor& x, ParameterCursor& p, double epsilon);

/// x [B·L, 3H] (query, key, value side by side) -> [B·L, H]. Scaled dot-product attention
/// (Vaswani et al., 2017, section 3.2) of `heads` heads; places outside mask [B, L] get no weight.
torch::Tensor selfAttention(const torch::Tensor& qkv, const torch::Tensor& mask, int heads,
                            DropoutStream* dropout, double rate);

}  // namespace alphascope
