// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "distill/schemes.h"

#include <nlohmann/json.hpp>

#include <fstream>

namespace alphascope::reference {

/// What tests/fixtures/distill/make_reference.py had PyTorch compute.
inline const nlohmann::json& all() {
    static const auto kAll =
        nlohmann::json::parse(std::ifstream(ALPHASCOPE_FIXTURES "/distill/reference.json"));
    return kAll;
}

/// Numbers in nested lists as a tensor in double.
inline torch::Tensor tensor(const nlohmann::json& json) {
    if (!json.is_array()) return torch::full({}, json.get<double>(), torch::kFloat64);
    std::vector<torch::Tensor> rows;
    for (const auto& row : json) rows.push_back(tensor(row));
    return torch::stack(rows);
}

inline Targets targets(double temperature = 1.0) {
    return {.labels = tensor(all().at("y")).to(torch::kInt64),
            .teacher_logits = tensor(all().at("zt")),
            .temperature = temperature};
}
inline torch::Tensor logits() {
    return tensor(all().at("z"));
}

inline bool close(const torch::Tensor& a, const torch::Tensor& b, double tolerance = 1e-10) {
    return a.sizes() == b.sizes() && torch::allclose(a, b, tolerance, tolerance);
}

/// The descriptor's defaults, some replaced.
inline ParameterMap parameters(const std::string& scheme, const ParameterMap& others = {}) {
    ParameterMap complete = others;
    for (const auto& parameter : findScheme(scheme).parameters)
        complete.emplace(parameter.name, parameter.default_value);
    return complete;
}

inline std::unique_ptr<WeightingScheme> make(const std::string& scheme,
                                             const ParameterMap& others = {},
                                             std::uint64_t seed = 1) {
    const auto complete = parameters(scheme, others);
    return makeScheme(scheme, {.parameters = complete, .seed = seed});
}

}  // namespace alphascope::reference
