// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <initializer_list>
#include <memory>
#include <span>
#include <type_traits>
#include <vector>

namespace alphascope {

/// Values that are only ever added to. A copy shares them with its original, and adding to either
/// leaves the other as it was: so a long curve is handed from thread to thread whole, ten times a
/// second, for the price of what is new. Adding to the longest copy writes behind what the others
/// see; a shorter copy that is added to takes its values with it.
template <typename T>
class GrowingVector {
    static_assert(std::is_trivially_copyable_v<T>);

public:
    using value_type = T;

    GrowingVector() = default;
    GrowingVector(std::initializer_list<T> values) { append({values.begin(), values.size()}); }
    // Made of a vector as if it were one.
    GrowingVector(const std::vector<T>& values) { append(values); }  // NOLINT(*-explicit-*)

    void push_back(const T& value) {
        const T copy = value;  // it may be one of ours
        append({&copy, 1});
    }
    void append(std::span<const T> values) {
        if (values.empty()) return;
        const std::shared_ptr<Block> before = block_;  // the values may lie in it
        const std::size_t wanted = size_ + values.size();
        if (!claim(wanted)) move(wanted);
        std::copy(values.begin(), values.end(), block_->values.get() + size_);
        size_ = wanted;
    }

    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] bool empty() const { return size_ == 0; }
    [[nodiscard]] const T* data() const { return block_ ? block_->values.get() : nullptr; }
    [[nodiscard]] const T* begin() const { return data(); }
    [[nodiscard]] const T* end() const { return data() + size_; }
    [[nodiscard]] const T& operator[](std::size_t place) const { return data()[place]; }
    [[nodiscard]] const T& front() const { return data()[0]; }
    [[nodiscard]] const T& back() const { return data()[size_ - 1]; }

private:
    static constexpr std::size_t kLeastRoom = 16;

    struct Block {
        explicit Block(std::size_t size) : values(new T[size]), room(size) {}
        std::unique_ptr<T[]> values;
        std::size_t room;
        std::atomic<std::size_t> used{0};  ///< by the longest copy
    };

    /// Whether the values up to `wanted` are this copy's to write.
    bool claim(std::size_t wanted) {
        std::size_t mine = size_;
        return block_ && wanted <= block_->room &&
               block_->used.compare_exchange_strong(mine, wanted);
    }
    /// Into a block of its own, with as much room again, so that adding costs little.
    void move(std::size_t wanted) {
        auto block = std::make_shared<Block>(std::max({kLeastRoom, 2 * size_, wanted}));
        std::copy(begin(), end(), block->values.get());
        block->used = wanted;
        block_ = std::move(block);
    }

    std::shared_ptr<Block> block_;
    std::size_t size_ = 0;
};

}  // namespace alphascope
