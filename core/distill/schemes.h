// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "distill/weighting_scheme.h"
#include "study/run_spec.h"

#include <memory>

namespace alphascope {

/// What a factory gets: the complete parameters of the descriptor, and the run's seed.
struct SchemeSettings {
    const ParameterMap& parameters;
    std::uint64_t seed = 1;

    /// A parameter by name; throws Error when it is missing or of another type.
    [[nodiscard]] double real(const std::string& name) const;
    [[nodiscard]] std::int64_t integer(const std::string& name) const;
    [[nodiscard]] std::string choice(const std::string& name) const;
    /// The parameter "meta_loss".
    [[nodiscard]] MetaLoss metaLoss() const;
};

using SchemeFactory = std::unique_ptr<WeightingScheme> (*)(const SchemeSettings&);

std::unique_ptr<WeightingScheme> makeLabelOnly(const SchemeSettings& settings);
std::unique_ptr<WeightingScheme> makeTeacherOnly(const SchemeSettings& settings);
std::unique_ptr<WeightingScheme> makeFixed(const SchemeSettings& settings);
std::unique_ptr<WeightingScheme> makeLinear(const SchemeSettings& settings);
std::unique_ptr<WeightingScheme> makeCosine(const SchemeSettings& settings);
std::unique_ptr<WeightingScheme> makeTeacherAnnealing(const SchemeSettings& settings);
std::unique_ptr<WeightingScheme> makeAnnealingKd(const SchemeSettings& settings);
std::unique_ptr<WeightingScheme> makeUncertainty(const SchemeSettings& settings);
std::unique_ptr<WeightingScheme> makeDwa(const SchemeSettings& settings);
std::unique_ptr<WeightingScheme> makeGradNorm(const SchemeSettings& settings);
std::unique_ptr<WeightingScheme> makeRandom(const SchemeSettings& settings);
std::unique_ptr<WeightingScheme> makeWsl(const SchemeSettings& settings);
std::unique_ptr<WeightingScheme> makeFilter(const SchemeSettings& settings);
std::unique_ptr<WeightingScheme> makeAda(const SchemeSettings& settings);
std::unique_ptr<WeightingScheme> makeEntropy(const SchemeSettings& settings);
std::unique_ptr<WeightingScheme> makeEaKd(const SchemeSettings& settings);
std::unique_ptr<WeightingScheme> makeWttm(const SchemeSettings& settings);
std::unique_ptr<WeightingScheme> makeFocal(const SchemeSettings& settings);
std::unique_ptr<WeightingScheme> makeL2rw(const SchemeSettings& settings);
std::unique_ptr<WeightingScheme> makeMwNet(const SchemeSettings& settings);
std::unique_ptr<WeightingScheme> makeMwNetTwo(const SchemeSettings& settings);
std::unique_ptr<WeightingScheme> makeRwKd(const SchemeSettings& settings);
std::unique_ptr<WeightingScheme> makeRwKdShuffled(const SchemeSettings& settings);
std::unique_ptr<WeightingScheme> makeRwKdMean(const SchemeSettings& settings);
std::unique_ptr<WeightingScheme> makeRwKdAdam(const SchemeSettings& settings);

/// The registry: one line a scheme; the ids equal those of schemeTable() (a test demands it).
std::vector<std::pair<std::string, SchemeFactory>> schemeFactories();
/// Throws Error on an unknown scheme.
std::unique_ptr<WeightingScheme> makeScheme(const std::string& id, const SchemeSettings& settings);

}  // namespace alphascope
