// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/hugging_face_settings.h"

#include "model/encoder_config.h"
#include "model/json_object.h"
#include "study/error.h"

#include <nlohmann/json.hpp>

#include <array>
#include <utility>

namespace alphascope {
namespace {

using nlohmann::json;
constexpr int kMostLabels = 10'000;

constexpr std::array kFamilies{
    std::pair{HuggingFaceFamily::kBert, "bert"},
    std::pair{HuggingFaceFamily::kDistilBert, "distilbert"},
    std::pair{HuggingFaceFamily::kRoberta, "roberta"},
};

HuggingFaceFamily readFamily(const json& config) {
    const std::string type = config.value("model_type", "");
    const auto family = familyFromName(type);
    if (!family)
        throw Error("the architecture \"" + type +
                    "\" (model_type) is not known; known are bert, distilbert and roberta");
    const std::string activation = config.value(huggingFaceKeys(*family).activation, "gelu");
    if (activation != "gelu")
        throw Error("the activation \"" + activation + "\" is not known; known is gelu");
    if (const std::string places = config.value("position_embedding_type", "absolute");
        places != "absolute")
        throw Error("position embeddings of type \"" + places +
                    "\" are not known; known are "
                    "absolute ones");
    return *family;
}

HuggingFaceSettings readSizes(const json& config, HuggingFaceFamily family) {
    const HuggingFaceKeys& keys = huggingFaceKeys(family);
    HuggingFaceSettings read{.family = family,
                             .vocab = sizeFrom(config, "vocab_size", 1),
                             .max_length = sizeFrom(config, "max_position_embeddings", 1),
                             .layers = sizeFrom(config, keys.layers, 1),
                             .hidden = sizeFrom(config, keys.hidden, 1),
                             .heads = sizeFrom(config, keys.heads, 1),
                             .feed_forward = sizeFrom(config, keys.feed_forward, 1),
                             .dropout = config.value(keys.dropout, 0.1)};
    if (read.layers > kMostLayers || read.hidden % read.heads != 0)
        throw Error("the sizes do not fit each other");
    if (family == HuggingFaceFamily::kDistilBert) {
        read.token_types = 0;
        return read;
    }
    read.token_types =
        config.contains("type_vocab_size") ? sizeFrom(config, "type_vocab_size", 1) : 2;
    read.layer_norm_epsilon = config.value("layer_norm_eps", 1e-12);
    if (family == HuggingFaceFamily::kRoberta) {
        // Places are counted from the padding's id + 1.
        read.position_offset =
            config.contains("pad_token_id") ? sizeFrom(config, "pad_token_id", 0) + 1 : 2;
        read.max_length -= read.position_offset;
        if (read.max_length < 1) throw Error("max_position_embeddings leaves no place");
    }
    return read;
}

std::vector<std::string> readLabels(const json& config) {
    if (!config.contains("id2label"))
        return std::vector<std::string>(
            config.contains("num_labels")
                ? static_cast<std::size_t>(sizeFrom(config, "num_labels", 1, kMostLabels))
                : 2U,
            "");
    const auto& by_id = config.at("id2label");
    std::vector<std::string> labels;
    for (std::size_t id = 0; id < by_id.size(); ++id)
        labels.push_back(by_id.at(std::to_string(id)).get<std::string>());
    return labels;
}

HuggingFaceSettings parse(const json& config) {
    HuggingFaceSettings read = readSizes(config, readFamily(config));
    read.labels = readLabels(config);
    for (std::size_t i = 0; i < read.labels.size(); ++i)
        if (read.labels[i].empty()) read.labels[i] = "LABEL_" + std::to_string(i);
    return read;
}

}  // namespace

std::string familyName(HuggingFaceFamily family) {
    for (const auto& [known, name] : kFamilies)
        if (known == family) return name;
    return {};
}

std::optional<HuggingFaceFamily> familyFromName(const std::string& model_type) {
    for (const auto& [family, name] : kFamilies)
        if (model_type == name) return family;
    return std::nullopt;
}

const HuggingFaceKeys& huggingFaceKeys(HuggingFaceFamily family) {
    static const HuggingFaceKeys kUsual{
        "hidden_size", "num_hidden_layers",   "num_attention_heads",         "intermediate_size",
        "hidden_act",  "hidden_dropout_prob", "attention_probs_dropout_prob"};
    static const HuggingFaceKeys kDistilBert{
        "dim", "n_layers", "n_heads", "hidden_dim", "activation", "dropout", "attention_dropout"};
    return family == HuggingFaceFamily::kDistilBert ? kDistilBert : kUsual;
}

HuggingFaceSettings readHuggingFaceSettings(const std::filesystem::path& file) {
    const json config = readJsonObject(file);
    try {
        return parse(config);
    } catch (const json::exception& problem) {
        throw Error::at(file.string(), 0,
                        std::string("a setting is missing or mistyped: ") + problem.what(),
                        "Use the config.json of these weights");
    } catch (const Error& problem) {
        throw Error::at(file.string(), 0, problem.what(),
                        "Choose a BERT, DistilBERT, RoBERTa or MiniLM model");
    }
}

}  // namespace alphascope
