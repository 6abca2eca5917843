// SPDX-License-Identifier: GPL-3.0-or-later
#include "study/error.h"
#include "study/study.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace alphascope {
namespace {

Study twoByTwo() {
    Study study;
    study.tasks = {"rte", "mrpc"};
    study.seeds = {1, 2, 3};
    study.schemes = {{.id = "label-only", .parameters = {}},
                     {.id = "rw-kd", .parameters = {{"delta", 1e-6}}}};
    return study;
}

TEST(Expand, MakesATeacherATaskAndStudentsAfterIt) {
    const auto runs = expand(twoByTwo());
    ASSERT_EQ(runs.size(), 2U * (1 + 3 * 3))
        << "teacher, and per seed two schemes and the full-train row";
    EXPECT_EQ(runs[0].spec.role, Role::kTeacher);
    EXPECT_EQ(runs[10].spec.role, Role::kTeacher);
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const auto& run = runs[i];
        if (run.teacher_index < 0) continue;
        EXPECT_LT(run.teacher_index, static_cast<int>(i));
        EXPECT_EQ(runs[static_cast<std::size_t>(run.teacher_index)].spec.task, run.spec.task);
        EXPECT_EQ(run.spec.scheme, "rw-kd") << "label only needs no teacher";
    }
}

TEST(Expand, FillsDefaultsInAndKeepsWhatIsGiven) {
    const auto runs = expand(twoByTwo());
    EXPECT_EQ(runs[2].spec.scheme_parameters.at("delta"), ParameterValue(1e-6));
    EXPECT_EQ(runs[2].spec.scheme_parameters.at("meta_learner"),
              ParameterValue(std::string("free")));
}

TEST(Expand, RunsEveryCombinationOfAGrid) {
    Study study = twoByTwo();
    study.tasks = {"rte"};
    study.seeds = {4, 5};
    study.full_train_row = false;
    study.schemes = {
        {.id = "linear",
         .parameters = {},
         .grid = {{"kd_weight_end", {0.0, 0.2}}, {"kd_weight_start", {0.9, std::int64_t{1}}}}},
        {.id = "fixed", .parameters = {}}};
    EXPECT_TRUE(validate(study).empty());
    const auto runs = expand(study);
    ASSERT_EQ(runs.size(), 1U + 2 * (4 + 1));
    std::vector<std::string> labels;
    for (std::size_t i = 1; i <= 5; ++i) {
        labels.push_back(schemeLabel(runs[i].spec));
        EXPECT_EQ(runs[i].spec.seed, 4U);
        EXPECT_EQ(runs[i].teacher_index, 0);
    }
    EXPECT_EQ(labels, (std::vector<std::string>{"linear (kd_weight_start 0.9)", "linear",
                                                "linear (kd_weight_start 0.9, kd_weight_end 0.2)",
                                                "linear (kd_weight_end 0.2)", "fixed 0.5"}));
    EXPECT_EQ(runs[1].spec.grid, "kd_weight_end,kd_weight_start");
    EXPECT_EQ(runs[1].spec.grid_points, 4);
    EXPECT_EQ(runs[5].spec.grid, "");
    EXPECT_EQ(runs[5].spec.grid_points, 1);
    EXPECT_EQ(runSpecFromJson(toJson(runs[1].spec)).grid, runs[1].spec.grid);
}

TEST(Expand, NeedsNoTeacherForLabelOnlyAndReusesANamedOne) {
    Study study = twoByTwo();
    study.schemes = {{.id = "label-only", .parameters = {}}};
    for (const auto& run : expand(study)) EXPECT_EQ(run.spec.role, Role::kStudent);
    study = twoByTwo();
    study.tasks = {"rte"};
    study.teacher.run = "some-uuid";
    for (const auto& run : expand(study)) {
        EXPECT_EQ(run.spec.role, Role::kStudent);
        EXPECT_EQ(run.teacher_index, -1);
        EXPECT_EQ(run.spec.teacher_uuid, run.spec.scheme == "rw-kd" ? "some-uuid" : "");
    }
}

template <typename Change>
std::vector<std::string> problemsOf(Change change) {
    Study study = twoByTwo();
    change(study);
    return validate(study);
}

