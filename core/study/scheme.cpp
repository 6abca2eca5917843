// SPDX-License-Identifier: GPL-3.0-or-later
#include "study/scheme.h"

#include "study/error.h"

namespace alphascope {
namespace {

const std::vector<TaskKind> kBothKinds{TaskKind::kClassification, TaskKind::kRegression};

ParameterDescriptor real(const char* name, double value, double min, double max, const char* help) {
    return {.name = name,
            .type = ParameterType::kReal,
            .default_value = value,
            .min = min,
            .max = max,
            .help = help};
}

ParameterDescriptor integer(const char* name, std::int64_t value, double min, double max,
                            const char* help) {
    return {.name = name,
            .type = ParameterType::kInteger,
            .default_value = value,
            .min = min,
            .max = max,
            .help = help};
}

ParameterDescriptor choice(const char* name, std::vector<std::string> choices, const char* help) {
    const std::string first = choices.front();
    return {.name = name,
            .type = ParameterType::kChoice,
            .default_value = first,
            .choices = std::move(choices),
            .help = help};
}

std::vector<ParameterDescriptor> scheduleParameters() {
    return {real("kd_weight_start", 1.0, 0.0, 1.0, "Weight on the teacher term at the first step."),
            real("kd_weight_end", 0.0, 0.0, 1.0, "Weight on the teacher term at the last step.")};
}

std::vector<ParameterDescriptor> rwKdParameters() {
    return {
        choice("meta_learner", {"free", "mlp"},
               "free: one weight a sample from one meta-gradient; mlp: a small network on both "
               "losses."),
        choice("meta_loss", {"mix", "hard", "soft"},
               "Loss on the meta set: label plus teacher, label only, teacher only."),
        integer("meta_batch", 0, 0, 4096,
                "Samples of the meta set a step; 0: as many as the batch."),
        integer("meta_every", 1, 1, 1000,
                "Steps between fresh meta-gradients; in between the last one is used again."),
        choice(
            "method", {"exact", "tangent", "differences", "last_layer"},
            "How the inner products are taken: exactly, exactly by forward mode alone, by central "
            "differences, or from the last layer alone (approximate)."),
        integer("check_every", 0, 0, 1000000,
                "Steps between comparisons of the ways, recorded as alpha_error_*; 0: never."),
        real("delta", 1e-8, 0.0, 1.0, "Floor of a rectified weight before the two are normalised."),
        integer("mlp_hidden", 100, 1, 4096, "Hidden units of the mlp meta-learner."),
        real("mlp_learning_rate", 1e-3, 1e-8, 1.0, "Adam's learning rate of the mlp meta-learner."),
    };
}

SchemeDescriptor rwKd(const char* id, const char* name, const char* formula) {
    return {.id = id,
            .name = name,
            .formula = formula,
            .source =
                "Lu et al., RW-KD, Findings of EMNLP 2021; weights as in Ren et al., Learning "
                "to Reweight Examples, ICML 2018, from two public re-implementations",
            .needs = "teacher, meta set",
            .cost = "8F",
            .uses_teacher = true,
            .rows_sum_to_one = true,
            .task_kinds = kBothKinds,
            .parameters = rwKdParameters()};
}

std::vector<SchemeDescriptor> makeSchemes() {
    std::vector<SchemeDescriptor> schemes;
    schemes.push_back({.id = "label-only",
                       .name = "label only",
                       .formula = "α = 0: L = CE",
                       .source = "ordinary fine-tuning, the baseline",
                       .needs = "nothing",
                       .cost = "3F",
                       .uses_teacher = false,
                       .task_kinds = kBothKinds,
                       .parameters = {}});
    schemes.push_back({.id = "teacher-only",
                       .name = "teacher only",
                       .formula = "α = 1: L = T² KL",
                       .source = "Hinton et al., 2015, without the label term",
                       .needs = "teacher",
                       .cost = "3F",
                       .task_kinds = kBothKinds,
                       .parameters = {}});
    schemes.push_back(
        {.id = "fixed",
         .name = "fixed",
         .formula = "α = kd_weight",
         .source = "Hinton, Vinyals and Dean, Distilling the Knowledge in a Neural "
                   "Network, 2015",
         .needs = "teacher",
         .cost = "3F",
         .task_kinds = kBothKinds,
         .parameters = {real("kd_weight", 0.5, 0.0, 1.0,
                             "Weight on the teacher term; the label gets the rest.")}});
    schemes.push_back({.id = "linear",
                       .name = "linear",
                       .formula = "α(s) = start + (end − start) s, s = (step − 1)/(total − 1)",
                       .source = "standard; compare BAM, Clark et al., ACL 2019",
                       .needs = "teacher",
                       .cost = "3F",
                       .task_kinds = kBothKinds,
                       .parameters = scheduleParameters()});
    schemes.push_back(
        {.id = "cosine",
         .name = "cosine",
         .formula = "α(s) = end + (start − end)(1 + cos πs)/2, s = (step − 1)/(total − 1)",
         .source = "standard",
         .needs = "teacher",
         .cost = "3F",
         .task_kinds = kBothKinds,
         .parameters = scheduleParameters()});
    schemes.push_back(rwKd("rw-kd", "RW-KD",
                           "u = max(⟨∇L_meta, ∇l_i⟩, δ) for both terms; α_i = u_KD/(u_CE + u_KD)"));
    schemes.push_back(
        rwKd("rw-kd-shuffled", "RW-KD shuffled", "control: RW-KD's α, permuted within the batch"));
    schemes.push_back(
        rwKd("rw-kd-mean", "RW-KD mean", "control: RW-KD's α, replaced by its batch mean"));
    return schemes;
}

}  // namespace

std::span<const SchemeDescriptor> schemeTable() {
    static const std::vector<SchemeDescriptor> kSchemes = makeSchemes();
    return kSchemes;
}

const SchemeDescriptor& findScheme(std::string_view id) {
    std::string known;
    for (const auto& scheme : schemeTable()) {
        if (scheme.id == id) return scheme;
        known += (known.empty() ? "" : ", ") + scheme.id;
    }
    throw Error("Unknown scheme '" + std::string(id) + "'. Known schemes: " + known + ".");
}

}  // namespace alphascope
