// SPDX-License-Identifier: GPL-3.0-or-later
// The hand-written pass against libtorch's own differentiation of the same model, and under dropout
// against a plain model in double that takes the same masks.
#include "model/packed/transformer_pass.h"

#include "core/model/bert_reference.h"
#include "core/train/toy_data.h"
#include "model/autograd_pass.h"
#include "study/error.h"

#include <gtest/gtest.h>

namespace alphascope {
namespace {

/// Texts of different lengths, some pairs, some words twice.
PackedTokens raggedBatch(int vocab, const std::vector<int>& lengths = {5, 1, 9, 12, 2}) {
    PackedTokens tokens;
    std::int32_t word = 3;
    for (const int length : lengths) {
        for (int i = 0; i < length; ++i) {
            tokens.ids.push_back(word = (word * 7 + 3) % vocab);
            tokens.type_ids.push_back(i > length / 2 ? 1 : 0);
        }
        tokens.starts.push_back(std::ssize(tokens.ids));
    }
    return tokens;
}

class PackedPass : public ::testing::TestWithParam<int> {
protected:
    explicit PackedPass(double dropout = 0.2) : model(config(dropout), GetParam()) {
        model.initialise(5);
        model.parameters().values().mul_(6.0);  // no gradient is nearly zero
        torch::manual_seed(8);
        direction = torch::randn({model.parameters().count()});
        cotangents = torch::randn({batch.rows(), GetParam()});
    }
    static EncoderConfig config(double dropout) {
        return {.vocab = 23,
                .max_length = 16,
                .layers = 3,
                .hidden = 24,
                .heads = 3,
                .feed_forward = 40,
                .dropout = dropout};
    }
    torch::Tensor gradientOf(ForwardPass& pass) {
        Gradient into(model.parameters());
        pass.addGradient(cotangents, into);
        return into.values();
    }
    static double distance(const torch::Tensor& a, const torch::Tensor& b) {
        return ((a - b).norm() / b.norm()).item<double>();
    }

