// SPDX-License-Identifier: GPL-3.0-or-later
// A training module without torch. What a run does is chosen by its seed:
//   11  ends as failed            12  throws Error         13  throws an int
//   14  returns without an end    15  says finished, then throws
//   20 and above  works until the file "go" lies in the files folder; obeys pause and cancel
//   any other     publishes a whole short run and finishes
#include "run/training_module.h"
#include "study/error.h"

#include <cmath>
#include <fstream>
#include <limits>
#include <thread>

namespace {

using namespace alphascope;

std::atomic<int> active_runs{0};

constexpr int kSamples = 8;
constexpr int kSteps = 4;

void describeSets(RunSink& sink) {
    SetDescribed train{.set = "train", .file = "demo:train", .sha256 = std::string(64, 'a')};
    for (std::uint32_t id = 0; id < kSamples; ++id) {
        train.ids.push_back(id);
        train.labels.push_back(static_cast<float>(id % 2));
        train.flags.push_back(id < 2 ? kFlagFlipped : std::uint8_t{0});
    }
    SetDescribed dev = train;
    dev.set = "dev";
    dev.file = "demo:dev";
    dev.flags.assign(kSamples, 0);
    SetDescribed meta = dev;
    meta.set = "meta";
    meta.file = "demo:train";
    sink.publish(train);
    sink.publish(meta);
    sink.publish(dev);
}

void publishSteps(const RunSpec& spec, RunSink& sink) {
    const bool with_teacher = spec.role == Role::kStudent && spec.scheme != "label-only";
    const double nan = std::numeric_limits<double>::quiet_NaN();
    if (with_teacher) {
        TeacherTargets targets{.set = "train", .outputs = 2, .logits = {}};
        for (int i = 0; i < kSamples; ++i)
            targets.logits.insert(targets.logits.end(), {0.0F, 1.0F});
        sink.publish(targets);
    }
    for (int step = 1; step <= kSteps; ++step) {
        sink.publish(StepLogged{.step = step,
                                .epoch = step / 4.0,
                                .label_loss = 0.7,
                                .teacher_loss = with_teacher ? 0.5 : nan,
                                .total_loss = 0.6,
                                .alpha_mean = with_teacher ? 0.5 : nan,
                                .learning_rate = 1e-3,
                                .seconds = step * 0.01});
        SamplesWeighted samples{.step = step, .epoch = step - 1};
        for (std::uint32_t id = 0; id < kSamples; ++id) {
            samples.ids.push_back(id);
            samples.alpha.push_back(!with_teacher ? 0.0F : id < 2 ? 0.9F : 0.1F);
            samples.label_loss.push_back(0.5F);
            samples.teacher_loss.push_back(0.25F);
        }
        if (spec.role == Role::kStudent) sink.publish(samples);
    }
    for (const char* set : {"meta", "dev"}) {
        Evaluated scores{.step = kSteps,
                         .set = set,
                         .scores = {{"accuracy", 0.75}, {"loss", nan}},
                         .outputs = 2};
        for (int i = 0; i < kSamples; ++i)
            scores.logits.insert(scores.logits.end(), {0.25F, 0.75F});
        sink.publish(scores);
    }
}

/// Returns false when cancelled.
bool workUntilTold(const RunPlace& place, RunSink& sink, RunControl& control) {
    while (!std::filesystem::exists(place.files / "go")) {
        if (control.paused() && !control.cancelled()) {
            sink.publish(StateChanged{.state = RunState::kPaused, .message = ""});
            if (control.waitWhilePaused())
                sink.publish(StateChanged{.state = RunState::kRunning, .message = ""});
        }
        if (control.cancelled()) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return true;
}

void misbehave(const RunSpec& spec) {
    if (spec.seed == 12) throw Error("the fake run has failed loudly");
    if (spec.seed == 13) throw 42;
}

void fakeTrain(const RunSpec& spec, const RunPlace& place, RunSink& sink, RunControl& control) {
    struct Counter {
        int now = ++active_runs;
        ~Counter() { --active_runs; }
    } const counter;
    const auto folder = place.files / "runs" / place.uuid;
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "model.safetensors") << "weights";
    sink.publish(RunStarted{
        .total_steps = kSteps, .threads = spec.threads, .device = "cpu", .header = "loss = fake"});
    sink.publish(
        Logged{.level = Logged::Level::kInfo, .text = "active " + std::to_string(counter.now)});
    sink.publish(
        Logged{.level = Logged::Level::kInfo,
               .text = "teacher " + place.teacher_dir.string() +
                       (std::filesystem::exists(place.teacher_dir) ? " there" : " absent")});
    if (!place.teacher_sha256.empty())
        sink.publish(Logged{.level = Logged::Level::kInfo,
                            .text = "teacher's weights " + place.teacher_sha256});
    if (!place.checkpoint.empty())
        sink.publish(Logged{.level = Logged::Level::kInfo,
                            .text = "goes on from " + place.checkpoint.filename().string()});
    misbehave(spec);
    if (spec.seed == 14) return;
    if (spec.seed >= 20 && !workUntilTold(place, sink, control)) {
        sink.publish(StateChanged{
            .state = control.willGoOn() ? RunState::kInterrupted : RunState::kCancelled,
            .message = "left at step 0"});
        return;
    }
    if (spec.seed == 11) {
        sink.publish(StateChanged{.state = RunState::kFailed, .message = "nan in KD at step 2"});
        return;
    }
    describeSets(sink);
    publishSteps(spec, sink);
    sink.publish(StateChanged{.state = RunState::kFinished, .message = ""});
    if (spec.seed == 15) throw Error("too late");
}

TrainingInfo fakeInfo() {
    const bool slow_blas = std::getenv("ALPHASCOPE_FAKE_SLOW_BLAS") != nullptr;
    TrainingInfo info;
    info.torch_version = "0.0-fake";
    info.blas =
        slow_blas ? "/usr/lib/reference/libblas.so.3" : "/usr/lib/openblas-openmp/libblas.so.3";
    info.blas_is_openmp_openblas = !slow_blas;
    info.default_threads = 1;
    if (std::getenv("ALPHASCOPE_FAKE_GPU") != nullptr) info.devices.emplace_back("cuda:0");
    return info;
}

}  // namespace

extern "C" const alphascope::TrainingModule* alphascopeTrainingModule() {
    static const alphascope::TrainingModule module{.train = fakeTrain, .info = fakeInfo};
    return &module;
}
