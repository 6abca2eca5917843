// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/training_loop.h"

#include "core/study/error_of.h"
#include "core/train/toy_data.h"
#include "metrics/glue_metrics.h"

#include <gmock/gmock.h>

#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <thread>

namespace alphascope {
namespace {

struct Outcome {
    torch::Tensor values;                              // final parameters
    std::map<std::size_t, std::vector<double>> alpha;  // by position, one an epoch
    double last_loss = 0.0;
};

Outcome train(const RunSpec& spec, const PreparedData& data, int threads = 1) {
    at::set_num_threads(threads);
    Classifier model(toy::smallConfig(data.tokenizer->size()), 2);
    model.initialise(spec.seed);
    const bool teacher = findScheme(spec.scheme).uses_teacher;
    TrainingLoop loop(spec, model, data, data.train, &data.meta,
                      teacher ? toy::oracleLogits(data.train) : torch::Tensor(),
                      teacher ? toy::oracleLogits(data.meta) : torch::Tensor());
    Outcome outcome;
    LoopHooks hooks;
    hooks.on_step = [&](const StepReport& report) {
        for (std::size_t i = 0; i < report.positions.size(); ++i)
            outcome.alpha[report.positions[i]].push_back(
                report.weights[static_cast<std::int64_t>(i)][1].item<double>());
        outcome.last_loss = report.total_loss;
    };
    EXPECT_TRUE(loop.run(hooks));
    outcome.values = model.parameters().values().clone();
    return outcome;
}

TEST(TrainingLoop, LearnsASeparableTask) {
    const auto data = toy::separableTask(128, 32, 0.0);
    for (const std::uint64_t seed : {1U, 2U, 3U}) {
        auto spec = toy::spec("label-only", seed);
        spec.train.epochs = 15;
        spec.train.learning_rate = 1e-2;
        EXPECT_LT(train(spec, data).last_loss, 0.05) << "seed " << seed;
    }
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
    EXPECT_TRUE(torch::equal(train(toy::spec("rw-kd"), data).values,
                             train(toy::spec("rw-kd"), data).values));
    EXPECT_FALSE(torch::equal(train(toy::spec("rw-kd", 1), data).values,
                              train(toy::spec("rw-kd", 2), data).values));
}

TEST(TrainingLoop, SeveralThreadsGiveTheSameBitsEachTime) {
    const auto data = toy::separableTask(64, 32, 0.2);
    for (const char* scheme : {"rw-kd", "fixed"}) {
        const auto first = train(toy::spec(scheme), data, 2).values;
        for (int again = 0; again < 3; ++again)
            EXPECT_TRUE(torch::equal(first, train(toy::spec(scheme), data, 2).values)) << scheme;
    }
}

// Forward-mode differentiation has one level a process; two runs must share it.
TEST(TrainingLoop, TwoRwKdRunsAtOnceEqualEachRunAlone) {
    const auto data = toy::separableTask(96, 32, 0.2);
    const auto alone_1 = train(toy::spec("rw-kd", 1), data),
               alone_2 = train(toy::spec("rw-kd", 2), data);
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
    Classifier model(toy::smallConfig(data.tokenizer->size()), 2);
    model.initialise(1);
    const auto spec = toy::spec("fixed");
    const auto broken = torch::full({32, 2}, std::numeric_limits<float>::quiet_NaN());
    TrainingLoop loop(spec, model, data, data.train, &data.meta, broken,
                      toy::oracleLogits(data.meta));
    EXPECT_THAT(errorOf([&] { loop.run({}); }), ::testing::HasSubstr("nan in KD at step 1"));
}

TEST(TrainingLoop, NamesTheStepOfAMetaLossThatIsNotANumber) {
    const auto data = toy::separableTask(32, 16, 0.0);
    Classifier model(toy::smallConfig(data.tokenizer->size()), 2);
    model.initialise(1);
    const auto spec = toy::spec("rw-kd");
    const auto broken = torch::full({16, 2}, std::numeric_limits<float>::quiet_NaN());
    TrainingLoop loop(spec, model, data, data.train, &data.meta, toy::oracleLogits(data.train),
                      broken);
    EXPECT_THAT(errorOf([&] { loop.run({}); }),
                ::testing::HasSubstr("nan in the meta loss at step 1"));
}

/// α of the first step as the formula says it, with one gradient a sample and no forward mode: g
/// over the whole meta set, <g, grad l_i> for each sample and term, rectified and normalised in the
/// sample.
torch::Tensor alphaByHand(const PreparedData& data, const Classifier& model,
                          const std::vector<std::size_t>& positions, MetaLoss meta_loss) {
    const auto terms = makeTerms(TaskKind::kClassification, true);
    const auto lossesOf = [&](const EncodedSet& set, const std::vector<std::size_t>& rows) {
        const Batch batch = makeBatch(set, rows, data.tokenizer->padId());
        const OutputHeadView view(toy::oracleLogits(set), 2.0);
        const StudentOutput output{model.logits(toTensors(batch.tokens), nullptr)};
        return allLosses(terms, output, view.targets(batch, output));
    };
    std::vector<std::size_t> everything(data.meta.size());
    std::iota(everything.begin(), everything.end(), std::size_t{0});
    const auto meta = lossesOf(data.meta, everything).mean(0);
    const auto target =
        meta_loss == MetaLoss::kMix ? meta.sum() : meta[meta_loss == MetaLoss::kHard ? 0 : 1];
    const auto g = torch::autograd::grad({target}, model.parameters().leaves());
    std::vector<double> alpha;
    for (const auto position : positions) {
        std::array<double, 2> u{};
        for (std::int64_t term = 0; term < 2; ++term) {
            const auto gradient = torch::autograd::grad({lossesOf(data.train, {position})[0][term]},
                                                        model.parameters().leaves());
            double product = 0.0;
            for (std::size_t i = 0; i < g.size(); ++i)
                product +=
                    (g[i].to(torch::kDouble) * gradient[i].to(torch::kDouble)).sum().item<double>();
            u.at(static_cast<std::size_t>(term)) = std::max(product, 1e-8);
        }
        alpha.push_back(u[1] / (u[0] + u[1]));
    }
    return torch::tensor(at::ArrayRef<double>(alpha));
}

// The whole path: sets, views, temperature, meta batch, tangents, weights.
TEST(TrainingLoop, GivesTheFirstStepTheWeightsOfTheFormula) {
    const auto data = toy::separableTask(48, 24, 0.3);
    for (const auto& [name, meta_loss] :
         {std::pair("mix", MetaLoss::kMix), std::pair("hard", MetaLoss::kHard),
          std::pair("soft", MetaLoss::kSoft)}) {
        Classifier model(toy::smallConfig(data.tokenizer->size(), 0.0), 2);
        model.initialise(1);
        model.parameters().values().mul_(8.0);  // no gradient is nearly zero
        auto spec = toy::spec("rw-kd");
        spec.train.temperature = 2.0;
        spec.scheme_parameters["meta_batch"] = std::int64_t{24};
        spec.scheme_parameters["meta_loss"] = std::string(name);
        TrainingLoop loop(spec, model, data, data.train, &data.meta, toy::oracleLogits(data.train),
                          toy::oracleLogits(data.meta));
        const Classifier& before = model;
        torch::Tensor expected, got;
        LoopHooks hooks;
        const auto start = model.parameters().values().clone();
        hooks.on_step = [&](const StepReport& report) {
            if (report.step > 1) return;
            const auto after = model.parameters().values().clone();
            torch::NoGradGuard no_grad;
            model.parameters().values().copy_(start);
            {
                torch::AutoGradMode with_grad(true);
                expected = alphaByHand(data, before, report.positions, meta_loss);
            }
            model.parameters().values().copy_(after);
            got = report.weights.select(1, 1).to(torch::kDouble);
        };
        EXPECT_TRUE(loop.run(hooks));
        EXPECT_LT((got - expected).abs().max().item<double>(), 1e-4) << name;
        EXPECT_GT(got.std().item<double>(), 0.05) << "all weights alike prove nothing";
    }
}

TEST(TrainingLoop, TakesTheWayToTheWeightsThatTheParameterNames) {
    const auto data = toy::separableTask(48, 24, 0.3);
    const auto firstAlpha = [&](const char* method) {
        Classifier model(toy::smallConfig(data.tokenizer->size(), 0.1), 2);
        model.initialise(1);
        model.parameters().values().mul_(8.0);
        auto spec = toy::spec("rw-kd");
        spec.scheme_parameters["method"] = std::string(method);
        spec.scheme_parameters["check_every"] = std::int64_t{1};
        TrainingLoop loop(spec, model, data, data.train, &data.meta, toy::oracleLogits(data.train),
                          toy::oracleLogits(data.meta));
        std::optional<StepReport> first;
        LoopHooks hooks;
        hooks.keep_going = [&] { return !first; };
        hooks.on_step = [&](const StepReport& report) { first = report; };
        loop.run(hooks);
        std::map<std::string, double> notes(first->notes.begin(), first->notes.end());
        EXPECT_LT(notes.at("alpha_error_differences"), 1e-3);
        EXPECT_TRUE(notes.contains("alpha_error_last_layer"));
        EXPECT_TRUE(notes.contains("meta_loss"));
        EXPECT_LE(std::abs(notes.at("meta_train_cosine")), 1.0);
        return first->weights.select(1, 1);
    };
    const auto exact = firstAlpha("exact");
    EXPECT_GT(exact.std().item<double>(), 0.05) << "all weights alike prove nothing";
    EXPECT_TRUE(torch::allclose(firstAlpha("tangent"), exact, 1e-4, 1e-5));
    EXPECT_TRUE(torch::allclose(firstAlpha("differences"), exact, 1e-2, 1e-3));
}

TEST(TrainingLoop, LearnsScoresInRegressionWithEveryTerm) {
    const auto data = toy::scoredTask(128, 32);
    for (const char* scheme : {"label-only", "teacher-only", "rw-kd"}) {
        auto spec = toy::spec(scheme);
        spec.train.epochs = 8;
        spec.train.learning_rate = 2e-2;
        Classifier model(toy::smallConfig(data.tokenizer->size()), 1);
        model.initialise(1);
        const bool teacher = findScheme(scheme).uses_teacher;
        TrainingLoop loop(spec, model, data, data.train, &data.meta,
                          teacher ? toy::oracleScores(data.train) : torch::Tensor(),
                          teacher ? toy::oracleScores(data.meta) : torch::Tensor());
        double last = 1.0;
        LoopHooks hooks;
        hooks.on_step = [&](const StepReport& report) {
            last = report.losses.mean().item<double>();
        };
        EXPECT_TRUE(loop.run(hooks));
        EXPECT_LT(last, 0.08) << scheme << ": guessing the mean score gives 0.16";
    }
}

TEST(TrainingLoop, StopsBetweenTwoSteps) {
    const auto data = toy::separableTask(64, 16, 0.0);
    Classifier model(toy::smallConfig(data.tokenizer->size()), 2);
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
    Classifier model(toy::smallConfig(data.tokenizer->size()), 2);
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
