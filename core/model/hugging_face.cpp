// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/hugging_face.h"

#include "model/hugging_face_config.h"
#include "model/hugging_face_names.h"
#include "model/safetensors.h"
#include "study/error.h"

namespace alphascope {
namespace {

namespace fs = std::filesystem;
using Tensors = std::map<std::string, torch::Tensor>;
constexpr std::size_t kNamed = 5;

std::string listOf(const std::vector<std::string>& names) {
    std::string text;
    for (std::size_t i = 0; i < std::min(names.size(), kNamed); ++i)
        text += (i == 0 ? "" : ", ") + names[i];
    if (names.size() > kNamed) text += " and " + std::to_string(names.size() - kNamed) + " more";
    return text;
}

fs::path weightsFile(const fs::path& folder) {
    const auto file = folder / "model.safetensors";
    if (fs::exists(file)) return file;
    if (fs::exists(folder / "model.safetensors.index.json"))
        throw Error::at(folder.string(), 0, "the weights are cut into several files",
                        "Save the model again with one file (max_shard_size=\"100GB\")");
    if (fs::exists(folder / "pytorch_model.bin"))
        throw Error::at(
            folder.string(), 0,
            "the weights are there as pickle only (pytorch_model.bin), which can run code and is "
            "never read here",
            "Convert them in that folder with: python3 -c \"import torch; from safetensors.torch "
            "import save_file; save_file({k: v.clone().contiguous() for k, v in "
            "torch.load('pytorch_model.bin', map_location='cpu', weights_only=True).items()}, "
            "'model.safetensors', metadata={'format': 'pt'})\"");
    throw Error::at(file.string(), 0, "there are no weights", "Download the whole folder");
}

/// Without the body's prefix, and with today's names of the norms (gamma and beta are those of the
/// first TensorFlow models).
Tensors withPlainNames(Tensors stored, const std::string& prefix, const fs::path& file) {
    Tensors tensors;
    for (auto& [name, tensor] : stored) {
        std::string plain = name.starts_with(prefix) ? name.substr(prefix.size()) : name;
        const auto rename = [&](const std::string& end, const std::string& now) {
            if (plain.ends_with(end)) plain.replace(plain.size() - end.size(), end.size(), now);
        };
        rename(".gamma", ".weight");
        rename(".beta", ".bias");
        if (!tensors.emplace(plain, std::move(tensor)).second)
            throw Error::at(file.string(), 0, "the tensor " + plain + " occurs under two names",
                            "Save the model again");
    }
    return tensors;
}

/// Moves the parts of one of our tensors out of theirs; undefined where any is missing.
torch::Tensor takeParts(Tensors& theirs, const std::vector<std::string>& names,
                        const std::string& prefix, std::vector<std::string>& missing) {
    std::vector<torch::Tensor> parts;
    for (const auto& full : names) {
        const auto found =
            theirs.find(full.starts_with(prefix) ? full.substr(prefix.size()) : full);
        if (found == theirs.end()) {
            missing.push_back(full);
            continue;
        }
        parts.push_back(found->second);
        theirs.erase(found);
    }
    if (parts.size() != names.size()) return {};
    return parts.size() == 1 ? parts[0] : torch::cat(parts, 0);
}

/// The head may lack as a whole; a part of it is a fault.
void takeHead(PretrainedModel& model, Tensors& theirs, HuggingFaceFamily family,
              const fs::path& file) {
    const std::string prefix = familyName(family) + ".";
    std::vector<std::string> missing;
    const auto weight =
        takeParts(theirs, huggingFaceNames(family, "classifier.weight"), prefix, missing);
    const auto bias =
        takeParts(theirs, huggingFaceNames(family, "classifier.bias"), prefix, missing);
    if (!weight.defined() && !bias.defined()) {
        model.labels.clear();
        return;
    }
    if (!missing.empty())
        throw Error::at(file.string(), 0, "the head lacks the tensor " + missing.front(),
                        "Save the model again");
    const auto outputs = static_cast<std::int64_t>(model.labels.size());
    if (weight.sizes() != at::IntArrayRef({outputs, model.config.hidden}) ||
        bias.sizes() != at::IntArrayRef({outputs}))
        throw Error::at(file.string(), 0,
                        "the head's shape does not fit the " + std::to_string(outputs) +
                            " labels of config.json",
                        "Correct id2label or num_labels there");
    model.tensors["classifier.weight"] = weight;
    model.tensors["classifier.bias"] = bias;
}

fs::path vocabularyOf(const fs::path& folder) {
    for (const char* name : {"vocab.txt", "tokenizer.json"})
        if (fs::exists(folder / name)) return folder / name;
    return {};
}

}  // namespace

PretrainedModel loadHuggingFace(const fs::path& folder) {
    const HuggingFaceConfig config = readHuggingFaceConfig(folder / "config.json");
    const fs::path file = weightsFile(folder);
    const std::string prefix = familyName(config.family) + ".";
    Tensors theirs = withPlainNames(readTensorFile(file).tensors, prefix, file);
    PretrainedModel model{.config = config.encoder,
                          .tensors = {},
                          .labels = config.labels,
                          .vocabulary = vocabularyOf(folder)};
    std::vector<std::string> missing;
    for (const auto& shape : makeEncoder(model.config)->shapes()) {
        const std::string ours = "bert." + shape.name;
        std::vector<std::string> lacking;
        auto tensor = takeParts(theirs, huggingFaceNames(config.family, ours), prefix, lacking);
        if (!tensor.defined()) {
            if (!shape.name.starts_with("pooler."))
                missing.insert(missing.end(), lacking.begin(), lacking.end());
            continue;
        }
        if (tensor.sizes() != at::IntArrayRef(shape.shape) || !tensor.is_floating_point())
            throw Error::at(file.string(), 0,
                            "the tensor of " + ours +
                                " does not have the shape or type that "
                                "config.json asks for",
                            "Use the config.json of these weights");
        model.tensors[ours] = std::move(tensor);
    }
    if (!missing.empty())
        throw Error::at(file.string(), 0, "tensors are missing: " + listOf(missing),
                        "Use the config.json of these weights, or download them again");
    takeHead(model, theirs, config.family, file);
    std::vector<std::string> extra;
    for (const auto& [name, tensor] : theirs)
        if (!isIgnoredTensor(config.family, name)) extra.push_back(name);
    if (!extra.empty())
        throw Error::at(file.string(), 0, "tensors have no place in the model: " + listOf(extra),
                        "Use the config.json of these weights; heads other than sequence "
                        "classification and language modelling are not read");
    return model;
}

void saveHuggingFace(const fs::path& folder, const Classifier& model, const TaskDescriptor& task,
                     std::span<const fs::path> tokenizer_files) {
    const HuggingFaceFamily family = familyOf(model.config());
    if (task.outputs() != model.outputs())
        throw Error("The model has " + std::to_string(model.outputs()) + " outputs, the task " +
                    task.id + " needs " + std::to_string(task.outputs()) + ".");
    TensorFile content{.tensors = {}, .metadata = {{"format", "pt"}}};
    for (const auto& [ours, tensor] : model.namedTensors()) {
        auto values = tensor;
        if (task.kind == TaskKind::kRegression && ours.starts_with("classifier."))
            values = values * task.score_max;
        const auto names = huggingFaceNames(family, ours);
        const auto parts = values.chunk(static_cast<std::int64_t>(names.size()), 0);
        for (std::size_t i = 0; i < names.size(); ++i) content.tensors[names[i]] = parts[i];
    }
    writeTensorFile(folder / "model.safetensors", content);
    writeHuggingFaceConfig(folder / "config.json", model.config(), readableLabels(task));
    for (const auto& file : tokenizer_files) {
        std::error_code problem;
        fs::copy_file(file, folder / file.filename(), fs::copy_options::overwrite_existing,
                      problem);
        if (problem)
            throw Error::at(file.string(), 0, "it cannot be copied: " + problem.message(),
                            "Check free space and rights of " + folder.string());
    }
}

}  // namespace alphascope
