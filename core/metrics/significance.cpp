// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/significance.h"

#include "metrics/confusion.h"
#include "metrics/glue_metrics.h"
#include "study/error.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <numeric>
#include <random>
#include <string>
#include <utility>

namespace alphascope {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
/// Differences closer than this are ties: sums of the same terms in another order.
constexpr double kRounding = 1e-12;
/// Resamples between two looks at whether the test is still wanted.
constexpr int kAskEvery = 16;

using Times = std::span<const std::uint32_t>;

/// Uniform in [0, bound) without modulo bias, the same on every platform (std:: distributions are
/// not).
std::uint64_t below(std::mt19937_64& engine, std::uint64_t bound) {
    const std::uint64_t rest = (std::numeric_limits<std::uint64_t>::max() % bound + 1) % bound;
    std::uint64_t drawn = engine();
    while (drawn > std::numeric_limits<std::uint64_t>::max() - rest) drawn = engine();
    return drawn % bound;
}

/// The metric of one run on a resample.
class ResampledScore {
public:
    virtual ~ResampledScore() = default;
    virtual double score(Times times) = 0;
};

/// Accuracy, F1 and Matthews correlation.
class ClassScore final : public ResampledScore {
public:
    ClassScore(Metric metric, std::span<const float> labels, std::span<const float> logits,
               int outputs)
        : metric_(metric), table_(static_cast<std::size_t>(outputs)) {
        const std::vector<int> predicted = argmaxRows(logits, outputs);
        for (std::size_t i = 0; i < labels.size(); ++i)
            pairs_.emplace_back(std::lround(labels[i]), predicted[i]);
    }
    double score(Times times) override {
        table_.clear();
        for (std::size_t i = 0; i < pairs_.size(); ++i)
            table_.add(pairs_[i].first, pairs_[i].second, times[i]);
        if (metric_ == Metric::kAccuracy) return table_.accuracy();
        return metric_ == Metric::kF1 ? table_.f1(1) : table_.matthews();
    }

private:
    Metric metric_;
    ConfusionTable table_;
    std::vector<std::pair<std::size_t, std::size_t>> pairs_;  ///< true, predicted
};

/// Values with their order, so that the mid-ranks of a resample take one pass.
class RankedValues {
public:
    explicit RankedValues(std::vector<double> values)
        : values_(std::move(values)), order_(values_.size()), ranks_(values_.size(), 0.0) {
        if (std::any_of(values_.begin(), values_.end(), [](double v) { return std::isnan(v); }))
            throw Error(
                "A score to be ranked is not a number. The evaluation is damaged; run it "
                "again.");
        std::iota(order_.begin(), order_.end(), std::size_t{0});
        std::sort(order_.begin(), order_.end(),
                  [&](std::size_t a, std::size_t b) { return values_[a] < values_[b]; });
    }
    std::span<const double> ranks(Times times) {
        double before = 0.0;
        for (std::size_t first = 0; first < order_.size();) {
            double here = 0.0;
            std::size_t end = first;
            while (end < order_.size() && values_[order_[end]] == values_[order_[first]])
                here += times[order_[end++]];
            for (; first < end; ++first) ranks_[order_[first]] = before + 0.5 * (here + 1.0);
            before += here;
        }
        return ranks_;
    }

private:
    std::vector<double> values_;
    std::vector<std::size_t> order_;
    std::vector<double> ranks_;
};

class PearsonScore final : public ResampledScore {
public:
    PearsonScore(std::span<const float> labels, std::span<const float> scores)
        : truth_(labels.begin(), labels.end()), scores_(scores.begin(), scores.end()) {}
    double score(Times times) override { return pearson(truth_, scores_, times); }

private:
    std::vector<double> truth_;
    std::vector<double> scores_;
};

class SpearmanScore final : public ResampledScore {
public:
    SpearmanScore(std::span<const float> labels, std::span<const float> scores)
        : truth_(std::vector<double>(labels.begin(), labels.end())),
          scores_(std::vector<double>(scores.begin(), scores.end())) {}
    double score(Times times) override {
        return pearson(truth_.ranks(times), scores_.ranks(times), times);
    }

private:
    RankedValues truth_;
    RankedValues scores_;
};

std::unique_ptr<ResampledScore> makeScore(const TaskDescriptor& task, Metric metric,
                                          std::span<const float> labels,
                                          const std::vector<float>& logits) {
    const int outputs = task.outputs();
    if (logits.size() != labels.size() * static_cast<std::size_t>(outputs))
        throw Error(std::to_string(logits.size()) + " logits do not fit " +
                    std::to_string(labels.size()) + " labels of " + task.name +
                    ". The evaluation is damaged; run it again.");
    if (metric == Metric::kPearson) return std::make_unique<PearsonScore>(labels, logits);
    if (metric == Metric::kSpearman) return std::make_unique<SpearmanScore>(labels, logits);
    return std::make_unique<ClassScore>(metric, labels, logits, outputs);
}

using Scores = std::vector<std::unique_ptr<ResampledScore>>;

double meanScore(const Scores& runs, Times times) {
    double sum = 0.0;
    for (const auto& run : runs) sum += run->score(times);
    return sum / static_cast<double>(runs.size());
}

}  // namespace

