// SPDX-License-Identifier: GPL-3.0-or-later
// Whole runs through the module's entry point, on the built-in demo: a teacher, then its students.
#include "train/train_run.h"

#include "core/train/train_bench.h"
#include "model/pretrained.h"
#include "model/safetensors.h"
#include "study/error.h"
#include "train/export_model.h"
#include "train/run_events.h"
#include "train/teacher_logits.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

namespace alphascope {
namespace {

TEST_F(TrainRun, TrainsATeacherAndThenItsRwKdStudent) {
    const auto teacher = run(planned(0), "teacher");
    ASSERT_EQ(teacher.end().state, RunState::kFinished) << teacher.end().message;
    EXPECT_TRUE(std::filesystem::exists(RunFiles::model(files / "runs" / "teacher")));
    std::vector<std::string> judged;
    for (const auto& evaluated : teacher.all<Evaluated>()) judged.push_back(evaluated.set);
    EXPECT_THAT(judged, ::testing::IsSupersetOf({"train", "meta", "dev"}));
    EXPECT_TRUE(teacher.all<HistogramTaken>().empty()) << "a teacher has no α";

    const auto student = run(planned(1), "student", "teacher");
    ASSERT_EQ(student.end().state, RunState::kFinished) << student.end().message;
    const auto started = student.all<RunStarted>().at(0);
    const auto steps = student.all<StepLogged>();
    EXPECT_EQ(static_cast<std::int64_t>(steps.size()), started.total_steps);
    EXPECT_EQ(started.threads, 1);

    const auto sets = student.all<SetDescribed>();
    ASSERT_EQ(sets.size(), 3U);
    const std::size_t all = sets[0].ids.size() + sets[1].ids.size() + sets[2].ids.size();
    std::vector<std::string> lines;
    for (const auto& line : student.all<Logged>()) lines.push_back(line.text);
    EXPECT_THAT(lines, ::testing::Contains(::testing::StartsWith(
                           "tokenised " + std::to_string(all) + " samples in 0.")));
    EXPECT_EQ(teacher.all<SetDescribed>().at(0).ids, sets[0].ids)
        << "the teacher must train on the reduced set";
    std::vector<std::uint32_t> ids(sets[0].ids);
    ids.insert(ids.end(), sets[1].ids.begin(), sets[1].ids.end());
    std::sort(ids.begin(), ids.end());
    EXPECT_TRUE(std::adjacent_find(ids.begin(), ids.end()) == ids.end())
        << "train and meta overlap";
    for (const auto flag : sets[1].flags)
        EXPECT_EQ(flag & kFlagFlipped, 0) << "the meta set must be clean";

    std::size_t records = 0;
    for (const auto& samples : student.all<SamplesWeighted>()) records += samples.ids.size();
    EXPECT_EQ(records, sets[0].ids.size()) << "one record a sample and epoch";
    std::uint64_t counted = 0;
    for (const auto& histogram : student.all<HistogramTaken>())
        for (const auto count : histogram.counts) counted += count;
    EXPECT_EQ(counted, records) << "samples that no histogram counts";
    EXPECT_EQ(student.all<Evaluated>().back().step, started.total_steps);
    EXPECT_FALSE(student.all<Evaluated>().back().logits.empty());
    for (const auto& targets : student.all<TeacherTargets>())
        EXPECT_EQ(targets.logits.size() / 2,
                  targets.set == "train" ? sets[0].ids.size() : sets[1].ids.size());
    std::vector<std::string> kinds;
    for (const auto& checkpoint : student.all<CheckpointSaved>()) {
        kinds.push_back(checkpoint.kind);
        EXPECT_EQ(checkpoint.path.find("runs/student/"), 0U);
    }
    EXPECT_THAT(kinds, ::testing::IsSupersetOf({"best_meta", "last"}));
}

// What is exported comes back through the reader of Hugging Face folders.
TEST_F(TrainRun, ExportsAModelThatGivesTheSameLogits) {
    const auto spec = planned(0);
    ASSERT_EQ(run(spec, "teacher").end().state, RunState::kFinished);
    const auto run_dir = files / "runs" / "teacher";
    exportModel(run_dir, files / "exported");
    auto exported = loadPretrained(files / "exported");
    EXPECT_TRUE(fitHead(exported, findTask("demo")));
    Classifier again(exported.config, 2);
    EXPECT_TRUE(copyPretrained(exported, again).empty());
    const auto data = prepareData(spec, files, [] { return true; });
    const auto teacher = loadTeacher(run_dir, *data);
    const auto batch = packBatch(data->train.encodings, {0, 3, 5, 9}, data->tokenizer->padId());
    EXPECT_TRUE(torch::allclose(again.predict(batch), teacher.model.predict(batch), 1e-5, 1e-6));
    EXPECT_EQ(openTokenizer(files / "exported")->hash(), data->tokenizer->hash());
    EXPECT_THROW(exportModel(files / "runs" / "nobody", files / "exported"), Error);
    std::filesystem::remove(run_dir / "vocab.txt");
    EXPECT_THROW(exportModel(run_dir, files / "without words"), Error);
    EXPECT_FALSE(std::filesystem::exists(files / "without words"));
}

TEST_F(TrainRun, ATeacherMadeElsewhereIsTakenAsItIs) {
    const auto made = run(planned(0), "teacher");
    ASSERT_EQ(made.end().state, RunState::kFinished);
    exportModel(files / "runs" / "teacher", files / "exported");
    auto spec = planned(0);
    spec.train.pretrained = (files / "exported").string();
    spec.train.epochs = 0;
    const auto taken = run(spec, "taken");
    ASSERT_EQ(taken.end().state, RunState::kFinished) << taken.end().message;
    EXPECT_TRUE(taken.all<StepLogged>().empty());
    const auto lastOf = [](const toy::Recorder& recorder, const std::string& set) {
        Evaluated last;
        for (const auto& one : recorder.all<Evaluated>())
            if (one.set == set && !one.logits.empty()) last = one;
        return last;
    };
    for (const char* set : {"meta", "dev"}) {
        const auto before = lastOf(made, set), after = lastOf(taken, set);
        ASSERT_FALSE(after.logits.empty()) << set;
        ASSERT_EQ(after.logits.size(), before.logits.size()) << set;
        for (std::size_t i = 0; i < before.logits.size(); ++i)
            EXPECT_NEAR(after.logits[i], before.logits[i], 1e-4) << set;
    }
    const auto student = run(planned(1), "student", "taken");
    EXPECT_EQ(student.end().state, RunState::kFinished) << student.end().message;
}

TEST_F(TrainRun, ATeacherWithoutAHeadCannotBeTakenAsItIs) {
    ASSERT_EQ(run(planned(0), "teacher").end().state, RunState::kFinished);
    exportModel(files / "runs" / "teacher", files / "exported");
    auto file = readTensorFile(files / "exported" / "model.safetensors");
    std::erase_if(file.tensors,
                  [](const auto& entry) { return entry.first.starts_with("classifier"); });
    writeTensorFile(files / "exported" / "model.safetensors", file);
    auto spec = planned(0);
    spec.train.pretrained = (files / "exported").string();
    spec.train.epochs = 0;
    const auto taken = run(spec, "taken");
    EXPECT_EQ(taken.end().state, RunState::kFailed);
    EXPECT_THAT(taken.end().message, ::testing::HasSubstr("no classification head that fits"));
}

// A student may read the texts by other tokens than its teacher.
TEST_F(TrainRun, TeachesAStudentOfAnotherVocabulary) {
    ASSERT_EQ(run(planned(0), "teacher").end().state, RunState::kFinished);
    auto spec = planned(1);
    spec.data.vocab_size = 200;
    const auto student = run(spec, "student", "teacher");
    ASSERT_EQ(student.end().state, RunState::kFinished) << student.end().message;
    const auto data = prepareData(planned(1), files, [] { return true; });
    const auto teacher = loadTeacher(files / "runs" / "teacher", *data);
    const auto students = prepareData(spec, files, [] { return true; });
    ASSERT_NE(students->tokenizer->hash(), data->tokenizer->hash());
    const auto own =
        computeLogits(teacher.model, data->train, data->tokenizer->padId(), [] { return true; });
    const auto targets = student.all<TeacherTargets>().at(0);
    ASSERT_EQ(targets.set, "train");
    EXPECT_EQ(targets.logits, toVector(own)) << "the teacher did not read its own tokens";
    spec.train.init = "teacher_layers";
    const auto refused = run(spec, "refused", "teacher");
    EXPECT_EQ(refused.end().state, RunState::kFailed);
    EXPECT_THAT(refused.end().message, ::testing::HasSubstr("vocabulary"));
}

TEST_F(TrainRun, FailsWithASentenceWhereTheDeviceIsNotThere) {
    auto spec = planned(0);
    spec.device = "cuda:77";
    const auto gone = run(spec, "gone");
    EXPECT_EQ(gone.end().state, RunState::kFailed);
    EXPECT_THAT(gone.end().message, ::testing::HasSubstr("cuda:77"));
    EXPECT_TRUE(gone.all<RunStarted>().empty());
}

TEST_F(TrainRun, CancelsWithinOneStep) {
    auto spec = planned(0);
    std::int64_t last = 0;
    const auto recorder = run(spec, "cancelled", {}, [&](const RunEvent& event, RunControl&) {
        if (const auto* step = std::get_if<StepLogged>(&event)) {
            last = step->step;
            if (last == 4) stop();
        }
    });
    EXPECT_EQ(recorder.end().state, RunState::kCancelled);
    EXPECT_EQ(last, 4);
}

TEST_F(TrainRun, FailsWithASentenceWhenTheTeacherIsMissing) {
    const auto recorder = run(planned(1), "orphan", "nobody");
    EXPECT_EQ(recorder.end().state, RunState::kFailed);
    EXPECT_NE(recorder.end().message.find("teacher"), std::string::npos);
}

TEST_F(TrainRun, CrossFittedTeachersGiveTheirStudentsHeldOutTargets) {
    study.teacher.targets = "cross_fit";
    ASSERT_EQ(run(planned(0), "folds").end().state, RunState::kFinished);
    const auto student = run(planned(1), "pupil", "folds");
    ASSERT_EQ(student.end().state, RunState::kFinished) << student.end().message;
    const auto held_out = student.all<TeacherTargets>().at(0).logits;
    for (std::size_t i = 0; i < held_out.size(); i += 2)
        ASSERT_FALSE(held_out[i] == 0.0F && held_out[i + 1] == 0.0F)
            << "no fold held out sample " << i / 2;
    const auto in_sample = run(
        [&] {
            auto s = planned(1);
            s.teacher_targets = "in_sample";
            return s;
        }(),
        "other", "folds");
    EXPECT_NE(student.all<TeacherTargets>().at(0).logits,
              in_sample.all<TeacherTargets>().at(0).logits);
}

TEST_F(TrainRun, TrainsOnTrainAndMetaWhereAskedAndKeepsNoMetaSet) {
    auto spec = planned(2);
    ASSERT_TRUE(spec.data.full_train);
    const auto recorder = run(spec, "full");
    ASSERT_EQ(recorder.end().state, RunState::kFinished) << recorder.end().message;
    for (const auto& set : recorder.all<SetDescribed>()) EXPECT_NE(set.set, "meta");
    EXPECT_EQ(recorder.all<SetDescribed>().at(0).ids.size(), 2000U);
}

TEST_F(TrainRun, StudentsOfOneTeacherRunAtOnceAsEachDoesAlone) {
    ASSERT_EQ(run(planned(0), "teacher").end().state, RunState::kFinished);
    auto second = planned(1);
    second.seed = 2;
    const auto losses = [](const Recorder& recorder) {
        EXPECT_EQ(recorder.end().state, RunState::kFinished) << recorder.end().message;
        std::vector<double> curve;
        for (const auto& step : recorder.all<StepLogged>()) curve.push_back(step.total_loss);
        return curve;
    };
    std::vector<double> together_1, together_2;
    {
        std::jthread one([&] { together_1 = losses(runOn(planned(1), "one", "teacher")); });
        std::jthread two([&] { together_2 = losses(runOn(second, "two", "teacher")); });
    }
    EXPECT_EQ(together_1, losses(runOn(planned(1), "alone-1", "teacher")));
    EXPECT_EQ(together_2, losses(runOn(second, "alone-2", "teacher")));
    EXPECT_NE(together_1, together_2);
}

TEST_F(TrainRun, StartsFromTeacherLayersOrSaysThatThereIsNone) {
    ASSERT_EQ(run(planned(0), "teacher").end().state, RunState::kFinished);
    auto spec = planned(1);
    spec.train.init = "teacher_layers";
    EXPECT_EQ(run(spec, "copied", "teacher").end().state, RunState::kFinished);
    spec.scheme = "label-only";
    const auto orphan = run(spec, "orphan");
    EXPECT_EQ(orphan.end().state, RunState::kFailed);
    EXPECT_NE(orphan.end().message.find("teacher_layers"), std::string::npos)
        << orphan.end().message;
}

TEST_F(TrainRun, RefusesATeacherThatHasSeenItsMetaSet) {
    study.data.vocab = (files / "vocab.txt").string();
    WordPiece::fromTokens({"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "the", "more", "than"},
                          "few words")
        .save(files / "vocab.txt");
    ASSERT_EQ(run(planned(0), "teacher").end().state, RunState::kFinished);
    auto other_cut = planned(1);
    other_cut.data.split_seed = 9;
    const auto student = run(other_cut, "student", "teacher");
    EXPECT_EQ(student.end().state, RunState::kFailed);
    EXPECT_NE(student.end().message.find("meta set"), std::string::npos) << student.end().message;
}

}  // namespace
}  // namespace alphascope
