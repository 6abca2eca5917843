// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sample_codec.h"

#include "store/half_float.h"
#include "study/alpha_atom.h"
#include "study/error.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>

namespace alphascope {
namespace {

static_assert(std::endian::native == std::endian::little, "blobs are little-endian");

constexpr std::size_t kHeaderBytes = 8;
constexpr std::size_t kSampleBytes = 10;
constexpr std::size_t kMostRows = 65535;
constexpr std::uint16_t kAlphaOne = kAlphaGridSteps;
constexpr std::uint16_t kAlphaHalf = kAlphaOne / 2;
constexpr std::uint16_t kAlphaNan = 65535;

/// Only exactly 0, 1/2 and 1 land on their grid points, so that they are told from what is next to
/// them; alphaAtom() counts both.
std::uint16_t packAlpha(float alpha) {
    if (std::isnan(alpha)) return kAlphaNan;
    if (alpha <= 0.0F) return 0;
    if (alpha >= 1.0F) return kAlphaOne;
    const auto nearest = static_cast<std::uint16_t>(
        std::lround(static_cast<double>(alpha) * static_cast<double>(kAlphaOne)));
    if (nearest == kAlphaHalf && alpha != 0.5F)
        return static_cast<std::uint16_t>(alpha > 0.5F ? kAlphaHalf + 1 : kAlphaHalf - 1);
    return std::clamp<std::uint16_t>(nearest, 1, kAlphaOne - 1);
}

float unpackAlpha(std::uint16_t grid) {
    if (grid == kAlphaNan) return std::numeric_limits<float>::quiet_NaN();
    return static_cast<float>(static_cast<double>(grid) / static_cast<double>(kAlphaOne));
}

/// A finite loss stays finite; an infinite one stays infinite.
std::uint16_t packLoss(float loss) {
    return toHalf(std::isfinite(loss) ? std::clamp(loss, -kLargestHalf, kLargestHalf) : loss);
}

template <typename T>
void append(std::string& blob, T value) {
    blob.append(reinterpret_cast<const char*>(&value), sizeof(T));
}

template <typename T>
T take(std::string_view& blob) {
    T value{};
    std::memcpy(&value, blob.data(), sizeof(T));
    blob.remove_prefix(sizeof(T));
    return value;
}

[[noreturn]] void refuse(const char* why) {
    throw Error(std::string("a sample record is damaged: ") + why);
}

}  // namespace

void checkSamples(const SamplesWeighted& step) {
    const std::size_t rows = step.ids.size();
    if (step.alpha.size() != rows || step.label_loss.size() != rows ||
        step.teacher_loss.size() != rows)
        throw Error("The sample record of step " + std::to_string(step.step) +
                    " has columns of unequal length.");
    if (step.step < 0 || step.step > std::numeric_limits<std::uint32_t>::max() || step.epoch < 0 ||
        step.epoch > std::numeric_limits<std::uint16_t>::max())
        throw Error("Step " + std::to_string(step.step) + " of epoch " +
                    std::to_string(step.epoch) +
                    " is beyond what a sample record can hold (32 bits of steps, 16 of epochs).");
}

std::string packSamples(const std::vector<SamplesWeighted>& steps) {
    std::string blob;
    for (const auto& step : steps) {
        checkSamples(step);
        for (std::size_t begin = 0; begin < step.ids.size(); begin += kMostRows) {
            const std::size_t end = std::min(begin + kMostRows, step.ids.size());
            append(blob, static_cast<std::uint32_t>(step.step));
            append(blob, static_cast<std::uint16_t>(step.epoch));
            append(blob, static_cast<std::uint16_t>(end - begin));
            for (std::size_t row = begin; row < end; ++row) {
                append(blob, step.ids[row]);
                append(blob, packAlpha(step.alpha[row]));
                append(blob, packLoss(step.label_loss[row]));
                append(blob, packLoss(step.teacher_loss[row]));
            }
        }
    }
    return blob;
}

std::vector<SampleRecord> unpackSamples(std::string_view blob) {
    std::vector<SampleRecord> records;
    records.reserve(blob.size() / kSampleBytes);
    while (!blob.empty()) {
        if (blob.size() < kHeaderBytes) refuse("it ends within a step's header");
        const auto step = take<std::uint32_t>(blob);
        const auto epoch = take<std::uint16_t>(blob);
        const auto rows = take<std::uint16_t>(blob);
        if (rows == 0) refuse("a step has no samples");
        if (blob.size() < rows * kSampleBytes) refuse("it ends within a step");
        for (int row = 0; row < rows; ++row) {
            SampleRecord record{.step = step, .epoch = epoch};
            record.id = take<std::uint32_t>(blob);
            record.alpha = unpackAlpha(take<std::uint16_t>(blob));
            record.label_loss = fromHalf(take<std::uint16_t>(blob));
            record.teacher_loss = fromHalf(take<std::uint16_t>(blob));
            records.push_back(record);
        }
    }
    return records;
}

}  // namespace alphascope
