// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/input_file.h"
#include "fuzz/more_readers.h"
#include "model/glove_words.h"
#include "model/hugging_face_settings.h"
#include "model/safetensors_cover.h"
#include "model/safetensors_header.h"
#include "model/use_lite_config.h"
#include "study/bounded_json.h"

#include <cstdlib>
#include <cstring>
#include <tuple>
#include <vector>

namespace alphascope::fuzz {

/// As core/model/safetensors.cpp does it, which copies into tensors of torch.
void readSafetensors(std::string_view bytes) {
    expectAnswer([&] {
        TensorFileHeader header = parseHeader(bytes);
        checkTensors(header, bytes);
        std::size_t copied = 0;
        for (const TensorEntry& entry : header.entries) {
            std::vector<float> values((entry.end - entry.begin + 3) / sizeof(float));
            if (!values.empty())
                std::memcpy(values.data(), bytes.data() + header.size + entry.begin,
                            entry.end - entry.begin);
            copied += entry.end - entry.begin;
        }
        // Every byte belongs to one tensor.
        if (header.size + copied != bytes.size()) std::abort();
        // What is written is read as the same.
        if (parseHeader(headerBytes(header) + std::string(copied, ' ')).entries.size() !=
            header.entries.size())
            std::abort();
    });
}

/// config.json of either kind of pretrained model, and what a saved model's weights say of their
/// encoder.
void readConfig(std::string_view bytes) {
    const InputFile file(bytes, "config.json");
    expectAnswer([&] { readHuggingFaceSettings(file.path()); });
    expectAnswer([&] { requireSane(readUseLiteConfig(file.path())); });
    expectAnswer([&] {
        const auto json = parseBoundedJson(bytes, "its encoder", "Train it again");
        if (json.is_object()) std::ignore = isUseLite(json);
        try {
            const EncoderConfig config = encoderConfigFromJson(json);
            // What is written is read as the same.
            if (!(toJson(encoderConfigFromJson(toJson(config))) == toJson(config))) std::abort();
            requireSane(config);
        } catch (const nlohmann::json::exception&) {
            // As its header says of missing and mistyped fields; core/train names the file.
        }
    });
}

void readGlove(std::string_view bytes) {
    const InputFile file(bytes, "glove.words.txt");
    expectAnswer([&] { readGloveWords(file.path()); });
}

}  // namespace alphascope::fuzz