BootstrapTest pairedBootstrap(std::size_t examples, const ResampledDifference& difference,
                              int resamples, std::uint64_t seed,
                              const std::function<bool()>& keep_going) {
    if (resamples < 1) throw Error("The paired bootstrap needs at least one resample.");
    if (examples == 0) return {.difference = kNaN, .p = kNaN};
    std::vector<std::uint32_t> times(examples, 1);
    const double observed = difference(times);
    if (std::isnan(observed)) return {.difference = kNaN, .p = kNaN};
    std::mt19937_64 engine(seed);
    std::int64_t extreme = 0;
    for (int r = 0; r < resamples; ++r) {
        if (keep_going && r % kAskEvery == 0 && !keep_going())
            return {.difference = observed, .p = kNaN};
        std::fill(times.begin(), times.end(), 0);
        for (std::size_t i = 0; i < examples; ++i) ++times[below(engine, examples)];
        // Written so that a NaN counts as extreme.
        extreme += !(std::abs(difference(times) - observed) < std::abs(observed) - kRounding);
    }
    return {.difference = observed,
            .p = static_cast<double>(extreme + 1) / static_cast<double>(resamples + 1)};
}

BootstrapTest compareSchemes(const TaskDescriptor& task, Metric metric,
                             std::span<const float> labels, const SeedLogits& a,
                             const SeedLogits& b, int resamples, std::uint64_t seed,
                             const std::function<bool()>& keep_going) {
    if (a.empty() || b.empty())
        throw Error("A comparison of two schemes needs at least one run of each.");
    Scores of_a, of_b;
    for (const auto& logits : a) of_a.push_back(makeScore(task, metric, labels, logits));
    for (const auto& logits : b) of_b.push_back(makeScore(task, metric, labels, logits));
    return pairedBootstrap(
        labels.size(), [&](Times times) { return meanScore(of_a, times) - meanScore(of_b, times); },
        resamples, seed, keep_going);
}

std::vector<double> holmAdjusted(std::span<const double> p) {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < p.size(); ++i)
        if (!std::isnan(p[i])) order.push_back(i);
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return p[a] < p[b]; });
    std::vector<double> adjusted(p.size(), kNaN);
    double largest = 0.0;
    for (std::size_t rank = 0; rank < order.size(); ++rank) {
        largest = std::max(largest, static_cast<double>(order.size() - rank) * p[order[rank]]);
        adjusted[order[rank]] = std::min(1.0, largest);
    }
    return adjusted;
}

}  // namespace alphascope
