// SPDX-License-Identifier: GPL-3.0-or-later
// The oracles of RW-KD's meta-gradient, in double precision on a real (small) transformer: finite
// differences of the unrolled objective, explicit per-sample gradients, and closed forms.
#include "distill/meta_gradient.h"

#include "core/train/toy_data.h"
#include "distill/rw_kd.h"
#include "train/step_tools.h"

#include <gtest/gtest.h>

#include <array>
#include <limits>

namespace alphascope {
namespace {

struct Case {
    double temperature;
    int classes;
};
void PrintTo(const Case& c, std::ostream* out) {
    *out << "T = " << c.temperature << ", " << c.classes << " classes";
}

constexpr std::int64_t kRows = 24, kMetaRows = 32;

/// A student in double, a training batch, a meta batch, and a teacher for both that is often wrong.
class RwKdOracle : public ::testing::TestWithParam<Case> {
protected:
    RwKdOracle()
        : data(toy::separableTask(kRows, kMetaRows, 0.3)),
          student(toy::smallConfig(data.tokenizer->size(), 0.0), GetParam().classes,
                  torch::kFloat64) {
        student.initialise(3);
        // Larger weights than at initialisation, so that no gradient is nearly zero.
        student.parameters().values().mul_(8.0);
        terms = makeTerms(TaskKind::kClassification, true);
        torch::manual_seed(5);
        train_view = std::make_unique<OutputHeadView>(
            torch::randn({kRows, GetParam().classes}, torch::kFloat64) * 2, GetParam().temperature);
        meta_view = std::make_unique<OutputHeadView>(
            torch::randn({kMetaRows, GetParam().classes}, torch::kFloat64) * 2,
            GetParam().temperature);
        batch = all(data.train);
        meta = all(data.meta);
        tokens = toTensors(batch.tokens);
        g = metaGradientAt(student.parameters().values());
        pass = student.forward(batch.tokens, nullptr);
        logits = pass->logits();
        tangent = pass->tangent(g);
        targets = train_view->targets(batch, {logits});
        losses = std::make_unique<LogitLosses>(terms, logits, targets);
    }

    torch::Tensor metaGradientAt(const torch::Tensor& values) {
        Gradient into(student.parameters());
        addMetaGradient(student, values, meta, *meta_view, terms, MetaLoss::kMix, into);
        return into.values();
    }
    Batch all(const EncodedSet& set) {
        std::vector<std::size_t> positions(set.size());
        std::iota(positions.begin(), positions.end(), std::size_t{0});
        return makeBatch(set, positions, data.tokenizer->padId());
    }
    /// <v, grad l_i^a> for the tangents along v, [B, 2].
    torch::Tensor ratesAlong(const torch::Tensor& along) const {
        return (losses->derivatives() * along).sum(-1).t();
    }
    torch::Tensor rates() const { return ratesAlong(tangent); }
    torch::Tensor rate(std::int64_t term) const { return rates().select(1, term); }
    /// Loss of one sample and term at the current parameters, with its graph.
    torch::Tensor sampleLoss(std::int64_t term, std::int64_t sample) const {
        const StudentOutput output{student.logits(tokens, nullptr)};
        return terms[static_cast<std::size_t>(term)]->perUnit(output, targets)[sample];
    }
    torch::Tensor gradientOf(const torch::Tensor& loss) const {
        std::vector<torch::Tensor> flat;
        for (const auto& part : torch::autograd::grad({loss}, student.parameters().leaves()))
            flat.push_back(part.reshape({-1}));
        return torch::cat(flat);
    }
    torch::Tensor logitsAt(const torch::Tensor& values) const {
        torch::NoGradGuard no_grad;
        return student.logits(student.parameters().cut(values), tokens, nullptr);
    }
    double metaLossAt(const torch::Tensor& values) const {
        torch::NoGradGuard no_grad;
        const StudentOutput output{
            student.logits(student.parameters().cut(values), toTensors(meta.tokens), nullptr)};
        return allLosses(terms, output, meta_view->targets(meta, output))
            .sum(1)
            .mean()
            .item<double>();
    }
    torch::Tensor moved(const torch::Tensor& direction, double by) const {
        return student.parameters().values() + by * direction;
    }

