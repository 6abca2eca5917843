// SPDX-License-Identifier: GPL-3.0-or-later
// The GLUE metrics, equal to scikit-learn's and SciPy's (tests/fixtures/metrics), edge cases
// included.
#include "metrics/glue_metrics.h"

#include "metrics/confusion.h"
#include "study/error.h"

#include <algorithm>
#include <cmath>
#include <functional>
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

ConfusionTable tableOf(std::span<const int> truth, std::span<const int> predicted,
                       const char* metric) {
    demandEqualSizes(truth.size(), predicted.size(), metric);
    int largest = 0;
    for (const auto& side : {truth, predicted})
        for (const int label : side) {
            if (label < 0)
                throw Error(std::string(metric) + " got the class " + std::to_string(label) +
                            ". Classes count from 0.");
            largest = std::max(largest, label);
        }
    ConfusionTable table(static_cast<std::size_t>(largest) + 1);
    for (std::size_t i = 0; i < truth.size(); ++i)
        table.add(static_cast<std::size_t>(truth[i]), static_cast<std::size_t>(predicted[i]));
    return table;
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
    return tableOf(truth, predicted, "accuracy").accuracy();
}

double f1Score(std::span<const int> truth, std::span<const int> predicted, int positive) {
    return tableOf(truth, predicted, "F1").f1(static_cast<std::size_t>(positive));
}

double matthewsCorrelation(std::span<const int> truth, std::span<const int> predicted) {
    return tableOf(truth, predicted, "Matthews correlation").matthews();
}

double pearson(std::span<const double> x, std::span<const double> y,
               std::span<const std::uint32_t> times) {
    demandEqualSizes(x.size(), y.size(), "Pearson's r");
    if (!times.empty()) demandEqualSizes(x.size(), times.size(), "Pearson's r");
    const auto timesOf = [&](std::size_t i) { return times.empty() ? 1.0 : times[i]; };
    double n = 0.0, sum_x = 0.0, sum_y = 0.0, first_x = kNaN, first_y = kNaN;
    bool x_varies = false, y_varies = false;
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double count = timesOf(i);
        if (count == 0.0) continue;
        if (n == 0.0) first_x = x[i];
        if (n == 0.0) first_y = y[i];
        x_varies |= x[i] != first_x;
        y_varies |= y[i] != first_y;
        n += count;
        sum_x += count * x[i];
        sum_y += count * y[i];
    }
    if (!x_varies || !y_varies) return kNaN;
    double xx = 0.0, yy = 0.0, xy = 0.0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double a = x[i] - sum_x / n;
        const double b = y[i] - sum_y / n;
        xx += timesOf(i) * a * a;
        yy += timesOf(i) * b * b;
        xy += timesOf(i) * a * b;
    }
    const double r = xy / (std::sqrt(xx) * std::sqrt(yy));
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

double precisionAtK(std::span<const char> positive, std::span<const double> score, std::size_t k) {
    demandEqualSizes(positive.size(), score.size(), "precision at k");
    const bool ordered =
        std::none_of(score.begin(), score.end(), [](double v) { return std::isnan(v); });
    if (k == 0 || k > score.size() || !ordered) return kNaN;
    std::vector<double> sorted(score.begin(), score.end());
    const auto border = sorted.begin() + static_cast<std::ptrdiff_t>(k) - 1;
    std::nth_element(sorted.begin(), border, sorted.end(), std::greater<>());
    double above = 0.0, hits_above = 0.0, ties = 0.0, hits_in_ties = 0.0;
    for (std::size_t i = 0; i < score.size(); ++i) {
        const double hit = positive[i] != 0 ? 1.0 : 0.0;
        above += score[i] > *border ? 1.0 : 0.0;
        hits_above += score[i] > *border ? hit : 0.0;
        ties += score[i] == *border ? 1.0 : 0.0;
        hits_in_ties += score[i] == *border ? hit : 0.0;
    }
    const auto places = static_cast<double>(k);
    return (hits_above + (places - above) * hits_in_ties / ties) / places;
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
        const auto largest = std::max_element(begin, begin + outputs, [](float a, float b) {
            return !std::isnan(a) && (std::isnan(b) || a < b);
        });
        classes.push_back(static_cast<int>(largest - begin));
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
