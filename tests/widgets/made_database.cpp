// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/made_database.h"

#include "data/batches.h"
#include "data/demo_task.h"
#include "data/split_plan.h"
#include "study/study.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace alphascope::test {

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

Study madeStudy() {
    Study study;
    study.name = "made";
    study.tasks = {"demo"};
    study.full_train_row = false;
    study.schemes = {{.id = "label-only", .parameters = {}},
                     {.id = "fixed", .parameters = {}},
                     {.id = "rw-kd", .parameters = {}}};
    return study;
}

/// α of a sample: mostly near the ends, exactly ½ at times, higher where the label is wrong.
float alphaOf(Random& random, bool flipped, double progress, const std::string& scheme) {
    if (scheme == "fixed") return 0.5F;
    const double draw = random.unit();
    if (draw < 0.08 * (1.0 - progress)) return 0.5F;
    if (draw < 0.16) return flipped ? 1.0F : 0.0F;
    const double pull = flipped ? 0.5 + 0.45 * progress : 0.5 - 0.3 * progress;
    const double value = pull + 0.6 * (random.unit() - 0.5) + 0.2 * (random.unit() - 0.5);
    return static_cast<float>(std::clamp(value, 0.0, 1.0));
}

HistogramTaken emptyHistogram() {
    return {};
}

void count(HistogramTaken& histogram, float alpha) {
    ++histogram.counts[static_cast<std::size_t>(alphaBin(alpha))];
    if (alpha == 0.0F) ++histogram.atoms[0];
    if (alpha == 0.5F) ++histogram.atoms[1];
    if (alpha == 1.0F) ++histogram.atoms[2];
}

StepLogged madeStep(std::int64_t step, std::int64_t total, bool teacher, Random& random) {
    const double done = static_cast<double>(step) / static_cast<double>(total);
    const double noise = 0.16 * (random.unit() - 0.5);
    StepLogged logged;
    logged.step = step;
    logged.epoch = done * MadeDatabase::kEpochs;
    logged.label_loss = 0.32 + 0.42 * std::exp(-3.0 * done) + noise;
    logged.teacher_loss = teacher ? 0.08 + 0.5 * std::exp(-4.0 * done) + 0.6 * noise : kNan;
    logged.total_loss =
        teacher ? 0.5 * (logged.label_loss + logged.teacher_loss) : logged.label_loss;
    logged.alpha_mean = teacher ? 0.5 - 0.1 * done : kNan;
    logged.learning_rate = 5e-4 * (1.0 - done);
    logged.seconds = 0.05 * static_cast<double>(step);
    return logged;
}

}  // namespace

MadeDatabase::MadeDatabase(const std::filesystem::path& file)
    : train(makeDemoSplit("train")), file_(file), writer_(file) {
    for (const Example& example : train.examples) {
        if (example.id % 10 != 0) train_ids.push_back(example.id);
    }
    const Study study = madeStudy();
    study_ = writer_.createStudy(study.name, study.toToml());
    std::string teacher_uuid;
    for (const PlannedRun& planned : expand(study)) {
        RunSpec spec = planned.spec;
        const std::string uuid = newUuid();
        if (spec.role == Role::kTeacher) teacher_uuid = uuid;
        if (planned.teacher_index >= 0) spec.teacher_uuid = teacher_uuid;
        const std::int64_t id = addRun(spec, uuid);
        const auto sink = writer_.sink(id);
        const bool keep = spec.scheme == "rw-kd";
        trainRun(*sink, spec, keep);
        if (spec.role == Role::kTeacher)
            teacher = id;
        else if (spec.scheme == "label-only")
            label_only = id;
        else if (spec.scheme == "fixed")
            fixed = id;
        else
            rw_kd = id;
        if (!keep) continue;
        rw_kd_uuid = uuid;
        RunSpec next = spec;
        next.seed = 2;
        running = addRun(next, newUuid());
        const auto begun = writer_.sink(running);
        begun->publish(RunStarted{.total_steps = 171, .threads = 1, .device = "cpu", .header = ""});
        begun->publish(StateChanged{RunState::kRunning, ""});
    }
    goOn(20);
}

std::int64_t MadeDatabase::addRun(const RunSpec& spec, const std::string& uuid) {
    return writer_.createRun(study_, spec, uuid);
}

