// SPDX-License-Identifier: GPL-3.0-or-later
// From a GLUE folder to encoded sets: who sees which samples, and with which labels.
#include "train/prepared_data.h"

#include "core/study/error_of.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <unistd.h>

#include <chrono>
#include <fstream>
#include <set>

namespace alphascope {
namespace {

using ::testing::HasSubstr;

class PreparedSets : public ::testing::Test {
protected:
    PreparedSets()
        : folder(std::filesystem::temp_directory_path() /
                 ("prepared-" + std::to_string(::getpid()))) {
        std::filesystem::remove_all(folder);
        write("MRPC/train.tsv", mrpc(120));
        write("MRPC/dev.tsv", mrpc(20));
        spec.task = "mrpc";
        spec.data.folder = (folder / "glue").string();
        spec.data.vocab_size = 200;
        spec.data.max_length = 16;
        spec.data.meta_share = 0.2;
    }
    ~PreparedSets() override { std::filesystem::remove_all(folder); }

    void write(const std::string& name, const std::string& text) const {
        const auto file = folder / "glue" / name;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << text;
    }
    static std::string mrpc(int rows) {
        std::string text = "Quality\t#1 ID\t#2 ID\t#1 String\t#2 String\n";
        for (int i = 0; i < rows; ++i) {
            const std::string n = std::to_string(i);
            text += std::to_string(i % 2) + "\t" + n + "\t" + n + "\tleft text " + n +
                    " ends\tright text " + n + " too\n";
        }
        return text;
    }
    [[nodiscard]] PreparedData prepare(const RunSpec& of) const {
        return std::move(prepareData(of, folder / "files", [] { return true; }).value());
    }
    static std::set<std::uint32_t> idsOf(const EncodedSet& set) {
        std::set<std::uint32_t> ids;
        for (const auto& example : set.examples) ids.insert(example.id);
        return ids;
    }
    static std::set<std::uint32_t> flippedIn(const EncodedSet& set) {
        std::set<std::uint32_t> ids;
        for (const auto& example : set.examples)
            if (example.label != example.true_label) ids.insert(example.id);
        return ids;
    }
    [[nodiscard]] RunSpec teacher() const {
        RunSpec of = spec;
        of.role = Role::kTeacher;
        return of;
    }

    std::filesystem::path folder;
    RunSpec spec;
};

TEST_F(PreparedSets, TeacherAndStudentTrainOnTheSameSamplesAndNeitherOnMeta) {
    const auto student = prepare(spec), its_teacher = prepare(teacher());
    EXPECT_EQ(idsOf(student.train), idsOf(its_teacher.train));
    EXPECT_EQ(student.train.text_sha256, its_teacher.train.text_sha256);
    EXPECT_EQ(student.train.size() + student.meta.size(), 120U);
    EXPECT_NEAR(static_cast<double>(student.meta.size()), 24.0, 2.0);
    for (const auto id : idsOf(student.meta)) EXPECT_FALSE(idsOf(student.train).contains(id)) << id;
    ASSERT_EQ(student.evaluation.size(), 1U);
    EXPECT_EQ(student.evaluation[0].file, "dev.tsv");
    EXPECT_EQ(student.evaluation[0].size(), 20U);
}

TEST_F(PreparedSets, TestSetsAreReadForStudentsWhereAsked) {
    spec.data.predict_test = true;
    EXPECT_THROW(prepare(spec), Error) << "there is no test file";
    write("MRPC/test.tsv", "index\t#1 ID\t#2 ID\t#1 String\t#2 String\n0\t1\t2\tleft\tright\n");
    const auto student = prepare(spec);
    ASSERT_EQ(student.test.size(), 1U);
    EXPECT_EQ(student.test[0].name, "test");
    EXPECT_EQ(student.test[0].size(), 1U);
    EXPECT_TRUE(prepare(teacher()).test.empty());
    spec.data.predict_test = false;
    EXPECT_TRUE(prepare(spec).test.empty());
}

TEST_F(PreparedSets, NoiseIsTheSameForBothAndTheMetaSetStaysClean) {
    spec.data.label_noise = 0.25;
    const auto student = prepare(spec), its_teacher = prepare(teacher());
    const auto flipped = flippedIn(student.train);
    EXPECT_NEAR(static_cast<double>(flipped.size()) / static_cast<double>(student.train.size()),
                0.25, 0.02);
    EXPECT_EQ(flippedIn(its_teacher.train), flipped)
        << "a noisy teacher learns the student's labels";
    EXPECT_TRUE(flippedIn(student.meta).empty());
    EXPECT_TRUE(flippedIn(student.evaluation[0]).empty());
    for (std::size_t i = 0; i < student.train.size(); ++i)
        EXPECT_EQ(static_cast<float>(
                      student.train.labels[static_cast<std::int64_t>(i)].item<std::int64_t>()),
                  student.train.examples[i].label)
            << "what is trained on is not what is recorded";

    spec.data.noise_in_meta = true;
    EXPECT_FALSE(flippedIn(prepare(spec).meta).empty());
    EXPECT_EQ(flippedIn(prepare(spec).train), flipped)
        << "the train set's noise does not depend on the meta set's";
}

TEST_F(PreparedSets, ACleanTeacherSeesNoFlippedLabel) {
    spec.data.label_noise = 0.25;
    spec.teacher_labels = "clean";
    EXPECT_TRUE(flippedIn(prepare(teacher()).train).empty());
    EXPECT_FALSE(flippedIn(prepare(spec).train).empty());
}

TEST_F(PreparedSets, TheFullTrainSetHasTheLabelsOfItsParts) {
    spec.data.label_noise = 0.25;
    RunSpec full = spec;
    full.data.full_train = true;
    const auto whole = prepare(full), cut = prepare(spec);
    EXPECT_EQ(whole.train.size(), 120U);
    EXPECT_EQ(whole.meta.size(), 0U);
    EXPECT_EQ(flippedIn(whole.train), flippedIn(cut.train))
        << "the row must differ by its size alone";
    EXPECT_EQ(whole.tokenizer->hash(), cut.tokenizer->hash());
}

TEST_F(PreparedSets, ASampleOfTheRowsIsTheSameForAllRunsOfASplitSeed) {
    spec.data.train_rows = 50;
    const PreparedData data = prepare(spec);
    EXPECT_EQ(data.train.size() + data.meta.size(), 50U);
    EXPECT_EQ(data.evaluation.front().size(), 20U) << "dev is never cut";
    RunSpec other = spec;
    other.seed = 9;
    other.role = Role::kTeacher;
    EXPECT_EQ(prepare(other).train.sha256, data.train.sha256);
    other.data.full_train = true;
    EXPECT_EQ(prepare(other).train.size(), 50U);
    other = spec;
    other.data.split_seed = 2;
    EXPECT_NE(idsOf(prepare(other).train), idsOf(data.train));
    other = spec;
    other.data.train_rows = 60;
    EXPECT_NE(prepare(other).train.text_sha256, data.train.text_sha256)
        << "the hash that keys teacher logits";
}

TEST_F(PreparedSets, OtherFilesKeepTheirTrueName) {
    write("MRPC/my_dev_sample.tsv", mrpc(7));
    spec.data.files = {{"dev", "my_dev_sample.tsv"}};
    const auto data = prepare(spec);
    EXPECT_EQ(data.evaluation[0].file, "my_dev_sample.tsv");
    EXPECT_EQ(data.evaluation[0].size(), 7U);
}

TEST_F(PreparedSets, TheVocabularyIsTrainedOnceAndOnTheReducedTrainSetAlone) {
    const auto first = prepare(spec);
    ASSERT_EQ(std::distance(std::filesystem::directory_iterator(folder / "files" / "cache"), {}),
              1);
    EXPECT_EQ(prepare(spec).tokenizer->hash(), first.tokenizer->hash());
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder / "files" / "cache"), {}),
              1);
    spec.data.split_seed = 2;
    static_cast<void>(prepare(spec));
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder / "files" / "cache"), {}), 2)
        << "another cut has another train set, hence another vocabulary";
}

