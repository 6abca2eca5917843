// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/alpha_explanation.h"

#include "report/number_text.h"
#include "report/scheme_arithmetic.h"
#include "study/task.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace alphascope {
namespace {

using Origin = AlphaLine::Origin;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kHalfRounding = 1.0 / 2048.0;  // of a half float, relative
constexpr double kSmallestStep = 3e-8;          // of one near 0, absolute
constexpr double kAlphaGrid = 1.0 / 65534.0;    // of the stored α
constexpr double kFloatRounding = 1e-5;         // of a step in single precision

std::string shortText(double value) {
    return std::isnan(value) ? "unknown" : fixedText(value, 4);
}

class Explainer {
public:
    explicit Explainer(const AlphaQuestion& question)
        : asked_(question),
          scheme_(findScheme(question.spec.scheme)),
          classes_(findTask(question.spec.task).kind == TaskKind::kClassification) {}

    AlphaExplanation explain() {
        result_.scheme = scheme_.name;
        result_.formula = scheme_.formula;
        result_.source = scheme_.source;
        result_.stored = static_cast<double>(asked_.record.alpha);
        for (const auto& [name, value] : asked_.spec.scheme_parameters)
            result_.parameters.emplace_back(name, parameterText(value));
        addLosses();
        const auto outcome = weigh(static_cast<double>(asked_.record.label_loss), 1.0);
        if (const auto* closed = std::get_if<ClosedForm>(&outcome))
            addClosed(*closed);
        else
            addOpen(std::get<NotClosed>(outcome).why);
        return std::move(result_);
    }

private:
    void add(const std::string& name, const std::string& how, double value, Origin origin) {
        result_.lines.push_back({name, how, value, origin});
    }

    [[nodiscard]] std::variant<ClosedForm, NotClosed> weigh(double label_loss,
                                                            double mean_factor) const {
        SampleNumbers sample{
            .step = asked_.record.step,
            .total_steps = asked_.total_steps,
            .epoch = asked_.record.epoch,
            .label_loss = label_loss,
            .label = classes_ ? static_cast<int>(std::lround(asked_.label)) : 0,
            .teacher_logits = {asked_.teacher_logits.begin(), asked_.teacher_logits.end()},
            .epoch_means = asked_.epoch_means};
        for (auto& mean : sample.epoch_means) {
            mean[0] *= mean_factor;
            mean_factor = 1.0 / mean_factor;  // neighbours err in opposite directions
        }
        return weightsOf(scheme_.id, asked_.spec.scheme_parameters, sample);
    }

    void addLosses() {
        const SampleRecord& record = asked_.record;
        add("CE_i", classes_ ? "label loss, −ln p_i[y_i]" : "label loss, (z_i − y_i)²",
            static_cast<double>(record.label_loss), Origin::kStored);
        if (classes_)
            add("p_i[y_i]", "exp(−CE_i), what the student gave the label",
                std::exp(-static_cast<double>(record.label_loss)), Origin::kComputed);
        if (!scheme_.uses_teacher) return;
        if (classes_) addTeacher();
        addTemperature();
        add("KD_i", teacherLossText(), static_cast<double>(record.teacher_loss), Origin::kStored);
    }

    void addTeacher() {
        const std::vector<double> logits(asked_.teacher_logits.begin(),
                                         asked_.teacher_logits.end());
        const auto label = static_cast<std::size_t>(std::max(0L, std::lround(asked_.label)));
        if (label < logits.size())
            add("q_i[y_i]", "softmax(zt_i)[y_i], what the teacher gives the label",
                softened(logits, 1.0)[label], Origin::kComputed);
        else
            add("q_i[y_i]", "the teacher's logits are not in the database", kNaN, Origin::kUnknown);
    }

