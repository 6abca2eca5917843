// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/use_lite_config.h"

#include "model/json_object.h"
#include "study/error.h"

#include <nlohmann/json.hpp>

namespace alphascope {
namespace {

constexpr const char* kRemedy = "Use the published universal-sentence-encoder-lite";

EncoderConfig parse(const nlohmann::json& config) {
    if (config.at("activation") != "relu" || config.at("pre_ln") != true ||
        config.at("final_ln") != false || config.at("ln_eps").get<double>() != 1e-6)
        throw Error("the config states another forward pass than this program has");
    return {.kind = EncoderKind::kUseLite,
            .vocab = sizeFrom(config, "embedding_rows", 1),
            .max_length = sizeFrom(config, "max_tokens", 1),
            .layers = sizeFrom(config, "layers", 1, kMostLayers),
            .hidden = sizeFrom(config, "hidden", 1),
            .heads = sizeFrom(config, "heads", 1),
            .feed_forward = sizeFrom(config, "ffn", 1),
            .word_vector = sizeFrom(config, "embedding_dim", 1)};
}

}  // namespace

bool isUseLite(const nlohmann::json& config) {
    const auto name = config.find("model");
    return name != config.end() && name->is_string() &&
           name->get<std::string>().starts_with("universal-sentence-encoder-lite");
}

EncoderConfig readUseLiteConfig(const std::filesystem::path& file) {
    const auto config = readJsonObject(file);
    try {
        return parse(config);
    } catch (const nlohmann::json::exception& problem) {
        throw Error::at(file.string(), 0,
                        std::string("a setting is missing or mistyped: ") + problem.what(),
                        kRemedy);
    } catch (const Error& problem) {
        throw Error::at(file.string(), 0, problem.what(), kRemedy);
    }
}

}  // namespace alphascope
