// SPDX-License-Identifier: GPL-3.0-or-later
// The GLUE metrics, equal to scikit-learn's and SciPy's (tests/fixtures/metrics), edge cases
// included.
#include "metrics/glue_metrics.h"

#include "study/error.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <numeric>

namespace alphascope {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

void demandEqualSizes(std::size_t a, std::size_t b, const char* metric) {
    if (a == b) return;
    throw Error(std::string(metric) + " got " + std::to_string(a) + " true and " +
                std::to_string(b) + " predicted values. Give one prediction for each sample.");
}

bool isConstant(std::span<const double> values) {
    return std::all_of(values.begin(), values.end(), [&](double v) { return v == values.front(); });
}

/// Values less their mean, divided by their Euclidean norm.
std::vector<double> standardised(std::span<const double> values) {
    const double mean =
        std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
    std::vector<double> result(values.begin(), values.end());
    double squares = 0.0;
    for (double& v : result) {
        v -= mean;
        squares += v * v;
    }
    for (double& v : result) v /= std::sqrt(squares);
    return result;
}

std::vector<int> classesOf(std::span<const float> labels) {
    std::vector<int> classes(labels.size());
    std::transform(labels.begin(), labels.end(), classes.begin(),
                   [](float label) { return static_cast<int>(std::lround(label)); });
    return classes;
}

double classScore(Metric metric, std::span<const int> truth, std::span<const int> predicted) {
    switch (metric) {
        case Metric::kMatthews:
            return matthewsCorrelation(truth, predicted);
        case Metric::kAccuracy:
            return accuracy(truth, predicted);
        case Metric::kF1:
            return f1Score(truth, predicted);
        case Metric::kPearson:
        case Metric::kSpearman:
            break;
    }
    throw Error("The metric " + std::string(metricName(metric)) +
                " needs scores, but the task has classes. Correct the task table.");
}

double regressionScore(Metric metric, std::span<const double> truth,
                       std::span<const double> predicted) {
    if (metric == Metric::kPearson) return pearson(truth, predicted);
    if (metric == Metric::kSpearman) return spearman(truth, predicted);
    throw Error("The metric " + std::string(metricName(metric)) +
                " needs classes, but the task has scores. Correct the task table.");
}

/// Every metric of the task for predictions that are final: classes, or scores.
std::vector<std::pair<std::string, double>> scorePredictions(const TaskDescriptor& task,
                                                             std::span<const float> labels,
                                                             std::span<const double> scores,
                                                             std::span<const int> classes) {
    std::vector<std::pair<std::string, double>> result;
    const std::vector<double> truth(labels.begin(), labels.end());
    const std::vector<int> true_classes = classesOf(labels);
    for (const Metric metric : task.metrics)
        result.emplace_back(metricName(metric), task.kind == TaskKind::kRegression
                                                    ? regressionScore(metric, truth, scores)
                                                    : classScore(metric, true_classes, classes));
    return result;
}

}  // namespace

double accuracy(std::span<const int> truth, std::span<const int> predicted) {
    demandEqualSizes(truth.size(), predicted.size(), "accuracy");
    if (truth.empty()) return kNaN;
    std::int64_t equal = 0;
    for (std::size_t i = 0; i < truth.size(); ++i) equal += truth[i] == predicted[i];
    return static_cast<double>(equal) / static_cast<double>(truth.size());
}

double f1Score(std::span<const int> truth, std::span<const int> predicted, int positive) {
    demandEqualSizes(truth.size(), predicted.size(), "F1");
    if (truth.empty()) return kNaN;
    std::int64_t hits = 0;
    std::int64_t mentions = 0;  // true positives twice, each miss and false alarm once
    for (std::size_t i = 0; i < truth.size(); ++i) {
        hits += truth[i] == positive && predicted[i] == positive;
        mentions += (truth[i] == positive) + (predicted[i] == positive);
    }
    return mentions == 0 ? 0.0 : 2.0 * static_cast<double>(hits) / static_cast<double>(mentions);
}

// Gorodkin's K-category correlation (2004), in the covariance form that scikit-learn uses.
double matthewsCorrelation(std::span<const int> truth, std::span<const int> predicted) {
    demandEqualSizes(truth.size(), predicted.size(), "Matthews correlation");
    if (truth.empty()) return kNaN;
    std::map<int, std::pair<double, double>> counts;  // class -> times true, times predicted
    double hits = 0.0;
    for (std::size_t i = 0; i < truth.size(); ++i) {
        counts[truth[i]].first += 1.0;
        counts[predicted[i]].second += 1.0;
        hits += truth[i] == predicted[i] ? 1.0 : 0.0;
    }
    const auto n = static_cast<double>(truth.size());
    double both = hits * n;
    double of_truth = n * n;
    double of_predicted = n * n;
    for (const auto& [label, count] : counts) {
        both -= count.first * count.second;
        of_truth -= count.first * count.first;
        of_predicted -= count.second * count.second;
    }
    if (of_truth == 0.0 || of_predicted == 0.0) return 0.0;
    return both / (std::sqrt(of_truth) * std::sqrt(of_predicted));
}

