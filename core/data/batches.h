// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/wordpiece.h"

#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace alphascope {

/// The tokens of B texts end to end, without padding.
struct PackedTokens {
    std::vector<std::int32_t> ids, type_ids;
    std::vector<std::int64_t> starts{0};  ///< B + 1 places: text i is [starts[i], starts[i + 1])
    int pad_id = 0;                       ///< for those who pad

    [[nodiscard]] std::int64_t rows() const { return std::ssize(starts) - 1; }
    [[nodiscard]] std::int64_t count() const { return starts.back(); }
    [[nodiscard]] std::int64_t length(std::int64_t row) const {
        const auto i = static_cast<std::size_t>(row);
        return starts[i + 1] - starts[i];
    }
    [[nodiscard]] std::int64_t longest() const;
};

/// The chosen encodings, in that order.
PackedTokens packBatch(const std::vector<Encoding>& encodings,
                       const std::vector<std::size_t>& positions, int pad_id);

/// Seeded generator whose whole state fits a checkpoint. The same numbers on every platform:
/// only next() and the integer helpers below are used, never std:: distributions.
class Random {
public:
    explicit Random(std::uint64_t seed) : engine_(seed) {}
    std::uint64_t next() { return engine_(); }
    /// Uniform in [0, bound), without modulo bias. bound > 0.
    std::uint64_t below(std::uint64_t bound);
    /// Uniform in [0, 1), 53 bits.
    double unit();
    /// Fisher-Yates.
    template <typename T>
    void shuffle(std::vector<T>& values) {
        for (std::size_t i = values.size(); i > 1; --i) std::swap(values[i - 1], values[below(i)]);
    }
    [[nodiscard]] std::string state() const;
    /// Throws Error when the text is not a state.
    void restore(const std::string& state);

private:
    std::mt19937_64 engine_;
};

/// Cuts an epoch into batches of similar lengths: shuffle, sort within pools of `kPoolBatches`
/// batches by length, cut, shuffle the batches. Every sample once an epoch; the last batch may be
/// short. Deterministic in the generator's state.
std::vector<std::vector<std::size_t>> bucketedEpoch(const std::vector<std::size_t>& lengths,
                                                    int batch_size, Random& random);
inline constexpr int kPoolBatches = 50;

/// Draws batches from a pool again and again, reshuffled each time it runs out (the meta set).
class CyclingSampler {
public:
    CyclingSampler(std::size_t pool, std::uint64_t seed);
    /// `count` distinct positions (fewer when the pool is smaller).
    std::vector<std::size_t> next(std::size_t count);
    /// State for a checkpoint: generator, order and place.
    [[nodiscard]] std::string state() const;
    void restore(const std::string& state);

private:
    std::vector<std::size_t> order_;
    std::size_t place_ = 0;
    Random random_;
};

}  // namespace alphascope
