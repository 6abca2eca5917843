// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/safetensors.h"

#include <string>

namespace alphascope {

/// State that a scheme kept under a name. All throw Error naming it where the checkpoint holds
/// none, or none of that shape.
torch::Tensor stateTensor(const TensorFile& archive, const std::string& name,
                          at::IntArrayRef sizes);
std::string stateText(const TensorFile& archive, const std::string& name);
std::int64_t stateInteger(const TensorFile& archive, const std::string& name);

}  // namespace alphascope
