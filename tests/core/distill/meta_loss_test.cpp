// SPDX-License-Identifier: GPL-3.0-or-later
// The meta-gradient of each meta loss against libtorch's differentiation of that loss.
#include "core/train/toy_data.h"
#include "distill/meta_gradient.h"
#include "train/step_tools.h"

#include <gtest/gtest.h>

namespace alphascope {
namespace {

constexpr double kTemperature = 3.0;

/// A student in double, a batch of the meta set, and a teacher for it.
class MetaLosses : public ::testing::TestWithParam<MetaLoss> {
protected:
    MetaLosses()
        : data(toy::separableTask(4, 9, 0.0)),
          student(toy::smallConfig(data.tokenizer->size(), 0.3), 2, torch::kFloat64),
          batch(makeBatch(data.meta, {0, 2, 3, 7, 8}, data.tokenizer->padId())) {
        student.initialise(3);
        student.parameters().values().mul_(6.0);
        torch::manual_seed(5);
        teacher = torch::randn({9, 2}, torch::kFloat64) * 2;
    }
    /// By PyTorch's own functions; dropout off.
    torch::Tensor lossAt(std::span<const torch::Tensor> leaves) const {
        namespace f = torch::nn::functional;
        const auto z = student.logits(leaves, toTensors(batch.tokens), nullptr);
        const auto hard = f::cross_entropy(z, batch.labels);
        const auto soft =
            f::kl_div((z / kTemperature).log_softmax(-1),
                      (teacher.index_select(0, batch.index) / kTemperature).softmax(-1),
                      f::KLDivFuncOptions().reduction(torch::kBatchMean)) *
            (kTemperature * kTemperature);
        if (GetParam() == MetaLoss::kHard) return hard;
        return GetParam() == MetaLoss::kSoft ? soft : hard + soft;
    }
    PreparedData data;
    Classifier student;
    Batch batch;
    torch::Tensor teacher;
};

TEST_P(MetaLosses, AreDifferentiatedWhereTheyAreAsked) {
    const auto terms = makeTerms(TaskKind::kClassification, true);
    const OutputHeadView view(teacher, kTemperature);
    const auto own = student.parameters().values();
    const auto elsewhere = own + 0.1 * torch::randn(own.sizes(), torch::kFloat64);
    for (const auto& values : {own, elsewhere}) {
        std::vector<torch::Tensor> leaves, parts;
        for (const auto& part : student.parameters().cut(values))
            leaves.push_back(part.detach().clone().requires_grad_(true));
        const auto loss = lossAt(leaves);
        for (const auto& part : torch::autograd::grad({loss}, leaves))
            parts.push_back(part.reshape({-1}));
        const auto expected = torch::cat(parts);
        Gradient into(student.parameters());
        EXPECT_NEAR(addMetaGradient(student, values, batch, view, terms, GetParam(), into),
                    loss.item<double>(), 1e-10);
        EXPECT_LT((into.values() - expected).abs().max().item<double>(), 1e-10);
        EXPECT_GT(expected.abs().max().item<double>(), 1e-3) << "a flat loss proves nothing";
        addMetaGradient(student, values, batch, view, terms, GetParam(), into);
        EXPECT_LT((into.values() - 2.0 * expected).abs().max().item<double>(), 1e-10)
            << "it is added";
    }
}

INSTANTIATE_TEST_SUITE_P(Kinds, MetaLosses,
                         ::testing::Values(MetaLoss::kMix, MetaLoss::kHard, MetaLoss::kSoft));

}  // namespace
}  // namespace alphascope
