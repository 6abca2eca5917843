// SPDX-License-Identifier: GPL-3.0-or-later
#include "distill/schemes.h"

#include "study/error.h"

namespace alphascope {
namespace {

template <typename T>
T parameter(const ParameterMap& parameters, const std::string& name) {
    const auto found = parameters.find(name);
    if (found == parameters.end() || !std::holds_alternative<T>(found->second))
        throw Error("The scheme's parameter " + name + " is missing or of the wrong type.");
    return std::get<T>(found->second);
}

}  // namespace

double SchemeSettings::real(const std::string& name) const {
    return parameter<double>(parameters, name);
}
std::int64_t SchemeSettings::integer(const std::string& name) const {
    return parameter<std::int64_t>(parameters, name);
}
std::string SchemeSettings::choice(const std::string& name) const {
    return parameter<std::string>(parameters, name);
}

std::vector<std::pair<std::string, SchemeFactory>> schemeFactories() {
    return {
        {"label-only", makeLabelOnly},
        {"teacher-only", makeTeacherOnly},
        {"fixed", makeFixed},
        {"linear", makeLinear},
        {"cosine", makeCosine},
        {"rw-kd", makeRwKd},
        {"rw-kd-shuffled", makeRwKdShuffled},
        {"rw-kd-mean", makeRwKdMean},
    };
}

std::unique_ptr<WeightingScheme> makeScheme(const std::string& id, const SchemeSettings& settings) {
    for (const auto& [known, factory] : schemeFactories())
        if (known == id) return factory(settings);
    throw Error("No weighting scheme is called " + id + ".");
}

}  // namespace alphascope
