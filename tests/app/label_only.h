// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "study/study.h"

#include <cstdint>
#include <vector>

namespace alphascope::test {

/// One run for each seed, without a teacher. The fake training module works on those of 20 and
/// above until it is told.
inline Study labelOnly(const std::vector<std::uint64_t>& seeds) {
    Study study;
    study.name = "short";
    study.tasks = {"demo"};
    study.seeds = seeds;
    study.full_train_row = false;
    study.schemes = {{.id = "label-only", .parameters = {}}};
    return study;
}

}  // namespace alphascope::test
