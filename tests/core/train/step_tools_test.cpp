// SPDX-License-Identifier: GPL-3.0-or-later
// The ways to the inner products of RW-KD on a student in float, against gradients taken one sample
// at a time and against double backpropagation through the unrolled virtual step.
#include "train/step_tools.h"

#include "core/train/toy_data.h"
#include "distill/rw_kd.h"

#include <gtest/gtest.h>

#include <numeric>

namespace alphascope {
namespace {

constexpr std::int64_t kRows = 20, kMetaRows = 24;

/// A step of a student with `outputs` outputs, stopped between forward and update.
class Step : public ::testing::TestWithParam<int> {
protected:
    Step()
        : data(toy::separableTask(kRows, kMetaRows, 0.3)),
          model(config(), GetParam()),
          terms(makeTerms(kind(), true)),
          optimiser(model.parameters(), 0.01),
          buffers(model.parameters()),
          meta(data.meta, data.tokenizer->padId(), 4) {
        model.initialise(2);
        model.parameters().values().mul_(6.0);  // no gradient is nearly zero
        torch::manual_seed(9);
        train_view = std::make_unique<OutputHeadView>(torch::randn({kRows, GetParam()}) * 2, 1.5);
        meta_view =
            std::make_unique<OutputHeadView>(torch::randn({kMetaRows, GetParam()}) * 2, 1.5);
        if (kind() == TaskKind::kRegression) {
            data.train.labels = torch::rand({kRows});
            data.meta.labels = torch::rand({kMetaRows});
        }
        std::vector<std::size_t> rows(kRows);
        std::iota(rows.begin(), rows.end(), std::size_t{0});
        batch = makeBatch(data.train, rows, data.tokenizer->padId());
        pass = model.forward(batch.tokens, &dropout);
        targets = train_view->targets(batch, {pass->logits()});
        losses = std::make_unique<LogitLosses>(terms, pass->logits(), targets);
        tools = std::make_unique<TrainerStepTools>(TrainerStepTools::Parts{.model = model,
                                                                           .batch = batch,
                                                                           .pass = *pass,
                                                                           .losses = *losses,
                                                                           .masks = dropout,
                                                                           .meta_view = *meta_view,
                                                                           .terms = terms,
                                                                           .meta = &meta,
                                                                           .optimiser = optimiser,
                                                                           .buffers = buffers,
                                                                           .clock = clock,
                                                                           .step = 1});
        direction = tools->metaGradient(MetaLoss::kMix, kMetaRows, tools->values()).clone();
    }
    static TaskKind kind() {
        return GetParam() == 1 ? TaskKind::kRegression : TaskKind::kClassification;
    }
    EncoderConfig config() const {
        return {.vocab = data.tokenizer->size(),
                .max_length = 16,
                .layers = 2,
                .hidden = 32,
                .heads = 2,
                .feed_forward = 64,
                .dropout = 0.0};
    }
    torch::Tensor rates(RateMethod method) { return tools->rates(direction, method); }
    /// Losses [rows, 2] of a set in libtorch's operations, with their graph.
    torch::Tensor lossesAt(std::span<const torch::Tensor> parameters, const EncodedSet& set,
                           const TeacherView& view) const {
        std::vector<std::size_t> rows(set.size());
        std::iota(rows.begin(), rows.end(), std::size_t{0});
        const Batch all = makeBatch(set, rows, data.tokenizer->padId());
        const StudentOutput output{model.logits(parameters, toTensors(all.tokens), nullptr)};
        return allLosses(terms, output, view.targets(all, output));
    }

