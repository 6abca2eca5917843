// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace alphascope {

/// Finds which of many keys begin at a place of a text: a trie over bytes whose nodes' children lie
/// side by side. Immutable after construction; memory is proportional to the bytes of the keys.
class ByteTrie {
public:
    using Entry = std::pair<std::string_view, std::int32_t>;

    ByteTrie() = default;
    /// Keys with their values (>= 0); the keys may go afterwards. Empty keys are left out; of equal
    /// keys the last one counts.
    explicit ByteTrie(std::vector<Entry> entries);

    /// Calls `found(length, value)` for every key that `text` begins with, shortest first.
    template <typename Found>
    void matchPrefixes(std::string_view text, const Found& found) const {
        if (text.empty() || nodes_.empty()) return;
        std::uint32_t node = roots_[static_cast<unsigned char>(text[0])];
        for (std::size_t length = 1; node != 0; ++length) {
            if (nodes_[node].value >= 0) found(length, nodes_[node].value);
            if (length == text.size()) return;
            node = child(node, static_cast<std::uint8_t>(text[length]));
        }
    }

private:
    struct Node {
        std::int32_t value = -1;
        std::uint32_t first_child = 0;
        std::uint16_t children = 0;
        std::uint8_t byte = 0;
    };

    /// The child for a byte; 0, the root, for none.
    [[nodiscard]] std::uint32_t child(std::uint32_t node, std::uint8_t byte) const;

    std::vector<Node> nodes_;
    std::array<std::uint32_t, 256> roots_{};  ///< the root's children, at hand
};

}  // namespace alphascope
