// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/hugging_face_config.h"

#include "data/durable_file.h"
#include "model/pretrained.h"
#include "study/error.h"

#include <nlohmann/json.hpp>

namespace alphascope {
namespace {

using nlohmann::json;
constexpr int kLargestSize = 10'000'000;

/// Where a family keeps our sizes.
struct Keys {
    const char* hidden;
    const char* layers;
    const char* heads;
    const char* feed_forward;
    const char* activation;
    const char* dropout;
    const char* attention_dropout;
};

const Keys& keysOf(HuggingFaceFamily family) {
    static const Keys kUsual{
        "hidden_size", "num_hidden_layers",   "num_attention_heads",         "intermediate_size",
        "hidden_act",  "hidden_dropout_prob", "attention_probs_dropout_prob"};
    static const Keys kDistilBert{"dim",        "n_layers", "n_heads",          "hidden_dim",
                                  "activation", "dropout",  "attention_dropout"};
    return family == HuggingFaceFamily::kDistilBert ? kDistilBert : kUsual;
}

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

int size(const json& config, const char* key, int least) {
    const auto& value = config.at(key);
    if (!value.is_number_integer() || value.get<double>() < least ||
        value.get<double>() > kLargestSize)
        throw Error(std::string(key) + " is " + value.dump() + ", not a whole number from " +
                    std::to_string(least));
    return value.get<int>();
}

HuggingFaceFamily readFamily(const json& config) {
    const std::string type = config.value("model_type", "");
    const auto family = familyFromName(type);
    if (!family)
        throw Error("the architecture \"" + type +
                    "\" (model_type) is not known; known are bert, distilbert and roberta");
    const std::string activation = config.value(keysOf(*family).activation, "gelu");
    if (activation != "gelu")
        throw Error("the activation \"" + activation + "\" is not known; known is gelu");
    if (const std::string places = config.value("position_embedding_type", "absolute");
        places != "absolute")
        throw Error("position embeddings of type \"" + places +
                    "\" are not known; known are "
                    "absolute ones");
    return *family;
}

EncoderConfig readEncoder(const json& config, HuggingFaceFamily family) {
    const Keys& keys = keysOf(family);
    EncoderConfig encoder{.vocab = size(config, "vocab_size", 1),
                          .max_length = size(config, "max_position_embeddings", 1),
                          .layers = size(config, keys.layers, 1),
                          .hidden = size(config, keys.hidden, 1),
                          .heads = size(config, keys.heads, 1),
                          .feed_forward = size(config, keys.feed_forward, 1),
                          .dropout = config.value(keys.dropout, 0.1)};
    if (encoder.layers > 1000 || encoder.hidden % encoder.heads != 0)
        throw Error("the sizes do not fit each other");
    if (family == HuggingFaceFamily::kDistilBert) {
        encoder.token_types = 0;
        encoder.pooler = Pooler::kRelu;
        return encoder;
    }
    encoder.token_types =
        config.contains("type_vocab_size") ? size(config, "type_vocab_size", 1) : 2;
    encoder.layer_norm_epsilon = config.value("layer_norm_eps", 1e-12);
    if (family == HuggingFaceFamily::kRoberta) {
        // Places are counted from the padding's id + 1.
        encoder.position_offset =
            config.contains("pad_token_id") ? size(config, "pad_token_id", 0) + 1 : 2;
        encoder.max_length -= encoder.position_offset;
        if (encoder.max_length < 1) throw Error("max_position_embeddings leaves no place");
    }
    return encoder;
}

std::vector<std::string> readLabels(const json& config) {
    if (!config.contains("id2label"))
        return std::vector<std::string>(
            config.contains("num_labels") ? static_cast<std::size_t>(size(config, "num_labels", 1))
                                          : 2U,
            "");
    const auto& by_id = config.at("id2label");
    std::vector<std::string> labels;
    for (std::size_t id = 0; id < by_id.size(); ++id)
        labels.push_back(by_id.at(std::to_string(id)).get<std::string>());
    return labels;
}

}  // namespace

HuggingFaceConfig readHuggingFaceConfig(const std::filesystem::path& file) {
    const json config = readJsonObject(file);
    try {
        const auto family = readFamily(config);
        HuggingFaceConfig read{
            .family = family, .encoder = readEncoder(config, family), .labels = readLabels(config)};
        for (std::size_t i = 0; i < read.labels.size(); ++i)
            if (read.labels[i].empty()) read.labels[i] = "LABEL_" + std::to_string(i);
        return read;
    } catch (const json::exception& problem) {
        throw Error::at(file.string(), 0,
                        std::string("a setting is missing or mistyped: ") + problem.what(),
                        "Use the config.json of these weights");
    } catch (const Error& problem) {
        throw Error::at(file.string(), 0, problem.what(),
                        "Choose a BERT, DistilBERT, RoBERTa or MiniLM model");
    }
}

void writeHuggingFaceConfig(const std::filesystem::path& file, const EncoderConfig& encoder,
                            const std::vector<std::string>& labels) {
    const HuggingFaceFamily family = familyOf(encoder);
    const Keys& keys = keysOf(family);
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
