// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/byte_trie.h"

#include <algorithm>

namespace alphascope {

ByteTrie::ByteTrie(std::vector<Entry> entries) {
    std::erase_if(entries, [](const Entry& entry) { return entry.first.empty(); });
    if (entries.empty()) return;
    std::stable_sort(entries.begin(), entries.end(),
                     [](const Entry& a, const Entry& b) { return a.first < b.first; });
    // Breadth first: the entries of a node lie side by side, and share `depth` bytes.
    struct Range {
        std::uint32_t node;
        std::size_t begin, end, depth;
    };
    nodes_.emplace_back();
    std::vector<Range> open{{0, 0, entries.size(), 0}}, next;
    for (; !open.empty(); open.swap(next), next.clear()) {
        for (auto [node, begin, end, depth] : open) {
            while (begin < end && entries[begin].first.size() == depth)
                nodes_[node].value = entries[begin++].second;
            nodes_[node].first_child = static_cast<std::uint32_t>(nodes_.size());
            while (begin < end) {
                const char byte = entries[begin].first[depth];
                std::size_t stop = begin;
                while (stop < end && entries[stop].first[depth] == byte) ++stop;
                next.push_back({static_cast<std::uint32_t>(nodes_.size()), begin, stop, depth + 1});
                nodes_.push_back({.byte = static_cast<std::uint8_t>(byte)});
                ++nodes_[node].children;
                begin = stop;
            }
        }
    }
    for (std::uint32_t i = 0; i < nodes_[0].children; ++i) roots_[nodes_[1 + i].byte] = 1 + i;
}

std::uint32_t ByteTrie::child(std::uint32_t node, std::uint8_t byte) const {
    const Node& parent = nodes_[node];
    const auto begin = nodes_.begin() + parent.first_child;
    const auto end = begin + parent.children;
    const auto found = std::lower_bound(
        begin, end, byte, [](const Node& a, std::uint8_t wanted) { return a.byte < wanted; });
    if (found == end || found->byte != byte) return 0;
    return static_cast<std::uint32_t>(found - nodes_.begin());
}

}  // namespace alphascope
