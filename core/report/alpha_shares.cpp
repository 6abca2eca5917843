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

std::array<std::uint32_t, kAlphaBins> atomsByBin(const HistogramTaken& histogram) {
    constexpr std::size_t kMiddle = kAlphaBins / 2;  // the bin that begins with ½
    std::array<std::uint32_t, kAlphaBins> atoms{};
    const auto take = [&](std::size_t bin, std::uint32_t count) {
        atoms.at(bin) = std::min(count, histogram.counts.at(bin));
        return count - atoms.at(bin);
    };
    take(0, histogram.atoms[0]);
    take(kMiddle - 1, take(kMiddle, histogram.atoms[1]));
    take(kAlphaBins - 1, histogram.atoms[2]);
    return atoms;
}

const HistogramTaken& histogramAt(std::span<const HistogramTaken> histograms, std::int64_t step) {
    const auto found = std::lower_bound(histograms.begin(), histograms.end(), step,
                                        [](const auto& a, auto wanted) { return a.step < wanted; });
    return found == histograms.end() ? histograms.back() : *found;
}

std::vector<HistogramTaken> someOf(const std::vector<HistogramTaken>& histograms,
                                   std::size_t most) {
    std::vector<HistogramTaken> some;
    const std::size_t count = std::min(histograms.size(), most);
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t from_end = (count - 1 - i) * (histograms.size() - 1);
        const std::size_t behind = count > 1 ? from_end / (count - 1) : 0;
        some.push_back(histograms[histograms.size() - 1 - behind]);
    }
    return some;
}

AlphaShares meanOf(std::span<const AlphaShares> all) {
    AlphaShares mean;
    for (const AlphaShares& shares : all) add(mean, shares, 1.0 / static_cast<double>(all.size()));
    return mean;
}

AlphaShares meanShares(std::span<const std::span<const HistogramTaken>> runs, std::int64_t step) {
    std::vector<AlphaShares> all;
    for (const auto& histograms : runs)
        if (!histograms.empty()) all.push_back(sharesOf(histogramAt(histograms, step)));
    return meanOf(all);
}

AlphaShares difference(const AlphaShares& first, const AlphaShares& second) {
    AlphaShares result = first;
    add(result, second, -1.0);
    return result;
}

}  // namespace alphascope
