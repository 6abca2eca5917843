// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/batches.h"

#include "study/error.h"

#include <algorithm>
#include <numeric>
#include <sstream>

namespace alphascope {

std::int64_t PackedTokens::longest() const {
    std::int64_t longest = 0;
    for (std::int64_t row = 0; row < rows(); ++row) longest = std::max(longest, length(row));
    return longest;
}

PackedTokens packBatch(const std::vector<Encoding>& encodings,
                       const std::vector<std::size_t>& positions, int pad_id) {
    PackedTokens packed;
    packed.pad_id = pad_id;
    packed.starts.reserve(positions.size() + 1);
    for (const std::size_t position : positions) {
        const Encoding& encoding = encodings.at(position);
        packed.ids.insert(packed.ids.end(), encoding.ids.begin(), encoding.ids.end());
        packed.type_ids.insert(packed.type_ids.end(), encoding.type_ids.begin(),
                               encoding.type_ids.end());
        packed.starts.push_back(std::ssize(packed.ids));
    }
    return packed;
}

std::uint64_t Random::below(std::uint64_t bound) {
    if (bound == 0) throw Error("Random::below needs a bound above 0. This is a program error.");
    // 2^64 mod bound numbers at the low end would make some results likelier: draw those again.
    const std::uint64_t unfair = (0 - bound) % bound;
    std::uint64_t value = next();
    while (value < unfair) value = next();
    return value % bound;
}

double Random::unit() {
    return static_cast<double>(next() >> 11U) * 0x1.0p-53;
}

std::string Random::state() const {
    std::ostringstream out;
    out.imbue(std::locale::classic());
    out << engine_;
    return out.str();
}

void Random::restore(const std::string& state) {
    std::istringstream in(state);
    in.imbue(std::locale::classic());
    std::mt19937_64 engine;
    std::string rest;
    if (!(in >> engine) || (in >> rest))
        throw Error(
            "The saved state of a random generator is damaged. "
            "Start the run again, or resume from an older checkpoint.");
    engine_ = engine;
}

std::vector<std::vector<std::size_t>> bucketedEpoch(const std::vector<std::size_t>& lengths,
                                                    int batch_size, Random& random) {
    if (batch_size < 1)
        throw Error("The batch size is " + std::to_string(batch_size) + ". Set it to 1 or more.");
    std::vector<std::size_t> order(lengths.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    random.shuffle(order);

    const auto size = static_cast<std::size_t>(batch_size);
    const std::size_t pool = size * kPoolBatches;
    std::vector<std::vector<std::size_t>> batches;
    for (std::size_t begin = 0; begin < order.size(); begin += pool) {
        const auto first = order.begin() + static_cast<std::ptrdiff_t>(begin);
        const auto last =
            order.begin() + static_cast<std::ptrdiff_t>(std::min(begin + pool, order.size()));
        // Stable: samples of one length keep their shuffled order.
        std::stable_sort(first, last,
                         [&](std::size_t a, std::size_t b) { return lengths[a] < lengths[b]; });
        for (auto it = first; it != last;) {
            const auto end = it + std::min<std::ptrdiff_t>(batch_size, last - it);
            batches.emplace_back(it, end);
            it = end;
        }
    }
    random.shuffle(batches);
    return batches;
}

CyclingSampler::CyclingSampler(std::size_t pool, std::uint64_t seed) : order_(pool), random_(seed) {
    std::iota(order_.begin(), order_.end(), std::size_t{0});
    random_.shuffle(order_);
}

std::vector<std::size_t> CyclingSampler::next(std::size_t count) {
    count = std::min(count, order_.size());
    const std::size_t rest = std::min(count, order_.size() - place_);
    const auto from = order_.begin() + static_cast<std::ptrdiff_t>(place_);
    std::vector<std::size_t> drawn(from, from + static_cast<std::ptrdiff_t>(rest));
    place_ += rest;
    if (drawn.size() == count) return drawn;

    // The pool ran out within this batch. What was drawn from its end must not come a second time
    // in the same batch, so those positions are swapped out of the new order's head.
    const std::vector<std::size_t> taken = drawn;
    const auto is_taken = [&](std::size_t value) {
        return std::find(taken.begin(), taken.end(), value) != taken.end();
    };
    random_.shuffle(order_);
    std::size_t candidate = 0;
    for (place_ = 0; drawn.size() < count; ++place_) {
        candidate = std::max(candidate, place_);
        while (is_taken(order_[candidate])) ++candidate;
        std::swap(order_[place_], order_[candidate]);
        drawn.push_back(order_[place_]);
    }
    return drawn;
}

std::string CyclingSampler::state() const {
    std::ostringstream out;
    out.imbue(std::locale::classic());
    out << order_.size() << ' ' << place_;
    for (const std::size_t position : order_) out << ' ' << position;
    out << ' ' << random_.state();
    return out.str();
}

void CyclingSampler::restore(const std::string& state) {
    std::istringstream in(state);
    in.imbue(std::locale::classic());
    const Error damaged(
        "The saved state of the meta set's order is damaged or belongs to another "
        "split. Start the run again, or resume from an older checkpoint.");
    std::size_t size = 0;
    std::size_t place = 0;
    if (!(in >> size >> place) || size != order_.size() || place > size) throw damaged;
    std::vector<std::size_t> order(size);
    std::vector<bool> seen(size, false);
    for (auto& position : order) {
        if (!(in >> position) || position >= size || seen[position]) throw damaged;
        seen[position] = true;
    }
    std::string generator;
    std::getline(in >> std::ws, generator);
    random_.restore(generator);
    order_ = std::move(order);
    place_ = place;
}

}  // namespace alphascope
