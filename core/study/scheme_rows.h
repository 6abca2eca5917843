// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of the scheme table, for scheme.cpp, and the words that its rows are made of.
#pragma once

#include "study/scheme.h"

namespace alphascope::scheme_rows {

std::vector<SchemeDescriptor> scheduled();    ///< constants and functions of the step
std::vector<SchemeDescriptor> perBatch();     ///< one pair of weights for the whole batch
std::vector<SchemeDescriptor> perSample();    ///< from predictions and labels, by hand
std::vector<SchemeDescriptor> fromMetaSet();  ///< from a meta-gradient on held-out data

inline std::vector<TaskKind> bothKinds() {
    return {TaskKind::kClassification, TaskKind::kRegression};
}
inline std::vector<TaskKind> classesOnly() {
    return {TaskKind::kClassification};
}

inline ParameterDescriptor real(const char* name, double value, double min, double max,
                                const char* help) {
    return {.name = name,
            .type = ParameterType::kReal,
            .default_value = value,
            .min = min,
            .max = max,
            .help = help};
}

inline ParameterDescriptor integer(const char* name, std::int64_t value, double min, double max,
                                   const char* help) {
    return {.name = name,
            .type = ParameterType::kInteger,
            .default_value = value,
            .min = min,
            .max = max,
            .help = help};
}

/// The first choice is the default.
inline ParameterDescriptor choice(const char* name, std::vector<std::string> choices,
                                  const char* help) {
    const std::string first = choices.front();
    return {.name = name,
            .type = ParameterType::kChoice,
            .default_value = first,
            .choices = std::move(choices),
            .help = help};
}

/// α of a convex pair: the label gets the rest.
inline ParameterDescriptor convexWeight() {
    return real("kd_weight", 0.5, 0.0, 1.0, "Weight on the teacher term; the label gets the rest.");
}

}  // namespace alphascope::scheme_rows
