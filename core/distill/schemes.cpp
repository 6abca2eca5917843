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

MetaLoss SchemeSettings::metaLoss() const {
    const std::string name = choice("meta_loss");
    if (name == "hard") return MetaLoss::kHard;
    return name == "soft" ? MetaLoss::kSoft : MetaLoss::kMix;
}

std::vector<std::pair<std::string, SchemeFactory>> schemeFactories() {
    return {
        {"label-only", makeLabelOnly},
        {"teacher-only", makeTeacherOnly},
        {"fixed", makeFixed},
        {"linear", makeLinear},
        {"cosine", makeCosine},
        {"teacher-annealing", makeTeacherAnnealing},
        {"annealing-kd", makeAnnealingKd},
        {"uncertainty", makeUncertainty},
        {"dwa", makeDwa},
        {"gradnorm", makeGradNorm},
        {"random", makeRandom},
        {"wsl", makeWsl},
        {"filter", makeFilter},
        {"ada", makeAda},
        {"entropy", makeEntropy},
        {"ea-kd", makeEaKd},
        {"wttm", makeWttm},
        {"focal", makeFocal},
        {"l2rw", makeL2rw},
        {"mw-net", makeMwNet},
        {"mw-net-two", makeMwNetTwo},
        {"rw-kd", makeRwKd},
        {"rw-kd-shuffled", makeRwKdShuffled},
        {"rw-kd-mean", makeRwKdMean},
        {"rw-kd-adam", makeRwKdAdam},
    };
}

std::unique_ptr<WeightingScheme> makeScheme(const std::string& id, const SchemeSettings& settings) {
    for (const auto& [known, factory] : schemeFactories())
        if (known == id) return factory(settings);
    throw Error("No weighting scheme is called " + id + ".");
}

}  // namespace alphascope
