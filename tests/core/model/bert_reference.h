// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/classifier.h"
#include "model/layer_ops.h"

#include <cmath>

namespace alphascope {

/// BERT's classifier in libtorch's operations, text by text and head by head, without padding, with
/// a stream's dropout in the order in which the packed pass draws it: embedding; in each layer
/// attention probabilities (texts, then heads), attention output, feed-forward output; pooled
/// vector. The last layer goes on with the first tokens alone. In whatever type the parameters are.
class BertReference {
public:
    /// `stream` null: nothing is dropped.
    BertReference(const EncoderConfig& config, const PackedTokens& batch, DropoutStream* stream)
        : c_(config), batch_(batch), stream_(stream) {}

    Classifier::Output run(std::span<const torch::Tensor> parameters) const {
        ParameterCursor p(parameters);
        auto x = embed(p);
        for (int layer = 0; layer < c_.layers; ++layer) x = pass(p, x, layer + 1 == c_.layers);
        auto pooled = torch::tanh(dense(p, x));
        pooled = pooled * kept(pooled.sizes(), pooled);
        return {.logits = dense(p, pooled), .features = pooled};
    }

private:
    /// Factors 0 or 1/(1 - rate), the stream's next ones.
    torch::Tensor kept(at::IntArrayRef sizes, const torch::Tensor& like) const {
        const auto ones = torch::ones(sizes, like.options().requires_grad(false));
        return stream_ == nullptr ? ones : stream_->apply(ones, c_.dropout);
    }
    static torch::Tensor dense(ParameterCursor& p, const torch::Tensor& x) {
        const auto& weight = p.next();
        return torch::linear(x, weight, p.next());
    }
    torch::Tensor norm(ParameterCursor& p, const torch::Tensor& x) const {
        const auto& weight = p.next();
        return torch::layer_norm(x, {c_.hidden}, weight, p.next(), c_.layer_norm_epsilon);
    }
    torch::Tensor embed(ParameterCursor& p) const {
        std::vector<std::int64_t> ids(batch_.ids.begin(), batch_.ids.end()), places,
            types(batch_.type_ids.begin(), batch_.type_ids.end());
        for (std::int64_t text = 0; text < batch_.rows(); ++text)
            for (std::int64_t i = 0; i < batch_.length(text); ++i) places.push_back(i);
        auto sum = p.next().index_select(0, torch::tensor(ids));
        sum = sum + p.next().index_select(0, torch::tensor(places));
        sum = sum + p.next().index_select(0, torch::tensor(types));
        const auto x = norm(p, sum);
        return x * kept(x.sizes(), x);
    }
    torch::Tensor pass(ParameterCursor& p, const torch::Tensor& x, bool last) const {
        const auto qkv = dense(p, x);
        std::int64_t count = 0;
        for (std::int64_t text = 0; text < batch_.rows(); ++text)
            count += c_.heads * (last ? 1 : batch_.length(text)) * batch_.length(text);
        const auto factors = kept({count}, x);
        std::vector<torch::Tensor> contexts, rows;
        std::int64_t used = 0;
        for (std::int64_t text = 0; text < batch_.rows(); ++text) {
            const std::int64_t begin = batch_.starts[static_cast<std::size_t>(text)],
                               length = batch_.length(text), queries = last ? 1 : length;
            const std::int64_t d = c_.hidden / c_.heads;
            rows.push_back(x.narrow(0, begin, queries));
            std::vector<torch::Tensor> heads;
            for (std::int64_t head = 0; head < c_.heads; ++head) {
                const auto part = [&](std::int64_t which, std::int64_t size) {
                    return qkv.narrow(0, begin, size).narrow(1, which * c_.hidden + head * d, d);
                };
                const auto scores = part(0, queries).mm(part(1, length).t()) / std::sqrt(d);
                const auto mask = factors.narrow(0, used, queries * length).view({queries, length});
                heads.push_back((torch::softmax(scores, -1) * mask).mm(part(2, length)));
                used += queries * length;
            }
            contexts.push_back(torch::cat(heads, 1));
        }
        const auto attended = dense(p, torch::cat(contexts));
        const auto middle = norm(p, attended * kept(attended.sizes(), x) + torch::cat(rows));
        const auto output = dense(p, torch::gelu(dense(p, middle)));
        return norm(p, output * kept(output.sizes(), x) + middle);
    }

    EncoderConfig c_;
    const PackedTokens& batch_;
    DropoutStream* stream_;
};

}  // namespace alphascope
