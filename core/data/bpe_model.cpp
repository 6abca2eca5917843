// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/token_model.h"

#include <algorithm>

namespace alphascope {
namespace {

std::uint64_t pairKey(std::int32_t left, std::int32_t right) {
    return (static_cast<std::uint64_t>(static_cast<std::uint32_t>(left)) << 32U) |
           static_cast<std::uint32_t>(right);
}

}  // namespace

/// One word while it is merged: a linked list of symbols, and a heap of the merges that its
/// neighbours allow. Entries that a later merge made stale are skipped when they come up.
class BpeModel::Merging {
public:
    Merging(const BpeModel& model, std::vector<std::int32_t> ids) : model_(model) {
        const auto count = static_cast<std::int32_t>(ids.size());
        symbols_.reserve(ids.size());
        for (std::int32_t i = 0; i < count; ++i)
            symbols_.push_back({.id = ids[static_cast<std::size_t>(i)],
                                .previous = i - 1,
                                .next = i + 1 < count ? i + 1 : kNone});
        for (std::int32_t i = 0; i + 1 < count; ++i) propose(i);
    }

    void run() {
        while (!heap_.empty()) {
            std::pop_heap(heap_.begin(), heap_.end());
            const Proposal best = heap_.back();
            heap_.pop_back();
            Symbol& left = at(best.place);
            if (left.id < 0 || left.next == kNone ||
                pairKey(left.id, at(left.next).id) != best.pair)
                continue;
            Symbol& right = at(left.next);
            left.id = best.joined;
            right.id = kGone;
            left.next = right.next;
            if (left.next != kNone) {
                at(left.next).previous = best.place;
                propose(best.place);
            }
            if (left.previous != kNone) propose(left.previous);
        }
    }

    void append(std::vector<std::int32_t>& out) const {
        for (const Symbol& symbol : symbols_)
            if (symbol.id != kGone) out.push_back(symbol.id);
    }

private:
    static constexpr std::int32_t kNone = -1, kGone = -1;
    struct Symbol {
        std::int32_t id, previous, next;
    };
    struct Proposal {
        std::int32_t rank, place, joined;
        std::uint64_t pair;
        /// std's heaps have the largest on top; here that is the lowest rank, leftmost.
        bool operator<(const Proposal& other) const {
            return rank != other.rank ? rank > other.rank : place > other.place;
        }
    };

    Symbol& at(std::int32_t place) { return symbols_[static_cast<std::size_t>(place)]; }

    void propose(std::int32_t place) {
        const std::uint64_t pair = pairKey(at(place).id, at(at(place).next).id);
        const auto found = model_.merges_.find(pair);
        if (found == model_.merges_.end()) return;
        heap_.push_back({found->second.rank, place, found->second.joined, pair});
        std::push_heap(heap_.begin(), heap_.end());
    }

    const BpeModel& model_;
    std::vector<Symbol> symbols_;
    std::vector<Proposal> heap_;
};

BpeModel::BpeModel(const std::array<std::int32_t, 256>& byte_ids, const std::vector<Merge>& merges,
                   Options options)
    : byte_ids_(byte_ids), options_(options) {
    merges_.reserve(merges.size());
    std::int32_t rank = 0;
    for (const Merge& merge : merges)
        merges_[pairKey(merge.left, merge.right)] = {rank++, merge.joined};
}

void BpeModel::append(std::string_view word, std::vector<std::int32_t>& out) const {
    std::vector<std::int32_t> ids;
    ids.reserve(word.size());
    bool after_unknown = false;
    for (const char byte : word) {
        const std::int32_t id = byte_ids_[static_cast<unsigned char>(byte)];
        if (id >= 0)
            ids.push_back(id);
        else if (!after_unknown || !options_.fuse_unk)
            ids.push_back(options_.unk_id);
        after_unknown = id < 0;
    }
    Merging merging(*this, std::move(ids));
    merging.run();
    merging.append(out);
}

}  // namespace alphascope
