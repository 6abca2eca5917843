// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

namespace alphascope {

/// How often each true class was answered with each class. All scores are NaN where the table is
/// empty.
class ConfusionTable {
public:
    explicit ConfusionTable(std::size_t classes)
        : classes_(classes), counts_(classes * classes, 0) {}

    void add(std::size_t truth, std::size_t predicted, std::int64_t times = 1) {
        counts_.at(truth * classes_ + predicted) += times;
    }
    void clear() { counts_.assign(counts_.size(), 0); }

    /// Share of right answers.
    [[nodiscard]] double accuracy() const;
    /// F1 of class `positive`; 0 where there is neither a truth nor a prediction of it
    /// (scikit-learn's rule).
    [[nodiscard]] double f1(std::size_t positive) const;
    /// Matthews correlation for any number of classes, as Gorodkin (2004) has it; 0 where a side is
    /// constant (scikit-learn's rule).
    [[nodiscard]] double matthews() const;

private:
    /// Exact for up to 2^53 samples.
    struct Sums {
        double all = 0.0;
        double hits = 0.0;
        std::vector<double> truth;      ///< of each class
        std::vector<double> predicted;  ///< of each class
    };
    [[nodiscard]] Sums sums() const;

    std::size_t classes_;
    std::vector<std::int64_t> counts_;  ///< row-major [true, predicted]
};

}  // namespace alphascope
