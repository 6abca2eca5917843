// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

namespace alphascope::packed {

/// Uninitialised floats that all live as long as the arena.
class Arena {
public:
    float* take(std::int64_t count) {
        blocks_.push_back(std::make_unique_for_overwrite<float[]>(static_cast<std::size_t>(count)));
        return blocks_.back().get();
    }

private:
    std::vector<std::unique_ptr<float[]>> blocks_;
};

}  // namespace alphascope::packed
