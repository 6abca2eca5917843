// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/tokenizer_json.h"
#include "data/unicode_text.h"

namespace alphascope {

void PipelineTokenizer::appendIds(std::string_view text, std::vector<std::int32_t>& out) const {
    const auto special = [&](std::int32_t id) { out.push_back(id); };
    const PartSink word = [&](const TextPart& part) { stages_.model->append(part.text, out); };
    const auto raw = [&](std::string_view part, std::size_t place) {
        std::string normal(part);
        repairUtf8(normal);
        stages_.normalize(normal);
        const auto plain = [&](std::string_view inner, std::size_t inner_place) {
            stages_.cut({.text = inner, .at_start = place == 0 && inner_place == 0}, word);
        };
        stages_.normalized_added.split(normal, plain, special);
    };
    stages_.added.split(text, raw, special);
}

}  // namespace alphascope
