// SPDX-License-Identifier: GPL-3.0-or-later
// Every row of the scheme table is tested by being in it.
#include "core/train/toy_data.h"
#include "distill/schemes.h"
#include "train/training_loop.h"

#include <gtest/gtest.h>

#include <array>
#include <map>
#include <set>

namespace alphascope {
namespace {

TEST(SchemeRegistry, HasAFactoryForEachDescriptorAndNoOther) {
    std::set<std::string> described, made;
    for (const auto& scheme : schemeTable()) described.insert(scheme.id);
    for (const auto& [id, factory] : schemeFactories()) made.insert(id);
    EXPECT_EQ(described, made);
}

/// The state that a scheme keeps in a checkpoint, by name.
std::set<std::string> schemeKeys(const TensorFile& archive) {
    std::set<std::string> keys;
    for (const auto& [name, tensor] : archive.tensors)
        if (name.starts_with("scheme.")) keys.insert(name);
    for (const auto& [name, text] : archive.metadata)
        if (name.starts_with("scheme.")) keys.insert(name);
    return keys;
}

class EveryScheme : public ::testing::TestWithParam<std::string> {
protected:
    /// Two epochs on 40 samples; a batch of one occurs (40 = 3·13 + 1).
    std::vector<StepReport> train(RunSpec spec, TaskKind kind = TaskKind::kClassification) {
        const bool scored = kind == TaskKind::kRegression;
        const PreparedData data =
            scored ? toy::scoredTask(40, 16) : toy::separableTask(40, 16, 0.2);
        const auto targets = scored ? toy::oracleScores : toy::oracleLogits;
        spec.train.batch_size = 13;
        Classifier model(toy::smallConfig(data.tokenizer->size()), data.task->outputs());
        model.initialise(1);
        const bool teacher = findScheme(spec.scheme).uses_teacher;
        TrainingLoop loop(spec, model, data, data.train, &data.meta,
                          teacher ? targets(data.train) : torch::Tensor(),
                          teacher ? targets(data.meta) : torch::Tensor());
        std::vector<StepReport> reports;
        LoopHooks hooks;
        hooks.on_step = [&](const StepReport& report) { reports.push_back(report); };
        EXPECT_TRUE(loop.run(hooks));
        archive = {};
        loop.save(archive);
        return reports;
    }
    void checkWeights(const std::vector<StepReport>& reports) {
        ASSERT_EQ(reports.size(), 8U);
        bool saw_batch_of_one = false;
        for (const auto& report : reports) {
            const auto rows = static_cast<std::int64_t>(report.positions.size());
            saw_batch_of_one |= rows == 1;
            ASSERT_EQ(report.weights.sizes(), (std::vector<std::int64_t>{rows, 2}));
            EXPECT_TRUE(torch::isfinite(report.weights).all().item<bool>());
            EXPECT_TRUE((report.weights >= 0).all().item<bool>());
            EXPECT_FALSE(report.weights.requires_grad());
            if (findScheme(GetParam()).rows_sum_to_one) {
                EXPECT_TRUE(
                    torch::allclose(report.weights.sum(1), torch::ones({rows}), 1e-6, 1e-6));
            }
        }
        EXPECT_TRUE(saw_batch_of_one);
    }
    void checkStateOf(const RunSpec& spec) {
        train(spec);
        const auto made =
            makeScheme(spec.scheme, {.parameters = spec.scheme_parameters, .seed = 77});
        made->load(archive);
        TensorFile again;
        made->save(again);
        EXPECT_EQ(schemeKeys(again), schemeKeys(archive));
        for (const auto& [name, text] : again.metadata)
            EXPECT_EQ(archive.metadata.at(name), text) << name;
        for (const auto& [name, tensor] : again.tensors)
            EXPECT_TRUE(torch::equal(archive.tensors.at(name), tensor)) << name;
    }
    TensorFile archive;
};

TEST_P(EveryScheme, GivesFiniteNonNegativeDetachedWeightsForAnyBatchOfTheKindsItSupports) {
    for (const TaskKind kind : findScheme(GetParam()).task_kinds)
        checkWeights(train(toy::spec(GetParam()), kind));
}

TEST_P(EveryScheme, KeepsItsStateThroughSaveAndLoad) {
    checkStateOf(toy::spec(GetParam()));
}

/// Trains to the end; at each checkpoint the state is kept.
class Resumed : public EveryScheme {
protected:
    Resumed() : data(toy::separableTask(40, 16, 0.2)) {}
    /// Final parameters and all weights from `from` on (null: from the start).
    std::pair<torch::Tensor, std::vector<torch::Tensor>> train(const RunSpec& spec,
                                                               const TensorFile* from) {
        at::set_num_threads(1);
        Classifier model(toy::smallConfig(data.tokenizer->size()), 2);
        model.initialise(from == nullptr ? 1 : 99);
        const bool teacher = findScheme(spec.scheme).uses_teacher;
        TrainingLoop loop(spec, model, data, data.train, &data.meta,
                          teacher ? toy::oracleLogits(data.train) : torch::Tensor(),
                          teacher ? toy::oracleLogits(data.meta) : torch::Tensor());
        if (from != nullptr) loop.load(*from);
        std::vector<torch::Tensor> weights;
        LoopHooks hooks;
        hooks.on_step = [&](const StepReport& report) { weights.push_back(report.weights); };
        hooks.on_checkpoint = [&](std::int64_t step) {
            if (from != nullptr) return;
            TensorFile state;
            loop.save(state);
            for (auto& [name, tensor] : state.tensors) tensor = tensor.clone();
            checkpoints[step] = std::move(state);
        };
        EXPECT_TRUE(loop.run(hooks));
        return {model.parameters().values().clone(), weights};
    }
    PreparedData data;
    std::map<std::int64_t, TensorFile> checkpoints;
};

TEST_P(Resumed, FromEveryCheckpointEndsWithTheSameBits) {
    RunSpec spec = toy::spec(GetParam());
    spec.train.batch_size = 13;
    spec.train.epochs = 3;  // 12 steps
    spec.train.checkpoint_every = 1;
    const auto [values, weights] = train(spec, nullptr);
    ASSERT_EQ(weights.size(), 12U);
    ASSERT_EQ(checkpoints.size(), 12U);
    for (const auto& [step, state] : checkpoints) {
        const auto [again, later] = train(spec, &state);
        ASSERT_EQ(later.size(), 12U - static_cast<std::size_t>(step));
        EXPECT_TRUE(torch::equal(again, values)) << "resumed after step " << step;
        for (std::size_t i = 0; i < later.size(); ++i)
            EXPECT_TRUE(torch::equal(later[i], weights[static_cast<std::size_t>(step) + i]))
                << "resumed after step " << step << ", step " << i + 1 << " behind it";
    }
}

std::vector<std::string> allSchemes() {
    std::vector<std::string> ids;
    for (const auto& scheme : schemeTable()) ids.push_back(scheme.id);
    return ids;
}
std::string testName(const ::testing::TestParamInfo<std::string>& row) {
    std::string name = row.param;
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
}
INSTANTIATE_TEST_SUITE_P(SchemeTable, Resumed, ::testing::ValuesIn(allSchemes()), testName);

INSTANTIATE_TEST_SUITE_P(SchemeTable, EveryScheme, ::testing::ValuesIn(allSchemes()), testName);

class TargetsInARun : public EveryScheme {};

TEST_F(TargetsInARun, HasItsScheduleInTrainingAndInTheMetaLoss) {
    RunSpec spec = toy::spec("rw-kd");
    spec.scheme_parameters["meta_batch"] = std::int64_t{16};
    spec.train.temperature = 2.0;
    const auto first = [&](const char* schedule) {
        spec.train.temperature_schedule = schedule;
        return train(spec).front();
    };
    const auto metaLoss = [](const StepReport& report) {
        for (const auto& [series, value] : report.notes)
            if (series == "meta_loss") return value;
        return -1.0;
    };
    const auto fixed = first("fixed");
    for (const char* schedule : {"flsw", "cwsm"}) {
        const auto moved = first(schedule);
        const auto change = (moved.losses - fixed.losses).abs().amax(0);
        EXPECT_EQ(change[kLabelTerm].item<float>(), 0.0F) << schedule;
        EXPECT_GT(change[kTeacherTerm].item<float>(), 0.0F) << schedule;
        EXPECT_NE(metaLoss(moved), metaLoss(fixed)) << schedule;
    }
}

// A student that stands still, so that the teacher's loss moves with τ alone.
TEST_F(TargetsInARun, AnnealsTheTeachersLogitsStepByStep) {
    RunSpec spec = toy::spec("annealing-kd");
    spec.scheme_parameters["tau_max"] = std::int64_t{3};
    spec.train.learning_rate = 1e-8;
    spec.train.dropout = 0.0;
    const auto reports = train(spec);  // 6 of 8 steps in the first phase
    const std::array<double, 8> share{1, 1, 2, 2, 3, 3, 3, 3};
    for (std::size_t i = 0; i < reports.size(); ++i) {
        // Logits near 0 against (4, 0) τ/τ_max.
        const double size = 4.0 * share.at(i) / 3.0;
        EXPECT_NEAR(reports[i].losses.select(1, kTeacherTerm).mean().item<double>(),
                    size * size / 2, 0.15 * size * size)
            << i;
        EXPECT_EQ(reports[i].weights[0][kTeacherTerm].item<float>(), i < 6 ? 1.0F : 0.0F);
    }
}

class RwKdControls : public EveryScheme {};

TEST_F(RwKdControls, ShuffledKeepsTheWeightsOfABatchAndMovesThem) {
    // The first step sees the same student in both runs, so its α are the same but for their order.
    const auto plain = train(toy::spec("rw-kd")).front(),
               shuffled = train(toy::spec("rw-kd-shuffled")).front();
    ASSERT_EQ(plain.positions, shuffled.positions);
    const auto a = plain.weights.select(1, 1), b = shuffled.weights.select(1, 1);
    EXPECT_TRUE(torch::equal(std::get<0>(a.sort()), std::get<0>(b.sort())));
    EXPECT_FALSE(torch::equal(a, b));
}

TEST_F(RwKdControls, MeanGivesEverySampleTheBatchMean) {
    const auto plain = train(toy::spec("rw-kd")).front(),
               mean = train(toy::spec("rw-kd-mean")).front();
    const auto b = mean.weights.select(1, 1);
    EXPECT_TRUE(torch::allclose(b, plain.weights.select(1, 1).mean().expand_as(b)));
}

TEST_F(RwKdControls, KeepsDirectionAndNetworkThroughSaveAndLoad) {
    RunSpec rare = toy::spec("rw-kd");
    rare.scheme_parameters["meta_every"] = std::int64_t{3};
    checkStateOf(rare);
    EXPECT_TRUE(archive.tensors.contains("scheme.direction")) << "a direction in use is not kept";
    RunSpec network = toy::spec("rw-kd");
    network.scheme_parameters["meta_learner"] = std::string("mlp");
    checkStateOf(network);
    EXPECT_TRUE(archive.tensors.contains("scheme.mlp"));
}

TEST_F(RwKdControls, TheNetworkLearnsWhileTheStudentStandsStill) {
    RunSpec spec = toy::spec("rw-kd");
    spec.scheme_parameters["meta_learner"] = std::string("mlp");
    spec.scheme_parameters["mlp_learning_rate"] = 0.05;
    spec.train.learning_rate = 1e-4;  // its losses hardly move, so only the network can move α
    const auto wayOfAlpha = [&] {
        const auto reports = train(spec);
        return std::abs(reports.front().weights.select(1, 1).mean().item<double>() -
                        reports.back().weights.select(1, 1).mean().item<double>());
    };
    EXPECT_GT(wayOfAlpha(), 2e-2) << "the network never learned";
    spec.scheme_parameters["mlp_learning_rate"] = 1e-6;
    EXPECT_LT(wayOfAlpha(), 2e-3) << "the student moved α, not the network";
}

TEST_F(RwKdControls, OptionsChangeTheRun) {
    const auto free = train(toy::spec("rw-kd"));
    RunSpec rare = toy::spec("rw-kd");
    rare.scheme_parameters["meta_every"] = std::int64_t{3};
    EXPECT_FALSE(torch::equal(train(rare)[1].weights, free[1].weights))
        << "meta_every has no effect";
    RunSpec hard = toy::spec("rw-kd");
    hard.scheme_parameters["meta_loss"] = std::string("hard");
    EXPECT_NE(train(hard).front().notes, free.front().notes) << "meta_loss has no effect";
}

}  // namespace
}  // namespace alphascope