double pearson(std::span<const double> x, std::span<const double> y) {
    demandEqualSizes(x.size(), y.size(), "Pearson's r");
    if (x.size() < 2 || isConstant(x) || isConstant(y)) return kNaN;
    const std::vector<double> a = standardised(x);
    const std::vector<double> b = standardised(y);
    const double r = std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
    return std::isnan(r) ? r : std::clamp(r, -1.0, 1.0);
}

double spearman(std::span<const double> x, std::span<const double> y) {
    demandEqualSizes(x.size(), y.size(), "Spearman's rho");
    return pearson(midRanks(x), midRanks(y));
}

std::vector<double> midRanks(std::span<const double> values) {
    std::vector<double> ranks(values.size(), kNaN);
    // A NaN has no place in an order: as in SciPy, all ranks are then undefined.
    if (std::any_of(values.begin(), values.end(), [](double v) { return std::isnan(v); }))
        return ranks;
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
    for (std::size_t first = 0; first < order.size();) {
        std::size_t end = first;
        while (end < order.size() && values[order[end]] == values[order[first]]) ++end;
        const double rank = 0.5 * static_cast<double>(first + 1 + end);
        for (; first < end; ++first) ranks[order[first]] = rank;
    }
    return ranks;
}

double areaUnderRoc(std::span<const char> positive, std::span<const double> score) {
    demandEqualSizes(positive.size(), score.size(), "area under the ROC curve");
    const std::vector<double> ranks = midRanks(score);
    double positives = 0.0;
    double rank_sum = 0.0;
    for (std::size_t i = 0; i < positive.size(); ++i) {
        if (positive[i] == 0) continue;
        positives += 1.0;
        rank_sum += ranks[i];
    }
    const double negatives = static_cast<double>(positive.size()) - positives;
    if (positives == 0.0 || negatives == 0.0) return kNaN;
    return (rank_sum - positives * (positives + 1.0) / 2.0) / (positives * negatives);
}

std::vector<int> argmaxRows(std::span<const float> logits, int outputs) {
    if (outputs < 1 || logits.size() % static_cast<std::size_t>(outputs) != 0)
        throw Error("Logits of " + std::to_string(logits.size()) + " values do not make rows of " +
                    std::to_string(outputs) + ". The evaluation is damaged; run it again.");
    const auto width = static_cast<std::size_t>(outputs);
    std::vector<int> classes;
    classes.reserve(logits.size() / width);
    for (std::size_t row = 0; row < logits.size(); row += width) {
        const auto begin = logits.begin() + static_cast<std::ptrdiff_t>(row);
        classes.push_back(static_cast<int>(std::max_element(begin, begin + outputs) - begin));
    }
    return classes;
}

std::vector<std::pair<std::string, double>> scoreTask(const TaskDescriptor& task,
                                                      std::span<const float> labels,
                                                      std::span<const float> logits) {
    if (task.kind == TaskKind::kRegression)
        return scorePredictions(task, labels, std::vector<double>(logits.begin(), logits.end()),
                                {});
    return scorePredictions(task, labels, {}, argmaxRows(logits, task.outputs()));
}

std::vector<std::pair<std::string, double>> majorityScores(const TaskDescriptor& task,
                                                           std::span<const float> train_labels,
                                                           std::span<const float> labels) {
    if (train_labels.empty())
        throw Error(
            "The majority class needs train labels, but there are none. "
            "Check the train file of " +
            task.name + ".");
    if (task.kind == TaskKind::kRegression) {
        const double mean = std::accumulate(train_labels.begin(), train_labels.end(), 0.0) /
                            static_cast<double>(train_labels.size());
        return scorePredictions(task, labels, std::vector<double>(labels.size(), mean), {});
    }
    std::map<int, std::int64_t> counts;
    for (const int label : classesOf(train_labels)) ++counts[label];
    const auto most =
        std::max_element(counts.begin(), counts.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    return scorePredictions(task, labels, {}, std::vector<int>(labels.size(), most->first));
}

}  // namespace alphascope