    [[nodiscard]] bool softens() const {
        return classes_ && scheme_.id != "annealing-kd" && scheme_.id != "teacher-annealing" &&
               scheme_.id != "wttm";
    }
    [[nodiscard]] std::string teacherLossText() const {
        if (scheme_.id == "annealing-kd") return "teacher loss, mean_k (z_ik − zt_ik·τ/τ_max)²";
        if (!classes_) return "teacher loss, (z_i − zt_i)²";
        if (scheme_.id == "teacher-annealing")
            return "teacher loss, cross-entropy with the teacher at T = 1";
        if (scheme_.id == "wttm") return "teacher loss, Σ_k q_k^l · KL(q'_i ‖ p_i)";
        return "teacher loss, T² · KL(q_i^T ‖ p_i^T)";
    }
    void addTemperature() {
        if (!softens()) return;
        const TrainSpec& train = asked_.spec.train;
        if (train.temperature_schedule == "fixed")
            add("T", "temperature of the teacher loss, the same for every sample",
                train.temperature, Origin::kStored);
        else
            add("T_i",
                "temperature by the schedule " + train.temperature_schedule +
                    ": it depends on the rest of the batch and is not stored",
                kNaN, Origin::kUnknown);
    }

    void addClosed(const ClosedForm& weights) {
        for (const OwnNumber& own : weights.own)
            add(own.name, own.how, own.value, Origin::kComputed);
        addWeights(weights.label_weight, weights.teacher_weight, Origin::kComputed);
        result_.recomputed = shareOf(weights);
        add("α_i", alphaText(), result_.recomputed, Origin::kComputed);
        add("stored α_i", "what the run recorded at this step", result_.stored, Origin::kStored);
        judge();
    }

    [[nodiscard]] std::string alphaText() const {
        return scheme_.rows_sum_to_one ? "w_kd, since the two weights sum to 1"
                                       : "w_kd/(w_ce + w_kd), the teacher's share";
    }

    void judge() {
        const auto loss = static_cast<double>(asked_.record.label_loss);
        const double step = std::max(loss * kHalfRounding, kSmallestStep);
        result_.tolerance = kAlphaGrid + kFloatRounding;
        double widest = 0.0;
        for (const auto& [near, factor] :
             {std::pair(loss + step, 1.0), std::pair(std::max(0.0, loss - step), 1.0),
              std::pair(loss, 1.0 + kHalfRounding), std::pair(loss, 1.0 - kHalfRounding)}) {
            const auto outcome = weigh(near, factor);
            if (const auto* closed = std::get_if<ClosedForm>(&outcome))
                widest = std::max(widest, std::abs(shareOf(*closed) - result_.recomputed));
        }
        result_.tolerance += widest;
        result_.agrees = std::abs(result_.recomputed - result_.stored) <= result_.tolerance;
        const std::string both = "Recomputed α is " + shortText(result_.recomputed) +
                                 ", stored α is " + shortText(result_.stored) + ": ";
        result_.verdict = result_.agrees ? both + "they agree within what storing rounds (± " +
                                               fixedText(result_.tolerance, 5) + ")."
                                         : both + "more apart than storing rounds (± " +
                                               fixedText(result_.tolerance, 5) +
                                               "). The run may have been made by another version.";
    }

    void addWeights(double label, double teacher, Origin origin) {
        add("w_ce", "weight of the label loss", label, origin);
        if (!scheme_.uses_teacher) return;
        add("w_kd", "weight of the teacher loss", teacher, origin);
        const auto part = [](double weight, float loss) {
            return weight == 0.0 ? 0.0 : weight * static_cast<double>(loss);
        };
        add("w_ce·CE_i + w_kd·KD_i", "the sample's part in the loss of its batch",
            part(label, asked_.record.label_loss) + part(teacher, asked_.record.teacher_loss),
            origin);
    }

