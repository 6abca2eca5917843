// SPDX-License-Identifier: GPL-3.0-or-later
#include "distill/schemes.h"
#include "distill/temperature.h"
#include "train/run_session.h"

#include <sstream>

namespace alphascope {
namespace {

void describeTerm(std::ostream& text, const char* place, const LossTerm& term) {
    text << "  " << place << "_i = " << term.formula() << "  [" << term.name()
         << "; gradient in z_i: " << term.slope() << "]\n";
}

/// The loss, its terms and the scale of each term's gradient, from the terms that the run weighs.
std::string describeLoss(const RunSpec& spec, TaskKind kind, bool uses_teacher) {
    std::ostringstream text;
    const char* note = kind == TaskKind::kRegression
                           ? "  scores y_i are divided by the task's largest score\n"
                           : "";
    if (!uses_teacher) {
        text << "L = mean_i label_i\n";
        describeTerm(text, "label", *makeTerms(kind, false)[kLabelTerm]);
        text << note;
        return text.str();
    }
    const SchemeDescriptor& scheme = findScheme(spec.scheme);
    const auto terms = makeScheme(spec.scheme, {.parameters = spec.scheme_parameters})->terms(kind);
    text << (scheme.rows_sum_to_one ? "L = mean_i [(1 - α_i) label_i + α_i teacher_i]\n"
                                    : "L = mean_i [w_ce_i label_i + w_kd_i teacher_i]\n");
    describeTerm(text, "label", *terms[kLabelTerm]);
    describeTerm(text, "teacher", *terms[kTeacherTerm]);
    text << note << "  ";
    if (terms[kTeacherTerm]->usesTemperature())
        text << describe(temperatureSchedule(spec.train)) << "\n";
    else
        text << "the temperature of the run has no part in these terms\n";
    text << scheme.name << ": " << scheme.formula << "\n";
    for (const auto& [name, value] : spec.scheme_parameters) {
        text << (name == spec.scheme_parameters.begin()->first ? "  " : ", ") << name << " = ";
        std::visit([&text](const auto& v) { text << std::boolalpha << v; }, value);
    }
    if (!spec.scheme_parameters.empty()) text << "\n";
    text << (scheme.rows_sum_to_one
                 ? "  α_i is the weight on the teacher term; the two weights of a sample sum to 1\n"
                 : "  w_ce_i + w_kd_i need not be 1: what is shown as α_i is the teacher's share, "
                   "w_kd_i/(w_ce_i + w_kd_i)\n");
    return text.str();
}

}  // namespace

std::string describeRun(const RunSpec& spec, const PreparedData& data, const Classifier& model,
                        bool uses_teacher) {
    std::ostringstream text;
    text << describeLoss(spec, data.task->kind, uses_teacher);
    text << "encoder " << encoderName(spec.train) << ", " << model.config().layers << " layers, "
         << model.parameters().count() << " parameters, vocabulary " << data.tokenizer->size()
         << "\n";
    text << "train " << data.train.size() << " (" << data.train.file << "), meta "
         << data.meta.size();
    for (const auto& set : data.evaluation)
        text << ", " << set.name << " " << set.size() << " (" << set.file << ")";
    text << "\nAdamW, peak learning rate " << spec.train.learning_rate << ", batch "
         << spec.train.batch_size << ", " << spec.train.epochs << " epochs, seed " << spec.seed
         << ", gradient norm clipped at " << spec.train.clip_norm;
    return text.str();
}

}  // namespace alphascope
