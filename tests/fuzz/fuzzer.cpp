// SPDX-License-Identifier: GPL-3.0-or-later
// libFuzzer's entry, for the target that the program was built for.
#include "fuzz/targets.h"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto* target = alphascope::fuzz::findTarget(ALPHASCOPE_FUZZ_TARGET);
    target->read({reinterpret_cast<const char*>(data), size});
    return 0;
}
