// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/core_words.h"

#include <QCoreApplication>

#include <array>

namespace alphascope {

namespace {

constexpr std::array kWords{
    QT_TRANSLATE_NOOP("core", "encoder"),
    QT_TRANSLATE_NOOP("core", "layers"),
    QT_TRANSLATE_NOOP("core", "pretrained"),
    QT_TRANSLATE_NOOP("core", "glove"),
    QT_TRANSLATE_NOOP("core", "init"),
    QT_TRANSLATE_NOOP("core", "dropout"),
    QT_TRANSLATE_NOOP("core", "epochs"),
    QT_TRANSLATE_NOOP("core", "batch size"),
    QT_TRANSLATE_NOOP("core", "learning rate"),
    QT_TRANSLATE_NOOP("core", "warmup share"),
    QT_TRANSLATE_NOOP("core", "weight decay"),
    QT_TRANSLATE_NOOP("core", "clip norm"),
    QT_TRANSLATE_NOOP("core", "temperature"),
    QT_TRANSLATE_NOOP("core", "temperature schedule"),
    QT_TRANSLATE_NOOP("core", "temperature beta"),
    QT_TRANSLATE_NOOP("core", "temperature gamma"),
    QT_TRANSLATE_NOOP("core", "eval every"),
    QT_TRANSLATE_NOOP("core", "checkpoint every"),
    QT_TRANSLATE_NOOP("core", "histogram every"),
    QT_TRANSLATE_NOOP("core", "precision"),
    QT_TRANSLATE_NOOP("core", "folder"),
    QT_TRANSLATE_NOOP("core", "vocab"),
    QT_TRANSLATE_NOOP("core", "vocab size"),
    QT_TRANSLATE_NOOP("core", "max length"),
    QT_TRANSLATE_NOOP("core", "train rows"),
    QT_TRANSLATE_NOOP("core", "meta share"),
    QT_TRANSLATE_NOOP("core", "split seed"),
    QT_TRANSLATE_NOOP("core", "label noise"),
    QT_TRANSLATE_NOOP("core", "noise in meta"),
    QT_TRANSLATE_NOOP("core", "run"),
    QT_TRANSLATE_NOOP("core", "seed"),
    QT_TRANSLATE_NOOP("core", "targets"),
    QT_TRANSLATE_NOOP("core", "labels"),
    QT_TRANSLATE_NOOP("core", "name"),
    QT_TRANSLATE_NOOP("core", "full train row"),
    QT_TRANSLATE_NOOP("core", "concurrent"),
    QT_TRANSLATE_NOOP("core", "threads"),
    QT_TRANSLATE_NOOP("core", "device"),
    QT_TRANSLATE_NOOP("core", "kd weight"),
    QT_TRANSLATE_NOOP("core", "start"),
    QT_TRANSLATE_NOOP("core", "softmax temperature"),
    QT_TRANSLATE_NOOP("core", "restoring force"),
    QT_TRANSLATE_NOOP("core", "meta batch"),
    QT_TRANSLATE_NOOP("core", "mlp hidden"),
    QT_TRANSLATE_NOOP("core", "mlp learning rate"),
    QT_TRANSLATE_NOOP("core", "meta every"),
    QT_TRANSLATE_NOOP("core", "check every"),
    QT_TRANSLATE_NOOP("core", "delta"),
    QT_TRANSLATE_NOOP("core", "mlp weight decay"),
    QT_TRANSLATE_NOOP("core", "exponent"),
    QT_TRANSLATE_NOOP("core", "gamma"),
    QT_TRANSLATE_NOOP("core", "kd weight start"),
    QT_TRANSLATE_NOOP("core", "kd weight end"),
    QT_TRANSLATE_NOOP("core", "tau max"),
    QT_TRANSLATE_NOOP("core", "first phase share"),
    QT_TRANSLATE_NOOP("core", "meta loss"),
    QT_TRANSLATE_NOOP("core", "method"),
    QT_TRANSLATE_NOOP("core", "meta learner"),
    QT_TRANSLATE_NOOP("core", "use"),
    QT_TRANSLATE_NOOP("core", "Weight on the teacher term; the label gets the rest."),
    QT_TRANSLATE_NOOP("core", "Both s at the first step."),
    QT_TRANSLATE_NOOP("core", "Adam's learning rate for s; 0: the student's, with its schedule."),
    QT_TRANSLATE_NOOP("core", "T of the softmax over the two terms."),
    QT_TRANSLATE_NOOP(
        "core", "Exponent κ of the relative rates: how hard the terms are pulled to one rate."),
    QT_TRANSLATE_NOOP("core", "Adam's learning rate for s."),
    QT_TRANSLATE_NOOP("core", "Samples of the meta set a step; 0: as many as the batch."),
    QT_TRANSLATE_NOOP("core", "Hidden units of the network that sets the weights."),
    QT_TRANSLATE_NOOP("core", "Adam's learning rate for that network."),
    QT_TRANSLATE_NOOP("core",
                      "Steps between fresh meta-gradients; in between the last one is used again."),
    QT_TRANSLATE_NOOP(
        "core", "Steps between comparisons of the ways, recorded as alpha_error_*; 0: never."),
    QT_TRANSLATE_NOOP("core", "Floor of a rectified weight before the two are normalised."),
    QT_TRANSLATE_NOOP("core", "Adam's weight decay for that network."),
    QT_TRANSLATE_NOOP("core",
                      "Mean weight of the teacher term in a batch; the label term has weight 1."),
    QT_TRANSLATE_NOOP("core", "Factor of the teacher term's weight; the label term has weight 1."),
    QT_TRANSLATE_NOOP("core", "l: the power of the teacher's probabilities."),
    QT_TRANSLATE_NOOP("core", "plug_in: factor of the teacher term; the label gets the rest."),
    QT_TRANSLATE_NOOP("core", "Exponent; 0 gives the fixed weight."),
    QT_TRANSLATE_NOOP("core",
                      "Weight on the teacher term; the label gets the rest times its factor."),
    QT_TRANSLATE_NOOP("core", "Weight on the teacher term at the first step."),
    QT_TRANSLATE_NOOP("core", "Weight on the teacher term at the last step."),
    QT_TRANSLATE_NOOP(
        "core",
        "Steps of the annealing; the teacher's logits are scaled by 1/tau_max, 2/tau_max, ..., 1."),
    QT_TRANSLATE_NOOP("core",
                      "Share of the run that follows the teacher; the labels get the rest."),
    QT_TRANSLATE_NOOP(
        "core", "Loss on the meta set: mix (label plus teacher), hard (label), soft (teacher)."),
    QT_TRANSLATE_NOOP("core",
                      "How the inner products are taken: exactly, exactly by forward mode alone, "
                      "by central differences, or from the last layer alone (approximate)."),
    QT_TRANSLATE_NOOP(
        "core",
        "free: one weight a sample from one meta-gradient; mlp: a small network on both losses."),
    QT_TRANSLATE_NOOP("core",
                      "plug_in: the teacher's weight grows with the student's entropy; adjustment: "
                      "the label's does, the teacher gets the rest."),
    QT_TRANSLATE_NOOP("core", "teacher"),
    QT_TRANSLATE_NOOP("core", "teacher, three epochs or more"),
    QT_TRANSLATE_NOOP("core", "teacher, meta set"),
    QT_TRANSLATE_NOOP("core", "nothing"),
    QT_TRANSLATE_NOOP(
        "core",
        "w = 2 softmax(r/T), r_a = L̄_a(e − 1)/L̄_a(e − 2) over epochs; w = 1 in the first two"),
    QT_TRANSLATE_NOOP("core", "(1 − α, α) = softmax(n), n ~ N(0, I), drawn each step"),
    QT_TRANSLATE_NOOP("core", "α_i = kd_weight where the teacher is right, else 0"),
    QT_TRANSLATE_NOOP("core",
                      "L = CE + kd_weight (Σ_k q_k^l) KL(q^l/Σ_k q_k^l ‖ p), student at T = 1"),
    QT_TRANSLATE_NOOP("core",
                      "L = CE + kd_weight·w KD, w_i = (H_t + H_t H_s/ln K)/2, entropies at t = 3"),
    QT_TRANSLATE_NOOP("core",
                      "target λy + (1 − λ)q, λ = (step − 1)/(total − 1); α = 1 − λ, both terms "
                      "cross-entropies at T = 1"),
    QT_TRANSLATE_NOOP("core",
                      "L = w CE + v KD, (w_i, v_i) = V(CE_i, KD_i), V an MLP with two sigmoids"),
    QT_TRANSLATE_NOOP("core",
                      "u = max(⟨∇L_meta, ∇l_i⟩, δ) for both terms; α_i = u_KD/(u_CE + u_KD)"),
    QT_TRANSLATE_NOOP("core", "control: RW-KD's α, permuted within the batch"),
    QT_TRANSLATE_NOOP("core", "control: RW-KD's α, replaced by its batch mean"),
    QT_TRANSLATE_NOOP("core", "RW-KD with D∇L_meta for ∇L_meta, D = d(Adam update)/d(gradient)"),
    QT_TRANSLATE_NOOP("core", "queued"),
    QT_TRANSLATE_NOOP("core", "running"),
    QT_TRANSLATE_NOOP("core", "paused"),
    QT_TRANSLATE_NOOP("core", "finished"),
    QT_TRANSLATE_NOOP("core", "failed"),
    QT_TRANSLATE_NOOP("core", "cancelled"),
    QT_TRANSLATE_NOOP("core", "interrupted"),
    QT_TRANSLATE_NOOP("core", "blocked"),
    QT_TRANSLATE_NOOP("core", "row number"),
    QT_TRANSLATE_NOOP("core", "uuid"),
    QT_TRANSLATE_NOOP("core", "name of the study"),
    QT_TRANSLATE_NOOP("core", "task, as in RTE"),
    QT_TRANSLATE_NOOP("core", "teacher or student"),
    QT_TRANSLATE_NOOP("core", "weighting scheme, as in rw-kd"),
    QT_TRANSLATE_NOOP("core", "the row's name in tables, as in \"fixed 0.5\""),
    QT_TRANSLATE_NOOP(
        "core", "queued, running, paused, finished, failed, cancelled, interrupted or blocked"),
    QT_TRANSLATE_NOOP("core", "why it failed or waits"),
    QT_TRANSLATE_NOOP("core", "cpu or cuda:N"),
    QT_TRANSLATE_NOOP("core", "steps done"),
    QT_TRANSLATE_NOOP("core", "steps in all"),
    QT_TRANSLATE_NOOP("core", "share of the steps done, 0 to 1"),
    QT_TRANSLATE_NOOP("core", "training time in seconds"),
    QT_TRANSLATE_NOOP("core", "latest dev score, 0 to 1"),
    QT_TRANSLATE_NOOP("core", "gradient norm"),
    QT_TRANSLATE_NOOP("core", "meta train cosine"),
    QT_TRANSLATE_NOOP("core", "label gradient norm"),
    QT_TRANSLATE_NOOP("core", "teacher gradient norm"),
};

}  // namespace

QString inWords(const std::string& english) {
    return QCoreApplication::translate("core", english.c_str());
}

std::span<const char* const> coreWords() {
    return kWords;
}

}  // namespace alphascope
