// SPDX-License-Identifier: GPL-3.0-or-later
// What runs may be computed on, as plain names: "cpu", and "cuda:N" for the N-th GPU of NVIDIA.
#pragma once

#include <string>
#include <vector>

namespace alphascope {

/// Why no run can have this device ("auto", "cpu", "cuda" or "cuda:N") and precision ("fp32" or
/// "bf16") on a machine with these devices; one sentence, empty where it can.
std::string deviceProblem(const std::string& device, const std::string& precision,
                          const std::vector<std::string>& there);

/// The same as far as it can be told without knowing the machine.
std::string deviceProblem(const std::string& device, const std::string& precision);

/// Whether only the machine can tell: a GPU is asked for, by name or by bf16.
bool needsGpu(const std::string& device, const std::string& precision);

}  // namespace alphascope
