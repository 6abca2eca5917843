// SPDX-License-Identifier: GPL-3.0-or-later
// What RW-KD and its kin ask of a step, and what their options change, in a world where every
// answer is a line of algebra.
#include "distill/rw_kd.h"

#include "core/distill/linear_world.h"
#include "core/distill/reference.h"

#include <gtest/gtest.h>

namespace alphascope {
namespace {

using reference::close;
constexpr std::int64_t kRows = 6, kSize = 9;

/// One step of a scheme in a world.
Weights weighAt(WeightingScheme& scheme, LinearWorld& world, std::int64_t step = 1) {
    return scheme.weigh({.step = step,
                         .learning_rate = 0.3,
                         .losses = torch::rand({kRows, 2}, torch::kFloat64),
                         .tools = &world});
}
torch::Tensor alphaOf(const Weights& weights) {
    return weights.values.select(1, kTeacherTerm);
}

/// A scheme that takes a meta-gradient, and its other parameters.
struct Kin {
    std::string id;
    ParameterMap parameters;
};
std::vector<Kin> kin() {
    return {{"rw-kd", {}},      {"rw-kd", {{"meta_learner", std::string("mlp")}}},
            {"rw-kd-adam", {}}, {"rw-kd-mean", {}},
            {"l2rw", {}},       {"mw-net", {}},
            {"mw-net-two", {}}};
}

TEST(MetaSchemes, AskForTheMetaLossAndTheRowsOfTheSpec) {
    const std::vector<std::pair<std::string, MetaLoss>> losses{
        {"mix", MetaLoss::kMix}, {"hard", MetaLoss::kHard}, {"soft", MetaLoss::kSoft}};
    for (const auto& [id, parameters] : kin())
        for (const auto& [name, loss] : losses) {
            auto all = parameters;
            all.insert({{"meta_loss", name}, {"meta_batch", std::int64_t{17}}});
            auto world = LinearWorld::random(3, kRows, kSize);
            weighAt(*reference::make(id, all), world);
            EXPECT_EQ(world.asked, loss) << id << " " << name;
            EXPECT_EQ(world.meta_rows, 17) << id;
        }
}

// A network's virtual step stands before its meta-gradient, and none elsewhere.
TEST(MetaSchemes, TakeTheMetaGradientAtTheirOwnPlace) {
    const auto losses = torch::rand({kRows, 2}, torch::kFloat64);
    for (const auto& [id, parameters] : kin()) {
        auto world = LinearWorld::random(3, kRows, kSize);
        const auto all = reference::parameters(id, parameters);
        auto expected = world.theta;
        if (id.starts_with("mw-net") || parameters.contains("meta_learner")) {
            const MetaLearnerMlp same(
                {.hidden = static_cast<int>(std::get<std::int64_t>(all.at("mlp_hidden"))),
                 .two_outputs = id == "mw-net-two",
                 .seed = 8});
            expected = expected - 0.3 * world.gradient(same.weights(losses).detach());
        }
        reference::make(id, parameters, 8)
            ->weigh({.learning_rate = 0.3, .losses = losses, .tools = &world});
        EXPECT_TRUE(close(world.meta_at, expected, 1e-6)) << id;
    }
}

TEST(RwKd, TakesTheInnerProductsAsTheSpecSays) {
    const std::vector<std::pair<std::string, RateMethod>> methods{
        {"exact", RateMethod::kExact},
        {"tangent", RateMethod::kTangent},
        {"differences", RateMethod::kDifferences},
        {"last_layer", RateMethod::kLastLayer}};
    for (const auto& [name, method] : methods) {
        auto world = LinearWorld::random(3, kRows, kSize);
        weighAt(*reference::make("rw-kd", {{"method", name}}), world);
        EXPECT_EQ(world.methods, std::vector{method}) << name;
        for (const char* other : {"l2rw", "mw-net", "mw-net-two"}) {
            world.methods.clear();
            weighAt(*reference::make(other, {{"method", name}}), world);
            EXPECT_EQ(world.methods, std::vector{method}) << other << " " << name;
        }
    }
}

TEST(RwKd, TakesANewMetaGradientEveryFewStepsAndGoesByTheLastOne) {
    const auto scheme = reference::make("rw-kd", {{"meta_every", std::int64_t{3}}});
    auto world = LinearWorld::random(3, kRows, kSize);
    torch::Tensor taken;
    for (std::int64_t step = 1; step <= 8; ++step) {
        world.theta = torch::randn({kSize}, torch::kFloat64);
        if (step % 3 == 1) taken = world.theta - world.centre;
        const auto alpha = alphaOf(weighAt(*scheme, world, step));
        EXPECT_TRUE(close(alpha, normaliseWithinSample(world.gradients.matmul(taken), 1e-8)))
            << step;
        EXPECT_EQ(world.meta_gradients, (step + 2) / 3) << step;
    }
}

TEST(RwKd, ForgetsItsDirectionForACheckpointThatHasNone) {
    const ParameterMap rare{{"meta_every", std::int64_t{3}}};
    const auto scheme = reference::make("rw-kd", rare);
    TensorFile fresh;
    scheme->save(fresh);
    auto world = LinearWorld::random(3, kRows, kSize);
    weighAt(*scheme, world, 1);
    scheme->load(fresh);
    weighAt(*scheme, world, 2);
    EXPECT_EQ(world.meta_gradients, 2);
}

TEST(RwKd, HoldsTheRatesAboveTheFloor) {
    const auto rates = torch::tensor({{3.0, 1.0}, {-2.0, 1.0}, {0.25, 0.125}}, torch::kFloat64);
    EXPECT_TRUE(close(normaliseWithinSample(rates, 0.5),
                      torch::tensor({0.25, 1.0 / 1.5, 0.5}, torch::kFloat64)));
}

/// A world in which two of the ways to the inner products miss, each by its own amount.
LinearWorld roughWorld() {
    auto world = LinearWorld::random(3, kRows, kSize);
    world.off[RateMethod::kDifferences] = 0.1 * torch::rand({kRows, 2}, torch::kFloat64);
    world.off[RateMethod::kLastLayer] = 2.0 * torch::rand({kRows, 2}, torch::kFloat64);
    return world;
}

TEST(RwKd, NotesHowFarTheOtherWaysLieFromTheExactOne) {
    auto world = roughWorld();
    // The run's own way is a rough one: the others are held against the exact one all the same.
    const auto scheme = reference::make(
        "rw-kd", {{"check_every", std::int64_t{2}}, {"method", std::string("last_layer")}});
    const auto exact = world.gradients.matmul(world.theta - world.centre);
    const auto errorOf = [&](RateMethod method) {
        return (normaliseWithinSample(exact + world.off.at(method), 1e-8) -
                normaliseWithinSample(exact, 1e-8))
            .abs()
            .mean()
            .item<double>();
    };
    for (std::int64_t step = 1; step <= 4; ++step) {
        world.notes.clear();
        weighAt(*scheme, world, step);
        ASSERT_EQ(world.notes.size(), step % 2 == 1 ? 2U : 0U) << step;
        if (world.notes.empty()) continue;
        for (const auto& [series, method] : {std::pair{"differences", RateMethod::kDifferences},
                                             std::pair{"last_layer", RateMethod::kLastLayer}}) {
            EXPECT_GT(errorOf(method), 1e-4) << "no error to be noted";
            EXPECT_NEAR(world.notes.at(std::string("alpha_error_") + series), errorOf(method),
                        1e-12);
        }
    }
}

TEST(RwKd, NotesNothingOfWaysThatANetworkDoesNotGo) {
    auto world = roughWorld();
    weighAt(*reference::make(
                "rw-kd", {{"check_every", std::int64_t{1}}, {"meta_learner", std::string("mlp")}}),
            world);
    EXPECT_TRUE(world.notes.empty());
}

TEST(MetaSchemes, DrawWhatIsRandomFromTheirSeed) {
    const auto drawn = [](const Kin& one, std::uint64_t seed) {
        auto world = LinearWorld::random(3, kRows, kSize);
        const auto scheme = reference::make(one.id, one.parameters, seed);
        torch::manual_seed(4);
        return weighAt(*scheme, world).values;
    };
    const Kin network{"rw-kd", {{"meta_learner", std::string("mlp")}}};
    for (const Kin& one : {Kin{"rw-kd-shuffled", {}}, Kin{"mw-net", {}}, network}) {
        EXPECT_TRUE(torch::equal(drawn(one, 5), drawn(one, 5))) << one.id;
        EXPECT_FALSE(torch::equal(drawn(one, 5), drawn(one, 6))) << one.id;
    }
}

}  // namespace
}  // namespace alphascope
