// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/training_facts.h"

#include "report/alpha_shares.h"
#include "report/number_text.h"

#include <algorithm>
#include <numeric>

namespace alphascope {
namespace {

constexpr const char* kPhase = "ms_";
constexpr const char* kAlphaError = "alpha_error_";
constexpr const char* kCosine = "meta_train_cosine";

/// The mean over steps of values that each stand for the steps since the one before.
class StepMean {
public:
    void add(const ScalarRow& row) {
        const auto steps = static_cast<double>(row.step - last_);
        last_ = row.step;
        sum_ += steps * row.value;
    }
    [[nodiscard]] double value() const {
        return last_ > 0 ? sum_ / static_cast<double>(last_) : 0.0;
    }

private:
    std::int64_t last_ = 0;
    double sum_ = 0.0;
};

std::string listed(const std::map<std::string, double>& numbers, int decimals) {
    std::string text;
    for (const auto& [name, value] : numbers)
        text += (text.empty() ? "" : ", ") + name + " " + fixedText(value, decimals);
    return text;
}

}  // namespace

TrainingFacts trainingFacts(StoreReader& reader, std::int64_t run_id) {
    TrainingFacts facts;
    std::map<std::string, StepMean> phases;
    std::map<std::string, std::vector<double>> others;
    for (const ScalarRow& row : reader.scalars(run_id)) {
        if (row.series.starts_with(kPhase))
            phases[row.series.substr(std::string(kPhase).size())].add(row);
        else if (row.series.starts_with(kAlphaError) || row.series == kCosine)
            others[row.series].push_back(row.value);
    }
    for (const auto& [name, mean] : phases) facts.phases[name] = mean.value();
    for (const auto& [name, values] : others) {
        const double mean =
            std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
        if (name != kCosine) {
            facts.alpha_errors[name.substr(std::string(kAlphaError).size())] = mean;
            continue;
        }
        const auto [low, high] = std::minmax_element(values.begin(), values.end());
        facts.cosines = {{"least", *low}, {"mean", mean}, {"largest", *high}};
    }
    HistogramTaken all;
    for (const HistogramRow& row : reader.histograms(run_id)) {
        facts.has_alpha = true;
        for (std::size_t i = 0; i < all.counts.size(); ++i)
            all.counts[i] += row.histogram.counts[i];
        for (std::size_t i = 0; i < all.atoms.size(); ++i) all.atoms[i] += row.histogram.atoms[i];
    }
    facts.atoms = sharesOf(all).atoms;
    return facts;
}

std::vector<std::string> trainingFactLines(const TrainingFacts& facts) {
    std::vector<std::string> lines;
    if (!facts.phases.empty()) {
        double sum = 0.0;
        for (const auto& [name, value] : facts.phases) sum += value;
        lines.push_back("ms a step: " + fixedText(sum, 2) + " (" + listed(facts.phases, 2) + ")");
    }
    if (facts.has_alpha)
        lines.push_back("α at 0, ½, 1: " + fixedText(100.0 * facts.atoms[0], 1) + " %, " +
                        fixedText(100.0 * facts.atoms[1], 1) + " %, " +
                        fixedText(100.0 * facts.atoms[2], 1) + " % of all samples seen");
    if (!facts.cosines.empty())
        lines.push_back("cosine of meta and training gradient: " + listed(facts.cosines, 3));
    if (!facts.alpha_errors.empty())
        lines.push_back("mean |α - exact α|: " + listed(facts.alpha_errors, 6));
    return lines;
}

}  // namespace alphascope
