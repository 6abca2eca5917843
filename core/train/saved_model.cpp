// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/saved_model.h"

#include "model/safetensors.h"
#include "study/bounded_json.h"

namespace alphascope {
namespace {

constexpr const char* kRemedy = "Train the run again";

class Reader {
public:
    explicit Reader(const std::filesystem::path& file)
        : file_(file), content_(readTensorFile(file)) {}

    [[nodiscard]] std::string text(const char* name) const {
        const auto found = content_.metadata.find(name);
        if (found == content_.metadata.end())
            throw Error::at(file_.string(), 0, std::string("the file does not say its ") + name,
                            kRemedy);
        return found->second;
    }
    [[nodiscard]] std::string textOrNone(const char* name) const {
        const auto found = content_.metadata.find(name);
        return found == content_.metadata.end() ? std::string() : found->second;
    }
    [[nodiscard]] Classifier model() const {
        const std::string encoder = text("encoder"), outputs = text("outputs");
        try {
            const auto config =
                encoderConfigFromJson(parseBoundedJson(encoder, "its encoder", kRemedy));
            const int number = std::stoi(outputs);
            Classifier::requireTensors(config, number, content_.tensors);
            Classifier model(config, number);
            model.load(content_.tensors);
            return model;
        } catch (const std::exception& problem) {  // its own text names no file
            throw Error::at(file_.string(), 0,
                            std::string("the weights cannot be taken: ") + problem.what(), kRemedy);
        }
    }

private:
    std::filesystem::path file_;
    TensorFile content_;
};

}  // namespace

SavedModel readSavedModel(const std::filesystem::path& file, const std::string& absent) {
    if (!std::filesystem::exists(file))
        throw Error::at(file.string(), 0, "the run's final weights are not there", absent);
    const Reader reader(file);
    return {.model = reader.model(),
            .task = reader.text("task"),
            .tokenizer = reader.text("tokenizer"),
            .train_texts = reader.textOrNone("train_texts")};
}

}  // namespace alphascope
