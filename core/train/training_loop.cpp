// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/training_loop.h"

#include "study/error.h"
#include "train/device.h"

#include <cmath>
#include <map>

namespace alphascope {
namespace {

/// Seeds of a run's generators: one purpose, one generator.
enum class Purpose : std::uint64_t { kOrder = 1, kDropout, kMeta, kScheme };
std::uint64_t seedFor(std::uint64_t seed, Purpose purpose) {
    return seed * 1000003ULL + static_cast<std::uint64_t>(purpose) * 7919ULL;
}

}  // namespace

TrainingLoop::TrainingLoop(const RunSpec& spec, Classifier& model, const PreparedData& data,
                           const EncodedSet& train, const EncodedSet* meta,
                           torch::Tensor teacher_train, torch::Tensor teacher_meta)
    : spec_(spec),
      model_(model),
      train_(train),
      pad_id_(data.tokenizer->padId()),
      scheme_(makeScheme(spec.scheme, {.parameters = spec.scheme_parameters,
                                       .seed = seedFor(spec.seed, Purpose::kScheme)})),
      terms_(teacher_train.defined() ? scheme_->terms(data.task->kind)
                                     : makeTerms(data.task->kind, false)),
      train_view_(std::move(teacher_train), temperatureSchedule(spec.train)),
      meta_view_(std::move(teacher_meta), temperatureSchedule(spec.train)),
      optimiser_(model.parameters(), spec.train.weight_decay),
      buffers_(model.parameters()),
      dropout_(seedFor(spec.seed, Purpose::kDropout)),
      order_(seedFor(spec.seed, Purpose::kOrder)) {
    if (train.size() == 0)
        throw Error(
            "The train set is empty; check the task's train file, train_rows and meta_share.");
    if (meta != nullptr && meta->size() > 0)
        meta_batches_ =
            std::make_unique<MetaBatches>(*meta, pad_id_, seedFor(spec.seed, Purpose::kMeta));
    activateWords(meta);
    const auto batch = static_cast<std::int64_t>(spec.train.batch_size);
    steps_per_epoch_ = (static_cast<std::int64_t>(train.size()) + batch - 1) / batch;
    total_steps_ = steps_per_epoch_ * spec.train.epochs;
}

bool TrainingLoop::run(const LoopHooks& hooks) {
    for (; epoch_ < spec_.train.epochs; ++epoch_, batches_done_ = 0) {
        epoch_order_state_ = order_.state();
        auto batches = bucketedEpoch(train_.lengths, spec_.train.batch_size, order_);
        while (batches_done_ < std::ssize(batches)) {
            if (!hooks.keep_going()) return false;
            auto& positions = batches[static_cast<std::size_t>(batches_done_)];
            const std::int64_t step = stepsDone() + 1;
            hooks.on_step(doStep(step, epoch_, std::move(positions)));
            ++batches_done_;
            afterStep(step, hooks);
        }
    }
    return true;
}

void TrainingLoop::afterStep(std::int64_t step, const LoopHooks& hooks) {
    const auto& train = spec_.train;
    const std::int64_t eval_every = train.eval_every > 0 ? train.eval_every : steps_per_epoch_;
    const bool evaluates = step % eval_every == 0 || step == total_steps_;
    const bool saves =
        evaluates || (train.checkpoint_every > 0 && step % train.checkpoint_every == 0);
    if (!saves) return;
    optimiser_.settle();
    if (evaluates) hooks.on_evaluate(step);
    hooks.on_checkpoint(step);
}

/// Words of other texts alone get no gradient in this run.
void TrainingLoop::activateWords(const EncodedSet* meta) {
    std::vector<std::int32_t> ids;
    for (const EncodedSet* set : {&train_, meta}) {
        if (set == nullptr) continue;
        for (const auto& encoding : set->encodings)
            ids.insert(ids.end(), encoding.ids.begin(), encoding.ids.end());
    }
    optimiser_.activate(ids);
}

StepReport TrainingLoop::doStep(std::int64_t step, std::int32_t epoch,
                                std::vector<std::size_t> positions) {
    const auto rest = clock_.start(Phase::kLosses);
    const Batch batch = [&] {
        const auto phase = clock_.start(Phase::kBatch);
        return makeBatch(train_, positions, pad_id_);
    }();
    const double rate =
        learningRateAt(step, total_steps_, spec_.train.learning_rate, spec_.train.warmup_share);
    scheme_->beginStep(step, total_steps_);
    const DropoutStream masks = dropout_;
    const auto pass = [&] {
        const auto phase = clock_.start(Phase::kForward);
        return model_.forward(batch.tokens, &dropout_, precisionOf(spec_.train));
    }();
    const Targets targets = train_view_.targets(batch, {pass->logits()});
    const LogitLosses losses(terms_, pass->logits(), targets);
    requireFiniteLosses(losses.values(), step);
    TrainerStepTools tools({.model = model_,
                            .batch = batch,
                            .pass = *pass,
                            .losses = losses,
                            .masks = masks,
                            .meta_view = meta_view_,
                            .terms = terms_,
                            .meta = meta_batches_.get(),
                            .optimiser = optimiser_,
                            .buffers = buffers_,
                            .clock = clock_,
                            .step = step});
    const auto weights = [&] {
        const auto phase = clock_.start(Phase::kWeigh);
        return scheme_->weigh({.step = step,
                               .total_steps = total_steps_,
                               .epoch = epoch,
                               .epochs = spec_.train.epochs,
                               .learning_rate = rate,
                               .losses = losses.values(),
                               .logits = pass->logits(),
                               .targets = targets,
                               .terms = terms_,
                               .tools = &tools});
    }();
    requireFiniteWeights(weights.values, step);
    const auto used = weights.values.narrow(1, 0, losses.values().size(1));
    tools.backward(used);
    StepReport report{.step = step, .epoch = epoch, .positions = std::move(positions)};
    report.losses = losses.values();
    report.weights = weights.values;
    report.rows_sum_to_one = weights.rows_sum_to_one;
    report.total_loss = (report.losses * used).sum(1).mean().item<double>();
    report.learning_rate = rate;
    report.epochs_done = static_cast<double>(step) / static_cast<double>(steps_per_epoch_);
    update(report, tools);
    report.seconds = clock_.take();
    return report;
}

void TrainingLoop::update(StepReport& report, TrainerStepTools& tools) {
    const auto phase = clock_.start(Phase::kUpdate);
    report.gradient_norm = buffers_.train.norm();
    if (!std::isfinite(report.gradient_norm))
        throw Error("The gradient is not finite at step " + std::to_string(report.step) +
                    "; lower the learning rate or the temperature.");
    report.notes = tools.takeNotes(report.gradient_norm);
    clip(buffers_.train, report.gradient_norm, spec_.train.clip_norm);
    optimiser_.step(report.learning_rate, buffers_.train);
}

void TrainingLoop::requireFiniteLosses(const torch::Tensor& losses, std::int64_t step) const {
    for (std::size_t i = 0; i < terms_.size(); ++i) {
        if (std::isfinite(losses.select(1, static_cast<std::int64_t>(i)).sum().item<double>()))
            continue;
        throw Error("nan in " + terms_[i]->name() + " at step " + std::to_string(step) +
                    "; lower the learning rate, or check the teacher's logits.");
    }
}

void TrainingLoop::requireFiniteWeights(const torch::Tensor& weights, std::int64_t step) const {
    if (std::isfinite(weights.sum().item<double>())) return;
    throw Error("nan in the weights of scheme " + spec_.scheme + " at step " +
                std::to_string(step) + "; lower the learning rate, or check the teacher's logits.");
}

void TrainingLoop::save(TensorFile& archive) const {
    for (const auto& [name, tensor] : model_.namedTensors())
        archive.tensors["model." + name] = tensor;
    optimiser_.save(archive, "adamw");
    scheme_->save(archive);
    archive.metadata["dropout.counter"] = std::to_string(dropout_.counter());
    archive.metadata["order"] = epoch_order_state_;
    archive.metadata["epoch"] = std::to_string(epoch_);
    archive.metadata["batches_done"] = std::to_string(batches_done_);
    if (meta_batches_) archive.metadata["meta"] = meta_batches_->state();
}

void TrainingLoop::load(const TensorFile& archive) {
    const auto text = [&](const char* name) {
        const auto found = archive.metadata.find(name);
        if (found == archive.metadata.end())
            throw Error(std::string("The checkpoint lacks \"") + name +
                        "\"; start the run again, or go on from another checkpoint.");
        return found->second;
    };
    std::map<std::string, torch::Tensor> weights;
    for (const auto& [name, tensor] : archive.tensors)
        if (name.starts_with("model.")) weights[name.substr(6)] = tensor;
    model_.load(weights);
    optimiser_.load(archive, "adamw");
    scheme_->load(archive);
    dropout_.setCounter(std::stoull(text("dropout.counter")));
    order_.restore(text("order"));
    epoch_ = std::stoi(text("epoch"));
    batches_done_ = std::stoll(text("batches_done"));
    if (meta_batches_) meta_batches_->restore(text("meta"));
}

}  // namespace alphascope
