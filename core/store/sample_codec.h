// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "study/run_event.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace alphascope {

/// One sample of one step, as read back.
struct SampleRecord {
    std::int64_t step = 0;
    std::int32_t epoch = 0;
    std::uint32_t id = 0;
    float alpha = 0.0F;
    float label_loss = 0.0F;
    float teacher_loss = 0.0F;
};

/// Throws Error on a step that packSamples() cannot hold: columns of unequal length, step or epoch
/// out of range.
void checkSamples(const SamplesWeighted& step);

/// Packs steps into a blob of 10 bytes a sample (u32 id, u16 α on a grid that holds 0, ½ and 1
/// exactly, two half floats of CE and KD), little-endian, after an 8-byte header per step
/// (u32 step, u16 epoch, u16 rows; longer batches take several headers). NaN is kept.
std::string packSamples(const std::vector<SamplesWeighted>& steps);
/// Throws Error on a blob that is cut off or inconsistent: why, for whoever knows whose it is.
std::vector<SampleRecord> unpackSamples(std::string_view blob);

}  // namespace alphascope
