// SPDX-License-Identifier: GPL-3.0-or-later
#include "study/scheme_rows.h"

namespace alphascope::scheme_rows {

std::vector<SchemeDescriptor> perBatch() {
    return {
        {.id = "uncertainty",
         .name = "uncertainty",
         .formula = "L = Σ_a L_a/(2 exp s_a) + s_a/2, s learned; w_a = 1/(2 exp s_a)",
         .source = "Kendall, Gal and Cipolla, CVPR 2018; form and start from LibMTL",
         .needs = "teacher",
         .cost = "3F",
         .rows_sum_to_one = false,
         .task_kinds = bothKinds(),
         .parameters = {real("start", -0.5, -10.0, 10.0, "Both s at the first step."),
                        real("learning_rate", 0.0, 0.0, 1.0,
                             "Adam's learning rate for s; 0: the student's, with its schedule.")}},
        {.id = "dwa",
         .name = "DWA",
         .formula = "w = 2 softmax(r/T), r_a = L̄_a(e − 1)/L̄_a(e − 2) over epochs; w = 1 in the "
                    "first two",
         .source = "Liu, Johns and Davison, CVPR 2019; LibMTL",
         .needs = "teacher, three epochs or more",
         .cost = "3F",
         .rows_sum_to_one = false,
         .task_kinds = bothKinds(),
         .parameters = {real("softmax_temperature", 2.0, 0.01, 100.0,
                             "T of the softmax over the two terms.")}},
        {.id = "gradnorm",
         .name = "GradNorm",
         .formula = "w = 2 softmax(s), s minimises Σ_a |G_a − Ḡ r_a^κ|, G_a = w_a‖∇L_a‖",
         .source = "Chen et al., ICML 2018; LibMTL",
         .needs = "teacher",
         .cost = "7F",
         .rows_sum_to_one = false,
         .task_kinds = bothKinds(),
         .parameters = {real("restoring_force", 1.5, 0.0, 10.0,
                             "Exponent κ of the relative rates: how hard the terms are pulled to "
                             "one rate."),
                        real("learning_rate", 0.01, 1e-8, 1.0, "Adam's learning rate for s.")}},
        {.id = "random",
         .name = "random",
         .formula = "(1 − α, α) = softmax(n), n ~ N(0, I), drawn each step",
         .source = "RLW, Lin et al., TMLR 2022: the sanity baseline",
         .needs = "teacher",
         .cost = "3F",
         .task_kinds = bothKinds(),
         .parameters = {}}};
}

}  // namespace alphascope::scheme_rows
