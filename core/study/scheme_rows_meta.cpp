// SPDX-License-Identifier: GPL-3.0-or-later
#include "study/scheme_rows.h"

namespace alphascope::scheme_rows {
namespace {

ParameterDescriptor metaLoss(std::vector<std::string> choices) {
    return choice("meta_loss", std::move(choices),
                  "Loss on the meta set: mix (label plus teacher), hard (label), soft (teacher).");
}

ParameterDescriptor metaBatch() {
    return integer("meta_batch", 0, 0, 4096,
                   "Samples of the meta set a step; 0: as many as the batch.");
}

ParameterDescriptor hidden() {
    return integer("mlp_hidden", 100, 1, 4096,
                   "Hidden units of the network that sets the weights.");
}

ParameterDescriptor networkRate() {
    return real("mlp_learning_rate", 1e-3, 1e-8, 1.0, "Adam's learning rate for that network.");
}

ParameterDescriptor method() {
    return choice(
        "method", {"exact", "tangent", "differences", "last_layer"},
        "How the inner products are taken: exactly, exactly by forward mode alone, by central "
        "differences, or from the last layer alone (approximate).");
}

/// Of a direction and the inner products along it.
std::vector<ParameterDescriptor> freeWeightParameters() {
    return {metaLoss({"mix", "hard", "soft"}),
            metaBatch(),
            integer("meta_every", 1, 1, 1000,
                    "Steps between fresh meta-gradients; in between the last one is used again."),
            method(),
            integer("check_every", 0, 0, 1000000,
                    "Steps between comparisons of the ways, recorded as alpha_error_*; 0: never."),
            real("delta", 1e-8, 0.0, 1.0,
                 "Floor of a rectified weight before the two are normalised.")};
}

std::vector<ParameterDescriptor> rwKdParameters() {
    std::vector<ParameterDescriptor> all{
        choice("meta_learner", {"free", "mlp"},
               "free: one weight a sample from one meta-gradient; mlp: a small network on both "
               "losses.")};
    for (auto& parameter : freeWeightParameters()) all.push_back(std::move(parameter));
    all.push_back(hidden());
    all.push_back(networkRate());
    return all;
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
            .task_kinds = bothKinds(),
            .parameters = rwKdParameters()};
}

SchemeDescriptor mwNet(const char* id, const char* name, const char* formula, const char* source) {
    return {.id = id,
            .name = name,
            .formula = formula,
            .source = source,
            .needs = "teacher, meta set",
            .cost = "10F",
            .task_kinds = bothKinds(),
            .parameters = {
                metaLoss({"hard", "mix", "soft"}), metaBatch(), method(), hidden(), networkRate(),
                real("mlp_weight_decay", 1e-4, 0.0, 1.0, "Adam's weight decay for that network.")}};
}

}  // namespace

std::vector<SchemeDescriptor> fromMetaSet() {
    std::vector<SchemeDescriptor> rows;
    rows.push_back(
        {.id = "l2rw",
         .name = "L2RW",
         .formula = "L = mean_i [CE_i + kd_weight·B w_i KD_i], w = u/Σu, u_i = "
                    "max(⟨∇L_meta, ∇KD_i⟩, 0)",
         .source = "Ren et al., Learning to Reweight Examples, ICML 2018, on the teacher term",
         .needs = "teacher, meta set",
         .cost = "8F",
         .rows_sum_to_one = false,
         .task_kinds = bothKinds(),
         .parameters = {metaLoss({"hard", "mix", "soft"}), metaBatch(), method(),
                        real("kd_weight", 1.0, 0.0, 1000.0,
                             "Mean weight of the teacher term in a batch; the label term has "
                             "weight 1.")}});
    rows.push_back(mwNet("mw-net", "MW-Net", "α_i = V(CE_i, KD_i), V an MLP with a sigmoid",
                         "Meta-Weight-Net, Shu et al., NeurIPS 2019"));
    rows.push_back(mwNet("mw-net-two", "MW-Net, two weights",
                         "L = w CE + v KD, (w_i, v_i) = V(CE_i, KD_i), V an MLP with two sigmoids",
                         "Meta-Weight-Net with the free weights of BiKD, arXiv 2605.17839"));
    rows.back().rows_sum_to_one = false;
    rows.push_back(rwKd("rw-kd", "RW-KD",
                        "u = max(⟨∇L_meta, ∇l_i⟩, δ) for both terms; α_i = u_KD/(u_CE + u_KD)"));
    rows.push_back(
        rwKd("rw-kd-shuffled", "RW-KD shuffled", "control: RW-KD's α, permuted within the batch"));
    rows.push_back(
        rwKd("rw-kd-mean", "RW-KD mean", "control: RW-KD's α, replaced by its batch mean"));
    rows.push_back(rwKd("rw-kd-adam", "RW-KD, Adam direction",
                        "RW-KD with D∇L_meta for ∇L_meta, D = d(Adam update)/d(gradient)"));
    rows.back().source += "; D as in SAMA, Choe et al., NeurIPS 2023";
    rows.back().cost = "10F";
    rows.back().parameters = freeWeightParameters();
    return rows;
}

}  // namespace alphascope::scheme_rows
