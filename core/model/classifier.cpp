// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/classifier.h"

#include "model/autograd_pass.h"
#include "model/packed/transformer_pass.h"
#include "study/error.h"

#include <cmath>
#include <numbers>

namespace alphascope {
namespace {

/// The head's start. Random directions in a pretrained sentence vector drown what it says: from
/// 0.02 one epoch on STS-B ends at Pearson 0.42 (dev), from 0 at 0.84.
double headStd(EncoderKind kind) {
    return kind == EncoderKind::kUseLite ? 0.0 : 0.02;
}

std::string bodyPrefix(EncoderKind kind) {
    switch (kind) {
        case EncoderKind::kTransformer:
            return "bert.";
        case EncoderKind::kBiLstm:
            return "bilstm.";
        case EncoderKind::kGatedCnn:
            return "gated_cnn.";
        case EncoderKind::kUseLite:
            return "use_lite.";
    }
    return {};
}

std::vector<ParameterShape> withHead(const Encoder& encoder, EncoderKind kind, int outputs) {
    auto shapes = encoder.shapes();
    for (auto& shape : shapes) shape.name = bodyPrefix(kind) + shape.name;
    shapes.push_back({"classifier.weight", {outputs, encoder.pooledSize()}, true});
    shapes.push_back({"classifier.bias", {outputs}, false});
    return shapes;
}

/// Box-Muller over the project's own generator: the same weights on every platform.
void fillNormal(torch::Tensor values, double std, Random& random) {
    auto flat = torch::empty({values.numel()}, torch::kDouble);
    double* out = flat.data_ptr<double>();
    for (std::int64_t i = 0; i < flat.numel(); i += 2) {
        const double radius = std::sqrt(-2.0 * std::log(1.0 - random.unit()));
        const double angle = 2.0 * std::numbers::pi * random.unit();
        out[i] = radius * std::cos(angle);
        if (i + 1 < flat.numel()) out[i + 1] = radius * std::sin(angle);
    }
    values.copy_(flat.mul_(std).view(values.sizes()));
}

void requireShapes(const std::vector<ParameterShape>& shapes,
                   const std::map<std::string, torch::Tensor>& tensors) {
    for (const ParameterShape& shape : shapes) {
        const auto found = tensors.find(shape.name);
        if (found == tensors.end()) throw Error("The weights lack the tensor " + shape.name + ".");
        if (found->second.sizes() != at::IntArrayRef(shape.shape))
            throw Error("The tensor " + shape.name + " has another shape than the model.");
    }
    if (tensors.size() != shapes.size())
        throw Error("The weights hold " + std::to_string(tensors.size()) +
                    " tensors, the model has " + std::to_string(shapes.size()) + ".");
}

}  // namespace

Classifier::Classifier(const EncoderConfig& config, int outputs, torch::ScalarType dtype)
    : config_(config),
      outputs_(outputs),
      encoder_(makeEncoder(config)),
      parameters_(withHead(*encoder_, config.kind, outputs), dtype) {}

void Classifier::initialise(std::uint64_t seed) {
    torch::NoGradGuard no_grad;
    Random random(seed);
    for (std::size_t i = 0; i < parameters_.leaves().size(); ++i) {
        auto leaf = parameters_.leaves()[i].detach();
        const auto& shape = parameters_.shapes()[i];
        const bool is_head = shape.name.starts_with("classifier.");
        if (shape.decay)
            fillNormal(leaf, is_head ? headStd(config_.kind) : encoder_->initialStd(shape), random);
        else  // a weight that does not decay scales a norm
            leaf.fill_(shape.name.ends_with(".weight") ? 1.0 : 0.0);
    }
}

void Classifier::initialiseFromTeacher(const Classifier& teacher) {
    torch::NoGradGuard no_grad;
    const EncoderConfig& theirs = teacher.config();
    if (theirs.kind != EncoderKind::kTransformer || config_.kind != EncoderKind::kTransformer)
        throw Error(
            "A student starts from teacher layers only where both are transformers; choose init = "
            "\"random\".");
    if (theirs.token_types != config_.token_types ||
        theirs.position_offset != config_.position_offset || theirs.pooler != config_.pooler ||
        theirs.heads != config_.heads || theirs.feed_forward != config_.feed_forward ||
        theirs.layer_norm_epsilon != config_.layer_norm_epsilon)
        throw Error(
            "The student cannot start from the layers of a teacher with another form, number of "
            "heads "
            "or inner size; choose the teacher's encoder with fewer layers, or init = \"random\".");
    if (theirs.hidden != config_.hidden || theirs.vocab != config_.vocab ||
        theirs.max_length != config_.max_length || theirs.layers < config_.layers)
        throw Error(
            "A student of hidden size " + std::to_string(config_.hidden) + " with " +
            std::to_string(config_.layers) + " layers cannot start from a teacher of hidden size " +
            std::to_string(theirs.hidden) + " with " + std::to_string(theirs.layers) +
            " layers; choose the teacher's encoder with fewer layers, or init = \"random\".");
    for (std::size_t i = 0; i < parameters_.leaves().size(); ++i) {
        std::string name = parameters_.shapes()[i].name;
        if (name.starts_with("classifier.")) continue;
        const std::string prefix = "bert.encoder.layer.";
        if (name.starts_with(prefix)) {
            // Student layer j takes teacher layer (j + 1)·T/S - 1: evenly spaced, the last from the
            // last.
            const auto dot = name.find('.', prefix.size());
            const int mine = std::stoi(name.substr(prefix.size(), dot - prefix.size()));
            const int source = (mine + 1) * theirs.layers / config_.layers - 1;
            name = prefix + std::to_string(source) + name.substr(dot);
        }
        parameters_.leaves()[i].detach().copy_(teacher.parameters().leaf(name).detach());
    }
}

Classifier::Output Classifier::run(std::span<const torch::Tensor> parameters,
                                   const TokenBatch& batch, DropoutStream* dropout) const {
    const std::size_t body = parameters.size() - 2;
    auto pooled = encoder_->forward(parameters.first(body), batch, dropout).pooled;
    if (dropout != nullptr) pooled = dropout->apply(pooled, config_.dropout);
    return {.logits = torch::addmm(parameters[body + 1], pooled, parameters[body].t()),
            .features = pooled};
}

std::unique_ptr<ForwardPass> Classifier::forward(const torch::Tensor& values,
                                                 const PackedTokens& tokens, DropoutStream* dropout,
                                                 Precision precision) const {
    if (precision == Precision::kAsStored && packed::serves(*this))
        return packed::transformerPass(*this, values, tokens, dropout);
    return autogradPass(*this, values, toTensors(tokens), dropout, precision);
}

std::unique_ptr<ForwardPass> Classifier::forward(const PackedTokens& tokens, DropoutStream* dropout,
                                                 Precision precision) const {
    return forward(parameters_.values(), tokens, dropout, precision);
}

torch::Tensor Classifier::predict(const torch::Tensor& values, const PackedTokens& tokens,
                                  DropoutStream* dropout) const {
    torch::NoGradGuard no_graph;
    if (packed::serves(*this))
        return packed::transformerPass(*this, values, tokens, dropout)->logits();
    return logits(parameters_.cut(values), toTensors(tokens).to(values.device()), dropout).cpu();
}

torch::Tensor Classifier::predict(const PackedTokens& tokens) const {
    return predict(parameters_.values(), tokens, nullptr);
}

std::map<std::string, torch::Tensor> Classifier::namedTensors() const {
    std::map<std::string, torch::Tensor> tensors;
    for (std::size_t i = 0; i < parameters_.leaves().size(); ++i)
        tensors[parameters_.shapes()[i].name] = parameters_.leaves()[i].detach();
    return tensors;
}

void Classifier::requireTensors(const EncoderConfig& config, int outputs,
                                const std::map<std::string, torch::Tensor>& tensors) {
    requireShapes(withHead(*makeEncoder(config), config.kind, outputs), tensors);
}

void Classifier::load(const std::map<std::string, torch::Tensor>& tensors) {
    torch::NoGradGuard no_grad;
    requireShapes(parameters_.shapes(), tensors);
    for (auto& [name, tensor] : namedTensors()) {
        auto target = tensor;
        target.copy_(tensors.at(name));
    }
}

}  // namespace alphascope
