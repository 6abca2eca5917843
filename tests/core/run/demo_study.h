// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "study/study.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace alphascope {

/// A study on the demo: a teacher where a scheme needs one, then `seeds` x `scheme`. The fake
/// training module works on seeds of 20 and above until it is let go.
inline Study demoStudy(const std::string& scheme, std::vector<std::uint64_t> seeds) {
    Study study;
    study.name = "bench";
    study.tasks = {"demo"};
    study.seeds = std::move(seeds);
    study.schemes = {{.id = scheme, .parameters = {}}};
    study.full_train_row = false;
    return study;
}

}  // namespace alphascope