    Classifier model;
    PackedTokens batch = raggedBatch(23);
    torch::Tensor direction, cotangents;
};

TEST_P(PackedPass, EqualsLibtorchsPassInLogitsFeaturesGradientAndTangent) {
    const auto mine = packed::transformerPass(model, model.parameters().values(), batch, nullptr);
    const auto theirs = autogradPass(model, model.parameters().values(), toTensors(batch), nullptr);
    EXPECT_LT(distance(mine->logits(), theirs->logits()), 1e-5);
    EXPECT_LT(distance(mine->features(), theirs->features()), 1e-5);
    EXPECT_LT(distance(mine->tangent(direction), theirs->tangent(direction)), 1e-5);
    const auto gradient = gradientOf(*mine), expected = gradientOf(*theirs);
    EXPECT_LT(distance(gradient, expected), 1e-5);
    // Each parameter by itself, so that none hides behind a large one. A key's bias has no effect.
    const auto parts = model.parameters().cut(gradient), known = model.parameters().cut(expected);
    for (std::size_t i = 0; i < parts.size(); ++i)
        EXPECT_LT((parts[i] - known[i]).abs().max().item<double>(),
                  2e-5 * known[i].abs().max().item<double>() + 1e-5)
            << model.parameters().shapes()[i].name;
}

TEST_P(PackedPass, GivesThePerSampleProductsOfLibtorchsPass) {
    const auto mine = packed::transformerPass(model, model.parameters().values(), batch, nullptr);
    const auto theirs = autogradPass(model, model.parameters().values(), toTensors(batch), nullptr);
    EXPECT_LT(distance(mine->slopes(cotangents, direction), theirs->slopes(cotangents, direction)),
              1e-5);
}

TEST_P(PackedPass, IsItsOwnAdjointUnderDropout) {
    DropoutStream masks(3);
    const auto pass = packed::transformerPass(model, model.parameters().values(), batch, &masks);
    const auto slopes = pass->slopes(cotangents, direction);
    const auto along = (pass->tangent(direction) * cotangents).sum(1);
    EXPECT_LT(distance(slopes, along), 1e-5);
    EXPECT_NEAR((gradientOf(*pass) * direction).sum().item<double>(), along.sum().item<double>(),
                1e-4 * along.abs().sum().item<double>());
}

TEST_P(PackedPass, ScalesTheShareOfEachSample) {
    DropoutStream masks(3);
    const auto pass = packed::transformerPass(model, model.parameters().values(), batch, &masks);
    const auto scale = torch::randn({batch.rows()});
    Gradient scaled(model.parameters()), plain(model.parameters());
    pass->addScaledGradient(scale, cotangents, scaled);
    pass->addGradient(cotangents * scale.unsqueeze(1), plain);
    EXPECT_LT(distance(scaled.values(), plain.values()), 1e-5);
    pass->addScaledGradient(scale, cotangents, scaled);
    EXPECT_LT(distance(scaled.values(), 2.0 * plain.values()), 1e-5)
        << "the second question changed what the pass has kept";
}

TEST_P(PackedPass, TangentIsTheDerivativeOfTheMaskedForward) {
    const DropoutStream masks(11);
    const auto logitsAt = [&](double by) {
        DropoutStream same = masks;
        return packed::transformerPass(model, model.parameters().values() + by * direction, batch,
                                       &same)
            ->logits()
            .to(torch::kFloat64);
    };
    DropoutStream same = masks;
    const auto tangent = packed::transformerPass(model, model.parameters().values(), batch, &same)
                             ->tangent(direction);
    const double h = 1e-4;
    const auto differences = (logitsAt(h) - logitsAt(-h)) / (2 * h);
    EXPECT_LT(distance(tangent.to(torch::kFloat64), differences), 2e-2);
    EXPECT_FALSE(torch::allclose(
        packed::transformerPass(model, model.parameters().values(), batch, nullptr)->logits(),
        logitsAt(0.0).to(torch::kFloat32), 1e-2, 1e-3))
        << "nothing was dropped";
}

TEST_P(PackedPass, DoesNotDependOnWhatElseIsInTheBatch) {
    const auto together =
        packed::transformerPass(model, model.parameters().values(), batch, nullptr)->logits();
    for (std::int64_t row = 0; row < batch.rows(); ++row) {
        const auto begin = batch.starts[static_cast<std::size_t>(row)];
        PackedTokens one;
        one.ids.assign(batch.ids.begin() + begin, batch.ids.begin() + begin + batch.length(row));
        one.type_ids.assign(batch.type_ids.begin() + begin,
                            batch.type_ids.begin() + begin + batch.length(row));
        one.starts.push_back(batch.length(row));
        const auto alone =
            packed::transformerPass(model, model.parameters().values(), one, nullptr)->logits();
        EXPECT_LT((alone[0] - together[row]).abs().max().item<double>(), 1e-4) << row;
    }
}

INSTANTIATE_TEST_SUITE_P(Outputs, PackedPass, ::testing::Values(1, 2, 3));

/// Sizes of a model, the texts of a batch, by how much the parameters are larger than at the start
/// (small ones leave the norms little variance, so that their epsilon counts), and that epsilon.
struct Form {
    int layers, hidden, heads, feed_forward, outputs;
    std::vector<int> lengths;
    double factor = 6.0;
    double epsilon = 1e-12;
};
void PrintTo(const Form& form, std::ostream* out) {
    *out << form.layers << " layers, " << form.heads << " heads of " << form.hidden / form.heads
         << ", " << form.outputs << " outputs, " << form.lengths.size() << " texts, factor "
         << form.factor;
}

class PackedPassUnderDropout : public ::testing::TestWithParam<Form> {
protected:
    PackedPassUnderDropout()
        : model({.vocab = 23,
                 .max_length = 16,
                 .layers = GetParam().layers,
                 .hidden = GetParam().hidden,
                 .heads = GetParam().heads,
                 .feed_forward = GetParam().feed_forward,
                 .dropout = 0.3,
                 .layer_norm_epsilon = GetParam().epsilon},
                GetParam().outputs) {
        model.initialise(5);
        torch::manual_seed(8);
        auto values = model.parameters().values();
        values.add_(0.02 * torch::randn(values.sizes())).mul_(GetParam().factor);
        direction = GetParam().factor * torch::randn(values.sizes());
        cotangents = torch::randn({batch.rows(), GetParam().outputs});
        for (const auto& leaf : model.parameters().leaves())
            leaves.push_back(leaf.detach().to(torch::kFloat64).requires_grad_(true));
        DropoutStream mine(3), theirs(3);
        pass = packed::transformerPass(model, values, batch, &mine);
        expected = BertReference(model.config(), batch, &theirs).run(leaves);
        EXPECT_EQ(mine.counter(), theirs.counter());
    }
    /// The gradient [P] of a number that comes from the reference.
    torch::Tensor gradientOf(const torch::Tensor& number) const {
        std::vector<torch::Tensor> flat;
        for (const auto& part : torch::autograd::grad({number}, leaves, {}, true))
            flat.push_back(part.reshape({-1}));
        return torch::cat(flat);
    }
    torch::Tensor gradientOfAll(const torch::Tensor& weights) const {
        return gradientOf((expected.logits * weights.to(torch::kFloat64)).sum());
    }
    /// <direction, gradient of each element>
    torch::Tensor along(const torch::Tensor& numbers) const {
        auto products = torch::zeros(numbers.sizes());
        for (std::int64_t i = 0; i < numbers.numel(); ++i)
            products.view(-1)[i] =
                (gradientOf(numbers.reshape(-1)[i]) * direction.to(torch::kFloat64)).sum();
        return products;
    }
    /// As close as single precision is with weights of such a size: each CPU's sgemm adds in an
    /// order of its own (4.7e-5 on one with AVX-512 FP16, below 3e-5 on others).
    static void expectClose(const torch::Tensor& mine, const torch::Tensor& theirs) {
        const auto wanted = theirs.detach().to(torch::kFloat64);
        ASSERT_GT(wanted.norm().item<double>(), 0.0);
        EXPECT_LT(((mine.to(torch::kFloat64) - wanted).norm() / wanted.norm()).item<double>(),
                  1e-4);
    }
    void expectCloseEach(const Gradient& mine, const torch::Tensor& theirs) const {
        const auto got = model.parameters().cut(mine.values().to(torch::kFloat64));
        const auto wanted = model.parameters().cut(theirs);
        const double norm = theirs.norm().item<double>();
        for (std::size_t i = 0; i < got.size(); ++i)
            EXPECT_LT((got[i] - wanted[i]).norm().item<double>(),
                      1e-4 * wanted[i].norm().item<double>() + 1e-7 * norm)
                << model.parameters().shapes()[i].name;
        EXPECT_NEAR(mine.norm(), norm, 1e-4 * norm) << "word rows that were not said to be touched";
    }

