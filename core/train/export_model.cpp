// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/export_model.h"

#include "model/hugging_face.h"
#include "model/safetensors.h"
#include "study/error.h"
#include "train/teacher_logits.h"

#include <nlohmann/json.hpp>

namespace alphascope {

void exportModel(const std::filesystem::path& run_dir, const std::filesystem::path& folder) {
    const auto file = RunFiles::model(run_dir);
    if (!std::filesystem::exists(file))
        throw Error::at(file.string(), 0, "the run's final weights are not there",
                        "Export a run that has finished, on the machine that keeps its files");
    const TensorFile content = readTensorFile(file);
    const auto text = [&](const char* name) {
        const auto found = content.metadata.find(name);
        if (found == content.metadata.end())
            throw Error::at(file.string(), 0, std::string("the file does not say its ") + name,
                            "Train the run again");
        return found->second;
    };
    Classifier model(encoderConfigFromJson(nlohmann::json::parse(text("encoder"))),
                     std::stoi(text("outputs")));
    model.load(content.tensors);
    std::vector<std::filesystem::path> tokenizer;
    for (const char* name : {"vocab.txt", "tokenizer.json"})
        if (std::filesystem::exists(run_dir / name)) tokenizer.push_back(run_dir / name);
    saveHuggingFace(folder, model, findTask(text("task")), tokenizer);
}

}  // namespace alphascope
