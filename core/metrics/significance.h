// SPDX-License-Identifier: GPL-3.0-or-later
// Whether two schemes differ: resampling of the evaluation examples, and many comparisons at once.
#pragma once

#include "study/task.h"

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace alphascope {

struct BootstrapTest {
    double difference = 0.0;  ///< on the examples as they are
    double p = 1.0;           ///< two-sided, of "there is no difference"; never 0
};

/// A difference on a resample: `times` tells how often each example was drawn.
using ResampledDifference = std::function<double(std::span<const std::uint32_t> times)>;

/// Paired bootstrap over `examples` (Efron and Tibshirani 1993, chapter 16; Koehn 2004): p is the
/// share of resamples whose difference, less the observed one, is at least as large in size as the
/// observed one; one is added to both counts (Davison and Hinkley 1997, section 4.2). A resample
/// without a value (a correlation of constants) speaks for no difference. NaN where there are no
/// examples or the observed difference is NaN. Deterministic in `seed`; resamples >= 1, else Error.
/// Where `keep_going` says no, p is NaN: it is asked every few resamples.
BootstrapTest pairedBootstrap(std::size_t examples, const ResampledDifference& difference,
                              int resamples, std::uint64_t seed,
                              const std::function<bool()>& keep_going = {});

/// Logits [n, outputs] of the runs of one scheme, one vector a seed, on the same examples.
using SeedLogits = std::vector<std::vector<float>>;

/// Paired bootstrap of a GLUE metric: mean over the seeds of `a` less mean over the seeds of `b`,
/// where each resample draws the same examples for every run of both. What it measures is the
/// chance in the choice of evaluation examples; the seeds are taken as they are. Throws Error where
/// a side has no run or logits do not fit the labels.
BootstrapTest compareSchemes(const TaskDescriptor& task, Metric metric,
                             std::span<const float> labels, const SeedLogits& a,
                             const SeedLogits& b, int resamples, std::uint64_t seed,
                             const std::function<bool()>& keep_going = {});

/// Holm's step-down adjustment (1979) of the p-values of one family, in their order. A NaN is no
/// test: it stays NaN and does not count.
std::vector<double> holmAdjusted(std::span<const double> p);

}  // namespace alphascope