    PreparedData data;
    Classifier student;
    std::vector<std::unique_ptr<LossTerm>> terms;
    std::unique_ptr<OutputHeadView> train_view, meta_view;
    Batch batch, meta;
    TokenBatch tokens;
    std::unique_ptr<ForwardPass> pass;
    std::unique_ptr<LogitLosses> losses;
    torch::Tensor g, logits, tangent;
    Targets targets;
};

// (a) u_i = -d/de_i of the meta loss after the virtual step theta - e_i grad l_i, by central
// differences.
TEST_P(RwKdOracle, EqualsTheDerivativeOfTheUnrolledObjective) {
    for (const auto term : {kLabelTerm, kTeacherTerm})
        for (std::int64_t sample = 0; sample < kRows; ++sample) {
            const auto direction = gradientOf(sampleLoss(term, sample));
            const double h = 1e-6;
            const double derivative =
                (metaLossAt(moved(direction, -h)) - metaLossAt(moved(direction, h))) / (2 * h);
            EXPECT_NEAR(rate(term)[sample].item<double>(), -derivative,
                        1e-6 * std::max(1.0, std::abs(derivative)));
        }
}

// (b) The tangent pass equals explicit per-sample inner products.
TEST_P(RwKdOracle, EqualsExplicitPerSampleInnerProducts) {
    for (const auto term : {kLabelTerm, kTeacherTerm})
        for (std::int64_t sample = 0; sample < kRows; ++sample) {
            const double product = (gradientOf(sampleLoss(term, sample)) * g).sum().item<double>();
            EXPECT_NEAR(rate(term)[sample].item<double>(), product,
                        1e-11 * std::max(1.0, std::abs(product)));
        }
}

// (c) Two classes: the meta-gradient gives one sign bit, the gaps give the size.
class RwKdTwoClasses : public RwKdOracle {};

TEST_P(RwKdTwoClasses, FollowTheClosedForm) {
    const double t = GetParam().temperature;
    const auto z = logits;
    const auto a = torch::softmax(z, -1).select(1, 1) - targets.labels;
    const auto b =
        t *
        (torch::softmax(z / t, -1) - torch::softmax(targets.teacher_logits / t, -1)).select(1, 1);
    const auto d = tangent.select(1, 1) - tangent.select(1, 0);
    const auto alpha = normaliseWithinSample(rates(), 0.0);
    std::array<int, 4> met{};  // neither term helps, the label, the teacher, both
    for (std::int64_t i = 0; i < kRows; ++i) {
        const double ai = a[i].item<double>(), bi = b[i].item<double>(), di = d[i].item<double>();
        const std::array expected{0.5, 0.0, 1.0, std::abs(bi) / (std::abs(ai) + std::abs(bi))};
        const std::size_t which = (ai * di > 0 ? 1U : 0U) + (bi * di > 0 ? 2U : 0U);
        ++met.at(which);
        EXPECT_NEAR(alpha[i].item<double>(), expected.at(which), 1e-9) << "sample " << i;
    }
    for (const int count : met) EXPECT_GT(count, 0) << "the batch does not meet every case";
}

// (d) Central differences on the logits give the same weights.
TEST_P(RwKdOracle, AgreesWithCentralDifferencesOfTheLogits) {
    const double r = 0.001 / g.norm().item<double>();
    const auto differences = (logitsAt(moved(g, r)) - logitsAt(moved(g, -r))) / (2 * r);
    const auto exact = normaliseWithinSample(rates(), 1e-8);
    const auto approximate = normaliseWithinSample(ratesAlong(differences), 1e-8);
    EXPECT_LT((exact - approximate).abs().max().item<double>(), 1e-3);
}

// (e) One-sided differences of the losses are no substitute: what (b) demands, they miss by far.
TEST_P(RwKdOracle, IsNotReachedByOneSidedDifferencesOfTheLosses) {
    const double r = 1e-4 / g.norm().item<double>();
    const auto lossesAt = [&](double by) {
        return allLosses(terms, {logitsAt(moved(g, by))}, targets);
    };
    const auto one_sided = (lossesAt(r) - lossesAt(0.0)) / r,
               central = (lossesAt(r) - lossesAt(-r)) / (2 * r);
    const double one_sided_error = (one_sided - rates()).abs().max().item<double>();
    const double central_error = (central - rates()).abs().max().item<double>();
    EXPECT_GT(one_sided_error, 1e-6);
    EXPECT_GT(one_sided_error, 10 * central_error);
}

// (f) The virtual step's learning rate and beta cancel.
TEST_P(RwKdOracle, DoesNotDependOnTheScaleOfTheVirtualStep) {
    const auto alpha = normaliseWithinSample(rates(), 0.0);
    const auto scaled = normaliseWithinSample(rates() * 2e-5, 0.0);
    EXPECT_TRUE(torch::allclose(alpha, scaled, 1e-12, 1e-12));
}

// (h) No meta-gradient: ½ for all.
TEST_P(RwKdOracle, GivesOneHalfWithoutAMetaGradient) {
    tangent = pass->tangent(torch::zeros_like(g));
    const auto alpha = normaliseWithinSample(rates(), 1e-8);
    EXPECT_TRUE(torch::equal(alpha, torch::full_like(alpha, 0.5)));
}

// (i) KL or soft cross-entropy: the teacher's entropy is a constant, the weights are the same.
TEST_P(RwKdOracle, IsTheSameForDivergenceAndSoftCrossEntropy) {
    const double t = GetParam().temperature;
    const auto z = logits.clone().requires_grad_(true);
    const auto q = torch::softmax(targets.teacher_logits / t, -1);
    const auto soft = -(q * torch::log_softmax(z / t, -1)).sum() * t * t;
    const auto soft_rate = (torch::autograd::grad({soft}, {z})[0] * tangent).sum(-1);
    EXPECT_TRUE(torch::allclose(soft_rate, rate(kTeacherTerm), 1e-10, 1e-12));
}

// (j) Turning the meta-gradient round sends each helpful term to the floor.
TEST_P(RwKdOracle, SendsHelpfulTermsToTheFloorWhenTheSignFlips) {
    const auto turned = pass->tangent(-g);
    const auto alpha = normaliseWithinSample(rates(), 0.0);
    const auto flipped = normaliseWithinSample(ratesAlong(turned), 0.0);
    std::array<int, 4> met{};
    for (std::int64_t i = 0; i < kRows; ++i) {
        const bool label_helps = rate(kLabelTerm)[i].item<double>() > 0;
        const bool teacher_helps = rate(kTeacherTerm)[i].item<double>() > 0;
        const std::size_t which = (label_helps ? 1U : 0U) + (teacher_helps ? 2U : 0U);
        ++met.at(which);
        if (which == 0U) {
            EXPECT_EQ(alpha[i].item<double>(), 0.5) << "both at the floor";
        } else {
            const std::array expected{0.0, 1.0, 0.0, 0.5};
            EXPECT_EQ(flipped[i].item<double>(), expected.at(which)) << "sample " << i;
        }
    }
    EXPECT_GT(met[1] + met[2], 0);
    EXPECT_GT(met[3], 0);
}

// The reading with a network: dL_meta(θ'(V))/dV_i = -(lr/n) <g', grad KD_i - grad CE_i>, by central
// differences through the virtual step.
TEST_P(RwKdOracle, GivesTheNetworkItsExactGradient) {
    const double lr = 0.05;
    const auto leaves = student.parameters().leaves();
    const auto with_graph = allLosses(terms, {student.logits(tokens, nullptr)}, targets);
    const auto virtualValues = [&](const torch::Tensor& v) {
        const auto mean =
            ((1.0 - v) * with_graph.select(1, 0) + v * with_graph.select(1, 1)).mean();
        std::vector<torch::Tensor> flat;
        for (const auto& part : torch::autograd::grad({mean}, leaves, {}, true))
            flat.push_back(part.reshape({-1}));
        return student.parameters().values() - lr * torch::cat(flat);
    };
    const auto v = torch::rand({kRows}, torch::kFloat64);
    const auto along = ratesAlong(pass->tangent(metaGradientAt(virtualValues(v))));
    const auto slope = (along.select(1, kTeacherTerm) - along.select(1, kLabelTerm)) *
                       (-lr / static_cast<double>(kRows));
    const double h = 1e-4;
    for (const std::int64_t i : {0, 5, 11, 23}) {
        auto up = v.clone(), down = v.clone();
        up[i] += h;
        down[i] -= h;
        const double derivative =
            (metaLossAt(virtualValues(up)) - metaLossAt(virtualValues(down))) / (2 * h);
        EXPECT_NEAR(slope[i].item<double>(), derivative, 1e-7 + 1e-5 * std::abs(derivative)) << i;
    }

    // What the network's Adam step was given is that slope times dV/dφ: after one step from zero
    // moments, Adam's mean is a tenth of the gradient.
    MetaLearnerMlp mlp({.hidden = 6, .seed = 3});
    const auto inputs = with_graph.detach();
    const auto before = mlp.parameters().values().clone();
    std::vector<torch::Tensor> expected;
    for (const auto& part : torch::autograd::grad(
             {(mlp.weights(inputs).select(1, kTeacherTerm) * slope.to(torch::kFloat32)).sum()},
             mlp.parameters().leaves()))
        expected.push_back(part.reshape({-1}));
    mlp.learnAndWeigh({.learning_rate = lr, .losses = inputs}, along);
    TensorFile archive;
    mlp.save(archive);
    EXPECT_TRUE(torch::allclose(archive.tensors.at("scheme.mlp.adam.mean") * 10.0,
                                torch::cat(expected), 1e-4, 1e-9));
    EXPECT_FALSE(torch::equal(mlp.parameters().values(), before)) << "the network does not move";
}

INSTANTIATE_TEST_SUITE_P(TemperaturesAndClasses, RwKdOracle,
                         ::testing::Values(Case{1.0, 2}, Case{4.0, 2}, Case{1.0, 3}, Case{4.0, 3},
                                           Case{1.0, 10}));
INSTANTIATE_TEST_SUITE_P(Temperatures, RwKdTwoClasses,
                         ::testing::Values(Case{1.0, 2}, Case{4.0, 2}));

// (g) A one-hot teacher that agrees with the label at T = 1: both terms are one, α is exactly ½.
TEST(RwKdWeights, AreOneHalfForAOneHotTeacherThatAgrees) {
    const auto z = torch::randn({5, 2}, torch::kFloat64);
    const auto labels = torch::tensor({0, 1, 1, 0, 1}, torch::kInt64);
    const auto teacher = torch::one_hot(labels, 2).to(torch::kFloat64) * 1e3;
    const Targets targets{.labels = labels, .teacher_logits = teacher, .temperature = 1.0};
    const auto terms = makeTerms(TaskKind::kClassification, true);
    const auto tangent = torch::randn({5, 2}, torch::kFloat64);
    const auto rates = (LogitLosses(terms, z, targets).derivatives() * tangent).sum(-1).t();
    const auto alpha = normaliseWithinSample(rates, 1e-8);
    EXPECT_LT((alpha - 0.5).abs().max().item<double>(), 1e-12);
}

TEST(RwKdWeights, StayNotANumberWhereTheRatesAreNone) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const auto rates = torch::tensor({{nan, 1.0}, {1.0, nan}}, torch::kFloat64);
    EXPECT_TRUE(torch::isnan(normaliseWithinSample(rates, 1e-8)).all().item<bool>());
    EXPECT_TRUE(torch::isnan(normaliseWithinSample(rates, 0.0)).all().item<bool>());
}

TEST(RwKdWeights, AreOneHalfWhereBothAreZeroWithoutAFloor) {
    const auto alpha =
        normaliseWithinSample(torch::tensor({{0.0F, 0.0F}, {0.0F, -1.0F}, {0.0F, 2.0F}}), 0.0);
    EXPECT_EQ(alpha[0].item<float>(), 0.5F);
    EXPECT_EQ(alpha[1].item<float>(), 0.5F);
    EXPECT_EQ(alpha[2].item<float>(), 1.0F);
}

// The tangents run under the training forward's own masks (design, section 5).
TEST(Tangent, ReplaysTheMasksOfItsForward) {
    const auto data = toy::separableTask(8, 8, 0.0);
    Classifier student(toy::smallConfig(data.tokenizer->size(), 0.5), 2, torch::kFloat64);
    student.initialise(1);
    const Batch batch = makeBatch(data.train, {0, 1, 2, 3}, data.tokenizer->padId());
    const auto direction = torch::randn({student.parameters().count()}, torch::kFloat64);
    const DropoutStream masks(4);
    DropoutStream used = masks;
    const auto tangent = student.forward(batch.tokens, &used)->tangent(direction);
    const auto logitsAt = [&](double h) {
        DropoutStream same = masks;
        return student.predict(student.parameters().values() + h * direction, batch.tokens, &same);
    };
    const auto differences = (logitsAt(1e-6) - logitsAt(-1e-6)) / 2e-6;
    EXPECT_TRUE(torch::allclose(tangent, differences, 1e-6, 1e-7));
    EXPECT_FALSE(torch::allclose(
        tangent, student.forward(batch.tokens, nullptr)->tangent(direction), 1e-3, 1e-4))
        << "the masks make no difference";
}

}  // namespace
}  // namespace alphascope