    PreparedData data;
    Classifier model;
    std::vector<std::unique_ptr<LossTerm>> terms;
    AdamW optimiser;
    StepBuffers buffers;
    MetaBatches meta;
    PhaseClock clock;
    DropoutStream dropout{7};
    std::unique_ptr<OutputHeadView> train_view, meta_view;
    Batch batch;
    std::unique_ptr<ForwardPass> pass;
    Targets targets;
    std::unique_ptr<LogitLosses> losses;
    std::unique_ptr<TrainerStepTools> tools;
    torch::Tensor direction;
};

TEST_P(Step, WeightsEqualThoseOfDoubleBackpropagation) {
    // The unrolled objective, as published: no first-order identity is used.
    const auto& leaves = model.parameters().leaves();
    const auto perturbation = torch::zeros({kRows, 2}, torch::requires_grad());
    const auto weighted = (perturbation * lossesAt(leaves, data.train, *train_view)).sum();
    const auto inner = torch::autograd::grad({weighted}, leaves, {}, true, /*create_graph=*/true);
    std::vector<torch::Tensor> moved;
    for (std::size_t i = 0; i < leaves.size(); ++i) moved.push_back(leaves[i] - inner[i]);
    const auto meta_loss = lossesAt(moved, data.meta, *meta_view).sum(1).mean();
    const auto expected = -torch::autograd::grad({meta_loss}, {perturbation})[0];
    const auto scale = expected.abs().max();
    for (const auto method : {RateMethod::kExact, RateMethod::kTangent}) {
        const auto mine = rates(method);
        EXPECT_LT(((mine - expected).abs().max() / scale).item<double>(), 1e-5);
        const auto alpha = normaliseWithinSample(mine, 1e-8);
        const auto reference = normaliseWithinSample(expected, 1e-8);
        EXPECT_LT((alpha - reference).abs().max().item<double>(), 1e-5);
        EXPECT_GT(reference.std().item<double>(), 0.1) << "all weights alike prove nothing";
    }
}

// At a radius of 0.01 the large weights of this student leave a few per cent of curvature.
TEST_P(Step, CentralDifferencesComeClose) {
    const auto exact = rates(RateMethod::kTangent), near = rates(RateMethod::kDifferences);
    EXPECT_LT(((near - exact).abs().max() / exact.abs().max()).item<double>(), 0.1);
}

TEST_P(Step, TheLastLayersWayIsTheProductOfTheHeadsGradientsAlone) {
    const auto near = rates(RateMethod::kLastLayer);
    const std::int64_t encoder = tools->encoderSize();
    for (std::int64_t term = 0; term < 2; ++term)
        for (std::int64_t row = 0; row < kRows; ++row) {
            auto weights = torch::zeros({kRows, 2});
            weights[row][term] = static_cast<double>(kRows);
            const auto gradient = tools->gradient(weights);
            const double product = (gradient * direction)
                                       .narrow(0, encoder, direction.numel() - encoder)
                                       .sum()
                                       .item<double>();
            EXPECT_NEAR(near[row][term].item<double>(), product,
                        1e-5 * std::max(1.0, std::abs(product)));
        }
    const auto exact = rates(RateMethod::kTangent);
    EXPECT_GT(((near - exact).abs().max() / exact.abs().max()).item<double>(), 1e-2)
        << "the encoder has no share, so the approximation is none";
}

// Two classes and one score take the real gradient from the backward that gave the products.
TEST_P(Step, TheRealGradientIsTheSameWhateverWasAskedBefore) {
    const auto weights = torch::rand({kRows, 2});
    tools->backward(weights);
    const auto plain = buffers.train.values().clone();
    rates(RateMethod::kExact);
    tools->backward(weights);
    const auto& after = buffers.train.values();
    EXPECT_LT(((after - plain).norm() / plain.norm()).item<double>(), 1e-5);
    EXPECT_LT(((tools->gradient(weights) - plain).norm() / plain.norm()).item<double>(), 1e-5);
}

TEST_P(Step, NotesMetaLossAndCosine) {
    tools->backward(torch::full({kRows, 2}, 0.5));
    const auto notes = tools->takeNotes(buffers.train.norm());
    ASSERT_EQ(notes.size(), 2U);
    EXPECT_EQ(notes[0].first, "meta_loss");
    EXPECT_EQ(notes[1].first, "meta_train_cosine");
    const auto& a = buffers.train.values();
    const double cosine = ((a * direction).sum() / (a.norm() * direction.norm())).item<double>();
    EXPECT_NEAR(notes[1].second, cosine, 1e-5);
}

INSTANTIATE_TEST_SUITE_P(Outputs, Step, ::testing::Values(1, 2, 3));

}  // namespace
}  // namespace alphascope
