// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/hugging_face_config.h"

#include "model/hugging_face_settings.h"
#include "study/durable_file.h"

#include <nlohmann/json.hpp>

#include <utility>

namespace alphascope {
namespace {

using nlohmann::json;

const char* className(HuggingFaceFamily family) {
    switch (family) {
        case HuggingFaceFamily::kBert:
            return "BertForSequenceClassification";
        case HuggingFaceFamily::kRoberta:
            return "RobertaForSequenceClassification";
        case HuggingFaceFamily::kDistilBert:
            return "DistilBertForSequenceClassification";
    }
    return "";
}

EncoderConfig encoderOf(const HuggingFaceSettings& read) {
    return {.vocab = read.vocab,
            .max_length = read.max_length,
            .layers = read.layers,
            .hidden = read.hidden,
            .heads = read.heads,
            .feed_forward = read.feed_forward,
            .dropout = read.dropout,
            .token_types = read.token_types,
            .position_offset = read.position_offset,
            .pooler = read.family == HuggingFaceFamily::kDistilBert ? Pooler::kRelu : Pooler::kTanh,
            .layer_norm_epsilon = read.layer_norm_epsilon};
}

}  // namespace

HuggingFaceConfig readHuggingFaceConfig(const std::filesystem::path& file) {
    HuggingFaceSettings read = readHuggingFaceSettings(file);
    return {.family = read.family, .encoder = encoderOf(read), .labels = std::move(read.labels)};
}

void writeHuggingFaceConfig(const std::filesystem::path& file, const EncoderConfig& encoder,
                            const std::vector<std::string>& labels) {
    const HuggingFaceFamily family = familyOf(encoder);
    const HuggingFaceKeys& keys = huggingFaceKeys(family);
    json config{{"architectures", {className(family)}},
                {"model_type", familyName(family)},
                {"vocab_size", encoder.vocab},
                {"max_position_embeddings", encoder.max_length + encoder.position_offset},
                {"pad_token_id", std::max(encoder.position_offset - 1, 0)},
                {"torch_dtype", "float32"},
                {keys.hidden, encoder.hidden},
                {keys.layers, encoder.layers},
                {keys.heads, encoder.heads},
                {keys.feed_forward, encoder.feed_forward},
                {keys.activation, "gelu"},
                {keys.dropout, encoder.dropout},
                {keys.attention_dropout, encoder.dropout}};
    if (family == HuggingFaceFamily::kDistilBert) {
        config["seq_classif_dropout"] = encoder.dropout;
        config["sinusoidal_pos_embds"] = false;
    } else {
        config["type_vocab_size"] = encoder.token_types;
        config["layer_norm_eps"] = encoder.layer_norm_epsilon;
        config["classifier_dropout"] = encoder.dropout;
    }
    config["problem_type"] = labels.empty() ? "regression" : "single_label_classification";
    const auto names = labels.empty() ? std::vector<std::string>{"score"} : labels;
    for (std::size_t i = 0; i < names.size(); ++i) {
        config["id2label"][std::to_string(i)] = names[i];
        config["label2id"][names[i]] = i;
    }
    writeDurably(file, config.dump(2) + "\n");
}

}  // namespace alphascope
