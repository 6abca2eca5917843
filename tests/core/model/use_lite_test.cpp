// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/use_lite.h"

#include "core/data/helpers.h"
#include "core/model/fixture.h"

#include <nlohmann/json.hpp>

#include <fstream>

namespace alphascope {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

TEST(UseLite, GivesThePublishedVectors) {
    NEEDS_DATA(data);
    torch::NoGradGuard no_grad;
    const auto pretrained = loadPretrained(data / "use-lite");
    const Classifier model = fixture::classifier(pretrained, torch::kFloat32);
    const auto& leaves = model.parameters().leaves();
    const auto encoder = makeEncoder(model.config());
    std::vector<Encoding> texts;
    std::ifstream file(data / "use-lite" / "fixtures.json");
    const auto fixtures = json::parse(file);
    for (const auto& text : fixtures)
        texts.push_back({text.at("ids").get<std::vector<std::int32_t>>(),
                         std::vector<std::int32_t>(text.at("ids").size(), 0)});
    const auto tokens = toTensors(packBatch(texts, testing::firstPositions(texts.size()), 0));
    const auto out = encoder->forward({leaves.data(), leaves.size() - 2}, tokens, nullptr);
    const auto vectors = out.pooled / std::sqrt(512.0);
    int whole = 0;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const auto vector = vectors[static_cast<std::int64_t>(i)];
        if (fixtures[i].contains("embedding_first_component")) {
            EXPECT_NEAR(vector[0].item<double>(),
                        fixtures[i].at("embedding_first_component").get<double>(), 1e-5);
        }
        if (!fixtures[i].contains("embedding")) continue;
        const auto expected = fixtures[i].at("embedding").get<std::vector<double>>();
        EXPECT_LT(fixture::largestDifference(vector, torch::tensor(expected, torch::kFloat64)),
                  1e-5)
            << fixtures[i].at("text");
        ++whole;
    }
    EXPECT_GE(whole, 2);
}

/// A folder of the published layout with the tiny weights of the fixture.
class UseLiteFolder : public ::testing::Test {
protected:
    UseLiteFolder() {
        const auto tiny = fixture::load(fixture::folder("use_lite"));
        for (const auto& [name, tensor] : tiny.tensors) {
            if (!name.starts_with("use_lite.")) continue;
            const std::string plain = name.substr(9);
            weights[plain == "embeddings.word_embeddings.weight" ? "embeddings.weight" : plain] =
                tensor;
        }
        weights["position.inv_timescales"] = torch::tensor({1.0, 1e-4});
        config = {{"model", "universal-sentence-encoder-lite (test)"},
                  {"layers", tiny.config.layers},
                  {"heads", tiny.config.heads},
                  {"embedding_rows", tiny.config.vocab},
                  {"embedding_dim", tiny.config.word_vector},
                  {"hidden", tiny.config.hidden},
                  {"ffn", tiny.config.feed_forward},
                  {"max_tokens", tiny.config.max_length},
                  {"ln_eps", 1e-6},
                  {"activation", "relu"},
                  {"pre_ln", true},
                  {"final_ln", false}};
    }
    PretrainedModel load() const {
        scratch.write("config.json", config.dump());
        writeTensorFile(scratch.path() / "model.safetensors", {.tensors = weights, .metadata = {}});
        return loadPretrained(scratch.path());
    }
    testing::ScratchFolder scratch;
    json config;
    std::map<std::string, torch::Tensor> weights;
};

TEST_F(UseLiteFolder, IsAFineTunableEncoderForPairs) {
    auto pretrained = load();
    EXPECT_EQ(pretrained.vocabulary, scratch.path() / "vocab.tsv");
    pretrained.config.pairs = true;
    Classifier model(pretrained.config, 3);
    model.initialise(1);
    EXPECT_THAT(copyPretrained(pretrained, model),
                ::testing::UnorderedElementsAre("classifier.weight", "classifier.bias"));
    const auto expected = fixture::expected("use_lite");
    const double start = fixture::lossAndGradient(model, expected).loss;
    EXPECT_NEAR(start, std::log(3.0), 1e-6) << "a fresh head knows no class from another";
    for (int step = 0; step < 5; ++step) {
        const auto at = fixture::lossAndGradient(model, expected);
        torch::NoGradGuard no_grad;
        model.parameters().values().sub_(0.05 * at.gradient.values());
    }
    EXPECT_LT(fixture::lossAndGradient(model, expected).loss, start);
}

TEST_F(UseLiteFolder, RefusesWhatItCannotCompute) {
    const auto good_config = config;
    const auto good = weights;
    EXPECT_EQ(errorOf([&] { load(); }), "");
    for (const auto& [key, value] : std::map<std::string, json>{
             {"activation", "gelu"}, {"pre_ln", false}, {"final_ln", true}, {"ln_eps", 1e-12}}) {
        config = good_config;
        config[key] = value;
        EXPECT_THAT(errorOf([&] { load(); }), HasSubstr("another forward pass")) << key;
    }
    config = good_config;
    config.erase("hidden");
    EXPECT_THAT(errorOf([&] { load(); }), HasSubstr("hidden"));
    for (const json& size : std::vector<json>{1e300, 8.5, -1, 0, 4294967304, true, "8"}) {
        config = good_config;
        config["embedding_rows"] = size;
        EXPECT_THAT(errorOf([&] { load(); }),
                    ::testing::AllOf(HasSubstr("embedding_rows is "), HasSubstr("config.json")))
            << size;
    }
    config = good_config;
    weights.erase("head.bias");
    EXPECT_THAT(errorOf([&] { load(); }), HasSubstr("head.bias is missing"));
    weights = good;
    weights["more"] = torch::ones({1});
    EXPECT_THAT(errorOf([&] { load(); }), HasSubstr("more is not known"));
    weights = good;
    weights["head.bias"] = torch::ones({3});
    EXPECT_THAT(errorOf([&] { load(); }), HasSubstr("another shape"));
    weights = good;
    weights["position.inv_timescales"] = torch::tensor({1.0, 1e-3});
    EXPECT_THAT(errorOf([&] { load(); }), HasSubstr("not the rates"));
}

}  // namespace
}  // namespace alphascope
