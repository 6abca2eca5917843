// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/alpha_question.h"

#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace alphascope {

/// One number on the way from the losses to α.
struct AlphaLine {
    enum class Origin {
        kStored,    ///< read from the database
        kComputed,  ///< by the formula, from stored numbers
        kImplied,   ///< backwards, from the stored α
        kUnknown    ///< neither stored nor to be had from what is
    };
    std::string name, how;
    double value = std::numeric_limits<double>::quiet_NaN();
    Origin origin = Origin::kComputed;
};

/// How a scheme came from a sample's losses to its α, as far as the database tells.
struct AlphaExplanation {
    std::string scheme, formula, source;                          ///< from the scheme's descriptor
    std::vector<std::pair<std::string, std::string>> parameters;  ///< of the run
    std::vector<AlphaLine> lines;
    double stored = 0.0;
    double recomputed = std::numeric_limits<double>::quiet_NaN();  ///< NaN: cannot be
    /// By how much the two may differ because losses and α are rounded where they are stored.
    double tolerance = 0.0;
    bool agrees = false;
    std::string verdict;  ///< in a sentence or two

    [[nodiscard]] const AlphaLine* find(const std::string& name) const;
};

/// Never guesses: what cannot be had is a line of origin kUnknown with the reason. Throws Error
/// where the scheme or the task is not known.
AlphaExplanation explainAlpha(const AlphaQuestion& question);

}  // namespace alphascope
