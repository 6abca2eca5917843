// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/example.h"

#include <cstdint>
#include <string>
#include <vector>

namespace alphascope {

/// The cut of a train file into the reduced train set and the meta set (design, section 5).
struct SplitPlan {
    std::vector<std::size_t> train;  ///< positions in the train split, ascending
    std::vector<std::size_t> meta;
    std::int64_t groups = 0;   ///< groups that were kept together
    std::int64_t overlap = 0;  ///< texts that still occur verbatim on both sides
};

/// Holds out about `meta_share` of the samples, stratified by label (regression: by score decile),
/// and grouped so that little leaks: identical texts never straddle the cut, a phrase goes with the
/// longest train text that contains it as whole words, pairs that share a text go together. A group
/// larger than `kLargestGroupShare` of the data is split by its labels' strata instead, and counted
/// in `overlap`. Deterministic in `seed`. meta_share in (0, 0.5]; otherwise throws Error.
SplitPlan planSplit(const TaskDescriptor& task, const std::vector<Example>& train,
                    double meta_share, std::uint64_t seed);

inline constexpr double kLargestGroupShare = 0.05;

/// Positions, ascending, of a seeded sample of `rows` samples with each label's share kept
/// (regression: each score decile's). All positions where `rows` is 0 or not fewer than there are.
/// Single rows are drawn: what belongs together is found by planSplit among the drawn ones.
std::vector<std::size_t> sampleRows(const TaskDescriptor& task, const std::vector<Example>& train,
                                    std::size_t rows, std::uint64_t seed);

/// Gives a stratified share of `positions` a wrong `label` (true_label stays): of each class, a
/// class drawn uniformly from the others; in regression, of each decile of the score, the true
/// score of a sample of `positions` drawn uniformly from the other deciles, so that the scores keep
/// about their distribution. With `teacher_sees_noise`, teacher_label follows. Deterministic in
/// `seed`. share in [0, 1]; Error otherwise, and where there is no other class or decile.
void injectLabelNoise(const TaskDescriptor& task, std::vector<Example>& examples,
                      const std::vector<std::size_t>& positions, double share,
                      bool teacher_sees_noise, std::uint64_t seed);

/// SHA-256 (hex) over ids, texts and labels of the chosen samples, in order.
std::string hashExamples(const std::vector<Example>& examples,
                         const std::vector<std::size_t>& positions);
/// SHA-256 (hex) of bytes, and of a whole file (throws Error when it cannot be read).
std::string sha256Hex(std::string_view bytes);
std::string sha256OfFile(const std::string& path);

/// k folds over `positions` for cross-fitted teachers, deterministic; sizes differ by at most one
/// group.
std::vector<std::vector<std::size_t>> planFolds(const std::vector<Example>& examples,
                                                const std::vector<std::size_t>& positions,
                                                int folds, std::uint64_t seed);

}  // namespace alphascope
