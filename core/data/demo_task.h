// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/example.h"

#include <cstdint>

namespace alphascope {

/// The built-in demo: sentence pairs from a small grammar with a rule to learn. In the train split
/// `kDemoFlippedShare` of the labels are flipped (label != true_label), and the teacher's labels
/// are wrong on a known subset (teacher_label != true_label). dev is clean. Same seed, same
/// sentences.
inline constexpr double kDemoFlippedShare = 0.2;
inline constexpr int kDemoTrainRows = 2000;
inline constexpr int kDemoDevRows = 500;

/// `split_name` is "train" or "dev"; anything else throws Error.
Split makeDemoSplit(const std::string& split_name, std::uint64_t seed = 20210801);

}  // namespace alphascope
