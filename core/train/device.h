// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/autocast.h"
#include "study/run_spec.h"

#include <c10/core/StreamGuard.h>

#include <filesystem>
#include <optional>
#include <span>

namespace alphascope {

/// "cpu", then "cuda:0", "cuda:1", ... as libtorch sees them.
std::vector<std::string> deviceNames();

/// Which device a run gets that asks for `wanted` ("auto", "cpu", "cuda" or "cuda:N") where
/// runs_on_gpu[n] runs are on GPU n now. "auto" and "cuda" take the GPU with the fewest, the first
/// of several; "auto" without a GPU the CPU. Throws Error when what is asked for is not there.
torch::Device chooseDevice(const std::string& wanted, std::span<const int> runs_on_gpu);

/// What a run that goes on from a checkpoint asks for in place of "auto". One that began on the CPU
/// stays there, so that its bits do; any other device stays as the spec has it.
std::string wantedDevice(const RunSpec& spec, const std::filesystem::path& checkpoint);

Precision precisionOf(const TrainSpec& train);

/// A run's claim to its device, held by the run's thread, which gets a CUDA stream of its own there
/// for as long. Runs of one process that leave the choice of GPU open spread over all.
class DeviceLease {
public:
    /// Throws Error when the device is not there or cannot have that precision.
    DeviceLease(const std::string& wanted, const std::string& precision);
    ~DeviceLease();
    DeviceLease(const DeviceLease&) = delete;
    DeviceLease& operator=(const DeviceLease&) = delete;

    [[nodiscard]] torch::Device device() const { return device_; }

private:
    explicit DeviceLease(torch::Device device) : device_(device) {}

    torch::Device device_;
    std::optional<c10::StreamGuard> stream_;
};

}  // namespace alphascope
