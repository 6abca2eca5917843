// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/reader.h"
#include "study/run_spec.h"

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace alphascope {

/// Which α of which sample is to be explained.
struct AlphaQuestion {
    RunSpec spec;
    std::int64_t total_steps = 1;
    SampleRecord record;                             ///< the sample at the step in question
    float label = 0.0F;                              ///< as trained on
    std::vector<float> teacher_logits;               ///< empty where there are none
    std::vector<std::array<double, 2>> epoch_means;  ///< see SampleNumbers
    std::map<std::string, double> at_step;           ///< the run's further series at that step
};

/// One sample over all epochs.
struct SampleHistory {
    std::vector<SampleRecord> records{};
    std::vector<std::array<double, 2>> epoch_means{};  ///< of all samples, see epochMeans()
};

SampleHistory historyOf(StoreReader& reader, std::int64_t run_id, std::uint32_t sample_id);

/// The question of a history's record at `place`, but for `at_step`. Throws Error where the run's
/// settings cannot be read.
AlphaQuestion alphaQuestion(const RunRow& run, const SampleView& sample,
                            const SampleHistory& history, std::size_t place);

}  // namespace alphascope
