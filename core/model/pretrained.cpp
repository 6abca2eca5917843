// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/pretrained.h"

#include "model/hugging_face.h"
#include "model/json_object.h"
#include "model/use_lite.h"
#include "model/use_lite_config.h"
#include "study/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>

namespace alphascope {
namespace {

constexpr const char* kHeadWeight = "classifier.weight";
constexpr const char* kHeadBias = "classifier.bias";

/// Names under which published models know the classes of a task, in class order.
struct ClassNames {
    const char* task;
    std::vector<std::vector<std::string>> names;
};

const std::vector<ClassNames>& classNames() {
    static const std::vector<ClassNames> kNames{
        {"sst2", {{"negative", "neg"}, {"positive", "pos"}}},
        {"cola", {{"unacceptable"}, {"acceptable"}}},
        {"mrpc",
         {{"not_equivalent", "not_paraphrase", "not_a_paraphrase"}, {"equivalent", "paraphrase"}}},
        {"qqp", {{"not_duplicate", "not_paraphrase"}, {"duplicate", "paraphrase"}}},
        {"wnli", {{"not_entailment"}, {"entailment"}}},
    };
    return kNames;
}

std::vector<std::string> namesOfClass(const TaskDescriptor& task, std::size_t label) {
    std::vector<std::string> names{task.labels[label]};
    for (const auto& known : classNames())
        if (task.id == known.task)
            names.insert(names.begin(), known.names[label].begin(), known.names[label].end());
    return names;
}

std::string plain(std::string name) {
    for (char& c : name)
        c = c == ' ' || c == '-' ? '_'
                                 : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return name;
}

/// For each class of the task the row of the head; empty where the names do not match.
std::vector<std::int64_t> rowsByClass(const std::vector<std::string>& labels,
                                      const TaskDescriptor& task) {
    std::vector<std::int64_t> rows;
    for (std::size_t c = 0; c < task.labels.size(); ++c) {
        auto names = namesOfClass(task, c);
        names.push_back("label_" + std::to_string(c));
        const auto found = std::find_if(labels.begin(), labels.end(), [&](const auto& label) {
            return std::find(names.begin(), names.end(), plain(label)) != names.end();
        });
        if (found == labels.end()) return {};
        rows.push_back(found - labels.begin());
    }
    return rows;
}

}  // namespace

PretrainedModel loadPretrained(const std::filesystem::path& folder) {
    const auto config = readJsonObject(folder / "config.json");
    return isUseLite(config) ? loadUseLite(folder) : loadHuggingFace(folder);
}

std::vector<std::string> readableLabels(const TaskDescriptor& task) {
    std::vector<std::string> labels;
    for (std::size_t c = 0; c < task.labels.size(); ++c)
        labels.push_back(namesOfClass(task, c).front());
    return labels;
}

bool fitHead(PretrainedModel& model, const TaskDescriptor& task) {
    const auto weight = model.tensors.find(kHeadWeight);
    if (weight == model.tensors.end()) return false;
    auto& bias = model.tensors.at(kHeadBias);
    if (task.kind == TaskKind::kRegression && weight->second.size(0) == 1) {
        weight->second = weight->second / task.score_max;
        bias = bias / task.score_max;
        return true;
    }
    const auto rows = rowsByClass(model.labels, task);
    if (rows.empty() || weight->second.size(0) != task.outputs()) {
        model.tensors.erase(kHeadWeight);
        model.tensors.erase(kHeadBias);
        model.labels.clear();
        return false;
    }
    const auto order = torch::tensor(at::ArrayRef<std::int64_t>(rows));
    weight->second = weight->second.index_select(0, order);
    bias = bias.index_select(0, order);
    model.labels = readableLabels(task);
    return true;
}

std::vector<std::string> copyPretrained(const PretrainedModel& from, Classifier& to) {
    torch::NoGradGuard no_grad;
    std::vector<std::string> kept;
    std::size_t used = 0;
    for (auto& [name, target] : to.namedTensors()) {
        const auto source = from.tensors.find(name);
        if (source == from.tensors.end()) {
            if (name.find("pooler.") == std::string::npos && !name.starts_with("classifier."))
                throw Error("The pretrained weights lack the tensor " + name +
                            "; use their own encoder sizes.");
            kept.push_back(name);
            continue;
        }
        if (source->second.sizes() != target.sizes())
            throw Error("The pretrained tensor " + name +
                        " has another shape than the model's; use the pretrained encoder's sizes.");
        auto values = target;
        values.copy_(source->second);
        ++used;
    }
    if (used != from.tensors.size())
        throw Error("The model has no place for " + std::to_string(from.tensors.size() - used) +
                    " of the pretrained tensors; use their own encoder sizes.");
    return kept;
}

}  // namespace alphascope
