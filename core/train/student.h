// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/classifier.h"
#include "train/prepared_data.h"

#include <functional>
#include <string>

namespace alphascope {

/// The seed of a run's first weights: of its own model (0), or of the cross-fitted teacher that
/// does not see fold `number`, from 1.
inline std::uint64_t initSeed(const RunSpec& spec, int number = 0) {
    return spec.seed + 17 + static_cast<std::uint64_t>(number);
}

/// The model that a run starts from, student or teacher: a preset with fresh weights from `seed`,
/// its word embedding from GloVe where the spec names a file, or an encoder with weights made
/// elsewhere. `say` gets a sentence on what was taken over. Throws Error when weights and task do
/// not fit.
Classifier makeStudent(const RunSpec& spec, const PreparedData& data, std::uint64_t seed,
                       const std::function<void(const std::string&)>& say);

}  // namespace alphascope