    Classifier model;
    PackedTokens batch = raggedBatch(23, GetParam().lengths);
    torch::Tensor direction, cotangents;
    std::vector<torch::Tensor> leaves;
    std::unique_ptr<ForwardPass> pass;
    Classifier::Output expected;
};

TEST_P(PackedPassUnderDropout, GivesLogitsFeaturesAndTangentsOfThePlainModel) {
    expectClose(pass->logits(), expected.logits);
    expectClose(pass->features(), expected.features);
    expectClose(pass->tangent(direction), along(expected.logits));
}

TEST_P(PackedPassUnderDropout, GivesTheGradientOfThePlainModelAndAddsIt) {
    Gradient into(model.parameters());
    const auto wanted = gradientOfAll(cotangents);
    pass->addGradient(cotangents, into);
    expectCloseEach(into, wanted);
    pass->addGradient(2.0 * cotangents, into);
    expectCloseEach(into, 3.0 * wanted);
}

// Whatever was asked before: the pass keeps its work from question to question.
TEST_P(PackedPassUnderDropout, AnswersOtherCotangentsAnew) {
    const auto others = torch::randn(cotangents.sizes());
    for (const auto& asked : {cotangents, others, cotangents}) {
        expectClose(pass->slopes(asked, direction),
                    along((expected.logits * asked.to(torch::kFloat64)).sum(1)));
        Gradient into(model.parameters());
        const auto scale = torch::rand({batch.rows()}) - 0.3;
        pass->addScaledGradient(scale, asked, into);
        expectCloseEach(into, gradientOfAll(asked * scale.unsqueeze(1)));
    }
}

TEST_P(PackedPassUnderDropout, TakesTensorsThatDoNotLieInOnePiece) {
    const auto strided = [](const torch::Tensor& x) {
        auto room = torch::full({x.numel(), 2}, 7.0F);
        room.select(1, 0).copy_(x.reshape(-1));
        return room.select(1, 0);
    };
    EXPECT_TRUE(torch::equal(pass->tangent(strided(direction)), pass->tangent(direction)));
    EXPECT_TRUE(torch::equal(pass->slopes(cotangents, strided(direction)),
                             pass->slopes(cotangents, direction)));
    const auto scale = torch::rand({batch.rows()});
    Gradient one(model.parameters()), two(model.parameters());
    const auto turned = cotangents.t().contiguous().t();
    pass->addGradient(turned, one);
    pass->addScaledGradient(strided(scale), turned, one);
    pass->addGradient(cotangents, two);
    pass->addScaledGradient(scale, cotangents, two);
    EXPECT_TRUE(torch::equal(one.values(), two.values()));
}

INSTANTIATE_TEST_SUITE_P(Forms, PackedPassUnderDropout,
                         ::testing::Values(Form{3, 24, 3, 40, 3, {5, 1, 9, 12, 2}},
                                           Form{1, 20, 5, 12, 2, {4, 16, 3}},
                                           Form{2, 72, 1, 150, 1, {16, 2}},
                                           Form{2, 12, 4, 8, 2, {1}}, Form{2, 12, 4, 8, 3, {16}},
                                           Form{2, 16, 2, 24, 2, {6, 3, 8}, 0.05},
                                           Form{2, 16, 2, 24, 2, {6, 3, 8}, 0.05, 1e-3}));

// One number of the config makes it another model, or another type of number: libtorch's pass.
TEST(PackedPassServes, BertInFloatByOwnLoopsAndNothingElse) {
    const EncoderConfig bert = toy::smallConfig(9);
    EXPECT_TRUE(packed::serves(Classifier(bert, 2)));
    EXPECT_FALSE(packed::serves(Classifier(bert, 2, torch::kFloat64)));
    Classifier elsewhere(bert, 2);
    elsewhere.moveTo({.own_loops = false});
    EXPECT_FALSE(packed::serves(elsewhere));
    const auto with = [&](const auto& change) {
        EncoderConfig config = bert;
        change(config);
        return packed::serves(Classifier(config, 2));
    };
    EXPECT_FALSE(with([](auto& c) { c.kind = EncoderKind::kGatedCnn; }));
    EXPECT_FALSE(with([](auto& c) { c.token_types = 1; }));
    EXPECT_FALSE(with([](auto& c) { c.position_offset = 2; }));
    EXPECT_FALSE(with([](auto& c) { c.pooler = Pooler::kRelu; }));
    EXPECT_FALSE(with([](auto& c) { c.layers = 0; }));
}

TEST(PackedPassErrors, NameTheRemedy) {
    Classifier model(toy::smallConfig(9), 2);
    model.initialise(1);
    const auto textOf = [](std::size_t length, std::int32_t last) {
        PackedTokens text{.ids = std::vector<std::int32_t>(length, 1),
                          .type_ids = std::vector<std::int32_t>(length, 0),
                          .starts = {0, static_cast<std::int64_t>(length)}};
        text.ids.back() = last;
        return text;
    };
    EXPECT_NO_THROW((void)model.predict(textOf(16, 8)));
    EXPECT_THROW((void)model.predict(textOf(17, 8)), Error);
    EXPECT_THROW((void)model.predict(textOf(2, 9)), Error);
    EXPECT_THROW((void)model.predict(textOf(2, -1)), Error);
}

TEST(PackedPassErrors, AreNoneForABatchOfNoTexts) {
    Classifier model(toy::smallConfig(9), 3);
    model.initialise(1);
    EXPECT_EQ(model.predict(PackedTokens{}).sizes(), at::IntArrayRef({0, 3}));
}

}  // namespace
}  // namespace alphascope
