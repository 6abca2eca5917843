// SPDX-License-Identifier: GPL-3.0-or-later
#include "study/study.h"

#include "core/study/error_of.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

namespace alphascope {
namespace {

constexpr const char* kMinimal = R"(name = "s"
tasks = ["demo"]
[[scheme]]
id = "fixed"
)";

std::string problemOf(const std::string& toml) {
    return errorOf([&] { parseStudy(toml, "my.toml"); });
}

TEST(StudyToml, ReadsWhatItWrites) {
    Study study = parseStudy(kMinimal, "my.toml");
    study.seeds = {3, 7};
    study.tasks = {"rte", "mrpc"};
    study.data.folder = "/data/with \"quotes\" and ü";
    study.data.max_length = 96;
    study.files_by_task["rte"]["train"] = "other.tsv";
    study.teacher.train.epochs = 9;
    study.teacher.targets = "cross_fit";
    study.student.learning_rate = 3e-4;
    study.student.layers = 1;
    study.schemes.push_back({.id = "rw-kd",
                             .parameters = {{"meta_learner", std::string("mlp")},
                                            {"delta", 1e-6},
                                            {"meta_every", std::int64_t{5}}}});
    const Study back = parseStudy(study.toToml(), "again.toml");
    EXPECT_EQ(back.toToml(), study.toToml());
    EXPECT_EQ(back.seeds, study.seeds);
    EXPECT_EQ(back.data, study.data);
    EXPECT_EQ(back.student, study.student);
    EXPECT_EQ(back.teacher.train, study.teacher.train);
    EXPECT_EQ(back.files_by_task, study.files_by_task);
    ASSERT_EQ(back.schemes.size(), 2U);
    EXPECT_EQ(back.schemes[1].parameters, study.schemes[1].parameters);
}

TEST(StudyToml, WritesRealsAsAPersonWould) {
    Study study{.tasks = {"demo"}};
    study.schemes = {{.id = "fixed", .parameters = {{"kd_weight", 0.3}}},
                     {.id = "linear", .parameters = {{"kd_weight_start", 1.0}}}};
    study.student.dropout = 0.1;
    const std::string text = study.toToml();
    EXPECT_NE(text.find("dropout = 0.1\n"), std::string::npos) << text;
    EXPECT_NE(text.find("kd_weight = 0.3\n"), std::string::npos);
    EXPECT_NE(text.find("kd_weight_start = 1.0\n"), std::string::npos)
        << "a real that reads back as an integer";
    const Study back = parseStudy(text, "again.toml");
    EXPECT_EQ(back.student.learning_rate, study.student.learning_rate);
    EXPECT_EQ(back.schemes[0].parameters, study.schemes[0].parameters);
    EXPECT_EQ(back.schemes[1].parameters, study.schemes[1].parameters);
}

TEST(StudyToml, KeepsTheListsOfAGrid) {
    const std::string file = std::string(kMinimal) + R"(kd_weight = [0.1, 0.25, 1]
[[scheme]]
id = "rw-kd"
meta_every = [1, 5]
meta_learner = ["free", "mlp"]
delta = 1e-6
)";
    const Study study = parseStudy(file, "my.toml");
    ASSERT_EQ(study.schemes.size(), 2U);
    EXPECT_EQ(study.schemes[0].grid.at("kd_weight"), (std::vector<ParameterValue>{0.1, 0.25, 1.0}));
    EXPECT_TRUE(study.schemes[0].parameters.empty());
    EXPECT_EQ(study.schemes[1].grid.size(), 2U);
    const std::string text = study.toToml();
    EXPECT_NE(text.find("0.1, 0.25, 1.0"), std::string::npos) << text;
    EXPECT_EQ(parseStudy(text, "again.toml").schemes, study.schemes);
    Study many = study;
    for (int i = 1; i <= 40; ++i) many.schemes[0].grid["kd_weight"].emplace_back(i / 64.0 + 0.2);
    EXPECT_EQ(parseStudy(many.toToml(), "again.toml").schemes, many.schemes);
}

TEST(StudyToml, KeepsItsBudget) {
    Study study;
    study.tasks = {"demo"};
    study.schemes = {{.id = "fixed", .parameters = {}}};
    EXPECT_EQ(parseStudy(study.toToml(), "made").budget_minutes, 0);
    study.budget_minutes = 90;
    EXPECT_EQ(parseStudy(study.toToml(), "made").budget_minutes, 90);
}

