// SPDX-License-Identifier: GPL-3.0-or-later
#include "study/scheme_rows.h"

namespace alphascope::scheme_rows {
namespace {

/// Factor of a teacher term that stands beside the label term.
ParameterDescriptor addedWeight(double value) {
    return real("kd_weight", value, 0.0, 1000.0,
                "Factor of the teacher term's weight; the label term has weight 1.");
}

std::vector<SchemeDescriptor> fromTeacher() {
    return {{.id = "wsl",
             .name = "WSL",
             .formula = "L = CE + kd_weight·w KD, w_i = 1 − exp(−CE_i/(CE^t_i + 1e-7))",
             .source = "weighted soft labels, Zhou et al., ICLR 2021; default for CIFAR",
             .needs = "teacher",
             .cost = "3F",
             .rows_sum_to_one = false,
             .task_kinds = classesOnly(),
             .parameters = {addedWeight(2.25)}},
            {.id = "filter",
             .name = "teacher-correct filter",
             .formula = "α_i = kd_weight where the teacher is right, else 0",
             .source = "Meng et al., ICASSP 2019, conditional teacher-student learning",
             .needs = "teacher",
             .cost = "3F",
             .task_kinds = classesOnly(),
             .parameters = {convexWeight()}},
            {.id = "ada",
             .name = "ADA",
             .formula = "α_i = max(0, q_i[y_i] − mean_{k≠y_i} q_i[k]), q = softmax(zt)",
             .source = "ADA-KD, Lukasik et al., 2021, as in the code of TGeo-KD",
             .needs = "teacher",
             .cost = "3F",
             .task_kinds = classesOnly(),
             .parameters = {}},
            {.id = "wttm",
             .name = "WTTM",
             .formula = "L = CE + kd_weight (Σ_k q_k^l) KL(q^l/Σ_k q_k^l ‖ p), student at T = 1",
             .source = "Zheng and Yang, ICLR 2024, official code",
             .needs = "teacher",
             .cost = "3F",
             .rows_sum_to_one = false,
             .task_kinds = classesOnly(),
             .parameters = {
                 real("exponent", 0.5, 0.01, 1.0, "l: the power of the teacher's probabilities."),
                 addedWeight(1.0)}}};
}

std::vector<SchemeDescriptor> fromStudent() {
    return {{.id = "entropy",
             .name = "entropy",
             .formula = "w_i = H(p_i)/ln K; plug_in: (1 − kd_weight) CE + kd_weight·w KD; "
                        "adjustment: w CE + (1 − w) KD",
             .source = "Dynamic KD, Li et al., EMNLP 2021; the adjustment with the label term in "
                       "place of hidden layers",
             .needs = "teacher",
             .cost = "3F",
             .rows_sum_to_one = false,
             .task_kinds = classesOnly(),
             .parameters = {choice("use", {"plug_in", "adjustment"},
                                   "plug_in: the teacher's weight grows with the student's "
                                   "entropy; adjustment: the label's does, the teacher gets the "
                                   "rest."),
                            real("kd_weight", 0.5, 0.0, 1.0,
                                 "plug_in: factor of the teacher term; the label gets the "
                                 "rest.")}},
            {.id = "ea-kd",
             .name = "EA-KD",
             .formula = "L = CE + kd_weight·w KD, w_i = (H_t + H_t H_s/ln K)/2, entropies at t = 3",
             .source = "EA-KD, official code; ln K as the bound of an entropy",
             .needs = "teacher",
             .cost = "3F",
             .rows_sum_to_one = false,
             .task_kinds = classesOnly(),
             .parameters = {addedWeight(1.0)}},
            {.id = "focal",
             .name = "focal",
             .formula = "L = (1 − kd_weight)(1 − p_i[y_i])^γ CE + kd_weight KD",
             .source = "after Lin et al., ICCV 2017; the factor held constant",
             .needs = "teacher",
             .cost = "3F",
             .rows_sum_to_one = false,
             .task_kinds = classesOnly(),
             .parameters = {real("gamma", 2.0, 0.0, 20.0, "Exponent; 0 gives the fixed weight."),
                            real("kd_weight", 0.5, 0.0, 1.0,
                                 "Weight on the teacher term; the label gets the rest times its "
                                 "factor.")}}};
}

}  // namespace

std::vector<SchemeDescriptor> perSample() {
    auto rows = fromTeacher();
    for (auto& row : fromStudent()) rows.push_back(std::move(row));
    return rows;
}

}  // namespace alphascope::scheme_rows
