// SPDX-License-Identifier: GPL-3.0-or-later
// The oracles of RW-KD's meta-gradient, in double precision on a real (small) transformer: finite
// differences of the unrolled objective, explicit per-sample gradients, and closed forms.
#include "distill/meta_gradient.h"

#include "core/train/toy_data.h"
#include "distill/rw_kd.h"
#include "train/step_tools.h"

#include <gtest/gtest.h>

namespace alphascope {
namespace {

/// A student in double, a training batch of eight, a meta batch of sixteen, a teacher for both.
class RwKdOracle : public ::testing::TestWithParam<double> {
protected:
    RwKdOracle()
        : data(toy::separableTask(8, 16, 0.3)),
          student(toy::smallConfig(data.tokenizer.size(), 0.0), kClasses, torch::kFloat64) {
        student.initialise(3);
        // Larger weights than at initialisation, so that no gradient is nearly zero.
        student.parameters().values().mul_(8.0);
        terms = makeTerms(TaskKind::kClassification, true);
        torch::manual_seed(5);
        train_view = std::make_unique<OutputHeadView>(torch::randn({8, kClasses}, torch::kFloat64) * 2, GetParam());
        meta_view = std::make_unique<OutputHeadView>(torch::randn({16, kClasses}, torch::kFloat64) * 2, GetParam());
        batch = all(data.train);
        meta = all(data.meta);
        g = metaGradient(student, student.parameters().leaves(), meta, *meta_view, terms, MetaLoss::kMix).parts;
        logits = student.logits(batch.tokens, nullptr).detach();
        tangent = logitTangent(student, batch.tokens, g);
        targets = train_view->targets(batch, {logits});
    }

    Batch all(const EncodedSet& set) {
        std::vector<std::size_t> positions(set.size());
        std::iota(positions.begin(), positions.end(), std::size_t{0});
        return makeBatch(set, positions, data.tokenizer.padId());
    }
    torch::Tensor rate(std::int64_t term) const {
        return rateOfChange(*terms[static_cast<std::size_t>(term)], logits, targets, tangent);
    }
    /// Loss of one sample and term at the current parameters, with its graph.
    torch::Tensor sampleLoss(std::int64_t term, std::int64_t sample) const {
        const StudentOutput output{student.logits(batch.tokens, nullptr)};
        return terms[static_cast<std::size_t>(term)]->perUnit(output, targets)[sample];
    }
    std::vector<torch::Tensor> gradientOf(const torch::Tensor& loss) const {
        return torch::autograd::grad({loss}, student.parameters().leaves());
    }
    double metaLossAt(const std::vector<torch::Tensor>& parameters) const {
        torch::NoGradGuard no_grad;
        const StudentOutput output{student.logits(parameters, meta.tokens, nullptr)};
        return allLosses(terms, output, meta_view->targets(meta, output)).sum(1).mean().item<double>();
    }
    std::vector<torch::Tensor> moved(const std::vector<torch::Tensor>& direction, double by) const {
        std::vector<torch::Tensor> parameters;
        for (std::size_t i = 0; i < direction.size(); ++i)
            parameters.push_back(student.parameters().leaves()[i].detach() + by * direction[i]);
        return parameters;
    }

