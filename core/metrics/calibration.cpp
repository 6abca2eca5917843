// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/calibration.h"

#include "study/error.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

namespace alphascope {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

void demandRows(std::span<const int> truth, std::span<const double> probabilities, int outputs) {
    const auto width = static_cast<std::size_t>(std::max(outputs, 0));
    if (width == 0 || truth.size() * width != probabilities.size())
        throw Error(std::to_string(probabilities.size()) + " probabilities do not make " +
                    std::to_string(truth.size()) + " rows of " + std::to_string(outputs) +
                    ". Give one row for each sample.");
    for (const int label : truth)
        if (label < 0 || label >= outputs)
            throw Error("The label " + std::to_string(label) + " is none of " +
                        std::to_string(outputs) + " classes. Check the labels of the set.");
}

struct Bin {
    double confidence = 0.0;
    double right = 0.0;
};

}  // namespace

std::vector<double> softmaxRows(std::span<const float> logits, int outputs) {
    const auto width = static_cast<std::size_t>(std::max(outputs, 0));
    if (width == 0 || logits.size() % width != 0)
        throw Error("Logits of " + std::to_string(logits.size()) + " values do not make rows of " +
                    std::to_string(outputs) + ". The evaluation is damaged; run it again.");
    std::vector<double> result(logits.begin(), logits.end());
    for (std::size_t row = 0; row < result.size(); row += width) {
        const auto begin = result.begin() + static_cast<std::ptrdiff_t>(row);
        const auto end = begin + outputs;
        const double largest = *std::max_element(begin, end);
        double sum = 0.0;
        std::for_each(begin, end, [&](double& value) { sum += value = std::exp(value - largest); });
        std::for_each(begin, end, [&](double& value) { value /= sum; });
    }
    return result;
}

double expectedCalibrationError(std::span<const int> truth, std::span<const double> probabilities,
                                int outputs, int bins) {
    demandRows(truth, probabilities, outputs);
    if (bins < 1) throw Error("The calibration error needs at least one bin.");
    std::vector<Bin> table(static_cast<std::size_t>(bins));
    for (std::size_t i = 0; i < truth.size(); ++i) {
        const auto row = probabilities.subspan(i * static_cast<std::size_t>(outputs),
                                               static_cast<std::size_t>(outputs));
        if (std::any_of(row.begin(), row.end(), [](double p) { return std::isnan(p); }))
            return kNaN;
        const auto largest = std::max_element(row.begin(), row.end());
        const int place = static_cast<int>(std::ceil(*largest * bins)) - 1;
        Bin& bin = table[static_cast<std::size_t>(std::clamp(place, 0, bins - 1))];
        bin.confidence += *largest;
        bin.right += largest - row.begin() == truth[i] ? 1.0 : 0.0;
    }
    if (truth.empty()) return kNaN;
    double sum = 0.0;  // each bin's samples cancel its two divisions
    for (const Bin& bin : table) sum += std::abs(bin.right - bin.confidence);
    return sum / static_cast<double>(truth.size());
}

double brierScore(std::span<const int> truth, std::span<const double> probabilities, int outputs) {
    demandRows(truth, probabilities, outputs);
    if (truth.empty()) return kNaN;
    double sum = 0.0;
    for (std::size_t i = 0; i < truth.size(); ++i)
        for (int k = 0; k < outputs; ++k) {
            const std::size_t place =
                i * static_cast<std::size_t>(outputs) + static_cast<std::size_t>(k);
            const double distance = probabilities[place] - (truth[i] == k ? 1.0 : 0.0);
            sum += distance * distance;
        }
    return sum / static_cast<double>(truth.size());
}

}  // namespace alphascope
