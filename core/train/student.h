// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/classifier.h"
#include "train/prepared_data.h"

#include <functional>
#include <string>

namespace alphascope {

/// The model that a run starts from, student or teacher: a preset with fresh weights from `seed`,
/// its word embedding from GloVe where the spec names a file, or an encoder with weights made
/// elsewhere. `say` gets a sentence on what was taken over. Throws Error when weights and task do
/// not fit.
Classifier makeStudent(const RunSpec& spec, const PreparedData& data, std::uint64_t seed,
                       const std::function<void(const std::string&)>& say);

}  // namespace alphascope
