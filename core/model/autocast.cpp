// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/autocast.h"

#include <ATen/autocast_mode.h>

namespace alphascope {

namespace autocast = at::autocast;

AutocastScope::AutocastScope(torch::Device device, Precision precision)
    : on_gpu_(device.is_cuda()), active_(precision == Precision::kBf16) {
    if (!active_) return;
    // The cache of casts is shared by all threads, and a pass meets each parameter once.
    had_cache_ = autocast::is_autocast_cache_enabled();
    autocast::set_autocast_cache_enabled(false);
    if (on_gpu_) {
        was_enabled_ = autocast::is_enabled();
        type_before_ = autocast::get_autocast_gpu_dtype();
        autocast::set_autocast_gpu_dtype(torch::kBFloat16);
        autocast::set_enabled(true);
    } else {
        was_enabled_ = autocast::is_cpu_enabled();
        type_before_ = autocast::get_autocast_cpu_dtype();
        autocast::set_autocast_cpu_dtype(torch::kBFloat16);
        autocast::set_cpu_enabled(true);
    }
}

AutocastScope::~AutocastScope() {
    if (!active_) return;
    if (on_gpu_) {
        autocast::set_enabled(was_enabled_);
        autocast::set_autocast_gpu_dtype(type_before_);
    } else {
        autocast::set_cpu_enabled(was_enabled_);
        autocast::set_autocast_cpu_dtype(type_before_);
    }
    autocast::set_autocast_cache_enabled(had_cache_);
}

}  // namespace alphascope
