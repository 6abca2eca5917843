// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/alpha_quantiles.h"

#include "report/alpha_shares.h"

#include <limits>
#include <numeric>

namespace alphascope {

namespace {

/// Walks over masses from left to right until a share of them is used up.
class Walk {
public:
    explicit Walk(double wanted) : left_(wanted) {}

    /// Adds `count` samples spread over [low, high]; whether the quantile lies among them.
    bool pass(double count, double low, double high) {
        if (count <= 0.0) return false;
        place_ = high;
        if (left_ > count) {
            left_ -= count;
            return false;
        }
        place_ = low + (high - low) * (left_ / count);
        return true;
    }
    [[nodiscard]] double place() const { return place_; }

private:
    double left_;
    double place_ = 0.0;
};

}  // namespace

double alphaQuantile(const HistogramTaken& histogram, double q) {
    const auto total = std::accumulate(histogram.counts.begin(), histogram.counts.end(), 0.0);
    if (total <= 0.0) return std::numeric_limits<double>::quiet_NaN();
    Walk walk(q * total);
    const auto atoms = atomsByBin(histogram);
    constexpr int kMiddle = kAlphaBins / 2;  // the bin that begins with ½
    for (int bin = 0; bin < kAlphaBins; ++bin) {
        const double low = static_cast<double>(bin) / kAlphaBins;
        const double high = static_cast<double>(bin + 1) / kAlphaBins;
        const auto at = static_cast<std::size_t>(bin);
        const bool starts = bin == 0 || bin == kMiddle;  // on a mass; two others end with one
        const double first = starts ? atoms[at] : 0.0, last = starts ? 0.0 : atoms[at];
        const double between = static_cast<double>(histogram.counts[at]) - first - last;
        if (walk.pass(first, low, low) || walk.pass(between, low, high) ||
            walk.pass(last, high, high))
            break;
    }
    return walk.place();
}

}  // namespace alphascope
