// SPDX-License-Identifier: GPL-3.0-or-later
// Runs that are paused, or interrupted at the worst moments and gone on with.
#include "core/train/train_bench.h"
#include "data/split_plan.h"
#include "model/safetensors.h"
#include "study/error.h"
#include "train/teacher_logits.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <array>
#include <map>
#include <set>
#include <thread>

namespace alphascope {
namespace {

class GoOn : public TrainRun {
protected:
    static std::vector<CheckpointSaved> ofKind(const Recorder& recorder, const std::string& kind) {
        std::vector<CheckpointSaved> found;
        for (const auto& saved : recorder.all<CheckpointSaved>())
            if (saved.kind == kind) found.push_back(saved);
        return found;
    }
    /// Until it has saved where it is.
    Recorder runToACheckpoint(const RunSpec& spec, const std::string& uuid) {
        return run(spec, uuid, {}, [&](const RunEvent& event, RunControl&) {
            const auto* saved = std::get_if<CheckpointSaved>(&event);
            if (saved != nullptr && saved->kind == "last") stop();
        });
    }
    /// Better on meta than ever before at several evaluations of its two epochs.
    RunSpec slowLearner() {
        auto spec = planned(0);
        spec.train.learning_rate = 3e-3;
        spec.train.epochs = 2;
        spec.train.eval_every = 5;
        return spec;
    }
    std::set<std::string> filesOf(const std::string& uuid) const {
        std::set<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator(files / "runs" / uuid))
            names.insert(entry.path().filename().string());
        return names;
    }
};

// Words that no text has decay in one product over many steps, which the checkpoint must not cut.
TEST_F(GoOn, StoppedByItsUserItLosesNoStepAndEndsWithTheSameBits) {
    ASSERT_EQ(run(planned(0), "teacher").end().state, RunState::kFinished);
    auto spec = planned(1);
    spec.train.weight_decay = 0.3;
    const auto whole = run(spec, "whole", "teacher");
    const std::int64_t last_seen = whole.all<RunStarted>().at(0).total_steps - 3;
    ASSERT_NE(last_seen % spec.train.eval_every, 0) << "a step that saves by itself";
    const auto broken =
        run(spec, "broken", "teacher", [&](const RunEvent& event, RunControl& control) {
            const auto* step = std::get_if<StepLogged>(&event);
            if (step == nullptr || step->step != last_seen) return;
            control.letGoOnLater();
            stop();
        });
    EXPECT_EQ(broken.end().state, RunState::kInterrupted);
    const auto saved = ofKind(broken, "last").back();
    EXPECT_EQ(saved.step, last_seen);
    go_on_from = files / saved.path;
    const auto resumed = run(spec, "broken", "teacher");
    go_on_from.clear();
    ASSERT_EQ(resumed.end().state, RunState::kFinished) << resumed.end().message;
    EXPECT_EQ(resumed.all<StepLogged>().front().step, last_seen + 1);
    const auto weights = [&](const char* uuid) {
        return readTensorFile(RunFiles::model(files / "runs" / uuid)).tensors;
    };
    const auto expected = weights("whole");
    for (const auto& [name, tensor] : weights("broken"))
        EXPECT_TRUE(torch::equal(tensor, expected.at(name))) << name;
}

// Killed between two steps and taken up from its last checkpoint, as the queue does it.
TEST_F(GoOn, GoesOnFromItsCheckpointToTheSameBitsAndHistograms) {
    ASSERT_EQ(run(planned(0), "teacher").end().state, RunState::kFinished);
    auto spec = planned(1);
    spec.train.checkpoint_every = 4;
    const auto whole = run(spec, "whole", "teacher");
    const auto total = whole.all<RunStarted>().at(0).total_steps;
    const std::int64_t last_seen = total - 3;
    const auto broken = run(spec, "broken", "teacher", [&](const RunEvent& event, RunControl&) {
        const auto* step = std::get_if<StepLogged>(&event);
        if (step != nullptr && step->step == last_seen) stop();
    });
    ASSERT_EQ(broken.end().state, RunState::kCancelled);
    // A killed program does not come to save where it is.
    const auto saved = ofKind(broken, "last").end()[-2];
    ASSERT_LT(saved.step, last_seen);
    go_on_from = files / saved.path;
    const auto resumed = run(spec, "broken", "teacher");
    go_on_from.clear();
    ASSERT_EQ(resumed.end().state, RunState::kFinished) << resumed.end().message;
    EXPECT_EQ(resumed.all<StepLogged>().front().step, saved.step + 1);
    EXPECT_GT(resumed.all<StepLogged>().front().seconds, broken.all<StepLogged>().front().seconds);
    const auto weights = [&](const char* uuid) {
        return readTensorFile(RunFiles::model(files / "runs" / uuid)).tensors;
    };
    const auto expected = weights("whole");
    for (const auto& [name, tensor] : weights("broken"))
        EXPECT_TRUE(torch::equal(tensor, expected.at(name))) << name;
    const auto counts = [&](const Recorder& recorder) {
        std::map<std::int64_t, std::array<std::uint32_t, kAlphaBins>> all;
        for (const auto& one : recorder.all<HistogramTaken>())
            if (one.step > saved.step) all[one.step] = one.counts;
        return all;
    };
    EXPECT_EQ(counts(resumed), counts(whole));
    EXPECT_EQ(resumed.all<Evaluated>().back().logits, whole.all<Evaluated>().back().logits);
    for (const auto& entry : std::filesystem::directory_iterator(files / "runs" / "broken"))
        EXPECT_FALSE(entry.path().filename().string().starts_with("step-")) << entry.path();
}

// Power may fail at any event: what the store then hears of must be on the disk as it says,
// already.
TEST_F(GoOn, AFileIsNamedOnlyOnceItIsWhollyThere) {
    auto spec = slowLearner();
    spec.train.checkpoint_every = 4;
    int named = 0;
    const auto ran = run(spec, "run", "", [&](const RunEvent& event, RunControl&) {
        const auto* saved = std::get_if<CheckpointSaved>(&event);
        if (saved == nullptr) return;
        ++named;
        ASSERT_TRUE(std::filesystem::exists(files / saved->path)) << saved->path;
        EXPECT_EQ(sha256OfFile((files / saved->path).string()), saved->sha256) << saved->path;
        for (const auto& name : filesOf("run"))
            EXPECT_EQ(name.find(".unfinished"), std::string::npos) << name;
    });
    ASSERT_EQ(ran.end().state, RunState::kFinished) << ran.end().message;
    EXPECT_GE(named, 5);
}

// Killed between the best model on meta and the checkpoint of that step, then again before any
// other.
TEST_F(GoOn, KeepsTheBestModelOnMetaThatTheCheckpointNames) {
    const auto spec = slowLearner();
    const auto whole = run(spec, "whole");
    const auto best = ofKind(whole, "best_meta");
    ASSERT_GE(best.size(), 2U) << "the demo is not learnt, or at once";
    const auto at_second_best = [&](const RunEvent& event, RunControl&) {
        const auto* saved = std::get_if<CheckpointSaved>(&event);
        if (saved != nullptr && saved->kind == "best_meta" && saved->step == best[1].step) stop();
    };
    const auto broken = run(spec, "broken", {}, at_second_best);
    ASSERT_EQ(broken.end().state, RunState::kCancelled);
    const auto last = ofKind(broken, "last").back();
    ASSERT_LT(last.step, best[1].step);
    go_on_from = files / last.path;
    // The row of the second best is cut off; the first must be named again, and be there.
    const auto shortly = run(spec, "broken", {}, [&](const RunEvent& event, RunControl&) {
        if (std::holds_alternative<StepLogged>(event)) stop();
    });
    ASSERT_EQ(shortly.end().state, RunState::kCancelled);
    const auto named = ofKind(shortly, "best_meta");
    ASSERT_EQ(named.size(), 1U);
    EXPECT_EQ(named[0].step, best[0].step);
    EXPECT_EQ(named[0].sha256, best[0].sha256);
    EXPECT_EQ(sha256OfFile((files / named[0].path).string()), best[0].sha256);

    const auto resumed = run(spec, "broken");
    ASSERT_EQ(resumed.end().state, RunState::kFinished) << resumed.end().message;
    const auto end = ofKind(resumed, "best_meta").back();
    EXPECT_EQ(end.step, best.back().step);
    EXPECT_EQ(end.sha256, best.back().sha256);
    EXPECT_EQ(sha256OfFile((files / end.path).string()), best.back().sha256);
    EXPECT_EQ(filesOf("broken"), filesOf("whole"));
}

// The checkpoint before the newest may be gone on from as well, with its own best model.
TEST_F(GoOn, TheBestModelOfTheCheckpointBeforeStaysToo) {
    const auto spec = slowLearner();
    std::vector<CheckpointSaved> best, last;
    const auto broken = run(spec, "broken", {}, [&](const RunEvent& event, RunControl&) {
        const auto* saved = std::get_if<CheckpointSaved>(&event);
        if (saved == nullptr) return;
        (saved->kind == "last" ? last : best).push_back(*saved);
        if (best.size() == 2 && saved->kind == "last") stop();
    });
    ASSERT_EQ(broken.end().state, RunState::kCancelled);
    ASSERT_GE(last.size(), 2U);
    go_on_from = files / last[last.size() - 2].path;
    const auto resumed = run(spec, "broken", {}, [&](const RunEvent& event, RunControl&) {
        if (std::holds_alternative<StepLogged>(event)) stop();
    });
    EXPECT_EQ(ofKind(resumed, "best_meta").at(0).sha256, best[0].sha256);
}

TEST_F(GoOn, SeeksTheBestModelAnewWhereItsFileIsGone) {
    auto spec = planned(0);
    spec.train.eval_every = 5;
    const auto first = runToACheckpoint(spec, "one");
    go_on_from = files / ofKind(first, "last").back().path;
    std::filesystem::remove(files / ofKind(first, "best_meta").back().path);
    const auto resumed = run(spec, "one");
    ASSERT_EQ(resumed.end().state, RunState::kFinished) << resumed.end().message;
    EXPECT_EQ(ofKind(resumed, "best_meta").front().step, 10) << "any is better than none";
    EXPECT_TRUE(std::filesystem::exists(files / ofKind(resumed, "best_meta").back().path));
}

// A teacher that is killed while it is cross-fitted does not train its finished folds again.
TEST_F(GoOn, AfterTheCrossFittedFoldsThatHadFinished) {
    study.teacher.targets = "cross_fit";
    const auto spec = planned(0);
    ASSERT_EQ(run(spec, "whole").end().state, RunState::kFinished);
    const auto broken = run(spec, "broken", {}, [&](const RunEvent& event, RunControl&) {
        const auto* line = std::get_if<Logged>(&event);
        if (line != nullptr && line->text == "cross-fitting, fold 3 of 5") stop();
    });
    ASSERT_EQ(broken.end().state, RunState::kCancelled);
    EXPECT_TRUE(std::filesystem::exists(RunFiles::fold(files / "runs" / "broken", 2)));
    go_on_from = files / ofKind(broken, "last").back().path;

    auto damaged = readTensorFile(RunFiles::fold(files / "runs" / "broken", 1));
    auto right = damaged;
    damaged.tensors["logits"] = damaged.tensors["logits"] + 1e-3;
    writeTensorFile(RunFiles::fold(files / "runs" / "broken", 1), damaged);
    const auto refused = run(spec, "broken");
    EXPECT_EQ(refused.end().state, RunState::kFailed);
    EXPECT_THAT(refused.end().message, ::testing::HasSubstr("fold-1.safetensors"));
    writeTensorFile(RunFiles::fold(files / "runs" / "broken", 1), right);
    // One of other settings is made anew.
    auto other = readTensorFile(RunFiles::fold(files / "runs" / "broken", 2));
    other.metadata["key"] += " ";
    writeTensorFile(RunFiles::fold(files / "runs" / "broken", 2), other);

    const auto resumed = run(spec, "broken");
    ASSERT_EQ(resumed.end().state, RunState::kFinished) << resumed.end().message;
    std::vector<std::string> folds;
    for (const auto& line : resumed.all<Logged>())
        if (line.text.starts_with("cross-fitting")) folds.push_back(line.text);
    EXPECT_THAT(folds,
                ::testing::ElementsAre("cross-fitting, fold 1 of 5: kept from before",
                                       "cross-fitting, fold 2 of 5", "cross-fitting, fold 3 of 5",
                                       "cross-fitting, fold 4 of 5", "cross-fitting, fold 5 of 5"));
    const auto logits = [&](const char* uuid) {
        return readTensorFile(RunFiles::crossFit(files / "runs" / uuid)).tensors.at("logits");
    };
    EXPECT_TRUE(torch::equal(logits("broken"), logits("whole")));
    EXPECT_EQ(filesOf("broken"), filesOf("whole"));
}

// Killed when all is stored but the run's end.
TEST_F(GoOn, FromTheLastStepWhereOnlyTheEndIsMissing) {
    const auto spec = planned(0);
    const auto broken = run(spec, "broken", {}, [&](const RunEvent& event, RunControl&) {
        const auto* saved = std::get_if<CheckpointSaved>(&event);
        if (saved != nullptr && saved->path.ends_with("model.safetensors")) throw Error("killed");
    });
    const auto last = ofKind(broken, "last");
    ASSERT_GE(last.size(), 2U);
    go_on_from = files / last[last.size() - 2].path;
    const auto resumed = run(spec, "broken");
    ASSERT_EQ(resumed.end().state, RunState::kFinished) << resumed.end().message;
    EXPECT_TRUE(resumed.all<StepLogged>().empty());
    EXPECT_EQ(ofKind(resumed, "last").back().sha256, last.back().sha256);
}

TEST_F(GoOn, RefusesTheCheckpointOfAnotherRun) {
    auto spec = planned(0);
    spec.train.checkpoint_every = 5;
    const auto first = runToACheckpoint(spec, "one");
    go_on_from = files / first.all<CheckpointSaved>().back().path;
    spec.seed += 1;
    const auto other = run(spec, "two");
    EXPECT_EQ(other.end().state, RunState::kFailed);
    EXPECT_THAT(other.end().message, ::testing::HasSubstr("belongs to another run"));
}

// Checkpoints of earlier versions know fewer settings than the specification has now.
TEST_F(GoOn, GoesOnFromACheckpointOfAnEarlierVersion) {
    auto spec = planned(0);
    spec.train.checkpoint_every = 5;
    const auto first = runToACheckpoint(spec, "one");
    EXPECT_EQ(first.all<RunStarted>().at(0).device, "cpu");
    go_on_from = files / first.all<CheckpointSaved>().back().path;
    auto archive = readTensorFile(go_on_from);
    EXPECT_EQ(archive.metadata.at("device"), "cpu");
    auto stored = nlohmann::json::parse(archive.metadata.at("spec"));
    stored.erase("device");
    stored["train"].erase("precision");
    archive.metadata["spec"] = stored.dump();
    writeTensorFile(go_on_from, archive);
    EXPECT_EQ(run(spec, "one").end().state, RunState::kFinished);
}

TEST_F(GoOn, PausesAndGoesOn) {
    std::jthread waker;
    auto spec = planned(0);
    spec.train.histogram_every = 1;
    const auto recorder = run(spec, "paused", {}, [&](const RunEvent& event, RunControl& control) {
        const auto* step = std::get_if<StepLogged>(&event);
        if (step == nullptr || step->step != 3) return;
        control.pause(true);
        waker = std::jthread([&control] {
            std::this_thread::sleep_for(std::chrono::milliseconds(800));
            control.pause(false);
        });
    });
    std::vector<RunState> states;
    for (const auto& change : recorder.all<StateChanged>()) states.push_back(change.state);
    EXPECT_EQ(states,
              (std::vector<RunState>{RunState::kPaused, RunState::kRunning, RunState::kFinished}));
    // The pause is no part of any step.
    std::size_t steps = 0;
    for (const auto& scalar : recorder.all<ScalarLogged>()) {
        if (scalar.series != "ms_between") continue;
        ++steps;
        EXPECT_GE(scalar.value, 0.0) << scalar.step;
        EXPECT_LT(scalar.value, 500.0) << scalar.step;
    }
    EXPECT_EQ(steps, recorder.all<StepLogged>().size());
    EXPECT_LT(recorder.all<StepLogged>()[3].seconds - recorder.all<StepLogged>()[2].seconds, 0.5);
}

}  // namespace
}  // namespace alphascope
