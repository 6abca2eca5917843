// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/token_model.h"
#include "data/unicode_text.h"

#include <algorithm>

namespace alphascope {
namespace {

constexpr float kUnknownPenalty = 10.0F;

/// The best way to a place in the text: its score, and its last piece.
struct Step {
    float score = 0;
    std::int32_t id = 0;
    std::size_t begin = std::string_view::npos;  ///< npos: no way leads here
};

}  // namespace

UnigramModel::UnigramModel(const std::vector<Piece>& pieces, std::int32_t unk_id,
                           const std::optional<std::array<std::int32_t, 256>>& byte_ids)
    : unk_id_(unk_id), byte_ids_(byte_ids) {
    std::vector<ByteTrie::Entry> entries;
    float least = 0;
    for (const Piece& piece : pieces) {
        if (!piece.text.empty()) {
            entries.emplace_back(piece.text, static_cast<std::int32_t>(scores_.size()));
            least = entries.size() == 1 ? piece.score : std::min(least, piece.score);
        }
        scores_.push_back(piece.score);
    }
    unknown_score_ = least - kUnknownPenalty;
    trie_ = ByteTrie(std::move(entries));
}

void UnigramModel::append(std::string_view word, std::vector<std::int32_t>& out) const {
    std::vector<Step> steps(word.size() + 1);
    steps[0].begin = 0;
    for (std::size_t here = 0; here < word.size();) {
        std::size_t after = here;
        nextCharacter(word, after);
        const float so_far = steps[here].score;
        const auto offer = [&](std::size_t end, double sum, std::int32_t id) {
            Step& step = steps[end];
            if (step.begin == std::string_view::npos || sum > step.score)
                step = {.score = static_cast<float>(sum), .id = id, .begin = here};
        };
        bool is_piece = false;
        trie_.matchPrefixes(word.substr(here), [&](std::size_t length, std::int32_t id) {
            offer(here + length, double{scores_[static_cast<std::size_t>(id)]} + so_far, id);
            is_piece = is_piece || here + length == after;
        });
        if (!is_piece) offer(after, unknown_score_ + so_far, unk_id_);
        here = after;
    }
    std::vector<std::size_t> ends;
    for (std::size_t end = word.size(); end > 0; end = steps[end].begin) ends.push_back(end);
    bool after_unknown = false;
    for (auto end = ends.rbegin(); end != ends.rend(); ++end) {
        const Step& step = steps[*end];
        const bool unknown = step.id == unk_id_;
        if (!unknown)
            out.push_back(step.id);
        else if (byte_ids_)
            appendUnknown(word.substr(step.begin, *end - step.begin), out);
        else if (!after_unknown)
            out.push_back(unk_id_);
        after_unknown = unknown;
    }
}

void UnigramModel::appendUnknown(std::string_view bytes, std::vector<std::int32_t>& out) const {
    for (const char byte : bytes) out.push_back((*byte_ids_)[static_cast<unsigned char>(byte)]);
}

}  // namespace alphascope
