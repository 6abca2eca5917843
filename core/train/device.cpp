// SPDX-License-Identifier: GPL-3.0-or-later
// Streams come through c10's device-neutral guard, so that no CUDA header is needed to build this.
#include "train/device.h"

#include "model/safetensors.h"
#include "study/devices.h"
#include "study/error.h"

#include <c10/core/impl/VirtualGuardImpl.h>

#include <algorithm>
#include <mutex>

namespace alphascope {
namespace {

/// Runs of this process by GPU.
struct Ledger {
    std::mutex mutex;
    std::vector<int> runs;
};
Ledger& ledger() {
    static Ledger one;
    return one;
}

std::vector<std::string> namesOf(std::size_t gpus) {
    std::vector<std::string> names{"cpu"};
    for (std::size_t i = 0; i < gpus; ++i) names.push_back("cuda:" + std::to_string(i));
    return names;
}

torch::Device claim(const std::string& wanted, const std::string& precision) {
    if (const auto problem = deviceProblem(wanted, precision, deviceNames()); !problem.empty())
        throw Error(problem);
    auto& [mutex, runs] = ledger();
    const std::lock_guard lock(mutex);
    runs.resize(torch::cuda::device_count(), 0);
    const auto device = chooseDevice(wanted, runs);
    if (device.is_cuda()) ++runs.at(static_cast<std::size_t>(device.index()));
    return device;
}

}  // namespace

std::vector<std::string> deviceNames() {
    return namesOf(torch::cuda::device_count());
}

torch::Device chooseDevice(const std::string& wanted, std::span<const int> runs_on_gpu) {
    if (const auto problem = deviceProblem(wanted, "fp32", namesOf(runs_on_gpu.size()));
        !problem.empty())
        throw Error(problem);
    if (wanted == "cpu" || runs_on_gpu.empty()) return torch::kCPU;
    if (wanted.starts_with("cuda:")) return torch::Device(wanted);
    const auto least = std::min_element(runs_on_gpu.begin(), runs_on_gpu.end());
    return {torch::kCUDA, static_cast<torch::DeviceIndex>(least - runs_on_gpu.begin())};
}

std::string wantedDevice(const RunSpec& spec, const std::filesystem::path& checkpoint) {
    if (spec.device != "auto" || checkpoint.empty()) return spec.device;
    const auto metadata = readTensorMetadata(checkpoint);
    const auto before = metadata.find("device");
    // Checkpoints that say nothing are older than the choice: they are of the CPU.
    return before == metadata.end() || before->second == "cpu" ? "cpu" : spec.device;
}

Precision precisionOf(const TrainSpec& train) {
    return train.precision == "bf16" ? Precision::kBf16 : Precision::kAsStored;
}

DeviceLease::DeviceLease(const std::string& wanted, const std::string& precision)
    : DeviceLease(claim(wanted, precision)) {
    if (!device_.is_cuda()) return;
    const c10::impl::VirtualGuardImpl gpus(torch::kCUDA);
    stream_.emplace(gpus.getStreamFromGlobalPool(device_));
}

DeviceLease::~DeviceLease() {
    if (!device_.is_cuda()) return;
    auto& [mutex, runs] = ledger();
    const std::lock_guard lock(mutex);
    --runs.at(static_cast<std::size_t>(device_.index()));
}

}  // namespace alphascope
