// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/classifier.h"
#include "train/prepared_data.h"

#include <functional>

namespace alphascope {

/// What cross-fitting works on, and how it is heard of. References must outlive the call.
struct CrossFitJob {
    const RunSpec& spec;
    const PreparedData& data;
    const Placement& placement;
    const std::filesystem::path& run_dir;
    std::function<bool()> keep_going;
    std::function<void(const std::string&)> say;
};

/// Five teachers, each trained without one fold of the train set, give the held-out logits of that
/// fold: [N, K] in the set's order; undefined when keep_going ended it. The logits of each finished
/// fold are kept in a file in the run's folder, and a run that was interrupted goes on after them;
/// a file of other settings, data or kind of device is not used. Throws Error where such a file is
/// damaged.
torch::Tensor trainFolds(const CrossFitJob& job);

}  // namespace alphascope