TEST(Validate, FindsWhatAFormCanGetWrong) {
    EXPECT_TRUE(problemsOf([](Study&) {}).empty());
    EXPECT_FALSE(problemsOf([](Study& s) { s.tasks.clear(); }).empty());
    EXPECT_FALSE(problemsOf([](Study& s) { s.tasks = {"rte", "rte"}; }).empty());
    EXPECT_FALSE(problemsOf([](Study& s) { s.seeds.clear(); }).empty());
    EXPECT_FALSE(problemsOf([](Study& s) { s.schemes.clear(); }).empty());
    EXPECT_FALSE(problemsOf([](Study& s) { s.student.epochs = 0; }).empty());
    EXPECT_FALSE(problemsOf([](Study& s) { s.teacher.train.epochs = 0; }).empty());
    const auto imported = [](Study& s) {
        s.teacher.train.epochs = 0;
        s.teacher.train.pretrained = "fine-tuned";
    };
    EXPECT_TRUE(problemsOf(imported).empty());
    EXPECT_FALSE(problemsOf([&](Study& s) {
                     imported(s);
                     s.teacher.targets = "cross_fit";
                 }).empty());
    EXPECT_FALSE(problemsOf([](Study& s) { s.tasks = {"diagnostic"}; }).empty());
    EXPECT_FALSE(problemsOf([](Study& s) { s.schemes[1].parameters["delta"] = 7.0; }).empty());
    EXPECT_FALSE(problemsOf([](Study& s) { s.schemes[1].parameters["gamma"] = 7.0; }).empty());
    EXPECT_FALSE(problemsOf([](Study& s) { s.teacher.run = "x"; }).empty())
        << "one teacher for two tasks";
    EXPECT_TRUE(problemsOf([](Study& s) {
                    s.tasks = {"stsb"};
                    s.data.label_noise = 0.2;
                }).empty());
    EXPECT_FALSE(problemsOf([](Study& s) { s.data.label_noise = 0.41; }).empty());
    EXPECT_FALSE(problemsOf([](Study& s) { s.seeds = {4, 5, 4}; }).empty());
    const auto grid = [](const char* name, std::vector<ParameterValue> values) {
        return problemsOf([&](Study& s) { s.schemes[1].grid[name] = values; });
    };
    EXPECT_TRUE(grid("meta_every", {std::int64_t{1}, std::int64_t{2}}).empty());
    EXPECT_FALSE(grid("meta_every", {std::int64_t{1}, std::int64_t{1}}).empty());
    EXPECT_FALSE(grid("meta_every", {}).empty());
    EXPECT_FALSE(grid("meta_every", {std::int64_t{0}}).empty());
    EXPECT_FALSE(grid("delta", {0.1}).empty()) << "also given as one value";
    EXPECT_FALSE(grid("gamma", {0.1}).empty());
    EXPECT_FALSE(problemsOf([](Study& s) {
                     s.schemes[1].parameters["meta_learner"] = std::string("mpl");
                 }).empty());
    EXPECT_FALSE(problemsOf([](Study& s) { s.schemes[1].parameters["meta_every"] = 2.5; }).empty());
    EXPECT_TRUE(problemsOf([](Study& s) {
                    s.schemes[1].parameters["meta_learner"] = std::string("mlp");
                }).empty());
}

TEST(Validate, RefusesTeacherLayersThatCannotBeCopied) {
    const auto start = [](Study& s, const char* teacher, const char* student, int layers) {
        s.teacher.train.encoder = teacher;
        s.student.encoder = student;
        s.student.layers = layers;
        s.student.init = "teacher_layers";
    };
    EXPECT_FALSE(problemsOf([&](Study& s) { start(s, "mini", "tiny", 0); }).empty())
        << "other hidden size";
    EXPECT_FALSE(problemsOf([&](Study& s) { start(s, "mini", "mini", 5); }).empty())
        << "more layers than the teacher";
    EXPECT_TRUE(problemsOf([&](Study& s) { start(s, "mini", "mini", 2); }).empty());
    EXPECT_FALSE(problemsOf([&](Study& s) { start(s, "bilstm", "bilstm", 0); }).empty())
        << "no transformer";
}

TEST(RunSpec, OfAnEarlierVersionKeepsTheDefaultsOfWhatCameLater) {
    RunSpec spec{.task = "demo", .scheme = "rw-kd"};
    spec.train.epochs = 7;
    nlohmann::json json = toJson(spec);
    json["train"].erase("checkpoint_every");
    json["scheme_parameters"] = {{"meta_batch", 5}};
    const RunSpec back = runSpecFromJson(json);
    EXPECT_EQ(back.train.epochs, 7);
    EXPECT_EQ(back.train.checkpoint_every, 0);
    EXPECT_EQ(std::get<std::int64_t>(back.scheme_parameters.at("meta_batch")), 5);
    EXPECT_EQ(std::get<std::string>(back.scheme_parameters.at("method")), "exact");
}

