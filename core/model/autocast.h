// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/torch.h>

namespace alphascope {

/// What matrix products of a pass are computed in.
enum class Precision {
    kAsStored,  ///< the parameters' own type
    kBf16,      ///< bfloat16 with 8 bits of mantissa, the rest of the pass in float32
};

/// While it lives, this thread's operations on the device are autocast to bfloat16 where
/// `precision` says so (libtorch's lists decide which); then all is as it was before. A backward
/// pass repeats the types of its forward pass and must not lie in such a scope.
class AutocastScope {
public:
    AutocastScope(torch::Device device, Precision precision);
    ~AutocastScope();
    AutocastScope(const AutocastScope&) = delete;
    AutocastScope& operator=(const AutocastScope&) = delete;

private:
    bool on_gpu_;
    bool active_;
    bool was_enabled_ = false;
    bool had_cache_ = false;
    torch::ScalarType type_before_ = torch::kFloat;
};

}  // namespace alphascope
