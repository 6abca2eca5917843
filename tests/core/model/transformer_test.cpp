// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/toy_data.h"
#include "model/classifier.h"
#include "train/step_tools.h"

#include <gtest/gtest.h>

namespace alphascope {
namespace {

/// libtorch's own post-norm encoder layer with GELU, filled with our weights, as independent
/// source.
torch::Tensor referenceLayer(const Classifier& model, const torch::Tensor& x,
                             const torch::Tensor& mask) {
    const auto& c = model.config();
    torch::nn::TransformerEncoderLayer layer(
        torch::nn::TransformerEncoderLayerOptions(c.hidden, c.heads)
            .dim_feedforward(c.feed_forward)
            .dropout(0.0)
            .activation(torch::kGELU));
    layer->to(torch::kFloat64);
    const auto take = [&](torch::Tensor target, const std::string& name) {
        torch::NoGradGuard no_grad;
        target.copy_(model.parameters().leaf("bert.encoder.layer.0." + name).detach());
    };
    take(layer->self_attn->in_proj_weight, "attention.self.qkv.weight");
    take(layer->self_attn->in_proj_bias, "attention.self.qkv.bias");
    take(layer->self_attn->out_proj->weight, "attention.output.dense.weight");
    take(layer->self_attn->out_proj->bias, "attention.output.dense.bias");
    take(layer->norm1->weight, "attention.output.LayerNorm.weight");
    take(layer->norm1->bias, "attention.output.LayerNorm.bias");
    take(layer->linear1->weight, "intermediate.dense.weight");
    take(layer->linear1->bias, "intermediate.dense.bias");
    take(layer->linear2->weight, "output.dense.weight");
    take(layer->linear2->bias, "output.dense.bias");
    take(layer->norm2->weight, "output.LayerNorm.weight");
    take(layer->norm2->bias, "output.LayerNorm.bias");
    layer->norm1->options.eps(1e-12);
    layer->norm2->options.eps(1e-12);
    return layer->forward(x.transpose(0, 1), {}, mask.logical_not()).transpose(0, 1);
}

class TransformerModel : public ::testing::Test {
protected:
    TransformerModel()
        : data(toy::separableTask(6, 4, 0.0)),
          model(toy::smallConfig(data.tokenizer->size()), 2, torch::kFloat64) {
        model.initialise(11);
        model.parameters().values().mul_(5.0);
        // Different lengths, so that there is padding to ignore.
        data.train.encodings[1] = data.tokenizer->encode("w1 w2", "w3 w4 w5", 0);
        packed = makeBatch(data.train, {0, 1, 2}, data.tokenizer->padId()).tokens;
        tokens = toTensors(packed);
    }
    PreparedData data;
    Classifier model;
    PackedTokens packed;
    TokenBatch tokens;
};

TEST_F(TransformerModel, LayerEqualsLibtorchsOwnEncoderLayer) {
    torch::NoGradGuard no_grad;
    const auto encoder = makeTransformer(model.config());
    const auto& leaves = model.parameters().leaves();
    const auto out = encoder->forward({leaves.data(), leaves.size() - 2}, tokens, nullptr);
    ASSERT_EQ(out.layers.size(), 2U);
    const auto expected = referenceLayer(model, out.layers[0], tokens.mask);
    const auto kept = tokens.mask.unsqueeze(-1).to(torch::kFloat64);
    EXPECT_LT(((out.layers[1] - expected) * kept).abs().max().item<double>(), 1e-10);
    // Embeddings: sum of the three tables, layer norm with epsilon 1e-12.
    const auto leaf = [&](const char* name) {
        return model.parameters().leaf(std::string("bert.embeddings.") + name).detach();
    };
    const auto sum =
        leaf("word_embeddings.weight").index({tokens.ids}) +
        leaf("position_embeddings.weight").narrow(0, 0, tokens.ids.size(1)).unsqueeze(0) +
        leaf("token_type_embeddings.weight").index({tokens.type_ids});
    const auto centred = sum - sum.mean(-1, true);
    const auto normed =
        centred / centred.square().mean(-1, true).sqrt() * leaf("LayerNorm.weight") +
        leaf("LayerNorm.bias");
    EXPECT_LT((out.layers[0] - normed).abs().max().item<double>(), 1e-9);
}

TEST_F(TransformerModel, IgnoresPadding) {
    torch::NoGradGuard no_grad;
    const auto together = model.logits(tokens, nullptr);
    const auto alone = model.predict(makeBatch(data.train, {0}, data.tokenizer->padId()).tokens);
    EXPECT_LT((together[0] - alone[0]).abs().max().item<double>(), 1e-12);
}

TEST_F(TransformerModel, GradientAgreesWithFiniteDifferences) {
    Gradient into(model.parameters());
    const auto pass = model.forward(packed, nullptr);
    pass->addGradient(torch::tensor({{0.0, 1.0}, {0.0, 1.0}, {0.0, 1.0}}, torch::kFloat64), into);
    const auto& gradient = into.values();
    torch::NoGradGuard no_grad;
    auto values = model.parameters().values();
    for (std::int64_t i = 0; i < values.numel(); i += 37) {
        const double old = values[i].item<double>(), h = 1e-5;
        values[i] = old + h;
        const double up = model.logits(tokens, nullptr).select(1, 1).sum().item<double>();
        values[i] = old - h;
        const double down = model.logits(tokens, nullptr).select(1, 1).sum().item<double>();
        values[i] = old;
        EXPECT_NEAR(gradient[i].item<double>(), (up - down) / (2 * h), 1e-6) << "parameter " << i;
    }
}

TEST_F(TransformerModel, StudentTakesEvenlySpacedTeacherLayers) {
    EncoderConfig four = model.config(), two = model.config();
    four.layers = 4;
    two.layers = 2;
    Classifier teacher(four, 2), student(two, 2);
    teacher.initialise(1);
    student.initialise(2);
    student.initialiseFromTeacher(teacher);
    const auto weight = [](const Classifier& m, int layer) {
        return m.parameters()
            .leaf("bert.encoder.layer." + std::to_string(layer) + ".output.dense.weight")
            .detach();
    };
    EXPECT_TRUE(torch::equal(weight(student, 0), weight(teacher, 1)));
    EXPECT_TRUE(torch::equal(weight(student, 1), weight(teacher, 3)));
    EncoderConfig wide = four;
    wide.hidden = 16;
    Classifier misfit(wide, 2);
    EXPECT_ANY_THROW(misfit.initialiseFromTeacher(teacher));
}

TEST_F(TransformerModel, LoadsItsOwnTensorsAndNamesWhatIsMissing) {
    Classifier copy(model.config(), 2, torch::kFloat64);
    auto tensors = model.namedTensors();
    copy.load(tensors);
    EXPECT_TRUE(torch::equal(copy.parameters().values(), model.parameters().values()));
    tensors.erase("classifier.bias");
    try {
        copy.load(tensors);
        FAIL() << "a missing tensor went unnoticed";
    } catch (const std::exception& problem) {
        EXPECT_NE(std::string(problem.what()).find("classifier.bias"), std::string::npos);
    }
}

}  // namespace
}  // namespace alphascope