    /// What the stored α says about weights that cannot be computed forwards.
    void addOpen(const std::string& why) {
        for (const auto& [series, how] : kSeries) {
            const auto found = asked_.at_step.find(series);
            if (found != asked_.at_step.end()) add(series, how, found->second, Origin::kStored);
        }
        const double alpha = result_.stored, odds = alpha / (1.0 - alpha);
        add(missingName(), why, kNaN, Origin::kUnknown);
        add("stored α_i", "what the run recorded at this step", alpha, Origin::kStored);
        if (freeRates()) add("u_KD/u_CE", ratioText(alpha), odds, Origin::kImplied);
        if (scheme_.id == "random")
            add("n_kd − n_ce",
                "ln(α/(1 − α)), by how much the teacher's draw was above the "
                "label's",
                std::log(odds), Origin::kImplied);
        if (scheme_.id == "uncertainty")
            add("s_ce − s_kd", "ln(α/(1 − α)), from α alone", std::log(odds), Origin::kImplied);
        if (scheme_.rows_sum_to_one) {
            addWeights(1.0 - alpha, alpha, Origin::kImplied);
        } else if (scheme_.id == "gradnorm") {
            addWeights(2.0 * (1.0 - alpha), 2.0 * alpha, Origin::kImplied);  // they sum to 2
        } else if (scheme_.id == "l2rw") {
            addWeights(1.0, odds, Origin::kImplied);
        } else {
            add("w_kd/w_ce", "α/(1 − α); α tells the ratio of the weights and not their size", odds,
                Origin::kImplied);
        }
        result_.verdict = "α cannot be recomputed here. " + why +
                          (result_.lines.back().origin == Origin::kImplied
                               ? " What stands after the stored α follows from it."
                               : "");
    }

    [[nodiscard]] bool learnsByNetwork() const {
        const auto found = asked_.spec.scheme_parameters.find("meta_learner");
        return scheme_.id.starts_with("mw-net") || (found != asked_.spec.scheme_parameters.end() &&
                                                    parameterText(found->second) == "mlp");
    }
    /// RW-KD's own α, and not a mean or another sample's.
    [[nodiscard]] bool freeRates() const {
        return (scheme_.id == "rw-kd" || scheme_.id == "rw-kd-adam") && !learnsByNetwork();
    }
    [[nodiscard]] std::string missingName() const {
        if (learnsByNetwork()) return "V(CE_i, KD_i)";
        if (scheme_.id == "rw-kd-shuffled") return "α of another sample of the batch";
        if (scheme_.id == "rw-kd-mean") return "mean α of the batch";
        if (scheme_.id == "l2rw" || scheme_.id.starts_with("rw-kd")) return "⟨∇L_meta, ∇l_i⟩";
        return scheme_.id == "random"                             ? "n"
               : scheme_.id == "entropy" || scheme_.id == "ea-kd" ? "w_i"
                                                                  : "s";
    }
    static std::string ratioText(double alpha) {
        if (alpha == 0.0)
            return "α = 0: the label's term helps on the meta set, the teacher's does not";
        if (alpha == 1.0)
            return "α = 1: the teacher's term helps on the meta set, the label's does not";
        if (alpha == 0.5) return "α = ½: neither term helps on the meta set, or both do equally";
        return "α/(1 − α): how much more the teacher's term helps on the meta set";
    }

    static constexpr std::array<std::pair<const char*, const char*>, 4> kSeries{
        {{"meta_loss", "loss on the meta batch of this step"},
         {"meta_train_cosine", "cosine of the meta-gradient with the training gradient"},
         {"label_gradient_norm", "norm of the label term's gradient at this step"},
         {"teacher_gradient_norm", "norm of the teacher term's gradient at this step"}}};

    const AlphaQuestion& asked_;
    const SchemeDescriptor& scheme_;
    bool classes_;
    AlphaExplanation result_;
};

}  // namespace

const AlphaLine* AlphaExplanation::find(const std::string& name) const {
    const auto found = std::find_if(lines.begin(), lines.end(),
                                    [&](const AlphaLine& line) { return line.name == name; });
    return found == lines.end() ? nullptr : &*found;
}

AlphaExplanation explainAlpha(const AlphaQuestion& question) {
    return Explainer(question).explain();
}

}  // namespace alphascope
