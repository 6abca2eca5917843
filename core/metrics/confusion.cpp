// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/confusion.h"

#include <cmath>
#include <limits>

namespace alphascope {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

}  // namespace

ConfusionTable::Sums ConfusionTable::sums() const {
    Sums result{.truth = std::vector<double>(classes_, 0.0),
                .predicted = std::vector<double>(classes_, 0.0)};
    for (std::size_t truth = 0; truth < classes_; ++truth)
        for (std::size_t predicted = 0; predicted < classes_; ++predicted) {
            const auto count = static_cast<double>(counts_[truth * classes_ + predicted]);
            result.all += count;
            result.hits += truth == predicted ? count : 0.0;
            result.truth[truth] += count;
            result.predicted[predicted] += count;
        }
    return result;
}

double ConfusionTable::accuracy() const {
    const Sums table = sums();
    return table.hits / table.all;
}

double ConfusionTable::f1(std::size_t positive) const {
    const Sums table = sums();
    if (table.all == 0.0) return kNaN;
    if (positive >= classes_) return 0.0;
    const auto hits = static_cast<double>(counts_[positive * classes_ + positive]);
    const double mentions = table.truth[positive] + table.predicted[positive];
    return mentions == 0.0 ? 0.0 : 2.0 * hits / mentions;
}

// In the covariance form that scikit-learn uses.
double ConfusionTable::matthews() const {
    const Sums table = sums();
    if (table.all == 0.0) return kNaN;
    double both = table.hits * table.all;
    double of_truth = table.all * table.all;
    double of_predicted = of_truth;
    for (std::size_t k = 0; k < classes_; ++k) {
        both -= table.truth[k] * table.predicted[k];
        of_truth -= table.truth[k] * table.truth[k];
        of_predicted -= table.predicted[k] * table.predicted[k];
    }
    if (of_truth == 0.0 || of_predicted == 0.0) return 0.0;
    return both / (std::sqrt(of_truth) * std::sqrt(of_predicted));
}

}  // namespace alphascope
