// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/teacher_logits.h"

#include "core/train/toy_data.h"
#include "model/safetensors.h"
#include "study/error.h"

#include <gtest/gtest.h>

#include <unistd.h>

namespace alphascope {
namespace {

class TeacherLogits : public ::testing::Test {
protected:
    TeacherLogits()
        : files(std::filesystem::temp_directory_path() / ("teacher-" + std::to_string(::getpid()))),
          data(toy::separableTask(40, 8, 0.0)), model(toy::smallConfig(data.tokenizer.size()), 2) {
        model.initialise(4);
        saveModel(RunFiles::model(files / "runs" / "t"), model, "sst2", data.tokenizer.hash());
    }
    ~TeacherLogits() override { std::filesystem::remove_all(files); }
    torch::Tensor read(bool& cached, int max_length = 16) {
        return cachedTeacherLogits(loadTeacher(files / "runs" / "t", data), data.train, data, max_length, files,
                                   [] { return true; }, cached);
    }
    std::filesystem::path files;
    PreparedData data;
    Classifier model;
};

TEST_F(TeacherLogits, AreComputedOnceAndThenReadBack) {
    bool cached = true;
    const auto first = read(cached);
    EXPECT_FALSE(cached);
    const auto again = read(cached);
    EXPECT_TRUE(cached);
    EXPECT_TRUE(torch::equal(first, again));
    torch::NoGradGuard no_grad;
    for (const std::size_t i : {0U, 7U, 39U}) {
        const auto one = model.logits(toTensors(padBatch(data.train.encodings, {i}, data.tokenizer.padId())), nullptr);
        EXPECT_LT((one[0] - first[static_cast<std::int64_t>(i)]).abs().max().item<double>(), 1e-5) << i;
    }
}

TEST_F(TeacherLogits, HaveAnotherKeyForOtherLengthsAndWeights) {
    bool cached = true;
    read(cached);
    read(cached, 12);
    EXPECT_FALSE(cached) << "max_length is not in the key";
    model.initialise(5);
    saveModel(RunFiles::model(files / "runs" / "t"), model, "sst2", data.tokenizer.hash());
    read(cached);
    EXPECT_FALSE(cached) << "the weights are not in the key";
}

TEST_F(TeacherLogits, RefuseACacheFileThatBelongsElsewhere) {
    bool cached = false;
    read(cached);
    for (const auto& entry : std::filesystem::directory_iterator(files / "cache")) {
        auto content = readTensorFile(entry.path());
        content.metadata["key"] += " ";
        writeTensorFile(entry.path(), content);
    }
    EXPECT_THROW(read(cached), Error);
}

TEST_F(TeacherLogits, RefuseATeacherOfAnotherTaskOrVocabulary) {
    saveModel(RunFiles::model(files / "runs" / "other"), model, "cola", data.tokenizer.hash());
    EXPECT_THROW(loadTeacher(files / "runs" / "other", data), Error);
    saveModel(RunFiles::model(files / "runs" / "words"), model, "sst2", "another hash");
    EXPECT_THROW(loadTeacher(files / "runs" / "words", data), Error);
    EXPECT_THROW(loadTeacher(files / "runs" / "absent", data), Error);
}

TEST_F(TeacherLogits, CrossFittedTargetsBelongToTheirTrainSet) {
    const auto logits = torch::randn({40, 2});
    saveCrossFitLogits(files / "runs" / "t", data.train, logits);
    EXPECT_TRUE(torch::equal(crossFitLogits(files / "runs" / "t", data.train), logits));
    auto other = data.train;
    other.examples[3].id += 1;
    EXPECT_THROW(crossFitLogits(files / "runs" / "t", other), Error);
    EXPECT_THROW(crossFitLogits(files / "runs" / "absent", data.train), Error);
}

}  // namespace
}  // namespace alphascope
