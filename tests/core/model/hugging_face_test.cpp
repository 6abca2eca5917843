// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/hugging_face.h"

#include "core/data/helpers.h"
#include "core/model/fixture.h"
#include "model/json_object.h"

#include <nlohmann/json.hpp>

namespace alphascope {
namespace {

using nlohmann::json;
using ::testing::AllOf;
using ::testing::HasSubstr;

/// Copies of a fixture that a test may spoil.
class HuggingFace : public ::testing::Test {
protected:
    HuggingFace() { take("bert"); }
    void take(const std::string& name) {
        config = readJsonObject(fixture::folder(name) / "config.json");
        weights = readTensorFile(fixture::folder(name) / "model.safetensors").tensors;
    }
    PretrainedModel load() const {
        scratch.write("config.json", config.dump());
        writeTensorFile(folder / "model.safetensors", {.tensors = weights, .metadata = {}});
        return loadHuggingFace(folder);
    }
    std::string refusal() const {
        return errorOf([&] { (void)load(); });
    }
    testing::ScratchFolder scratch;
    std::filesystem::path folder = scratch.path();
    json config;
    std::map<std::string, torch::Tensor> weights;
};

class EveryFamily : public HuggingFace, public ::testing::WithParamInterface<const char*> {};

TEST_P(EveryFamily, IsWrittenAsItWasRead) {
    take(GetParam());
    auto pretrained = load();
    const auto classifier = fixture::classifier(pretrained, torch::kFloat32);
    // The classes of MNLI in the fixture's order, so that nothing is permuted.
    TaskDescriptor task = findTask("mnli");
    task.labels = {"contradiction", "neutral", "entailment"};
    const auto vocabulary = scratch.write("tokenizer/vocab.txt", "[PAD]\n");
    const auto out = folder / "written";
    saveHuggingFace(out, classifier, task, std::vector{vocabulary});

    const auto written = readTensorFile(out / "model.safetensors");
    ASSERT_EQ(written.tensors.size(), weights.size());
    for (const auto& [name, tensor] : weights) {
        ASSERT_TRUE(written.tensors.contains(name)) << name;
        EXPECT_TRUE(torch::equal(written.tensors.at(name), tensor)) << name;
    }
    EXPECT_EQ(written.metadata.at("format"), "pt") << "transformers asks for it";
    const auto settings = readJsonObject(out / "config.json");
    for (const auto& [key, value] : config.items())
        if (key != "id2label") {
            EXPECT_EQ(settings.at(key), value) << key;
        }
    EXPECT_EQ(settings.at("id2label").at("2"), "entailment");
    EXPECT_EQ(settings.at("label2id").at("entailment"), 2);
    EXPECT_TRUE(std::filesystem::exists(out / "vocab.txt"));
    const auto again = loadHuggingFace(out);
    EXPECT_EQ(again.config, pretrained.config);
    EXPECT_EQ(again.vocabulary, out / "vocab.txt");
}

TEST_P(EveryFamily, NamesEveryTensorThatIsMissing) {
    take(GetParam());
    const auto all = weights;
    for (const auto& [name, tensor] : all) {
        weights = all;
        weights.erase(name);
        const bool optional = name.find("pooler") != std::string::npos ||
                              name.find("pre_classifier") != std::string::npos ||
                              name.find("classifier.dense") != std::string::npos;
        if (optional) continue;
        EXPECT_THAT(refusal(), HasSubstr(name));
    }
}

INSTANTIATE_TEST_SUITE_P(Families, EveryFamily, ::testing::Values("bert", "roberta", "distilbert"),
                         [](const auto& one) { return std::string(one.param); });

TEST_F(HuggingFace, ReadsBodiesWithoutPrefixAndOldNamesOfNorms) {
    const auto usual = load();
    const auto all = weights;
    weights.clear();
    for (const auto& [name, tensor] : all) {
        std::string old = name.starts_with("bert.") ? name.substr(5) : name;
        const auto place = old.find("LayerNorm.");
        if (place != std::string::npos)
            old.replace(place + 10, std::string::npos, old.ends_with("weight") ? "gamma" : "beta");
        weights[old] = tensor;
    }
    const auto old = load();
    ASSERT_EQ(old.tensors.size(), usual.tensors.size());
    for (const auto& [name, tensor] : usual.tensors)
        EXPECT_TRUE(torch::equal(old.tensors.at(name), tensor)) << name;
    weights["bert.embeddings.LayerNorm.weight"] = torch::ones({8});
    EXPECT_THAT(refusal(), HasSubstr("under two names"));
}

TEST_F(HuggingFace, LeavesOutWhatItKnowsAndRefusesWhatItDoesNot) {
    for (const char* name : {"bert.embeddings.position_ids", "cls.predictions.bias",
                             "cls.seq_relationship.weight", "lm_head.bias", "vocab_transform.bias"})
        weights[name] = torch::ones({1});
    EXPECT_EQ(refusal(), "");
    weights["qa_outputs.weight"] = torch::ones({2, 8});
    EXPECT_THAT(refusal(), AllOf(HasSubstr("qa_outputs.weight"), HasSubstr("no place")));
    take("roberta");
    weights["roberta.pooler.dense.weight"] = torch::ones({8, 8});
    EXPECT_EQ(refusal(), "") << "RoBERTa's classifiers do not use the body's pooler";
    take("bert");
    config["num_hidden_layers"] = 1;
    EXPECT_THAT(refusal(), HasSubstr("encoder.layer.1."));
}

TEST_F(HuggingFace, TellsWhichParametersKeepTheirStart) {
    for (const char* name : {"bert.pooler.dense.weight", "bert.pooler.dense.bias",
                             "classifier.weight", "classifier.bias"})
        weights.erase(name);
    const auto body = load();
    EXPECT_TRUE(body.labels.empty());
    Classifier model(body.config, 3);
    model.initialise(1);
    const auto head = model.parameters().leaf("classifier.weight").detach().clone();
    EXPECT_THAT(
        copyPretrained(body, model),
        ::testing::UnorderedElementsAre("bert.pooler.dense.weight", "bert.pooler.dense.bias",
                                        "classifier.weight", "classifier.bias"));
    EXPECT_TRUE(torch::equal(model.parameters().leaf("classifier.weight").detach(), head));
}

TEST_F(HuggingFace, RefusesShapesThatTheConfigDoesNotSay) {
    config["vocab_size"] = 31;
    EXPECT_THAT(refusal(), HasSubstr("bert.embeddings.word_embeddings.weight"));
    take("bert");
    config["id2label"] = {{"0", "no"}, {"1", "yes"}};
    EXPECT_THAT(refusal(), HasSubstr("2 labels"));
    take("bert");
    weights["bert.pooler.dense.bias"] = torch::ones({8}, torch::kInt64);
    EXPECT_THAT(refusal(), HasSubstr("pooler.dense.bias"));
    take("bert");
    weights.erase("classifier.bias");
    EXPECT_THAT(refusal(), HasSubstr("head lacks the tensor classifier.bias"));
}

TEST_F(HuggingFace, RefusesConfigsOfOtherModels) {
    const std::vector<std::pair<json, const char*>> spoiled{
        {{{"model_type", "gpt2"}}, "gpt2"},
        {{{"hidden_act", "relu"}}, "relu"},
        {{{"position_embedding_type", "relative_key"}}, "relative_key"},
        {{{"num_attention_heads", 3}}, "sizes"},
        {{{"num_attention_heads", 0}}, "num_attention_heads"},
        {{{"hidden_size", -8}}, "hidden_size"},
        {{{"hidden_size", "8"}}, "hidden_size"},
        {{{"vocab_size", 1e18}}, "vocab_size"},
        {{{"id2label", {{"1", "a"}, {"2", "b"}, {"3", "c"}}}}, "missing"},
        {{{"id2label", {{"0", 1}, {"1", 2}, {"2", 3}}}}, "mistyped"},
    };
    for (const auto& [change, said] : spoiled) {
        take("bert");
        config.update(change);
        EXPECT_THAT(refusal(), AllOf(HasSubstr(said), HasSubstr("config.json"))) << change;
    }
    take("bert");
    config.erase("hidden_size");
    EXPECT_THAT(refusal(), HasSubstr("hidden_size"));
    take("bert");
    config.erase("id2label");
    config["num_labels"] = 10'000'000;  // three hundred megabytes of names
    EXPECT_THAT(refusal(), HasSubstr("num_labels is 10000000"));
}

TEST_F(HuggingFace, SaysWhatToRunWhereThereIsOnlyPickle) {
    scratch.write("config.json", config.dump());
    EXPECT_THAT(errorOf([&] { loadHuggingFace(folder); }), HasSubstr("no weights"));
    scratch.write("pytorch_model.bin", "pickle");
    EXPECT_THAT(
        errorOf([&] { loadHuggingFace(folder); }),
        AllOf(HasSubstr("python3 -c"), HasSubstr("save_file"), HasSubstr("weights_only=True")));
    scratch.write("model.safetensors.index.json", "{}");
    EXPECT_THAT(errorOf([&] { loadHuggingFace(folder); }), HasSubstr("several files"));
}

TEST_F(HuggingFace, FindsTheVocabulary) {
    EXPECT_EQ(load().vocabulary, std::filesystem::path());
    scratch.write("tokenizer.json", "{}");
    EXPECT_EQ(load().vocabulary, folder / "tokenizer.json");
    scratch.write("vocab.txt", "[PAD]\n");
    EXPECT_EQ(load().vocabulary, folder / "vocab.txt");
}

TEST_F(HuggingFace, WritesNoOtherEncodersAndNoWrongHeads) {
    const Classifier lstm({.kind = EncoderKind::kBiLstm, .vocab = 9, .hidden = 4, .word_vector = 3},
                          2);
    EXPECT_THAT(errorOf([&] { saveHuggingFace(folder, lstm, findTask("sst2"), {}); }),
                HasSubstr("only transformers"));
    const auto model = fixture::classifier(load(), torch::kFloat32);
    EXPECT_THAT(errorOf([&] { saveHuggingFace(folder, model, findTask("sst2"), {}); }),
                HasSubstr("3 outputs"));
}

TEST_F(HuggingFace, WritesRegressionInTheTasksRange) {
    Classifier model(load().config, 1);
    model.initialise(2);
    saveHuggingFace(folder / "r", model, findTask("stsb"), {});
    const auto bare = readTensorFile(folder / "r" / "model.safetensors").tensors;
    const auto ours = model.parameters().leaf("classifier.weight").detach();
    EXPECT_TRUE(torch::equal(bare.at("classifier.weight"), ours * 5.0)) << "scores from 0 to 5";
    EXPECT_EQ(readJsonObject(folder / "r" / "config.json").at("problem_type"), "regression");
    auto back = loadHuggingFace(folder / "r");
    EXPECT_TRUE(fitHead(back, findTask("stsb")));
    EXPECT_LT(fixture::largestDifference(back.tensors.at("classifier.weight"), ours), 1e-8);
}

}  // namespace
}  // namespace alphascope
