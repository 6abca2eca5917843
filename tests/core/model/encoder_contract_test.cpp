// SPDX-License-Identifier: GPL-3.0-or-later
// What every kind of encoder must keep, single texts and pairs.
#include "core/model/fixture.h"
#include "model/autograd_pass.h"
#include "study/error.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace alphascope {
namespace {

struct Kind {
    std::string name;
    EncoderConfig config;
};

void PrintTo(const Kind& kind, std::ostream* out) {
    *out << kind.name;
}

EncoderConfig small(EncoderKind kind, bool pairs) {
    return {.kind = kind,
            .vocab = 20,
            .max_length = 12,
            .layers = 2,
            .hidden = 8,
            .heads = 2,
            .feed_forward = 6,
            .dropout = 0.2,
            .word_vector = kind == EncoderKind::kTransformer ? 0 : 4,
            .pairs = pairs};
}

std::vector<Kind> kinds() {
    std::vector<Kind> all{{"Transformer", small(EncoderKind::kTransformer, false)}};
    EncoderConfig roberta = all[0].config, distil = all[0].config;
    roberta.token_types = 1;
    roberta.position_offset = 2;
    distil.token_types = 0;
    distil.pooler = Pooler::kRelu;
    all.push_back({"Roberta", roberta});
    all.push_back({"DistilBert", distil});
    for (const bool pairs : {false, true}) {
        const std::string end = pairs ? "Pairs" : "";
        all.push_back({"BiLstm" + end, small(EncoderKind::kBiLstm, pairs)});
        all.push_back({"GatedCnn" + end, small(EncoderKind::kGatedCnn, pairs)});
        all.push_back({"UseLite" + end, small(EncoderKind::kUseLite, pairs)});
    }
    return all;
}

class EveryEncoder : public ::testing::TestWithParam<Kind> {
protected:
    EveryEncoder() : model(GetParam().config, 3, torch::kFloat64) {
        model.initialise(7);
        model.parameters().values().mul_(3.0);  // far from the linear range
        auto head = model.parameters().leaf("classifier.weight").detach();
        head.add_(torch::linspace(-0.1, 0.1, head.numel(), head.options()).view_as(head));  // not 0
    }

