// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/teacher_logits.h"

#include "core/study/error_of.h"
#include "core/train/toy_data.h"
#include "model/safetensors.h"

#include <ATen/Parallel.h>
#include <gmock/gmock.h>

#include <unistd.h>

#include <latch>
#include <thread>

namespace alphascope {
namespace {

class TeacherLogits : public ::testing::Test {
protected:
    TeacherLogits()
        : files(std::filesystem::temp_directory_path() / ("teacher-" + std::to_string(::getpid()))),
          data(toy::separableTask(40, 8, 0.0)),
          model(toy::smallConfig(data.tokenizer->size()), 2) {
        model.initialise(4);
        saveModel(RunFiles::model(files / "runs" / "t"), model, data);
    }
    ~TeacherLogits() override { std::filesystem::remove_all(files); }
    torch::Tensor read(bool& cached, int max_length = 16) {
        return cachedTeacherLogits(
            loadTeacher(files / "runs" / "t", data), data.train, data, max_length, files,
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
        const auto one =
            model.predict(packBatch(data.train.encodings, {i}, data.tokenizer->padId()));
        EXPECT_LT((one[0] - first[static_cast<std::int64_t>(i)]).abs().max().item<double>(), 1e-5)
            << i;
    }
}

TEST_F(TeacherLogits, HaveAnotherKeyForOtherLengthsAndWeights) {
    bool cached = true;
    read(cached);
    read(cached, 12);
    EXPECT_FALSE(cached) << "max_length is not in the key";
    model.initialise(5);
    saveModel(RunFiles::model(files / "runs" / "t"), model, data);
    read(cached);
    EXPECT_FALSE(cached) << "the weights are not in the key";
}

TEST_F(TeacherLogits, OfAnotherDeviceAreNotThoseOfTheCpu) {
    bool cached = true;
    const auto here = read(cached);
    Teacher teacher = loadTeacher(files / "runs" / "t", data);
    teacher.model.moveTo({.device = torch::kCPU, .own_loops = false});
    const auto there = cachedTeacherLogits(
        teacher, data.train, data, 16, files, [] { return true; }, cached);
    EXPECT_FALSE(cached);
    EXPECT_TRUE(torch::allclose(there, here, 1e-4, 1e-5));
    read(cached);
    EXPECT_TRUE(cached);
}

// BLAS may round otherwise with another number of threads, and a run must not see who came first.
TEST_F(TeacherLogits, OfAnotherNumberOfThreadsHaveAKeyOfTheirOwn) {
    const int before = at::get_num_threads();
    bool cached = true;
    at::set_num_threads(1);
    read(cached);
    at::set_num_threads(2);
    read(cached);
    EXPECT_FALSE(cached);
    at::set_num_threads(1);
    read(cached);
    EXPECT_TRUE(cached);
    at::set_num_threads(before);
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

TEST_F(TeacherLogits, RefuseATeacherOfAnotherTaskVocabularyOrTrainSet) {
    EXPECT_NO_THROW(loadTeacher(files / "runs" / "t", data));
    auto other_task = toy::separableTask(40, 8, 0.0);
    other_task.task = &findTask("cola");
    EXPECT_THROW(loadTeacher(files / "runs" / "t", other_task), Error);
    auto other_words = toy::separableTask(40, 8, 0.0);
    other_words.tokenizer = std::make_shared<const WordPiece>(
        WordPiece::fromTokens({"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "a"}, "six words"));
    EXPECT_THROW(loadTeacher(files / "runs" / "t", other_words), Error);
    EXPECT_THROW(loadTeacher(files / "runs" / "absent", data), Error);

    const auto file = RunFiles::model(files / "runs" / "unnamed");
    auto content = readTensorFile(RunFiles::model(files / "runs" / "t"));
    content.metadata.erase("train_texts");
    writeTensorFile(file, content);
    EXPECT_THROW(loadTeacher(files / "runs" / "unnamed", data), Error) << "its texts are unknown";

    for (const char* name : {"task", "tokenizer", "encoder", "outputs"}) {
        auto bare = readTensorFile(RunFiles::model(files / "runs" / "t"));
        bare.metadata.erase(name);
        writeTensorFile(file, bare);
        EXPECT_THAT(
            errorOf([&] { loadTeacher(files / "runs" / "unnamed", data); }),
            ::testing::AllOf(::testing::HasSubstr(file.string()), ::testing::HasSubstr(name)));
    }

    auto other_cut = toy::separableTask(40, 8, 0.0);
    other_cut.train.text_sha256 = "another cut";
    EXPECT_THROW(loadTeacher(files / "runs" / "t", other_cut), Error)
        << "it may have seen the meta set";
    other_cut.meta = {};
    EXPECT_NO_THROW(loadTeacher(files / "runs" / "t", other_cut))
        << "there is no meta set to have seen";
}

TEST_F(TeacherLogits, AreOfTheWeightsThatTheTeacherHasStored) {
    const auto run_dir = files / "runs" / "t";
    const auto file = RunFiles::model(run_dir);
    const std::string stored = sha256OfFile(file.string());
    EXPECT_EQ(loadTeacher(run_dir, data, stored).weights_sha256, stored);
    model.initialise(5);  // another teacher, which fits as well
    saveModel(file, model, data);
    EXPECT_NO_THROW(loadTeacher(run_dir, data)) << "where nobody says which it is to be";
    try {
        loadTeacher(run_dir, data, stored);
        ADD_FAILURE() << "another's weights teach";
    } catch (const Error& problem) {
        EXPECT_NE(std::string(problem.what()).find(file.string()), std::string::npos);
    }
}

// Students of one teacher that start at once all miss the cache and all write it.
TEST_F(TeacherLogits, MayBeComputedByManyRunsAtOnce) {
    constexpr int kRuns = 8;
    std::vector<torch::Tensor> logits(kRuns);
    std::vector<std::string> problems(kRuns);
    std::latch start(kRuns);
    {
        std::vector<std::jthread> runs;
        for (std::size_t i = 0; i < kRuns; ++i)
            runs.emplace_back([&, i] {
                start.arrive_and_wait();
                try {
                    for (int max_length = 12; max_length < 32; ++max_length) {
                        bool cached = false;
                        logits[i] = read(cached, max_length);
                    }
                } catch (const std::exception& problem) {
                    problems[i] = problem.what();
                }
            });
    }
    for (const auto& problem : problems) EXPECT_EQ(problem, "");
    for (const auto& one : logits) EXPECT_TRUE(torch::equal(one, logits[0]));
}

TEST_F(TeacherLogits, CrossFittedTargetsBelongToTheirTrainSet) {
    const auto logits = torch::randn({40, 2});
    const TargetsOrigin origin{.text_sha256 = "texts", .tokenizer = "words", .max_length = 16};
    saveCrossFitLogits(files / "runs" / "t", data.train, origin, logits);
    EXPECT_TRUE(torch::equal(crossFitLogits(files / "runs" / "t", data.train, origin), logits));
    auto other = data.train;
    other.examples[3].id += 1;
    EXPECT_THROW(crossFitLogits(files / "runs" / "t", other, origin), Error);
    EXPECT_THROW(crossFitLogits(files / "runs" / "absent", data.train, origin), Error);
    for (const TargetsOrigin& wrong :
         {TargetsOrigin{"others", "words", 16}, TargetsOrigin{"texts", "others", 16},
          TargetsOrigin{"texts", "words", 17}})
        EXPECT_THROW(crossFitLogits(files / "runs" / "t", data.train, wrong), Error);
}

}  // namespace
}  // namespace alphascope
