// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/run_events.h"

#include "metrics/glue_metrics.h"
#include "study/alpha_atom.h"
#include "study/error.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace alphascope {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
bool hasAccuracy(const std::vector<std::pair<std::string, double>>& scores) {
    return std::any_of(scores.begin(), scores.end(),
                       [](const auto& score) { return score.first == "accuracy"; });
}

torch::Tensor onCpu(const torch::Tensor& matrix) {
    return matrix.detach().to(torch::kCPU, torch::kFloat32).contiguous();
}

/// A plain loop: each step reads several columns, and a tensor operation costs more than the
/// numbers of a batch.
std::vector<float> column(const torch::Tensor& on_cpu, std::int64_t index) {
    const auto width = on_cpu.size(1);
    const float* next = on_cpu.data_ptr<float>() + index;
    std::vector<float> values(static_cast<std::size_t>(on_cpu.size(0)));
    for (float& value : values) {
        value = *next;
        next += width;
    }
    return values;
}

double meanOf(const std::vector<float>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// What is shown as α: the weight on the teacher term where rows sum to 1, else its share
/// w_kd/(w_ce + w_kd), and 0 where both are 0.
std::vector<float> shownAlpha(const StepReport& report) {
    const auto weights = onCpu(report.weights);
    auto teacher = column(weights, kTeacherTerm);
    if (report.rows_sum_to_one) return teacher;
    const auto label = column(weights, kLabelTerm);
    for (std::size_t i = 0; i < teacher.size(); ++i) {
        const float sum = label[i] + teacher[i];
        teacher[i] = sum > 0.0F ? teacher[i] / std::max(sum, 1e-30F) : 0.0F;
    }
    return teacher;
}

}  // namespace

SetDescribed describe(const EncodedSet& set) {
    SetDescribed event{.set = set.name, .file = set.file, .sha256 = set.sha256};
    for (const auto& example : set.examples) {
        event.ids.push_back(example.id);
        event.labels.push_back(example.label);
        std::uint8_t flags = example.flipped() ? kFlagFlipped : 0;
        if (example.teacherMisled()) flags |= kFlagTeacherMisled;
        event.flags.push_back(flags);
    }
    return event;
}

std::vector<float> toVector(const torch::Tensor& tensor) {
    const auto plain = tensor.detach().to(torch::kFloat32).contiguous();
    const float* data = plain.data_ptr<float>();
    return {data, data + plain.numel()};
}

Evaluated evaluate(const TaskDescriptor& task, const EncodedSet& set, const torch::Tensor& logits,
                   std::int64_t step, bool keep_logits) {
    Evaluated event{.step = step, .set = set.name};
    std::vector<float> values = toVector(logits);
    std::vector<float> labels;
    for (const auto& example : set.examples) labels.push_back(example.label);
    event.scores = scoreTask(task, labels, values);
    // Also for the tasks that GLUE judges by something else: the teacher's honesty is told by it.
    if (task.kind == TaskKind::kClassification && !hasAccuracy(event.scores))
        event.scores.emplace_back(
            "accuracy", logits.argmax(1).eq(set.labels).to(torch::kDouble).mean().item<double>());
    const auto terms = makeTerms(task.kind, false);
    const auto loss =
        terms[kLabelTerm]->perUnit({logits}, {.labels = set.labels, .teacher_logits = {}});
    event.scores.emplace_back("loss", loss.mean().item<double>());
    if (keep_logits) {
        event.outputs = static_cast<int>(logits.size(1));
        event.logits = std::move(values);
    }
    return event;
}

StepPublisher::StepPublisher(RunSink& sink, const EncodedSet& train, bool uses_teacher,
                             Rhythm histograms)
    : sink_(sink), train_(train), uses_teacher_(uses_teacher), histograms_(histograms) {}

void StepPublisher::publish(const StepReport& report, double seconds) {
    SamplesWeighted samples{.step = report.step, .epoch = report.epoch};
    samples.ids.reserve(report.positions.size());
    for (const auto position : report.positions)
        samples.ids.push_back(train_.examples[position].id);
    samples.alpha = shownAlpha(report);
    const auto losses = onCpu(report.losses);
    samples.label_loss = column(losses, kLabelTerm);
    if (uses_teacher_)
        samples.teacher_loss = column(losses, kTeacherTerm);
    else
        samples.teacher_loss.assign(samples.ids.size(), static_cast<float>(kNaN));

    StepLogged step{.step = report.step, .epoch = report.epochs_done};
    step.label_loss = meanOf(samples.label_loss);
    step.teacher_loss = uses_teacher_ ? meanOf(samples.teacher_loss) : kNaN;
    step.alpha_mean = uses_teacher_ ? meanOf(samples.alpha) : kNaN;
    step.total_loss = report.total_loss;
    step.learning_rate = report.learning_rate;
    step.seconds = seconds;
    sink_.publish(step);
    sink_.publish(ScalarLogged{
        .series = "gradient_norm", .step = report.step, .value = report.gradient_norm});
    for (const auto& [series, value] : report.notes)
        sink_.publish(ScalarLogged{.series = series, .step = report.step, .value = value});
    if (uses_teacher_) count(samples.alpha);
    sink_.publish(std::move(samples));
    for (std::size_t i = 0; i < seconds_.size(); ++i) seconds_[i] += report.seconds[i];
    ++steps_;
    if (report.step % histograms_.every != 0 && report.step != histograms_.last) return;
    if (uses_teacher_) publishHistogram(report.step);
    publishPhases(report.step);
}

void StepPublisher::leaveOut(double seconds) {
    seconds_[static_cast<std::size_t>(Phase::kBetween)] -= seconds;
}

void StepPublisher::count(const std::vector<float>& alpha) {
    for (const float value : alpha) {
        ++histogram_.counts.at(static_cast<std::size_t>(alphaBin(value)));
        if (const int atom = alphaAtom(value); atom >= 0)
            ++histogram_.atoms.at(static_cast<std::size_t>(atom));
    }
}

void StepPublisher::publishHistogram(std::int64_t step) {
    histogram_.step = step;
    sink_.publish(histogram_);
    histogram_ = {};
}

void StepPublisher::publishPhases(std::int64_t step) {
    for (std::size_t i = 0; i < seconds_.size(); ++i)
        sink_.publish(ScalarLogged{.series = std::string("ms_") + kPhaseNames[i],
                                   .step = step,
                                   .value = 1e3 * seconds_[i] / static_cast<double>(steps_)});
    seconds_.fill(0.0);
    steps_ = 0;
}

void StepPublisher::save(TensorFile& archive) const {
    std::vector<std::int64_t> counts(histogram_.counts.begin(), histogram_.counts.end());
    counts.insert(counts.end(), histogram_.atoms.begin(), histogram_.atoms.end());
    archive.tensors["histogram"] = torch::tensor(at::ArrayRef<std::int64_t>(counts));
}

void StepPublisher::load(const TensorFile& archive) {
    const auto found = archive.tensors.find("histogram");
    const auto bins = std::ssize(histogram_.counts), atoms = std::ssize(histogram_.atoms);
    if (found == archive.tensors.end() || found->second.numel() != bins + atoms)
        throw Error("The checkpoint lacks the histogram's counts; start the run again.");
    const auto* counts = found->second.data_ptr<std::int64_t>();
    std::copy_n(counts, bins, histogram_.counts.begin());
    std::copy_n(counts + bins, atoms, histogram_.atoms.begin());
}

}  // namespace alphascope
