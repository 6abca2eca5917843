// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "study/run_event.h"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace alphascope {

/// A histogram of α as shares of its samples, so that runs of any size compare.
struct AlphaShares {
    std::array<double, kAlphaBins> bins{};  ///< they sum to 1, or are 0 where there is no sample
    std::array<double, 3> atoms{};          ///< of all samples: at 0, ½, 1; see alphaAtom()
};

/// Whether a scheme's two weights need not sum to 1, so that what is shown as α is the teacher's
/// share w_kd/(w_ce + w_kd) and not the weight itself. False for a scheme that is not known.
bool alphaIsShare(const std::string& scheme);

AlphaShares sharesOf(const HistogramTaken& histogram);

/// How many of each bin's samples count as 0, ½ or 1. Of those that count as ½ some lie just below
/// it and thus in the bin that ends there, see alphaAtom(); the histogram does not say how many, so
/// they are taken to be as few as they can be. No more than the bin has.
std::array<std::uint32_t, kAlphaBins> atomsByBin(const HistogramTaken& histogram);

/// The one whose samples a step belongs to: the first at or after it, else the last. Not empty.
const HistogramTaken& histogramAt(std::span<const HistogramTaken> histograms, std::int64_t step);

/// At most so many histograms (`most` > 0), evenly chosen, the newest always; in their order.
std::vector<HistogramTaken> someOf(const std::vector<HistogramTaken>& histograms, std::size_t most);

/// The mean of some shares; of none, 0 everywhere.
AlphaShares meanOf(std::span<const AlphaShares> all);

/// The mean of several runs' shares at a step; each run counts once, whatever its batches. Runs
/// without a histogram do not count.
AlphaShares meanShares(std::span<const std::span<const HistogramTaken>> runs, std::int64_t step);

/// The first minus the second, in every bin and atom; between -1 and 1, and 0 in sum.
AlphaShares difference(const AlphaShares& first, const AlphaShares& second);

}  // namespace alphascope
