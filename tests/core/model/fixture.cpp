// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/fixture.h"

#include <nlohmann/json.hpp>

namespace alphascope::fixture {

std::filesystem::path folder(const std::string& name) {
    return std::filesystem::path(ALPHASCOPE_FIXTURES) / "model" / name;
}

Expected expected(const std::string& name) {
    auto values = readTensorFile(folder(name) / "expected.safetensors").tensors;
    return {.tokens = {.ids = values.at("ids"),
                       .type_ids = values.at("type_ids"),
                       .mask = values.at("mask").to(torch::kBool)},
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

double largestDifference(const torch::Tensor& a, const torch::Tensor& b) {
    return (a.to(torch::kFloat64) - b.to(torch::kFloat64)).abs().max().item<double>();
}

}  // namespace alphascope::fixture
