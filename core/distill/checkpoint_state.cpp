// SPDX-License-Identifier: GPL-3.0-or-later
#include "distill/checkpoint_state.h"

#include "study/error.h"

#include <charconv>

namespace alphascope {
namespace {

[[noreturn]] void refuse(const std::string& name) {
    throw Error("The checkpoint holds no " + name +
                " that fits this scheme; start the run afresh.");
}

}  // namespace

torch::Tensor stateTensor(const TensorFile& archive, const std::string& name,
                          at::IntArrayRef sizes) {
    const auto found = archive.tensors.find(name);
    if (found == archive.tensors.end() || found->second.sizes() != sizes) refuse(name);
    return found->second.clone();
}

std::string stateText(const TensorFile& archive, const std::string& name) {
    const auto found = archive.metadata.find(name);
    if (found == archive.metadata.end()) refuse(name);
    return found->second;
}

std::int64_t stateInteger(const TensorFile& archive, const std::string& name) {
    const std::string text = stateText(archive, name);
    std::int64_t value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (problem != std::errc() || end != text.data() + text.size()) refuse(name);
    return value;
}

}  // namespace alphascope