    /// Texts of different lengths; the second one has no second segment.
    static TokenBatch batch(const std::vector<std::size_t>& rows) {
        const std::vector<Encoding> encodings{{{2, 5, 6, 3, 9, 3}, {0, 0, 0, 0, 1, 1}},
                                              {{2, 8, 3}, {0, 0, 0}},
                                              {{2, 4, 3, 11, 12, 13, 3}, {0, 0, 0, 1, 1, 1, 1}}};
        return toTensors(packBatch(encodings, rows, 0));
    }
    EncoderOutput run(const TokenBatch& tokens, DropoutStream* dropout = nullptr) const {
        const auto& leaves = model.parameters().leaves();
        return makeEncoder(model.config())
            ->forward({leaves.data(), leaves.size() - 2}, tokens, dropout);
    }
    Classifier model;
};

TEST_P(EveryEncoder, GivesLayersTokensPooledAndMask) {
    torch::NoGradGuard no_grad;
    const auto tokens = batch({0, 1, 2});
    const auto out = run(tokens);
    const auto& config = model.config();
    ASSERT_EQ(out.layers.size(), static_cast<std::size_t>(config.layers) + 1);
    for (std::size_t i = 1; i < out.layers.size(); ++i)
        EXPECT_EQ(out.layers[i].sizes(), at::IntArrayRef({3, 7, config.hidden})) << i;
    EXPECT_TRUE(torch::equal(out.tokens, out.layers.back()));
    EXPECT_EQ(out.pooled.sizes(), at::IntArrayRef({3, makeEncoder(config)->pooledSize()}));
    EXPECT_TRUE(torch::equal(out.mask, tokens.mask));
    EXPECT_TRUE(out.pooled.isfinite().all().item<bool>()) << "a missing second text";
    EXPECT_EQ(model.wordEmbedding().size(0), config.vocab);
    EXPECT_EQ(model.parameters().words().begin, 0) << "the word embedding is marked as such";
    EXPECT_EQ(model.parameters().words().rows, config.vocab);
}

TEST_P(EveryEncoder, DoesNotSeePadding) {
    torch::NoGradGuard no_grad;
    const auto together = run(batch({0, 1, 2}));
    for (const std::size_t row : {0U, 1U, 2U}) {
        const auto tokens = batch({row});
        const auto alone = run(tokens);
        const auto r = static_cast<std::int64_t>(row), length = tokens.ids.size(1);
        EXPECT_LT(fixture::largestDifference(together.pooled[r], alone.pooled[0]), 1e-12) << row;
        for (std::size_t i = 0; i < alone.layers.size(); ++i)
            EXPECT_LT(fixture::largestDifference(together.layers[i][r].narrow(0, 0, length),
                                                 alone.layers[i][0]),
                      1e-12)
                << "layer " << i << " of row " << row;
    }
}

TEST_P(EveryEncoder, TangentAgreesWithCentralDifferences) {
    const auto tokens = batch({0, 1, 2});
    auto values = model.parameters().values();
    torch::manual_seed(3);
    const auto direction = torch::randn(values.sizes(), torch::kFloat64);
    const auto tangent = autogradPass(model, values, tokens, nullptr)->tangent(direction);
    torch::NoGradGuard no_grad;
    const auto start = values.clone();
    const double h = 1e-6;
    values.copy_(start + h * direction);
    const auto up = model.logits(tokens, nullptr);
    values.copy_(start - h * direction);
    const auto down = model.logits(tokens, nullptr);
    values.copy_(start);
    const auto differences = (up - down) / (2 * h);
    ASSERT_GT(differences.abs().max().item<double>(), 1e-2);
    EXPECT_LT(fixture::largestDifference(tangent, differences),
              1e-6 * (1.0 + differences.abs().max().item<double>()));
}

TEST_P(EveryEncoder, TangentPassSeesTheMasksOfTheForwardPass) {
    // Along the head's bias the tangent is one for that output whatever is dropped; along the
    // head's weight it is the dropped pooled vector itself.
    const auto tokens = batch({0, 2});
    auto direction = torch::zeros_like(model.parameters().values());
    const auto cut = model.parameters().cut(direction);
    cut[cut.size() - 2][1].fill_(1.0);
    DropoutStream first(5), stream(5);
    const auto pass = autogradPass(model, model.parameters().values(), tokens, &first);
    const auto tangent = pass->tangent(direction);
    torch::NoGradGuard no_grad;
    const auto pooled = stream.apply(run(tokens, &stream).pooled, model.config().dropout);
    EXPECT_LT(fixture::largestDifference(tangent.select(1, 1), pooled.sum(1)), 1e-12);
    EXPECT_EQ(tangent.select(1, 0).abs().max().item<double>(), 0.0);
}

TEST_P(EveryEncoder, DropsInTrainingAndGradientsReachEveryParameter) {
    const auto tokens = batch({0, 1, 2});
    DropoutStream dropout(1);
    const auto pass = autogradPass(model, model.parameters().values(), tokens, &dropout);
    EXPECT_GT(fixture::largestDifference(pass->logits(), model.logits(tokens, nullptr)), 1e-6);
    Gradient gradient(model.parameters());
    pass->addGradient(pass->logits(), gradient);
    const auto parts = model.parameters().cut(gradient.values());
    for (std::size_t i = 0; i < parts.size(); ++i)
        EXPECT_GT(parts[i].abs().sum().item<double>(), 0.0) << model.parameters().shapes()[i].name;
    EXPECT_NEAR(gradient.norm(), gradient.values().norm().item<double>(), 1e-9 * gradient.norm())
        << "word rows outside the batch have a gradient";
}

TEST_P(EveryEncoder, ConfigComesBackFromJson) {
    const auto json = toJson(model.config());
    EXPECT_EQ(encoderConfigFromJson(nlohmann::json::parse(json.dump())), model.config());
}

TEST_P(EveryEncoder, LoadsItsOwnTensors) {
    Classifier copy(model.config(), 3, torch::kFloat64);
    copy.load(model.namedTensors());
    EXPECT_TRUE(torch::equal(copy.parameters().values(), model.parameters().values()));
}

INSTANTIATE_TEST_SUITE_P(Kinds, EveryEncoder, ::testing::ValuesIn(kinds()),
                         [](const auto& one) { return one.param.name; });

/// Encoders whose pooled vector of a pair is [u; v; |u - v|; u·v] itself (a BiLSTM's lies behind a
/// dense layer).
class EverySentenceEncoder : public ::testing::TestWithParam<EncoderKind> {};

TEST_P(EverySentenceEncoder, ReadsASecondTextAsItReadsAFirst) {
    torch::NoGradGuard no_grad;
    auto config = small(GetParam(), true);
    Classifier pairs(config, 2, torch::kFloat64);
    pairs.initialise(3);
    config.pairs = false;
    const auto encoder = makeEncoder(config), pair_encoder = makeEncoder(pairs.config());
    const auto& leaves = pairs.parameters().leaves();
    const std::span<const torch::Tensor> body{leaves.data(), leaves.size() - 2};
    const std::vector<Encoding> rows{
        {{5, 6, 7, 8, 9}, {0, 0, 1, 1, 1}}, {{5, 6}, {0, 0}}, {{7, 8, 9}, {0, 0, 0}}};
    const auto vector = [&](std::size_t row) {
        return encoder->forward(body, toTensors(packBatch(rows, {row}, 0)), nullptr);
    };
    const auto out = pair_encoder->forward(body, toTensors(packBatch(rows, {0}, 0)), nullptr);
    const auto u = vector(1), v = vector(2);
    const auto features =
        torch::cat({u.pooled, v.pooled, (u.pooled - v.pooled).abs(), u.pooled * v.pooled}, 1);
    EXPECT_LT(fixture::largestDifference(out.pooled, features), 1e-12);
    EXPECT_LT(fixture::largestDifference(out.tokens, torch::cat({u.tokens, v.tokens}, 1)), 1e-12);
}

INSTANTIATE_TEST_SUITE_P(Kinds, EverySentenceEncoder,
                         ::testing::Values(EncoderKind::kGatedCnn, EncoderKind::kUseLite));

TEST(EncoderConfigs, OfAnEarlierVersionAreTransformers) {
    const auto old = nlohmann::json::parse(
        R"({"vocab":9,"max_length":8,"layers":1,"hidden":4,"heads":2,"feed_forward":8,"dropout":0.1})");
    EXPECT_EQ(
        encoderConfigFromJson(old),
        (EncoderConfig{
            .vocab = 9, .max_length = 8, .layers = 1, .hidden = 4, .heads = 2, .feed_forward = 8}));
}

TEST(EncoderConfigs, ComeFromEveryPresetOfTheTable) {
    for (const auto& preset : encoderTable()) {
        const auto config = encoderConfig({.encoder = preset.id, .layers = 1}, 100, 16, true);
        EXPECT_EQ(config.kind, preset.kind) << preset.id;
        EXPECT_EQ(config.layers, 1) << preset.id;
        EXPECT_EQ(config.pairs, preset.kind != EncoderKind::kTransformer) << preset.id;
        Classifier model(config, 2);
        model.initialise(1);
        const auto logits =
            model.logits(toTensors(packBatch({{{1, 2, 3}, {0, 0, 1}}}, {0}, 0)), nullptr);
        EXPECT_EQ(logits.sizes(), at::IntArrayRef({1, 2})) << preset.id;
    }
}

TEST(EncoderConfigs, ThatDoNotFitAreRefused) {
    auto lstm = small(EncoderKind::kBiLstm, false);
    lstm.hidden = 7;
    EXPECT_THROW(makeEncoder(lstm), Error);
    auto cnn = small(EncoderKind::kGatedCnn, false);
    cnn.kernel = 2;
    EXPECT_THROW(makeEncoder(cnn), Error);
    auto use = small(EncoderKind::kUseLite, false);
    use.word_vector = 5;
    EXPECT_THROW(makeEncoder(use), Error);
    Classifier student(small(EncoderKind::kBiLstm, false), 2), teacher(student.config(), 2);
    EXPECT_THROW(student.initialiseFromTeacher(teacher), Error);
}

}  // namespace
}  // namespace alphascope