    static constexpr int kClasses = 2;
    PreparedData data;
    Classifier student;
    std::vector<std::unique_ptr<LossTerm>> terms;
    std::unique_ptr<OutputHeadView> train_view, meta_view;
    Batch batch, meta;
    std::vector<torch::Tensor> g;
    torch::Tensor logits, tangent;
    Targets targets;
};

// (a) u_i = -d/de_i of the meta loss after the virtual step theta - e_i grad l_i, by central differences.
TEST_P(RwKdOracle, EqualsTheDerivativeOfTheUnrolledObjective) {
    for (const auto term : {kLabelTerm, kTeacherTerm})
        for (std::int64_t sample = 0; sample < 8; ++sample) {
            const auto direction = gradientOf(sampleLoss(term, sample));
            const double h = 1e-5;
            const double derivative = (metaLossAt(moved(direction, -h)) - metaLossAt(moved(direction, h))) / (2 * h);
            EXPECT_NEAR(rate(term)[sample].item<double>(), -derivative, 1e-6 * std::max(1.0, std::abs(derivative)));
        }
}

// (b) and (e): exact, not one-sided: the tangent pass equals explicit per-sample inner products.
TEST_P(RwKdOracle, EqualsExplicitPerSampleInnerProducts) {
    for (const auto term : {kLabelTerm, kTeacherTerm})
        for (std::int64_t sample = 0; sample < 8; ++sample) {
            const auto gradient = gradientOf(sampleLoss(term, sample));
            double product = 0.0;
            for (std::size_t i = 0; i < gradient.size(); ++i) product += (gradient[i] * g[i]).sum().item<double>();
            EXPECT_NEAR(rate(term)[sample].item<double>(), product, 1e-11 * std::max(1.0, std::abs(product)));
        }
}

// (c) Two classes: the meta-gradient gives one sign bit, the gaps give the size.
TEST_P(RwKdOracle, FollowsTheClosedFormForTwoClasses) {
    const double t = GetParam();
    const auto z = logits;
    const auto a = torch::softmax(z, -1).select(1, 1) - targets.labels;
    const auto b = t * (torch::softmax(z / t, -1) - torch::softmax(targets.teacher_logits / t, -1)).select(1, 1);
    const auto d = tangent.select(1, 1) - tangent.select(1, 0);
    const auto alpha = normaliseWithinSample(rate(kLabelTerm), rate(kTeacherTerm), 0.0);
    for (std::int64_t i = 0; i < 8; ++i) {
        const double ai = a[i].item<double>(), bi = b[i].item<double>(), di = d[i].item<double>();
        double expected = 0.5;
        if (ai * di > 0 && bi * di > 0) expected = std::abs(bi) / (std::abs(ai) + std::abs(bi));
        else if (ai * di > 0) expected = 0.0;
        else if (bi * di > 0) expected = 1.0;
        EXPECT_NEAR(alpha[i].item<double>(), expected, 1e-9) << "sample " << i;
    }
}

// (d) Central differences on the logits give the same weights.
TEST_P(RwKdOracle, AgreesWithCentralDifferencesOfTheLogits) {
    torch::NoGradGuard no_grad;
    double norm = 0.0;
    for (const auto& part : g) norm += part.square().sum().item<double>();
    const double r = 0.01 / std::sqrt(norm);
    const auto differences = (student.logits(moved(g, r), batch.tokens, nullptr) -
                          student.logits(moved(g, -r), batch.tokens, nullptr)) / (2 * r);
    const auto& z = logits;
    const auto exact = normaliseWithinSample(rate(kLabelTerm), rate(kTeacherTerm), 1e-8);
    const auto approximate = normaliseWithinSample(rateOfChange(*terms[0], z, targets, differences),
                                                   rateOfChange(*terms[1], z, targets, differences), 1e-8);
    EXPECT_LT((exact - approximate).abs().max().item<double>(), 1e-3);
}

// (f) The virtual step's learning rate and beta cancel.
TEST_P(RwKdOracle, DoesNotDependOnTheScaleOfTheVirtualStep) {
    const auto alpha = normaliseWithinSample(rate(kLabelTerm), rate(kTeacherTerm), 0.0);
    const auto scaled = normaliseWithinSample(rate(kLabelTerm) * 2e-5, rate(kTeacherTerm) * 2e-5, 0.0);
    EXPECT_TRUE(torch::allclose(alpha, scaled, 1e-12, 1e-12));
}

// (h) No meta-gradient: ½ for all.
TEST_P(RwKdOracle, GivesOneHalfWithoutAMetaGradient) {
    std::vector<torch::Tensor> zero;
    for (const auto& part : g) zero.push_back(torch::zeros_like(part));
    tangent = logitTangent(student, batch.tokens, zero);
    const auto alpha = normaliseWithinSample(rate(kLabelTerm), rate(kTeacherTerm), 1e-8);
    EXPECT_TRUE(torch::equal(alpha, torch::full_like(alpha, 0.5)));
}

// (i) KL or soft cross-entropy: the teacher's entropy is a constant, the weights are the same.
TEST_P(RwKdOracle, IsTheSameForDivergenceAndSoftCrossEntropy) {
    const double t = GetParam();
    const auto z = logits.clone().requires_grad_(true);
    const auto q = torch::softmax(targets.teacher_logits / t, -1);
    const auto soft = -(q * torch::log_softmax(z / t, -1)).sum() * t * t;
    const auto soft_rate = (torch::autograd::grad({soft}, {z})[0] * tangent).sum(-1);
    EXPECT_TRUE(torch::allclose(soft_rate, rate(kTeacherTerm), 1e-10, 1e-12));
}

// (j) Turning the meta-gradient round sends each helpful term to the floor.
TEST_P(RwKdOracle, SendsHelpfulTermsToTheFloorWhenTheSignFlips) {
    const auto alpha = normaliseWithinSample(rate(kLabelTerm), rate(kTeacherTerm), 0.0);
    const auto turned = normaliseWithinSample(-rate(kLabelTerm), -rate(kTeacherTerm), 0.0);
    for (std::int64_t i = 0; i < 8; ++i) {
        const bool label_helps = rate(kLabelTerm)[i].item<double>() > 0;
        const bool teacher_helps = rate(kTeacherTerm)[i].item<double>() > 0;
        if (label_helps && teacher_helps) {
            EXPECT_EQ(turned[i].item<double>(), 0.5);
        }
        if (label_helps && !teacher_helps) {
            EXPECT_EQ(turned[i].item<double>(), 1.0);
        }
        if (!label_helps && teacher_helps) {
            EXPECT_EQ(turned[i].item<double>(), 0.0);
        }
        if (!label_helps && !teacher_helps) {
            EXPECT_EQ(alpha[i].item<double>(), 0.5);
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Temperatures, RwKdOracle, ::testing::Values(1.0, 4.0));

// (g) A one-hot teacher that agrees with the label at T = 1: both terms are one, α is exactly ½.
TEST(RwKdWeights, AreOneHalfForAOneHotTeacherThatAgrees) {
    const auto z = torch::randn({5, 2}, torch::kFloat64);
    const auto labels = torch::tensor({0, 1, 1, 0, 1}, torch::kInt64);
    const auto teacher = torch::one_hot(labels, 2).to(torch::kFloat64) * 1e3;
    const Targets targets{.labels = labels, .teacher_logits = teacher, .temperature = 1.0};
    const auto terms = makeTerms(TaskKind::kClassification, true);
    const auto tangent = torch::randn({5, 2}, torch::kFloat64);
    const auto alpha = normaliseWithinSample(rateOfChange(*terms[0], z, targets, tangent),
                                             rateOfChange(*terms[1], z, targets, tangent), 1e-8);
    EXPECT_LT((alpha - 0.5).abs().max().item<double>(), 1e-12);
}

TEST(RwKdWeights, AreOneHalfWhereBothAreZeroWithoutAFloor) {
    const auto alpha = normaliseWithinSample(torch::zeros({3}), torch::tensor({0.0F, -1.0F, 2.0F}), 0.0);
    EXPECT_EQ(alpha[0].item<float>(), 0.5F);
    EXPECT_EQ(alpha[1].item<float>(), 0.5F);
    EXPECT_EQ(alpha[2].item<float>(), 1.0F);
}

// The tangents run under the training forward's own masks (design, section 5).
TEST(LogitTangent, ReplaysTheMasksOfTheForwardThatFollows) {
    const auto data = toy::separableTask(8, 8, 0.0);
    Classifier student(toy::smallConfig(data.tokenizer.size(), 0.5), 2, torch::kFloat64);
    student.initialise(1);
    const Batch batch = makeBatch(data.train, {0, 1, 2, 3}, data.tokenizer.padId());
    const auto direction = student.parameters().cut(torch::randn({student.parameters().count()}, torch::kFloat64));
    const DropoutStream masks(4);
    const auto tangent = logitTangent(student, batch.tokens, masks, direction);
    const auto logitsAt = [&](double h) {
        torch::NoGradGuard no_grad;
        std::vector<torch::Tensor> moved;
        for (std::size_t i = 0; i < direction.size(); ++i)
            moved.push_back(student.parameters().leaves()[i].detach() + h * direction[i]);
        DropoutStream same = masks;
        return student.logits(moved, batch.tokens, &same);
    };
    const auto differences = (logitsAt(1e-6) - logitsAt(-1e-6)) / 2e-6;
    EXPECT_TRUE(torch::allclose(tangent, differences, 1e-6, 1e-7));
    EXPECT_FALSE(torch::allclose(tangent, logitTangent(student, batch.tokens, direction), 1e-3, 1e-4))
        << "the masks make no difference";
}

}  // namespace
}  // namespace alphascope
