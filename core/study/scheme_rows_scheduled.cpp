// SPDX-License-Identifier: GPL-3.0-or-later
#include "study/scheme_rows.h"

namespace alphascope::scheme_rows {
namespace {

std::vector<ParameterDescriptor> scheduleParameters() {
    return {real("kd_weight_start", 1.0, 0.0, 1.0, "Weight on the teacher term at the first step."),
            real("kd_weight_end", 0.0, 0.0, 1.0, "Weight on the teacher term at the last step.")};
}

std::vector<SchemeDescriptor> constants() {
    return {{.id = "label-only",
             .name = "label only",
             .formula = "α = 0: L = CE",
             .source = "ordinary fine-tuning, the baseline",
             .needs = "nothing",
             .cost = "3F",
             .uses_teacher = false,
             .task_kinds = bothKinds(),
             .parameters = {}},
            {.id = "teacher-only",
             .name = "teacher only",
             .formula = "α = 1: L = T² KL",
             .source = "Hinton et al., 2015, without the label term",
             .needs = "teacher",
             .cost = "3F",
             .task_kinds = bothKinds(),
             .parameters = {}},
            {.id = "fixed",
             .name = "fixed",
             .formula = "α = kd_weight",
             .source = "Hinton, Vinyals and Dean, Distilling the Knowledge in a Neural "
                       "Network, 2015",
             .needs = "teacher",
             .cost = "3F",
             .task_kinds = bothKinds(),
             .parameters = {convexWeight()}}};
}

std::vector<SchemeDescriptor> schedules() {
    return {{.id = "linear",
             .name = "linear",
             .formula = "α(s) = start + (end − start) s, s = (step − 1)/(total − 1)",
             .source = "standard; compare BAM, Clark et al., ACL 2019",
             .needs = "teacher",
             .cost = "3F",
             .task_kinds = bothKinds(),
             .parameters = scheduleParameters()},
            {.id = "cosine",
             .name = "cosine",
             .formula = "α(s) = end + (start − end)(1 + cos πs)/2, s = (step − 1)/(total − 1)",
             .source = "standard",
             .needs = "teacher",
             .cost = "3F",
             .task_kinds = bothKinds(),
             .parameters = scheduleParameters()},
            {.id = "teacher-annealing",
             .name = "teacher annealing",
             .formula = "target λy + (1 − λ)q, λ = (step − 1)/(total − 1); α = 1 − λ, both terms "
                        "cross-entropies at T = 1",
             .source = "BAM, Clark et al., ACL 2019",
             .needs = "teacher",
             .cost = "3F",
             .task_kinds = bothKinds(),
             .parameters = {}},
            {.id = "annealing-kd",
             .name = "Annealing-KD",
             .formula = "first α = 1: mean_k (z_k − zt_k τ/τ_max)², τ = 1…τ_max; then α = 0: CE",
             .source = "Jafari et al., EACL 2021; defaults from the authors' Combined-KD code",
             .needs = "teacher",
             .cost = "3F",
             .task_kinds = bothKinds(),
             .parameters = {integer("tau_max", 10, 1, 1000,
                                    "Steps of the annealing; the teacher's logits are scaled by "
                                    "1/tau_max, 2/tau_max, ..., 1."),
                            real("first_phase_share", 0.75, 0.0, 1.0,
                                 "Share of the run that follows the teacher; the labels get the "
                                 "rest.")}}};
}

}  // namespace

std::vector<SchemeDescriptor> scheduled() {
    auto rows = constants();
    for (auto& row : schedules()) rows.push_back(std::move(row));
    return rows;
}

}  // namespace alphascope::scheme_rows
