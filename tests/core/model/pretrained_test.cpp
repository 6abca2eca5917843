// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/pretrained.h"

#include "core/data/helpers.h"
#include "core/model/fixture.h"

#include <nlohmann/json.hpp>

namespace alphascope {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

PretrainedModel withHead(std::vector<std::string> labels) {
    const auto n = static_cast<std::int64_t>(labels.size());
    PretrainedModel model{
        .config = {}, .tensors = {}, .labels = std::move(labels), .vocabulary = {}};
    model.tensors["classifier.weight"] = torch::arange(n).to(torch::kFloat32).unsqueeze(1);
    model.tensors["classifier.bias"] = torch::arange(n).to(torch::kFloat32);
    return model;
}

/// The rows of the head after fitting; empty when it was taken off.
std::vector<float> rowsAfter(std::vector<std::string> labels, const char* task) {
    auto model = withHead(std::move(labels));
    if (!fitHead(model, findTask(task))) {
        EXPECT_TRUE(model.tensors.empty());
        EXPECT_TRUE(model.labels.empty());
        return {};
    }
    const auto& bias = model.tensors.at("classifier.bias");
    EXPECT_TRUE(torch::equal(model.tensors.at("classifier.weight").squeeze(1), bias));
    return {bias.data_ptr<float>(), bias.data_ptr<float>() + bias.numel()};
}

TEST(FitHead, OrdersTheRowsAsTheTasksClasses) {
    EXPECT_THAT(rowsAfter({"NEGATIVE", "POSITIVE"}, "sst2"), ElementsAre(0, 1));
    EXPECT_THAT(rowsAfter({"pos", "neg"}, "sst2"), ElementsAre(1, 0));
    EXPECT_THAT(rowsAfter({"CONTRADICTION", "NEUTRAL", "ENTAILMENT"}, "mnli"),
                ElementsAre(2, 1, 0));
    EXPECT_THAT(rowsAfter({"not entailment", "entailment"}, "rte"), ElementsAre(1, 0));
    EXPECT_THAT(rowsAfter({"not_entailment", "entailment"}, "demo"), ElementsAre(0, 1));
    EXPECT_THAT(rowsAfter({"LABEL_0", "LABEL_1"}, "mrpc"), ElementsAre(0, 1));
    EXPECT_THAT(rowsAfter({"1", "0"}, "cola"), ElementsAre(1, 0));
    EXPECT_THAT(rowsAfter({"equivalent", "not_equivalent"}, "mrpc"), ElementsAre(1, 0));
}

TEST(FitHead, TakesOffAHeadForSomethingElse) {
    EXPECT_TRUE(rowsAfter({"NEGATIVE", "POSITIVE"}, "mrpc").empty());
    EXPECT_TRUE(rowsAfter({"LABEL_0", "LABEL_1", "LABEL_2"}, "sst2").empty());
    EXPECT_TRUE(rowsAfter({"LABEL_0", "LABEL_1"}, "mnli").empty());
    EXPECT_TRUE(rowsAfter({"LABEL_0", "LABEL_1"}, "stsb").empty());
    PretrainedModel none;
    EXPECT_FALSE(fitHead(none, findTask("sst2")));
}

TEST(FitHead, DividesScoresAsTheTaskDoes) {
    auto model = withHead({"LABEL_0"});
    model.tensors["classifier.bias"].fill_(5.0);
    ASSERT_TRUE(fitHead(model, findTask("stsb")));
    EXPECT_FLOAT_EQ(model.tensors["classifier.bias"].item<float>(), 1.0F);
}

TEST(ReadableLabels, AreWordsInClassOrder) {
    EXPECT_THAT(readableLabels(findTask("sst2")), ElementsAre("negative", "positive"));
    EXPECT_THAT(readableLabels(findTask("rte")), ElementsAre("entailment", "not_entailment"));
    EXPECT_TRUE(readableLabels(findTask("stsb")).empty());
    for (const auto& task : taskTable()) {
        auto model = withHead(readableLabels(task));
        if (task.kind == TaskKind::kRegression) continue;
        ASSERT_TRUE(fitHead(model, task)) << task.id;
        EXPECT_TRUE(torch::equal(model.tensors["classifier.bias"],
                                 torch::arange(task.outputs()).to(torch::kFloat32)))
            << task.id;
    }
}

TEST(CopyPretrained, NamesWhatDoesNotFit) {
    const auto pretrained = fixture::load(fixture::folder("bert"));
    auto config = pretrained.config;
    config.layers = 1;
    Classifier shallow(config, 3);
    EXPECT_THAT(errorOf([&] { copyPretrained(pretrained, shallow); }),
                HasSubstr("no place for 12"));
    config.layers = 3;
    Classifier deep(config, 3);
    EXPECT_THAT(errorOf([&] { copyPretrained(pretrained, deep); }),
                HasSubstr("lack the tensor bert.encoder.layer.2."));
    config = pretrained.config;
    config.vocab = 31;
    Classifier wide(config, 3);
    EXPECT_THAT(errorOf([&] { copyPretrained(pretrained, wide); }), HasSubstr("word_embeddings"));
}

TEST(LoadPretrained, NeedsAConfigThatIsJson) {
    const testing::ScratchFolder scratch;
    EXPECT_THAT(errorOf([&] { loadPretrained(scratch.path()); }), HasSubstr("config.json"));
    scratch.write("config.json", "[1]");
    EXPECT_THAT(errorOf([&] { loadPretrained(scratch.path()); }), HasSubstr("not a JSON object"));
    const auto settings = [&](const std::string& hidden) {
        scratch.write("config.json",
                      R"({"model_type": "bert", "vocab_size": 9, "max_position_embeddings": 8,)"
                      R"("num_hidden_layers": 1, "hidden_size": )" +
                          hidden + "}");
        return errorOf([&] { loadPretrained(scratch.path()); });
    };
    const auto nested = [](std::size_t depth) {
        return std::string(depth, '[') + std::string(depth, ']');
    };
    EXPECT_THAT(settings(nested(100'000)), HasSubstr("32 levels"));
    EXPECT_THAT(settings(nested(20)), HasSubstr("hidden_size is a list of 1, not"));
    EXPECT_THAT(settings(std::string(2U << 20U, ' ') + "4"), HasSubstr("larger than 1 MiB"));
    scratch.write("config.json", "");
    EXPECT_THAT(errorOf([&] { loadPretrained(scratch.path()); }), HasSubstr("not valid JSON"));
}

}  // namespace
}  // namespace alphascope
