// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/alpha_shares.h"

#include "study/scheme.h"

#include <algorithm>
#include <numeric>

namespace alphascope {
namespace {

/// Adds `factor` times each share of `from`.
void add(AlphaShares& to, const AlphaShares& from, double factor) {
    for (std::size_t i = 0; i < to.bins.size(); ++i) to.bins[i] += factor * from.bins[i];
    for (std::size_t i = 0; i < to.atoms.size(); ++i) to.atoms[i] += factor * from.atoms[i];
}

}  // namespace

bool alphaIsShare(const std::string& scheme) {
    const auto all = schemeTable();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const auto& known) { return known.id == scheme; });
    return found != all.end() && !found->rows_sum_to_one;
}

AlphaShares sharesOf(const HistogramTaken& histogram) {
    AlphaShares shares;
    const double total = std::accumulate(histogram.counts.begin(), histogram.counts.end(), 0.0);
    if (total <= 0.0) return shares;
    for (std::size_t i = 0; i < shares.bins.size(); ++i)
        shares.bins[i] = histogram.counts[i] / total;
    for (std::size_t i = 0; i < shares.atoms.size(); ++i)
        shares.atoms[i] = histogram.atoms[i] / total;
    return shares;
}

const HistogramTaken& histogramAt(std::span<const HistogramTaken> histograms, std::int64_t step) {
    const auto found = std::lower_bound(histograms.begin(), histograms.end(), step,
                                        [](const auto& a, auto wanted) { return a.step < wanted; });
    return found == histograms.end() ? histograms.back() : *found;
}

AlphaShares meanShares(std::span<const std::span<const HistogramTaken>> runs, std::int64_t step) {
    AlphaShares sum;
    double count = 0.0;
    for (const auto& histograms : runs) {
        if (histograms.empty()) continue;
        add(sum, sharesOf(histogramAt(histograms, step)), 1.0);
        count += 1.0;
    }
    AlphaShares mean;
    if (count > 0.0) add(mean, sum, 1.0 / count);
    return mean;
}

AlphaShares difference(const AlphaShares& first, const AlphaShares& second) {
    AlphaShares result = first;
    add(result, second, -1.0);
    return result;
}

}  // namespace alphascope
