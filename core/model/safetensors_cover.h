// SPDX-License-Identifier: GPL-3.0-or-later
// Whether the tensors of a safetensors file are what its header says, as plain bytes. Without
// torch, so that it can be tested on strangers' files without it.
#pragma once

#include "model/safetensors_header.h"

#include <string_view>

namespace alphascope {

/// Puts the header's tensors in the order of their places and checks them against the whole file:
/// known dtypes, shapes that match their bytes without overflow, no overlap, no hole, nothing left
/// over, and truth values that are 0 or 1. Throws Error saying what is wrong, without the file.
void checkTensors(TensorFileHeader& header, std::string_view file);

}  // namespace alphascope
