// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/token_model.h"

#include <array>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace alphascope {

/// A token that is recognised where a text spells it out, before anything is cut.
struct AddedToken {
    std::string content;
    std::int32_t id = 0;
    bool whole_word = false;        ///< only where no word character touches it
    bool takes_space_left = false;  ///< the white space before it goes with it
    bool takes_space_right = false;
};

/// Splits texts at added tokens: the leftmost, and of those the longest, first. Immutable.
class AddedTokens {
public:
    AddedTokens() = default;
    explicit AddedTokens(const std::vector<AddedToken>& tokens);

    /// Takes a stretch of plain text (never empty), and where in the text it begins.
    using Plain = std::function<void(std::string_view part, std::size_t place)>;
    using Special = std::function<void(std::int32_t id)>;
    /// Calls `plain` and `special` for the parts of a text, in order.
    void split(std::string_view text, const Plain& plain, const Special& special) const;

private:
    [[nodiscard]] const AddedToken* matchAt(std::string_view text, std::size_t place) const;

    std::unordered_map<std::string, AddedToken, TextHash, std::equal_to<>> tokens_;
    /// The lengths that tokens with a first byte have, longest first.
    std::array<std::vector<std::size_t>, 256> lengths_;
};

}  // namespace alphascope
