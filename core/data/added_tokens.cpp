// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/added_tokens.h"

#include "data/unicode_text.h"

#include <algorithm>

namespace alphascope {
namespace {

std::size_t characterBefore(std::string_view text, std::size_t place) {
    do --place;
    while (place > 0 && continuesCharacter(text[place]));
    return place;
}

bool isWordCharacterAt(std::string_view text, std::size_t place) {
    return isWordCharacter(nextCharacter(text, place));
}

bool standsAlone(std::string_view text, std::size_t begin, std::size_t end) {
    return (begin == 0 || !isWordCharacterAt(text, characterBefore(text, begin))) &&
           (end == text.size() || !isWordCharacterAt(text, end));
}

std::size_t spaceBegin(std::string_view text, std::size_t least, std::size_t place) {
    while (place > least) {
        const std::size_t before = characterBefore(text, place);
        std::size_t end = before;
        if (before < least || !isWhiteSpace(nextCharacter(text, end))) break;
        place = before;
    }
    return place;
}

std::size_t spaceEnd(std::string_view text, std::size_t place) {
    while (place < text.size()) {
        std::size_t end = place;
        if (!isWhiteSpace(nextCharacter(text, end))) break;
        place = end;
    }
    return place;
}

}  // namespace

AddedTokens::AddedTokens(const std::vector<AddedToken>& tokens) {
    for (const AddedToken& token : tokens) {
        if (token.content.empty()) continue;
        tokens_[token.content] = token;
        auto& lengths = lengths_[static_cast<unsigned char>(token.content[0])];
        const auto place = std::lower_bound(lengths.begin(), lengths.end(), token.content.size(),
                                            std::greater<>());
        if (place == lengths.end() || *place != token.content.size())
            lengths.insert(place, token.content.size());
    }
}

const AddedToken* AddedTokens::matchAt(std::string_view text, std::size_t place) const {
    for (const std::size_t length : lengths_[static_cast<unsigned char>(text[place])]) {
        if (length > text.size() - place) continue;
        const auto found = tokens_.find(text.substr(place, length));
        if (found != tokens_.end()) return &found->second;
    }
    return nullptr;
}

void AddedTokens::split(std::string_view text, const Plain& plain, const Special& special) const {
    std::size_t begin = 0;
    const auto finish = [&](std::size_t end) {
        if (end > begin) plain(text.substr(begin, end - begin), begin);
    };
    for (std::size_t place = 0; place < text.size();) {
        const AddedToken* token = matchAt(text, place);
        if (token == nullptr) {
            ++place;
            continue;
        }
        std::size_t end = place + token->content.size();
        if (token->whole_word && !standsAlone(text, place, end)) {
            place = end;
            continue;
        }
        finish(token->takes_space_left ? spaceBegin(text, begin, place) : place);
        special(token->id);
        if (token->takes_space_right) end = spaceEnd(text, end);
        begin = place = end;
    }
    finish(text.size());
}

}  // namespace alphascope
