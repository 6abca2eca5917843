// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/scheme_arithmetic.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

namespace alphascope {
namespace {

using Outcome = std::variant<ClosedForm, NotClosed>;

double real(const ParameterMap& parameters, const std::string& name) {
    const auto found = parameters.find(name);
    if (found == parameters.end()) return 0.0;
    if (const auto* whole = std::get_if<std::int64_t>(&found->second))
        return static_cast<double>(*whole);
    const auto* value = std::get_if<double>(&found->second);
    return value != nullptr ? *value : 0.0;
}

ClosedForm fromAlpha(double alpha, std::vector<OwnNumber> own = {}) {
    return {1.0 - alpha, alpha, std::move(own)};
}

double progress(const SampleNumbers& sample) {
    const auto last = static_cast<double>(std::max<std::int64_t>(sample.total_steps - 1, 1));
    return static_cast<double>(sample.step - 1) / last;
}

Outcome labelOnly(const ParameterMap&, const SampleNumbers&) {
    return fromAlpha(0.0);
}
Outcome teacherOnly(const ParameterMap&, const SampleNumbers&) {
    return fromAlpha(1.0);
}
Outcome fixed(const ParameterMap& p, const SampleNumbers&) {
    return fromAlpha(real(p, "kd_weight"));
}

Outcome linear(const ParameterMap& p, const SampleNumbers& sample) {
    const double start = real(p, "kd_weight_start"), end = real(p, "kd_weight_end");
    const double s = progress(sample);
    return fromAlpha(start + (end - start) * s, {{"s", "(step − 1)/(total − 1)", s}});
}

Outcome cosine(const ParameterMap& p, const SampleNumbers& sample) {
    const double start = real(p, "kd_weight_start"), end = real(p, "kd_weight_end");
    const double s = progress(sample);
    return fromAlpha(end + (start - end) * (1.0 + std::cos(std::numbers::pi * s)) / 2.0,
                     {{"s", "(step − 1)/(total − 1)", s}});
}

Outcome teacherAnnealing(const ParameterMap&, const SampleNumbers& sample) {
    const double lambda = progress(sample);
    return fromAlpha(1.0 - lambda, {{"λ", "(step − 1)/(total − 1)", lambda}});
}

Outcome annealingKd(const ParameterMap& p, const SampleNumbers& sample) {
    const auto first =
        std::llround(real(p, "first_phase_share") * static_cast<double>(sample.total_steps));
    const double tau_max = real(p, "tau_max");
    ClosedForm weights = fromAlpha(sample.step <= first ? 1.0 : 0.0);
    weights.own.push_back(
        {"first phase", "steps up to here follow the teacher alone", static_cast<double>(first)});
    if (sample.step <= first) {
        const auto tau = (sample.step - 1) * static_cast<std::int64_t>(tau_max) / first + 1;
        weights.own.push_back({"τ", "of τ_max: the teacher's logits are scaled by τ/τ_max",
                               std::min(static_cast<double>(tau), tau_max)});
    }
    return weights;
}

Outcome dwa(const ParameterMap& p, const SampleNumbers& sample) {
    if (sample.epoch < 2) return ClosedForm{1.0, 1.0, {}};
    const auto epochs = static_cast<std::size_t>(sample.epoch);
    if (sample.epoch_means.size() < epochs)
        return NotClosed{"The mean losses of the two epochs before are not at hand."};
    // As the scheme: a term whose mean is 0 throughout neither rises nor falls.
    const auto rate = [&](std::size_t term) {
        const double last = std::max(sample.epoch_means[epochs - 1][term], 1e-30);
        return last / std::max(sample.epoch_means[epochs - 2][term], 1e-30);
    };
    const double label = rate(0), teacher = rate(1), t = real(p, "softmax_temperature");
    const double share = 1.0 / (1.0 + std::exp((label - teacher) / t));
    const std::string how = " over the epoch before it, means over all samples";
    return ClosedForm{2.0 * (1.0 - share),
                      2.0 * share,
                      {{"r_label", "label loss of the last epoch" + how, label},
                       {"r_teacher", "teacher loss of the last epoch" + how, teacher}}};
}

/// The teacher's probability of the label at t = 1.
double teacherOfLabel(const SampleNumbers& sample) {
    return softened(sample.teacher_logits, 1.0)[static_cast<std::size_t>(sample.label)];
}

Outcome wsl(const ParameterMap& p, const SampleNumbers& sample) {
    const double teacher = -std::log(teacherOfLabel(sample));
    const double w = 1.0 - std::exp(-sample.label_loss / (teacher + 1e-7));
    return ClosedForm{1.0,
                      real(p, "kd_weight") * w,
                      {{"CE^t_i", "−ln q_i[y_i], the teacher's label loss", teacher},
                       {"w_i", "1 − exp(−CE_i/(CE^t_i + 1e-7))", w}}};
}

Outcome filter(const ParameterMap& p, const SampleNumbers& sample) {
    const auto& logits = sample.teacher_logits;
    const auto best = std::max_element(logits.begin(), logits.end()) - logits.begin();
    return fromAlpha(
        best == sample.label ? real(p, "kd_weight") : 0.0,
        {{"argmax q_i", "the class that the teacher favours, from 0", static_cast<double>(best)},
         {"y_i", "the label's class", static_cast<double>(sample.label)}});
}

Outcome ada(const ParameterMap&, const SampleNumbers& sample) {
    const double own = teacherOfLabel(sample);
    const auto others = static_cast<double>(sample.teacher_logits.size() - 1);
    const double rest = (1.0 - own) / others;
    return fromAlpha(
        std::max(0.0, own - rest),
        {{"mean_{k≠y} q_i[k]", "what the teacher gives another class on average", rest}});
}

Outcome wttm(const ParameterMap& p, const SampleNumbers& sample) {
    double sum = 0.0;
    for (const double q : softened(sample.teacher_logits, 1.0))
        sum += std::pow(q, real(p, "exponent"));
    return ClosedForm{1.0,
                      real(p, "kd_weight"),
                      {{"Σ_k q_k^l", "the sample's own weight, inside the teacher loss", sum}}};
}

/// Two classes: the student's probabilities follow from its label loss.
bool knowsStudent(const SampleNumbers& sample) {
    return sample.teacher_logits.size() == 2;
}
NotClosed unknownStudent() {
    return {
        "The formula needs all of the student's probabilities; stored is the label's alone, "
        "which tells the others only where there are two classes."};
}

Outcome entropy(const ParameterMap& p, const SampleNumbers& sample) {
    if (!knowsStudent(sample)) return unknownStudent();
    const double own = std::exp(-sample.label_loss);
    const double w = entropyOf({own, 1.0 - own}) / std::numbers::ln2;
    std::vector<OwnNumber> numbers{{"w_i", "H(p_i)/ln 2, the student's entropy as a share", w}};
    const auto use = p.find("use");
    const bool adjustment = use != p.end() && std::get_if<std::string>(&use->second) != nullptr &&
                            std::get<std::string>(use->second) == "adjustment";
    if (adjustment) return ClosedForm{w, std::max(0.0, 1.0 - w), std::move(numbers)};
    const double kd = real(p, "kd_weight");
    return ClosedForm{1.0 - kd, kd * w, std::move(numbers)};
}

Outcome eaKd(const ParameterMap& p, const SampleNumbers& sample) {
    if (!knowsStudent(sample)) return unknownStudent();
    constexpr double kTemperature = 3.0;
    const double own = std::exp(-sample.label_loss);
    // The logits differ by ln(p/(1 − p)); softmax sees no more of them.
    const double difference = std::log(own) - std::log(-std::expm1(-sample.label_loss));
    const double soft = 1.0 / (1.0 + std::exp(-difference / kTemperature));
    const double student = entropyOf({soft, 1.0 - soft});
    const double teacher = entropyOf(softened(sample.teacher_logits, kTemperature));
    const double w = 0.5 * teacher * (1.0 + student / std::numbers::ln2);
    return ClosedForm{1.0,
                      real(p, "kd_weight") * w,
                      {{"H_t", "the teacher's entropy at t = 3, nats", teacher},
                       {"H_s", "the student's entropy at t = 3, nats", student},
                       {"w_i", "(H_t + H_t·H_s/ln 2)/2", w}}};
}

Outcome focal(const ParameterMap& p, const SampleNumbers& sample) {
    const double miss = std::max(0.0, -std::expm1(-sample.label_loss));
    const double hardness = std::pow(miss, real(p, "gamma")), kd = real(p, "kd_weight");
    return ClosedForm{(1.0 - kd) * hardness,
                      kd,
                      {{"(1 − p_i[y_i])^γ", "how far the student is off the label", hardness}}};
}

struct Scheme {
    Outcome (*weigh)(const ParameterMap&, const SampleNumbers&);
    bool needs_teacher;
};

const std::map<std::string, Scheme>& closedSchemes() {
    static const std::map<std::string, Scheme> kSchemes{
        {"label-only", {labelOnly, false}},
        {"teacher-only", {teacherOnly, false}},
        {"fixed", {fixed, false}},
        {"linear", {linear, false}},
        {"cosine", {cosine, false}},
        {"teacher-annealing", {teacherAnnealing, false}},
        {"annealing-kd", {annealingKd, false}},
        {"dwa", {dwa, false}},
        {"wsl", {wsl, true}},
        {"filter", {filter, true}},
        {"ada", {ada, true}},
        {"wttm", {wttm, true}},
        {"entropy", {entropy, true}},
        {"ea-kd", {eaKd, true}},
        {"focal", {focal, false}},
    };
    return kSchemes;
}

NotClosed whyNotClosed(const std::string& scheme) {
    if (scheme == "uncertainty" || scheme == "gradnorm")
        return {
            "The weights follow s, which the scheme learns from step to step; s is kept in "
            "checkpoints and not for every step."};
    if (scheme == "random")
        return {"The weights are drawn at random for each step; the draw itself is not stored."};
    if (scheme.starts_with("mw-net"))
        return {
            "The weights come from a network that learns from step to step; the network of "
            "that step is not stored."};
    if (scheme == "l2rw" || scheme.starts_with("rw-kd"))
        return {
            "The weights follow the meta-gradient of that step, which is far too large to be "
            "stored."};
    return {"This program does not know the scheme's arithmetic."};
}

}  // namespace

std::variant<ClosedForm, NotClosed> weightsOf(const std::string& scheme,
                                              const ParameterMap& parameters,
                                              const SampleNumbers& sample) {
    const auto found = closedSchemes().find(scheme);
    if (found == closedSchemes().end()) return whyNotClosed(scheme);
    const auto classes = static_cast<int>(sample.teacher_logits.size());
    if (found->second.needs_teacher && (classes < 2 || sample.label < 0 || sample.label >= classes))
        return NotClosed{"The teacher's logits on this sample are not in the database."};
    return found->second.weigh(parameters, sample);
}

double shareOf(const ClosedForm& weights) {
    const double sum = weights.label_weight + weights.teacher_weight;
    return sum > 0.0 ? weights.teacher_weight / sum : 0.0;
}

std::vector<double> softened(const std::vector<double>& logits, double t) {
    std::vector<double> shares;
    if (logits.empty()) return shares;
    const double largest = *std::max_element(logits.begin(), logits.end());
    double sum = 0.0;
    for (const double logit : logits) sum += shares.emplace_back(std::exp((logit - largest) / t));
    for (double& share : shares) share /= sum;
    return shares;
}

double entropyOf(const std::vector<double>& probabilities) {
    double sum = 0.0;
    for (const double p : probabilities)
        if (p > 0.0) sum -= p * std::log(p);
    return sum;
}

std::vector<std::array<double, 2>> epochMeans(std::span<const SampleRecord> records) {
    std::vector<std::array<double, 2>> means;
    std::vector<double> counts;
    for (const SampleRecord& record : records) {
        const auto epoch = static_cast<std::size_t>(std::max(record.epoch, 0));
        if (epoch >= means.size()) {
            means.resize(epoch + 1);
            counts.resize(epoch + 1);
        }
        means[epoch][0] += static_cast<double>(record.label_loss);
        means[epoch][1] += static_cast<double>(record.teacher_loss);
        counts[epoch] += 1.0;
    }
    for (std::size_t epoch = 0; epoch < means.size(); ++epoch)
        for (double& mean : means[epoch]) mean /= std::max(counts[epoch], 1.0);
    return means;
}

}  // namespace alphascope
