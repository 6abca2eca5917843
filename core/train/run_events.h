// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "study/run_event.h"
#include "train/training_loop.h"

namespace alphascope {

/// A set as the store wants it: ids, labels and flags, never texts.
SetDescribed describe(const EncodedSet& set);

/// Row-major copy of [n, k].
std::vector<float> toVector(const torch::Tensor& tensor);

/// Scores of given logits on a set: the task's metrics first, accuracy for every classification
/// task, and the mean label loss ("loss", nats).
Evaluated evaluate(const TaskDescriptor& task, const EncodedSet& set, const torch::Tensor& logits,
                   std::int64_t step, bool keep_logits);

/// Turns step reports into events: per-sample records, the step's means, and at the rhythm of the
/// histograms the counts on fixed bins and the mean milliseconds a step by phase ("ms_forward").
class StepPublisher {
public:
    /// When histograms are taken: each `every` steps, and after the `last`.
    struct Rhythm {
        std::int64_t every = 1;
        std::int64_t last = 0;
    };
    StepPublisher(RunSink& sink, const EncodedSet& train, bool uses_teacher, Rhythm histograms);
    /// `seconds` of training so far.
    void publish(const StepReport& report, double seconds);
    /// Takes so many seconds, in which the run was paused, off the time between two steps.
    void leaveOut(double seconds);
    /// The counts since the last histogram, for a checkpoint.
    void save(TensorFile& archive) const;
    void load(const TensorFile& archive);

private:
    void count(const std::vector<float>& alpha);
    void publishHistogram(std::int64_t step);
    void publishPhases(std::int64_t step);

    RunSink& sink_;
    const EncodedSet& train_;
    bool uses_teacher_;
    Rhythm histograms_;
    HistogramTaken histogram_;
    std::array<double, kPhaseNames.size()> seconds_{};  // by phase, since the last histogram
    std::int64_t steps_ = 0;                            // since then
};

}  // namespace alphascope
