// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/use_lite.h"

#include "model/safetensors.h"
#include "model/use_lite_config.h"
#include "study/error.h"

#include <cmath>

namespace alphascope {
namespace {

constexpr const char* kRates = "position.inv_timescales";

/// The encoder computes the rates of its sines itself; the file's must be the same.
bool areUsualRates(const torch::Tensor& rates, int word_vector) {
    const int half = word_vector / 2;
    if (rates.dim() != 1 || rates.size(0) != half) return false;
    const auto usual =
        torch::pow(1e-4, torch::arange(half, torch::kFloat64) / std::max(half - 1, 1));
    return (rates.to(torch::kFloat64) - usual).abs().max().item<double>() < 1e-6;
}

}  // namespace

PretrainedModel loadUseLite(const std::filesystem::path& folder) {
    const auto file = folder / "model.safetensors";
    PretrainedModel model{.config = readUseLiteConfig(folder / "config.json"),
                          .tensors = {},
                          .labels = {},
                          .vocabulary = folder / "vocab.tsv"};
    auto stored = readTensorFile(file).tensors;
    const auto fail = [&](const std::string& what) {
        throw Error::at(file.string(), 0, what, "Download the folder again");
    };
    const auto take = [&](const std::string& name) {
        const auto found = stored.find(name);
        if (found == stored.end()) fail("the tensor " + name + " is missing");
        auto tensor = found->second;
        stored.erase(found);
        return tensor;
    };
    if (!areUsualRates(take(kRates), model.config.word_vector))
        fail(std::string(kRates) + " are not the rates of this program");
    for (const auto& shape : makeEncoder(model.config)->shapes()) {
        const bool is_embedding = shape.name == "embeddings.word_embeddings.weight";
        const auto tensor = take(is_embedding ? "embeddings.weight" : shape.name);
        if (tensor.sizes() != at::IntArrayRef(shape.shape))
            fail("the tensor of " + shape.name + " has another shape than the config says");
        model.tensors["use_lite." + shape.name] = tensor;
    }
    if (!stored.empty()) fail("the tensor " + stored.begin()->first + " is not known");
    return model;
}

}  // namespace alphascope
