// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/training_loop.h"

#include "core/train/toy_data.h"
#include "metrics/glue_metrics.h"
#include "study/error.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <map>
#include <thread>

namespace alphascope {
namespace {

struct Outcome {
    torch::Tensor values;                        // final parameters
    std::map<std::size_t, std::vector<double>> alpha;  // by position, one an epoch
    double last_loss = 0.0;
};

Outcome train(const RunSpec& spec, const PreparedData& data) {
    at::set_num_threads(1);
    Classifier model(toy::smallConfig(data.tokenizer.size()), 2);
    model.initialise(spec.seed);
    const bool teacher = findScheme(spec.scheme).uses_teacher;
    TrainingLoop loop(spec, model, data, data.train, &data.meta, teacher ? toy::oracleLogits(data.train) : torch::Tensor(),
                      teacher ? toy::oracleLogits(data.meta) : torch::Tensor());
    Outcome outcome;
    LoopHooks hooks;
    hooks.on_step = [&](const StepReport& report) {
        for (std::size_t i = 0; i < report.positions.size(); ++i)
            outcome.alpha[report.positions[i]].push_back(report.weights[static_cast<std::int64_t>(i)][1].item<double>());
        outcome.last_loss = report.total_loss;
    };
    EXPECT_TRUE(loop.run(hooks));
    outcome.values = model.parameters().values().clone();
    return outcome;
}

TEST(TrainingLoop, LearnsASeparableTask) {
    const auto data = toy::separableTask(128, 32, 0.0);
    auto spec = toy::spec("label-only");
    spec.train.epochs = 10;
    spec.train.learning_rate = 2e-2;
    EXPECT_LT(train(spec, data).last_loss, 0.05);
}

// Oracle (k) of the notes: a corrupted label and a correct teacher. α must find the flipped labels.
TEST(TrainingLoop, RwKdMovesFlippedLabelsToTheTeacher) {
    const auto data = toy::separableTask(256, 64, 0.2);
    auto spec = toy::spec("rw-kd");
    spec.train.epochs = 12;
    spec.train.learning_rate = 2e-2;
    std::vector<char> flipped;
    std::vector<double> mean_alpha;
    for (const auto& [position, values] : train(spec, data).alpha) {
        flipped.push_back(data.train.examples[position].flipped() ? 1 : 0);
        double sum = 0.0;
        for (const double value : values) sum += value;
        mean_alpha.push_back(sum / static_cast<double>(values.size()));
    }
    ASSERT_EQ(flipped.size(), 256U);
    EXPECT_GT(areaUnderRoc(flipped, mean_alpha), 0.8);
}

TEST(TrainingLoop, SameSpecAndSeedGiveTheSameBits) {
    const auto data = toy::separableTask(64, 32, 0.2);
    EXPECT_TRUE(torch::equal(train(toy::spec("rw-kd"), data).values, train(toy::spec("rw-kd"), data).values));
    EXPECT_FALSE(torch::equal(train(toy::spec("rw-kd", 1), data).values, train(toy::spec("rw-kd", 2), data).values));
}

// Forward-mode differentiation has one level a process; two runs must share it.
TEST(TrainingLoop, TwoRwKdRunsAtOnceEqualEachRunAlone) {
    const auto data = toy::separableTask(96, 32, 0.2);
    const auto alone_1 = train(toy::spec("rw-kd", 1), data), alone_2 = train(toy::spec("rw-kd", 2), data);
    Outcome together_1, together_2;
    {
        std::jthread first([&] { together_1 = train(toy::spec("rw-kd", 1), data); });
        std::jthread second([&] { together_2 = train(toy::spec("rw-kd", 2), data); });
    }
    EXPECT_TRUE(torch::equal(alone_1.values, together_1.values));
    EXPECT_TRUE(torch::equal(alone_2.values, together_2.values));
}

TEST(TrainingLoop, NamesStepAndTermOfALossThatIsNotANumber) {
    const auto data = toy::separableTask(32, 16, 0.0);
    Classifier model(toy::smallConfig(data.tokenizer.size()), 2);
    model.initialise(1);
    const auto spec = toy::spec("fixed");
    const auto broken = torch::full({32, 2}, std::numeric_limits<float>::quiet_NaN());
    TrainingLoop loop(spec, model, data, data.train, &data.meta, broken, toy::oracleLogits(data.meta));
    try {
        loop.run({});
        FAIL() << "nan went unnoticed";
    } catch (const Error& problem) {
        EXPECT_NE(std::string(problem.what()).find("nan in KD at step 1"), std::string::npos) << problem.what();
    }
}

TEST(TrainingLoop, StopsBetweenTwoSteps) {
    const auto data = toy::separableTask(64, 16, 0.0);
    Classifier model(toy::smallConfig(data.tokenizer.size()), 2);
    model.initialise(1);
    const auto spec = toy::spec("label-only");
    TrainingLoop loop(spec, model, data, data.train, nullptr, {}, {});
    std::int64_t steps = 0;
    LoopHooks hooks;
    hooks.keep_going = [&] { return steps < 3; };
    hooks.on_step = [&](const StepReport& report) { steps = report.step; };
    EXPECT_FALSE(loop.run(hooks));
    EXPECT_EQ(steps, 3);
}

TEST(TrainingLoop, EvaluatesEveryNStepsAndAtTheEnd) {
    const auto data = toy::separableTask(80, 16, 0.0);
    Classifier model(toy::smallConfig(data.tokenizer.size()), 2);
    model.initialise(1);
    auto spec = toy::spec("label-only");
    spec.train.eval_every = 4;
    TrainingLoop loop(spec, model, data, data.train, nullptr, {}, {});
    std::vector<std::int64_t> at;
    LoopHooks hooks;
    hooks.on_evaluate = [&](std::int64_t step) { at.push_back(step); };
    EXPECT_TRUE(loop.run(hooks));
    EXPECT_EQ(loop.totalSteps(), 10);
    EXPECT_EQ(at, (std::vector<std::int64_t>{4, 8, 10}));
}

}  // namespace
}  // namespace alphascope
