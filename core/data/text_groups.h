// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/example.h"

#include <cstdint>
#include <vector>

namespace alphascope {

/// Positions that must stay on one side of a cut, group by group (design, section 5).
///
/// Pairs that share a text go together. Among single sentences identical ones go together, and a
/// phrase goes with the longest text that contains it as whole words; that text is contained in no
/// other (its container would be longer and hold the phrase too), so these groups are stars and
/// never chain. Texts are compared with white space at the ends and in runs ignored.
///
/// Pairs do chain, through texts that many share. A group of more than `largest` positions is
/// dissolved: only identical samples (single sentences: identical texts) still go together.
///
/// Groups come in the order of their first position, positions ascending in each.
std::vector<std::vector<std::size_t>> groupByText(const std::vector<Example>& examples,
                                                  const std::vector<std::size_t>& positions,
                                                  std::size_t largest);

/// How many distinct texts of `meta` occur verbatim in `train`: as one of its texts or, among
/// single sentences, as whole words inside one.
std::int64_t countOverlap(const std::vector<Example>& examples,
                          const std::vector<std::size_t>& train,
                          const std::vector<std::size_t>& meta);

}  // namespace alphascope