TEST(StudyToml, NamesTheLineOfAWrongGrid) {
    const auto error = [](const std::string& list) {
        return problemOf(std::string(kMinimal) + "kd_weight = " + list + "\n");
    };
    EXPECT_THAT(error("[0.1, 1.5]"),
                ::testing::AllOf(::testing::HasSubstr("my.toml:5"), ::testing::HasSubstr("1.5")));
    EXPECT_THAT(error("[0.1,\n\n\"half\"]"), ::testing::HasSubstr("my.toml:7"));
    EXPECT_THAT(error("[0.1, 0.5, 0.1]"), ::testing::AllOf(::testing::HasSubstr("my.toml:5"),
                                                           ::testing::HasSubstr("0.1 twice")));
    EXPECT_THAT(error("[]"), ::testing::AllOf(::testing::HasSubstr("my.toml:5"),
                                              ::testing::HasSubstr("empty list")));
    EXPECT_THAT(problemOf("tasks=[\"demo\"]\n[[scheme]]\nid=\"rw-kd\"\nmeta_learner=[\"mpl\"]\n"),
                ::testing::AllOf(::testing::HasSubstr("my.toml:4"), ::testing::HasSubstr("mlp")));
}

TEST(StudyToml, NamesTheLineOfAnUnknownKey) {
    EXPECT_THAT(problemOf(std::string(kMinimal) + "alpha = 0.5\n"),
                ::testing::AllOf(::testing::HasSubstr("my.toml:5"), ::testing::HasSubstr("alpha"),
                                 ::testing::HasSubstr("kd_weight")));
    EXPECT_THAT(problemOf("name = \"s\"\ntusks = []\n"),
                ::testing::HasSubstr("my.toml:2: unknown key 'tusks'"));
    EXPECT_THAT(problemOf("tasks = [\"demo\"]\n[student]\nepoch = 3\n"),
                ::testing::HasSubstr("my.toml:3"));
}

TEST(StudyToml, NamesTheLineOfAValueOutOfRangeOrOfTheWrongType) {
    EXPECT_THAT(problemOf(std::string(kMinimal) + "kd_weight = 1.5\n"),
                ::testing::AllOf(::testing::HasSubstr("my.toml:5"),
                                 ::testing::HasSubstr("between 0 and 1")));
    EXPECT_THAT(problemOf("tasks = [\"demo\"]\n[data]\nmeta_share = 0.9\n"),
                ::testing::HasSubstr("my.toml:3"));
    EXPECT_THAT(problemOf("tasks = [\"demo\"]\n[student]\nepochs = \"three\"\n"),
                ::testing::HasSubstr("my.toml:3"));
    EXPECT_THAT(problemOf("tasks = [\"demo\"]\n[student]\nlearning_rate = nan\n"),
                ::testing::HasSubstr("my.toml:3"));
    EXPECT_THAT(problemOf("tasks = [\"dmeo\"]\n"),
                ::testing::AllOf(::testing::HasSubstr("my.toml:1"), ::testing::HasSubstr("dmeo")));
    EXPECT_THAT(problemOf("tasks = [\"demo\"]\n[[scheme]]\nid = \"rwkd\"\n"),
                ::testing::AllOf(::testing::HasSubstr("my.toml:3"), ::testing::HasSubstr("rw-kd")));
    EXPECT_THAT(problemOf("tasks = [\"demo\"]\n[[scheme]]\nkd_weight = 0.5\n"),
                ::testing::HasSubstr("id"));
    EXPECT_THAT(problemOf("tasks = \n"), ::testing::HasSubstr("my.toml:1"));
}

TEST(StudyToml, TakesOtherFilesForOneTaskOrForNamedTasks) {
    const auto flat = parseStudy(
        "name=\"s\"\ntasks=[\"qnli\"]\n[data.files]\ntrain=\"x.tsv\"\n[[scheme]]\nid=\"label-"
        "only\"\n",
        "f");
    EXPECT_EQ(flat.files_by_task.at("qnli").at("train"), "x.tsv");
    const auto nested = parseStudy(
        "name=\"s\"\ntasks=[\"qnli\",\"rte\"]\n[data.files.qnli]\ntrain=\"x.tsv\"\n[[scheme]]\nid="
        "\"label-only\"\n",
        "f");
    EXPECT_EQ(nested.files_by_task.at("qnli").at("train"), "x.tsv");
    EXPECT_THAT(problemOf("tasks=[\"qnli\"]\n[data.files]\ntrein=\"x.tsv\"\n"),
                ::testing::HasSubstr("my.toml:3"));
}

TEST(StudyToml, ExamplesOfTheProjectAreValid) {
    int count = 0;
    for (const auto& entry :
         std::filesystem::directory_iterator(ALPHASCOPE_SOURCE_DIR "/resources/studies")) {
        EXPECT_NO_THROW(readStudy(entry.path())) << entry.path();
        ++count;
    }
    EXPECT_GE(count, 2);
}

TEST(StudyToml, SaysThatAMissingFileIsMissing) {
    EXPECT_THROW(readStudy("/no/such/study.toml"), Error);
}

}  // namespace
}  // namespace alphascope
