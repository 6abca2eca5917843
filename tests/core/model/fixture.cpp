// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/fixture.h"
#include "model/json_object.h"

#include <nlohmann/json.hpp>

namespace alphascope::fixture {

namespace {

PackedTokens pack(const std::map<std::string, torch::Tensor>& values) {
    PackedTokens packed;
    for (std::int64_t row = 0; row < values.at("ids").size(0); ++row) {
        for (std::int64_t i = 0; i < values.at("ids").size(1); ++i) {
            if (values.at("mask")[row][i].item<int>() == 0) continue;
            packed.ids.push_back(values.at("ids")[row][i].item<int>());
            packed.type_ids.push_back(values.at("type_ids")[row][i].item<int>());
        }
        packed.starts.push_back(std::ssize(packed.ids));
    }
    return packed;
}

}  // namespace

std::filesystem::path folder(const std::string& name) {
    return std::filesystem::path(ALPHASCOPE_FIXTURES) / "model" / name;
}

Expected expected(const std::string& name) {
    auto values = readTensorFile(folder(name) / "expected.safetensors").tensors;
    return {.tokens = {.ids = values.at("ids"),
                       .type_ids = values.at("type_ids"),
                       .mask = values.at("mask").to(torch::kBool)},
            .packed = pack(values),
            .values = values};
}

PretrainedModel load(const std::filesystem::path& folder) {
    const auto config = readJsonObject(folder / "config.json");
    if (config.contains("model_type")) return loadPretrained(folder);
    return {.config = encoderConfigFromJson(config),
            .tensors = readTensorFile(folder / "model.safetensors").tensors,
            .labels = {},
            .vocabulary = {}};
}

Classifier classifier(const PretrainedModel& model, torch::ScalarType dtype) {
    const auto head = model.tensors.find("classifier.bias");
    const auto outputs = head == model.tensors.end() ? 2 : head->second.size(0);
    Classifier made(model.config, static_cast<int>(outputs), dtype);
    copyPretrained(model, made);
    return made;
}

LossAndGradient lossAndGradient(const Classifier& model, const Expected& expected) {
    const auto pass = model.forward(expected.packed, nullptr);
    auto logits = pass->logits().detach().clone().requires_grad_(true);
    const auto loss = torch::cross_entropy_loss(logits, expected.values.at("labels"));
    Gradient gradient(model.parameters());
    pass->addGradient(torch::autograd::grad({loss}, {logits})[0], gradient);
    return {.logits = pass->logits(), .loss = loss.item<double>(), .gradient = std::move(gradient)};
}

double largestDifference(const torch::Tensor& a, const torch::Tensor& b) {
    return (a.to(torch::kFloat64) - b.to(torch::kFloat64)).abs().max().item<double>();
}

}  // namespace alphascope::fixture
