// SPDX-License-Identifier: GPL-3.0-or-later
// Tang et al. (2019), "Distilling Task-Specific Knowledge from BERT into Simple Neural Networks",
// section 3.1: the last states of both directions, then a dense ReLU layer. The cell is that of
// Hochreiter and Schmidhuber (1997) with forget gates, in PyTorch's layout: gates i, f, g, o, and
// two biases. Written with basic operations, because libtorch's own LSTM has no forward mode; the
// recurrence has a tangent of its own, since forward mode pays dearly for so many small operations.
#include "model/forward_mode.h"
#include "model/sentence_encoder.h"
#include "study/error.h"

namespace alphascope {
namespace {

class BiLstm final : public SentenceEncoder {
public:
    explicit BiLstm(const EncoderConfig& config) : SentenceEncoder(config) {
        if (config.hidden % 2 != 0)
            throw Error("The hidden size of a BiLSTM must be even, one half for each direction.");
    }
    [[nodiscard]] int pooledSize() const override { return config().feed_forward; }

protected:
    void addShapes(ShapeList& list) const override;
    Reading read(ParameterCursor& p, const TokenBatch& texts,
                 DropoutStream* dropout) const override;
    torch::Tensor finish(ParameterCursor& p, const torch::Tensor& features,
                         DropoutStream* dropout) const override {
        return torch::relu(linear(drop(features, dropout, config().dropout), p));
    }
};

void BiLstm::addShapes(ShapeList& list) const {
    const std::int64_t h = config().hidden / 2;
    for (int i = 0; i < config().layers; ++i) {
        const std::int64_t input = i == 0 ? wordVector() : config().hidden;
        for (const char* direction : {"", "_reverse"}) {
            const std::string end = "_l" + std::to_string(i) + direction;
            list.weight("lstm.weight_ih" + end, {4 * h, input});
            list.weight("lstm.weight_hh" + end, {4 * h, h});
            list.bias("lstm.bias_ih" + end, 4 * h);
            list.bias("lstm.bias_hh" + end, 4 * h);
        }
    }
    list.dense("dense", config().feed_forward, featureSize());
}

/// Both directions at once, the second one on reversed time: every tensor's first side is 2.
struct Directions {
    torch::Tensor gates;      ///< [2, W, N, 4h], what the inputs add to the gates
    torch::Tensor recurrent;  ///< [2, h, 4h]
    torch::Tensor mask;       ///< [2, W, N, 1]
};

/// x [N, W, E]
Directions bothDirections(ParameterCursor& p, const torch::Tensor& x, const torch::Tensor& mask) {
    const std::int64_t n = x.size(0), w = x.size(1);
    const auto flat = x.reshape({n * w, x.size(2)});
    std::vector<torch::Tensor> gates, recurrent;
    for (int direction = 0; direction < 2; ++direction) {
        const auto& input_weight = p.next();
        recurrent.push_back(p.next().t());
        const auto& input_bias = p.next();
        const auto bias = input_bias + p.next();
        gates.push_back(
            torch::addmm(bias, flat, input_weight.t()).view({n, w, -1}).transpose(0, 1));
    }
    const auto steps = mask.t().unsqueeze(-1);
    return {.gates = torch::stack({gates[0], gates[1].flip(0)}),
            .recurrent = torch::stack(recurrent),
            .mask = torch::stack({steps, steps.flip(0)})};
}

/// runCell() and its tangent: each d_ line is the derivative of the line that it is named after.
torch::Tensor runCellAlong(const Directions& d, const Dual& gates_of_input, const Dual& recurrent) {
    const std::int64_t w = d.gates.size(1), n = d.gates.size(2), h = d.recurrent.size(1);
    auto state = torch::zeros({2, n, h}, gates_of_input.value.options().requires_grad(false));
    auto cell = state, d_state = state, d_cell = state;
    const auto inputs = gates_of_input.value.unbind(1), d_inputs = gates_of_input.tangent.unbind(1);
    std::vector<torch::Tensor> states, d_states;
    for (std::int64_t t = 0; t < w; ++t) {
        const auto step = static_cast<std::size_t>(t);
        const auto sums = torch::baddbmm(inputs[step], state, recurrent.value).view({2, n, 4, h});
        const auto d_sums = torch::baddbmm(d_inputs[step], d_state, recurrent.value)
                                .baddbmm_(state, recurrent.tangent)
                                .view({2, n, 4, h});
        auto gates = torch::sigmoid(sums);
        auto slopes = gates * (1.0 - gates);
        gates.select(2, 2).copy_(torch::tanh(sums.select(2, 2)));  // the candidate
        slopes.select(2, 2).copy_(1.0 - gates.select(2, 2).square());
        const auto g = gates.unbind(2), d_g = (d_sums * slopes).unbind(2);
        const auto in = g[0], forget = g[1], candidate = g[2], out = g[3];
        const auto new_cell = forget * cell + in * candidate;
        const auto d_new_cell = (forget * d_cell)
                                    .addcmul_(d_g[1], cell)
                                    .addcmul_(d_g[0], candidate)
                                    .addcmul_(in, d_g[2]);
        const auto bent = torch::tanh(new_cell);
        const auto d_new_state = (d_g[3] * bent).addcmul_(out * (1.0 - bent.square()), d_new_cell);
        const auto is_token = d.mask.select(1, t);
        state = torch::where(is_token, out * bent, state);
        d_state = torch::where(is_token, d_new_state, d_state);
        cell = torch::where(is_token, new_cell, cell);
        d_cell = torch::where(is_token, d_new_cell, d_cell);
        states.push_back(state);
        d_states.push_back(d_state);
    }
    return makeDual(torch::stack(states, 1), torch::stack(d_states, 1));
}

/// Padding keeps the state: forward it ends with the last token's, backward it starts at zero
/// there. Returns the states [2, W, N, h] in the order of each direction's own time.
torch::Tensor runCell(const Directions& d) {
    if (isDual(d.gates) || isDual(d.recurrent))
        return runCellAlong(d, takeApart(d.gates), takeApart(d.recurrent));
    const std::int64_t w = d.gates.size(1), n = d.gates.size(2), h = d.recurrent.size(1);
    auto state = torch::zeros({2, n, h}, d.gates.options().requires_grad(false));
    auto cell = state;
    // select() at each step would fill a gradient of the whole sequence for each: quadratic in W.
    const auto inputs = d.gates.unbind(1);
    std::vector<torch::Tensor> states;
    for (std::int64_t t = 0; t < w; ++t) {
        const auto gates = torch::baddbmm(inputs[static_cast<std::size_t>(t)], state, d.recurrent)
                               .view({2, n, 4, h})
                               .unbind(2);
        const auto in = torch::sigmoid(gates[0]), forget = torch::sigmoid(gates[1]);
        const auto candidate = torch::tanh(gates[2]), out = torch::sigmoid(gates[3]);
        const auto new_cell = forget * cell + in * candidate;
        const auto is_token = d.mask.select(1, t);
        state = torch::where(is_token, out * torch::tanh(new_cell), state);
        cell = torch::where(is_token, new_cell, cell);
        states.push_back(state);
    }
    return torch::stack(states, 1);
}

SentenceEncoder::Reading BiLstm::read(ParameterCursor& p, const TokenBatch& texts,
                                      DropoutStream* dropout) const {
    Reading reading;
    reading.layers.push_back(torch::embedding(p.next(), texts.ids));
    for (int i = 0; i < config().layers; ++i) {
        const auto x = drop(reading.layers.back(), dropout, config().dropout);
        const auto states = runCell(bothDirections(p, x, texts.mask));
        const auto forward = states.select(0, 0), backward = states.select(0, 1);
        reading.layers.push_back(torch::cat({forward, backward.flip(0)}, 2).transpose(0, 1));
        reading.vector = torch::cat({forward.select(0, -1), backward.select(0, -1)}, 1);
    }
    return reading;
}

}  // namespace

std::unique_ptr<Encoder> makeBiLstm(const EncoderConfig& config) {
    return std::make_unique<BiLstm>(config);
}

}  // namespace alphascope