TEST(RunSpec, ComesBackFromJsonAsItWas) {
    for (const auto& planned : expand(twoByTwo())) {
        const auto json = toJson(planned.spec);
        const RunSpec back = runSpecFromJson(nlohmann::json::parse(json.dump()));
        EXPECT_EQ(toJson(back), json);
        EXPECT_EQ(back.train, planned.spec.train);
        EXPECT_EQ(back.data, planned.spec.data);
        EXPECT_EQ(back.scheme_parameters, planned.spec.scheme_parameters);
    }
    EXPECT_THROW(runSpecFromJson(nlohmann::json::parse("{}")), Error);
}

TEST(RunSpec, OfAnEarlierVersionLacksLaterSettings) {
    auto json = toJson(expand(twoByTwo()).front().spec);
    json["data"]["train_rows"] = 8000;
    EXPECT_EQ(runSpecFromJson(json).data.train_rows, 8000);
    json["data"].erase("train_rows");
    EXPECT_EQ(runSpecFromJson(json).data.train_rows, 0);
    json["data"]["train_rows"] = "many";
    EXPECT_THROW(runSpecFromJson(json), Error);
}

// The runs of older databases, the gallery's among them.
TEST(RunSpec, ReadsARunStoredBeforeTemperaturesHadSchedules) {
    const RunSpec spec = expand(twoByTwo()).back().spec;
    auto json = toJson(spec);
    for (const char* name : {"temperature_schedule", "temperature_beta", "temperature_gamma"})
        EXPECT_EQ(json["train"].erase(name), 1U) << name;
    EXPECT_EQ(runSpecFromJson(json).train, spec.train);
}

TEST(Validate, RefusesSchemesOfProbabilitiesWhereThereAreNone) {
    for (const char* id : {"wsl", "filter", "ada", "wttm", "entropy", "ea-kd", "focal"}) {
        const auto of = [id](const char* task) {
            return problemsOf([&](Study& s) {
                s.tasks = {task};
                s.schemes = {{.id = id, .parameters = {}}};
            });
        };
        EXPECT_TRUE(of("rte").empty()) << id;
        EXPECT_THAT(of("stsb"), ::testing::ElementsAre(::testing::HasSubstr("does not support")))
            << id;
    }
}

TEST(OnlyOf, IsTheStudyThatMakesThisRunAlone) {
    Study study = twoByTwo();
    study.tasks = {"rte", "mrpc"};
    study.files_by_task = {{"rte", {{"train", "a.tsv"}}}, {"mrpc", {{"train", "b.tsv"}}}};
    study.schemes.push_back({.id = "fixed", .parameters = {}, .grid = {{"kd_weight", {0.1, 0.9}}}});
    const auto runs = expand(study);
    for (const auto& planned : runs) {
        if (planned.spec.role == Role::kTeacher) continue;
        const Study only = onlyOf(study, planned.spec);
        EXPECT_TRUE(validate(only).empty());
        auto again = expand(only);
        std::erase_if(again, [](const auto& run) { return run.spec.role == Role::kTeacher; });
        if (planned.spec.data.full_train) {  // its row is beside a label-only one
            EXPECT_TRUE(again.back().spec.data.full_train);
            continue;
        }
        ASSERT_EQ(again.size(), 1U) << schemeLabel(planned.spec);
        RunSpec wanted = planned.spec;
        wanted.grid.clear();  // it is no choice among several any more
        wanted.grid_points = 1;
        EXPECT_EQ(toJson(again[0].spec), toJson(wanted));
    }
    RunSpec teacher = runs.front().spec;
    ASSERT_EQ(teacher.role, Role::kTeacher);
    teacher.seed = 7;
    const Study same = onlyOf(study, teacher);
    EXPECT_EQ(same.tasks, std::vector<std::string>{"rte"});
    EXPECT_EQ(same.teacher.seed, 7U);
    EXPECT_EQ(same.schemes, study.schemes);
}

TEST(SchemeLabel, SaysWhatDiffersFromTheDefaults) {
    const auto runs = expand(twoByTwo());
    EXPECT_EQ(schemeLabel(runs[0].spec), "teacher");
    EXPECT_EQ(schemeLabel(runs[1].spec), "label only");
    EXPECT_EQ(schemeLabel(runs[2].spec), "RW-KD (delta 1e-06)");
    EXPECT_EQ(schemeLabel(runs[3].spec), "label only (full train)");
    RunSpec fixed{.scheme = "fixed", .scheme_parameters = {{"kd_weight", 0.5}}};
    EXPECT_EQ(schemeLabel(fixed), "fixed 0.5");
}

}  // namespace
}  // namespace alphascope
