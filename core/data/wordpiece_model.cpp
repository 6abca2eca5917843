// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/token_model.h"
#include "data/unicode_text.h"

#include <algorithm>

namespace alphascope {

WordPieceModel::WordPieceModel(TokenIndex index, Options options)
    : index_(std::move(index)), options_(std::move(options)) {}

void WordPieceModel::append(std::string_view word, std::vector<std::int32_t>& out) const {
    // The usual word is one token.
    if (const auto whole = index_.find(word);
        whole != index_.end() && word.size() <= options_.longest_word) {
        out.push_back(whole->second);
        return;
    }
    const auto characters = static_cast<std::size_t>(
        std::count_if(word.begin(), word.end(), [](char c) { return !continuesCharacter(c); }));
    if (characters > options_.longest_word) {
        out.push_back(options_.unk_id);
        return;
    }
    const std::size_t before = out.size();
    std::string piece;
    for (std::size_t start = 0; start < word.size();) {
        piece.assign(start == 0 ? "" : options_.prefix).append(word, start);
        std::size_t end = word.size();
        auto found = index_.find(piece);
        while (found == index_.end()) {
            do {
                --end;
                piece.pop_back();
            } while (end > start && continuesCharacter(word[end]));
            if (end == start) break;
            found = index_.find(piece);
        }
        if (end == start) {  // no piece fits: the whole word is unknown
            out.resize(before);
            out.push_back(options_.unk_id);
            return;
        }
        out.push_back(found->second);
        start = end;
    }
}

}  // namespace alphascope