void MadeDatabase::describeSets(RunSink& sink, bool with_teacher) {
    SetDescribed set{.set = "train",
                     .file = "built in",
                     .sha256 = {},
                     .ids = train_ids,
                     .labels = {},
                     .flags = {}};
    std::vector<std::size_t> positions(train_ids.begin(), train_ids.end());
    TeacherTargets targets{.set = "train", .outputs = 2, .logits = {}};
    for (const std::size_t position : positions) {
        const Example& example = train.examples[position];
        set.labels.push_back(example.label);
        set.flags.push_back(
            static_cast<std::uint8_t>((example.flipped() ? kFlagFlipped : 0) |
                                      (example.teacherMisled() ? kFlagTeacherMisled : 0)));
        const float sign = example.teacher_label > 0.5F ? 1.0F : -1.0F;
        targets.logits.push_back(-sign);
        targets.logits.push_back(sign);
    }
    set.sha256 = hashExamples(train.examples, positions);
    sink.publish(set);
    const Split dev = makeDemoSplit("dev");
    SetDescribed dev_set{
        .set = "dev", .file = "built in", .sha256 = "d", .ids = {}, .labels = {}, .flags = {}};
    for (const Example& example : dev.examples) {
        dev_set.ids.push_back(example.id);
        dev_set.labels.push_back(example.label);
        dev_set.flags.push_back(0);
    }
    sink.publish(dev_set);
    if (with_teacher) sink.publish(targets);
}

void MadeDatabase::evaluate(RunSink& sink, std::int64_t step, double accuracy) {
    for (const char* set : {"dev", "meta"}) {
        const double shift = std::string(set) == "meta" ? -0.02 : 0.0;
        sink.publish(Evaluated{.step = step,
                               .set = set,
                               .scores = {{"accuracy", accuracy + shift}, {"loss", 1.0 - accuracy}},
                               .outputs = 0,
                               .logits = {}});
    }
}

void MadeDatabase::trainRun(RunSink& sink, const RunSpec& spec, bool keep) {
    const bool with_teacher = !spec.teacher_uuid.empty() && spec.scheme != "label-only";
    const auto batches = (train_ids.size() + kBatch - 1) / kBatch;
    const auto total = static_cast<std::int64_t>(batches * kEpochs);
    Random random(spec.seed + (keep ? 10 : 20));
    sink.publish(RunStarted{
        .total_steps = total, .threads = 2, .device = "cpu", .header = "L = (1-α) CE + α KD"});
    sink.publish(StateChanged{RunState::kRunning, ""});
    describeSets(sink, with_teacher);
    sink.publish(Logged{Logged::Level::kInfo, "train 1,800, meta 200, dev 500 samples"});
    if (keep)
        sink.publish(
            Logged{Logged::Level::kWarning, "teacher's loss on train is far below that on meta"});
    HistogramTaken histogram = emptyHistogram();
    std::int64_t step = 0;
    for (int epoch = 0; epoch < kEpochs; ++epoch) {
        for (std::size_t batch = 0; batch < batches; ++batch) {
            ++step;
            sink.publish(madeStep(step, total, with_teacher, random));
            if (!with_teacher) continue;
            SamplesWeighted samples{.step = step,
                                    .epoch = epoch,
                                    .ids = {},
                                    .alpha = {},
                                    .label_loss = {},
                                    .teacher_loss = {}};
            const std::size_t end = std::min(train_ids.size(), (batch + 1) * kBatch);
            for (std::size_t i = batch * kBatch; i < end; ++i) {
                const bool flipped = train.examples[train_ids[i]].flipped();
                const double progress = static_cast<double>(step) / static_cast<double>(total);
                const float alpha = alphaOf(random, flipped, progress, spec.scheme);
                samples.ids.push_back(train_ids[i]);
                samples.alpha.push_back(alpha);
                samples.label_loss.push_back(flipped ? 1.5F : 0.25F);
                samples.teacher_loss.push_back(0.125F);
                count(histogram, alpha);
                if (!keep) continue;
                latest_alpha[train_ids[i]] = alpha;
                alpha_by_epoch[train_ids[i]].push_back(alpha);
            }
            sink.publish(samples);
            if (step % 9 != 0 && step != total) continue;
            histogram.step = step;
            sink.publish(histogram);
            if (keep) last_histogram = histogram;
            histogram = emptyHistogram();
        }
        evaluate(sink, step, 0.62 + 0.07 * epoch + (keep ? 0.03 : 0.0));
    }
    sink.publish(StateChanged{RunState::kFinished, ""});
    writer_.flush();
}

void MadeDatabase::goOn(int steps) {
    const auto sink = writer_.sink(running);
    Random random(99 + static_cast<std::uint64_t>(running_step_));
    HistogramTaken histogram = emptyHistogram();
    for (int i = 0; i < steps; ++i) {
        sink->publish(madeStep(++running_step_, 171, true, random));
        for (int k = 0; k < kBatch; ++k)
            count(histogram, alphaOf(random, k % 5 == 0, 0.2, "rw-kd"));
    }
    histogram.step = running_step_;
    sink->publish(histogram);
    writer_.flush();
}

}  // namespace alphascope::test
