// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "study/task.h"

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace alphascope {

/// Share of equal entries, of truth and prediction or of two systems' predictions (their
/// agreement). NaN where there are none; sizes must agree (throws Error), as below. Classes count
/// from 0.
double accuracy(std::span<const int> truth, std::span<const int> predicted);
/// See ConfusionTable.
double f1Score(std::span<const int> truth, std::span<const int> predicted, int positive = 1);
double matthewsCorrelation(std::span<const int> truth, std::span<const int> predicted);
/// Pearson's r; NaN where a side is constant (SciPy's rule), holds a NaN, or has fewer than two
/// values (where SciPy raises). Sample i counts times[i] times; no `times`: once each.
double pearson(std::span<const double> x, std::span<const double> y,
               std::span<const std::uint32_t> times = {});
/// Pearson's r of the mid-ranks.
double spearman(std::span<const double> x, std::span<const double> y);
/// Ranks from 1, ties share their mean.
std::vector<double> midRanks(std::span<const double> values);
/// Area under the ROC curve through mid-ranks; NaN where only one class is present or a score is
/// NaN.
double areaUnderRoc(std::span<const char> positive, std::span<const double> score);
/// Share of positives among the k largest scores. Equal scores stand in random order and the
/// expected value is given: of the ties at the border, the part that fits counts by its share of
/// positives. NaN for k = 0, for more than there are, and where a score is NaN.
double precisionAtK(std::span<const char> positive, std::span<const double> score, std::size_t k);

/// The largest logit of each row of [n, outputs]; ties go to the lower class, and a NaN counts as
/// the largest (NumPy's rules).
std::vector<int> argmaxRows(std::span<const float> logits, int outputs);

/// Every metric of the task on one set. Classification takes labels as class indices; regression
/// compares logits [n, 1] with labels. Names as in `metricName`, values as fractions.
std::vector<std::pair<std::string, double>> scoreTask(const TaskDescriptor& task,
                                                      std::span<const float> labels,
                                                      std::span<const float> logits);

/// The scores of always answering the most frequent train label (regression: the train mean).
std::vector<std::pair<std::string, double>> majorityScores(const TaskDescriptor& task,
                                                           std::span<const float> train_labels,
                                                           std::span<const float> labels);

}  // namespace alphascope
