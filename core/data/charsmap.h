// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace alphascope {

/// SentencePiece's compiled normalisation rules (field precompiled_charsmap): the longest rule that
/// fits at a place replaces what it matches; other characters stay. Layout, little-endian: size of
/// the double array in bytes (u32), the double array of the darts-clone library (u32 units), then
/// the replacements, each ended by a zero byte.
///
/// Hugging Face's reader differs in one thing: it looks a whole grapheme up and takes the shortest
/// rule that fits. SentencePiece's own rule is followed here.
class Charsmap {
public:
    /// `bytes` as in the model file. Throws Error whose text says what is wrong with them; the
    /// caller knows the file.
    explicit Charsmap(std::string_view bytes);

    void apply(std::string& text) const;

private:
    struct Match {
        std::size_t length = 0;  ///< 0: no rule fits
        std::uint32_t replacement = 0;
    };
    [[nodiscard]] Match longestMatch(std::string_view text) const;

    std::vector<std::uint32_t> units_;
    std::string replacements_;
};

/// Standard base64 with padding. Throws Error.
std::string decodeBase64(std::string_view text);

}  // namespace alphascope
