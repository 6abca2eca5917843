// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/encoder_config.h"

#include "model/json_object.h"
#include "study/bounded_json.h"

#include <limits>
#include <type_traits>

namespace alphascope {
namespace {

/// The version of our files that first had a field.
enum class Since { kFirst, kLater };

template <typename Config, typename Work>
void forEachField(Config& c, const Work& work) {
    work("kind", c.kind, Since::kLater);
    work("vocab", c.vocab, Since::kFirst);
    work("max_length", c.max_length, Since::kFirst);
    work("layers", c.layers, Since::kFirst);
    work("hidden", c.hidden, Since::kFirst);
    work("heads", c.heads, Since::kFirst);
    work("feed_forward", c.feed_forward, Since::kFirst);
    work("dropout", c.dropout, Since::kFirst);
    work("word_vector", c.word_vector, Since::kLater);
    work("kernel", c.kernel, Since::kLater);
    work("pairs", c.pairs, Since::kLater);
    work("token_types", c.token_types, Since::kLater);
    work("position_offset", c.position_offset, Since::kLater);
    work("pooler", c.pooler, Since::kLater);
    work("layer_norm_epsilon", c.layer_norm_epsilon, Since::kLater);
}

/// What does not fit into an int would become some other number.
template <typename T>
void requireFit(const nlohmann::json& value, const char* name) {
    if constexpr (std::is_same_v<T, int> || std::is_enum_v<T>)
        if (!value.is_number_integer() || value.get<double>() < std::numeric_limits<int>::min() ||
            value.get<double>() > std::numeric_limits<int>::max())
            throw Error(std::string(name) + " is " + shortJson(value) + ", not a whole number");
}

}  // namespace

void requireSane(const EncoderConfig& config) {
    for (const int size :
         {config.vocab, config.max_length, config.hidden, config.heads, config.feed_forward,
          config.word_vector, config.kernel, config.token_types, config.position_offset})
        if (size < 0 || size > kLargestSize)
            throw Error("A size of the encoder is " + std::to_string(size) +
                        ", not a number from 0 to " + std::to_string(kLargestSize) + ".");
    if (config.layers < 0 || config.layers > kMostLayers)
        throw Error("The encoder has " + std::to_string(config.layers) + " layers, not 0 to " +
                    std::to_string(kMostLayers) + ".");
}

nlohmann::json toJson(const EncoderConfig& config) {
    nlohmann::json json;
    forEachField(config, [&](const char* name, const auto& value, Since) { json[name] = value; });
    return json;
}

EncoderConfig encoderConfigFromJson(const nlohmann::json& json) {
    EncoderConfig config;
    forEachField(config, [&](const char* name, auto& value, Since since) {
        if (since == Since::kLater && !json.contains(name)) return;
        requireFit<std::remove_reference_t<decltype(value)>>(json.at(name), name);
        json.at(name).get_to(value);
    });
    return config;
}

}  // namespace alphascope
