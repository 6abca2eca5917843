// SPDX-License-Identifier: GPL-3.0-or-later
#include "study/devices.h"

#include <algorithm>
#include <string_view>

namespace alphascope {
namespace {

bool isGpu(std::string_view device) {
    return device.starts_with("cuda");
}

/// "cuda", or "cuda:" with up to two digits and no needless zero, as libtorch names them.
bool isGpuName(std::string_view device) {
    if (device == "cuda") return true;
    if (!device.starts_with("cuda:")) return false;
    const std::string_view place = device.substr(5);
    return !place.empty() && place.size() <= 2 && (place == "0" || place.front() != '0') &&
           std::all_of(place.begin(), place.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::string deviceProblem(const std::string& device, const std::string& precision) {
    if (device != "auto" && device != "cpu" && !isGpuName(device))
        return "device cannot be \"" + device +
               "\"; write \"auto\", \"cpu\", \"cuda\", or \"cuda:1\" for the second GPU.";
    if (device == "cpu" && precision == "bf16")
        return "precision = \"bf16\" needs a GPU, and device is \"cpu\"; choose precision = "
               "\"fp32\", or another device.";
    return {};
}

std::string deviceProblem(const std::string& device, const std::string& precision,
                          const std::vector<std::string>& there) {
    if (auto problem = deviceProblem(device, precision); !problem.empty()) return problem;
    std::string gpus;
    for (const auto& name : there)
        if (isGpu(name)) gpus += (gpus.empty() ? "" : ", ") + name;
    if (gpus.empty() && isGpu(device))
        return "device = \"" + device +
               "\" asks for a GPU, and libtorch finds none here; choose device = \"cpu\", or "
               "install a driver and a libtorch with CUDA.";
    if (gpus.empty() && precision == "bf16")
        return "precision = \"bf16\" needs a GPU, and libtorch finds none here; choose precision = "
               "\"fp32\".";
    if (device.starts_with("cuda:") && std::find(there.begin(), there.end(), device) == there.end())
        return "device = \"" + device + "\" is not there; this machine has " + gpus + ".";
    return {};
}

bool needsGpu(const std::string& device, const std::string& precision) {
    return isGpu(device) || precision == "bf16";
}

}  // namespace alphascope