TEST_F(PreparedSets, KnowHowLongTokenisingTook) {
    const auto begin = std::chrono::steady_clock::now();
    const auto data = prepare(spec);
    const std::chrono::duration<double> whole = std::chrono::steady_clock::now() - begin;
    EXPECT_GT(data.tokenise_seconds, 0.0);
    EXPECT_LT(data.tokenise_seconds, whole.count());
}

TEST_F(PreparedSets, ComeNotBackWhereTheRunIsCancelled) {
    EXPECT_FALSE(prepareData(spec, folder / "files", [] { return false; }).has_value());
    int asked = 0;
    EXPECT_FALSE(prepareData(spec, folder / "files", [&] { return ++asked < 4; }).has_value());
}

class PreparedMnli : public PreparedSets {
protected:
    PreparedMnli() {
        write("MNLI/train.tsv", mnli(60));
        spec.task = "mnli";
    }
    static std::string mnli(int rows) {
        std::string text =
            "index\tpromptID\tpairID\tgenre\tsentence1_binary_parse\tsentence2_binary_"
            "parse\tsentence1_parse\t"
            "sentence2_parse\tsentence1\tsentence2\tlabel1\tgold_label\n";
        const std::array labels{"entailment", "neutral", "contradiction"};
        for (int i = 0; i < rows; ++i) {
            const std::string n = std::to_string(i);
            text += n + "\t\t\t\t\t\t\t\tpremise " + n + "\thypothesis " + n + "\tx\t" +
                    labels.at(static_cast<std::size_t>(i) % 3) + "\n";
        }
        return text;
    }
};

TEST_F(PreparedMnli, OneOfTheTwoEvaluationFilesIsEnough) {
    write("MNLI/dev_mismatched.tsv", mnli(9));
    const auto data = prepare(spec);
    ASSERT_EQ(data.evaluation.size(), 1U);
    EXPECT_EQ(data.evaluation[0].name, "dev_mismatched");
    write("MNLI/dev_matched.tsv", mnli(6));
    EXPECT_EQ(prepare(spec).evaluation.size(), 2U);
}

TEST_F(PreparedMnli, ABadEvaluationFileIsNotPassedOver) {
    write("MNLI/dev_mismatched.tsv", mnli(9));
    write("MNLI/dev_matched.tsv", mnli(3) + "a short row\n");
    EXPECT_THAT(errorOf([&] { static_cast<void>(prepare(spec)); }), HasSubstr("dev_matched.tsv"));
}

}  // namespace
}  // namespace alphascope
