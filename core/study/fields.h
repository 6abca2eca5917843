// SPDX-License-Identifier: GPL-3.0-or-later
// The one list of every setting: name, range and place. The TOML reader and writer, the JSON reader
// and writer and the validator are visitors over it, so that nothing is listed twice.
// A visitor has text(), choice(), integer(), real(), boolean() and seed().
#pragma once

#include "study/study.h"

namespace alphascope::fields {

template <typename Visitor, typename Train>
void visitTrain(Visitor& v, Train& t) {
    v.choice("encoder", t.encoder, encoderIds());
    v.integer("layers", t.layers, 0, 48);
    v.text("pretrained", t.pretrained);
    v.text("glove", t.glove);
    v.choice("init", t.init, {"random", "teacher_layers"});
    v.real("dropout", t.dropout, 0.0, 0.9);
    v.integer("epochs", t.epochs, 0, 10000);
    v.integer("batch_size", t.batch_size, 1, 4096);
    v.real("learning_rate", t.learning_rate, 1e-8, 1.0);
    v.real("warmup_share", t.warmup_share, 0.0, 1.0);
    v.real("weight_decay", t.weight_decay, 0.0, 1.0);
    v.real("clip_norm", t.clip_norm, 1e-6, 1e6);
    v.real("temperature", t.temperature, 0.05, 100.0);
    v.choice("temperature_schedule", t.temperature_schedule, {"fixed", "flsw", "cwsm"});
    v.real("temperature_beta", t.temperature_beta, 0.0, 100.0);
    v.real("temperature_gamma", t.temperature_gamma, 0.0, 100.0);
    v.integer("eval_every", t.eval_every, 0, 100000000);
    v.integer("checkpoint_every", t.checkpoint_every, 0, 100000000);
    v.integer("histogram_every", t.histogram_every, 0, 100000000);
    v.choice("precision", t.precision, {"fp32", "bf16"});
}

/// `files` and `full_train` are handled by the callers: their place differs between study and run.
template <typename Visitor, typename Data>
void visitData(Visitor& v, Data& d) {
    v.text("folder", d.folder);
    v.text("vocab", d.vocab);
    v.integer("vocab_size", d.vocab_size, 200, 200000);
    v.integer("max_length", d.max_length, 8, 512);
    v.integer("train_rows", d.train_rows, 0, 100000000);
    v.real("meta_share", d.meta_share, 0.01, 0.5);
    v.seed("split_seed", d.split_seed);
    v.real("label_noise", d.label_noise, 0.0, 0.4);
    v.boolean("noise_in_meta", d.noise_in_meta);
    v.boolean("predict_test", d.predict_test);
}

template <typename Visitor, typename Teacher>
void visitTeacher(Visitor& v, Teacher& t) {
    v.text("run", t.run);
    v.seed("seed", t.seed);
    v.choice("targets", t.targets, {"in_sample", "cross_fit"});
    v.choice("labels", t.labels, {"noisy", "clean"});
    visitTrain(v, t.train);
}

template <typename Visitor, typename AnyStudy>
void visitStudy(Visitor& v, AnyStudy& s) {
    v.text("name", s.name);
    v.boolean("full_train_row", s.full_train_row);
    v.integer("concurrent", s.concurrent, 1, 1024);
    v.integer("threads", s.threads, 0, 4096);
    v.text("device", s.device);
    v.integer("budget_minutes", s.budget_minutes, 0, 1000000);
}

template <typename Visitor, typename Run>
void visitRun(Visitor& v, Run& r) {
    v.text("study", r.study);
    v.text("task", r.task);
    v.text("scheme", r.scheme);
    v.text("grid", r.grid);
    v.integer("grid_points", r.grid_points, 1, 1000000);
    v.choice("teacher_targets", r.teacher_targets, {"in_sample", "cross_fit"});
    v.choice("teacher_labels", r.teacher_labels, {"noisy", "clean"});
    v.text("teacher_uuid", r.teacher_uuid);
    v.seed("seed", r.seed);
    v.integer("threads", r.threads, 0, 4096);
    v.text("device", r.device);
}

}  // namespace alphascope::fields
