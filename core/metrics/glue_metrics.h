// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "study/task.h"

#include <span>
#include <string>
#include <utility>
#include <vector>

namespace alphascope {

/// Share of equal entries. NaN where there are none; sizes must agree (throws Error), as below.
double accuracy(std::span<const int> truth, std::span<const int> predicted);
/// F1 of class `positive`; 0 where there is neither a truth nor a prediction of it (scikit-learn's
/// rule).
double f1Score(std::span<const int> truth, std::span<const int> predicted, int positive = 1);
/// Matthews correlation for any number of classes; 0 where a side is constant (scikit-learn's
/// rule).
double matthewsCorrelation(std::span<const int> truth, std::span<const int> predicted);
/// Pearson's r; NaN where a side is constant (SciPy's rule).
double pearson(std::span<const double> x, std::span<const double> y);
/// Pearson's r of the mid-ranks.
double spearman(std::span<const double> x, std::span<const double> y);
/// Ranks from 1, ties share their mean.
std::vector<double> midRanks(std::span<const double> values);
/// Area under the ROC curve through mid-ranks; NaN where only one class is present.
double areaUnderRoc(std::span<const char> positive, std::span<const double> score);

/// The largest logit of each row of [n, outputs]; ties go to the lower class.
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
