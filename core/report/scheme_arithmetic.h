// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sample_codec.h"
#include "study/scheme.h"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace alphascope {

/// What a database knows of one sample at one step.
struct SampleNumbers {
    std::int64_t step = 1;  ///< 1-based
    std::int64_t total_steps = 1;
    std::int32_t epoch = 0;  ///< 0-based
    double label_loss = 0.0;
    int label = 0;                       ///< class
    std::vector<double> teacher_logits;  ///< empty: unknown
    /// Mean label and teacher loss of each epoch before this one, oldest first.
    std::vector<std::array<double, 2>> epoch_means;
};

/// A number on the way to the weights: "w_i", how it comes about, its value.
struct OwnNumber {
    std::string name, how;
    double value = 0.0;
};

/// The two weights of a sample with what led to them.
struct ClosedForm {
    double label_weight = 0.0, teacher_weight = 0.0;
    std::vector<OwnNumber> own{};
};

/// One sentence: why the weights cannot be had from what is stored.
struct NotClosed {
    std::string why;
};

/// The weights that a scheme gives by its formula (docs/schemes.md), in double precision and
/// without torch. Not for schemes that draw, learn, or follow a gradient of that step, nor where
/// the sample's numbers do not suffice.
std::variant<ClosedForm, NotClosed> weightsOf(const std::string& scheme,
                                              const ParameterMap& parameters,
                                              const SampleNumbers& sample);

/// What is shown as α: w_kd/(w_ce + w_kd), 0 where both are 0.
double shareOf(const ClosedForm& weights);

/// softmax(logits/t).
std::vector<double> softened(const std::vector<double>& logits, double t);
/// In nats.
double entropyOf(const std::vector<double>& probabilities);

/// The mean label and teacher loss of each epoch, oldest first, over all records of a run.
std::vector<std::array<double, 2>> epochMeans(std::span<const SampleRecord> records);

}  // namespace alphascope
