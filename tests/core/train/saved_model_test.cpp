// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/saved_model.h"

#include "core/data/helpers.h"
#include "model/safetensors.h"

#include <nlohmann/json.hpp>

#include <optional>

namespace alphascope {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

class SavedModelFile : public ::testing::Test {
protected:
    SavedModelFile() {
        EncoderConfig config{
            .vocab = 9, .max_length = 8, .layers = 1, .hidden = 4, .heads = 2, .feed_forward = 8};
        encoder = toJson(config);
        tensors = Classifier(config, 2).namedTensors();
    }
    std::string problem() const {
        const auto file = folder.path() / "model.safetensors";
        writeTensorFile(file, {.tensors = tensors,
                               .metadata = {{"encoder", encoder_text.value_or(encoder.dump())},
                                            {"outputs", outputs},
                                            {"task", "rte"},
                                            {"tokenizer", "x"}}});
        return errorOf([&] { readSavedModel(file, ""); });
    }

    testing::ScratchFolder folder;
    json encoder;
    std::optional<std::string> encoder_text;
    std::string outputs = "2";
    std::map<std::string, torch::Tensor> tensors;
};

TEST_F(SavedModelFile, IsReadWhole) {
    EXPECT_EQ(problem(), "");
}

/// 160 GB of words, 40 TB of layers, a head of 64 GB: told before any of it is taken.
TEST_F(SavedModelFile, SizesThatItsTensorsDoNotHaveTakeNoMemory) {
    encoder["vocab"] = 10'000'000;
    encoder["max_length"] = 10'000'000;
    EXPECT_THAT(problem(), HasSubstr("word_embeddings.weight has another shape"));
    encoder["hidden"] = 4096;
    EXPECT_THAT(problem(), HasSubstr("word_embeddings.weight has another shape"));
    encoder["vocab"] = 9;
    encoder["max_length"] = 8;
    encoder["hidden"] = 4;
    encoder["layers"] = 1000;
    EXPECT_THAT(problem(), HasSubstr("lack the tensor bert.encoder.layer.1."));
    encoder["layers"] = 1;
    outputs = "2000000000";
    EXPECT_THAT(problem(), HasSubstr("classifier.weight has another shape"));
}

TEST_F(SavedModelFile, SizesThatNoModelHasAreTold) {
    const auto with = [&](const char* name, const json& value) {
        const json before = encoder;
        encoder[name] = value;
        const std::string told = problem();
        encoder = before;
        EXPECT_THAT(told, HasSubstr("model.safetensors"));
        return told;
    };
    EXPECT_THAT(with("layers", 2'000'000'000), HasSubstr("2000000000 layers"));
    EXPECT_THAT(with("vocab", -1), HasSubstr("is -1"));
    EXPECT_THAT(with("heads", 0), HasSubstr("number of heads"));
    EXPECT_THAT(with("hidden", 1e300), HasSubstr("not a whole number"));
    EXPECT_THAT(with("kind", 77), HasSubstr("kind of encoder"));
    EXPECT_THAT(with("kind", "bert"), HasSubstr("not a whole number"));
}

TEST_F(SavedModelFile, ADeepEncoderIsNotParsed) {
    encoder_text = std::string(100'000, '[') + std::string(100'000, ']');
    EXPECT_THAT(problem(), HasSubstr("32 levels"));
}

}  // namespace
}  // namespace alphascope
