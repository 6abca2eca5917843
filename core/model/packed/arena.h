// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bit>
#include <cstdint>
#include <map>
#include <memory>
#include <utility>
#include <vector>

namespace alphascope::packed {

/// Blocks of floats that go round: what one step gives back the next step takes, so that the system
/// never has to hand out (and clear) fresh pages. Not thread-safe: it belongs to a run's thread.
class BlockPool {
public:
    using Block = std::pair<std::unique_ptr<float[]>, std::size_t>;  // floats, capacity

    Block take(std::int64_t count) {
        const std::size_t capacity = std::bit_ceil(static_cast<std::size_t>(count) | 1024U);
        auto& free = free_[capacity];
        if (free.empty()) return {std::make_unique_for_overwrite<float[]>(capacity), capacity};
        Block block{std::move(free.back()), capacity};
        free.pop_back();
        return block;
    }
    /// Hands everything that is free back to the system.
    void clear() { free_.clear(); }
    void giveBack(Block block) { free_[block.second].push_back(std::move(block.first)); }

private:
    std::map<std::size_t, std::vector<std::unique_ptr<float[]>>> free_;  // by capacity
};

/// Uninitialised floats that all live as long as the arena.
class Arena {
public:
    explicit Arena(std::shared_ptr<BlockPool> pool) : pool_(std::move(pool)) {}
    ~Arena() {
        for (auto& block : blocks_) pool_->giveBack(std::move(block));
    }
    Arena(const Arena&) = delete;
    Arena& operator=(const Arena&) = delete;

    float* take(std::int64_t count) {
        blocks_.push_back(pool_->take(count));
        return blocks_.back().first.get();
    }
    /// Bytes, in the same blocks.
    std::uint8_t* takeBytes(std::int64_t count) {
        return reinterpret_cast<std::uint8_t*>(take((count + 3) / 4));
    }

private:
    std::shared_ptr<BlockPool> pool_;  // outlives every arena that draws on it
    std::vector<BlockPool::Block> blocks_;
};

}  // namespace alphascope::packed
