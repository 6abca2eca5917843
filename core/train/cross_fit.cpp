// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/cross_fit.h"

#include "model/safetensors.h"
#include "study/error.h"
#include "train/student.h"
#include "train/teacher_logits.h"
#include "train/training_loop.h"

#include <nlohmann/json.hpp>

#include <numeric>

namespace alphascope {
namespace {

constexpr int kFolds = 5;

/// A part of a set.
EncodedSet subset(const EncodedSet& set, const std::vector<std::size_t>& positions) {
    EncodedSet part{.name = set.name, .file = set.file, .text_sha256 = {}};
    std::vector<std::int64_t> rows;
    for (const auto position : positions) {
        part.examples.push_back(set.examples[position]);
        part.encodings.push_back(set.encodings[position]);
        part.lengths.push_back(set.lengths[position]);
        rows.push_back(static_cast<std::int64_t>(position));
    }
    part.labels = set.labels.index_select(0, torch::tensor(at::ArrayRef<std::int64_t>(rows)));
    return part;
}

/// Everything that decides a fold's bits.
std::string keyOf(const CrossFitJob& job, int number) {
    return nlohmann::json{{"spec", toJson(job.spec)},
                          {"data", dataHash(job.data)},
                          {"device", c10::DeviceTypeName(job.placement.device.type(), true)},
                          {"fold", number},
                          {"folds", kFolds}}
        .dump();
}

std::string hashOf(const torch::Tensor& logits) {
    return sha256Hex({static_cast<const char*>(logits.data_ptr()), logits.nbytes()});
}

void keep(const std::filesystem::path& file, const std::string& key, const torch::Tensor& logits) {
    writeTensorFile(file, {.tensors = {{"logits", logits}},
                           .metadata = {{"key", key}, {"sha256", hashOf(logits)}}});
}

/// Undefined where there is no such file, or one of something else.
torch::Tensor readKept(const std::filesystem::path& file, const std::string& key) {
    if (!std::filesystem::exists(file)) return {};
    const TensorFile content = readTensorFile(file);
    const auto of = content.metadata.find("key");
    if (of == content.metadata.end() || of->second != key) return {};
    const auto hash = content.metadata.find("sha256");
    const auto logits = content.tensors.find("logits");
    if (hash == content.metadata.end() || logits == content.tensors.end() ||
        hashOf(logits->second) != hash->second)
        throw Error::at(file.string(), 0, "the logits of this fold are not those that were kept",
                        "Delete this file and continue the run; the fold is trained again");
    return logits->second;
}

/// Trains the teacher that does not see `held_out`, and asks it.
torch::Tensor trainFold(const CrossFitJob& job, int number,
                        const std::vector<std::size_t>& held_out) {
    const EncodedSet& all = job.data.train;
    std::vector<char> held(all.size(), 0);
    for (const auto position : held_out) held[position] = 1;
    std::vector<std::size_t> rest;
    for (std::size_t position = 0; position < all.size(); ++position)
        if (held[position] == 0) rest.push_back(position);
    const EncodedSet train = subset(all, rest);
    Classifier model =
        makeStudent(job.spec, job.data, initSeed(job.spec, number), [](const std::string&) {});
    model.moveTo(job.placement);
    TrainingLoop loop(job.spec, model, job.data, train, nullptr, {}, {});
    LoopHooks hooks;
    hooks.keep_going = job.keep_going;
    if (!loop.run(hooks)) return {};
    return computeLogits(model, subset(all, held_out), job.data.tokenizer->padId(), job.keep_going);
}

}  // namespace

torch::Tensor trainFolds(const CrossFitJob& job) {
    std::vector<std::size_t> all(job.data.train.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    const auto folds = planFolds(job.data.train.examples, all, kFolds, job.spec.data.split_seed);
    auto logits =
        torch::zeros({static_cast<std::int64_t>(job.data.train.size()), job.data.task->outputs()});
    int number = 0;
    for (const auto& held_out : folds) {
        const std::string name =
            "cross-fitting, fold " + std::to_string(++number) + " of " + std::to_string(kFolds);
        const auto file = RunFiles::fold(job.run_dir, number);
        const std::string key = keyOf(job, number);
        auto part = readKept(file, key);
        job.say(name + (part.defined() ? ": kept from before" : ""));
        if (!part.defined()) {
            part = trainFold(job, number, held_out);
            if (!part.defined()) return {};
            keep(file, key, part);
        }
        const std::vector<std::int64_t> rows(held_out.begin(), held_out.end());
        logits.index_copy_(0, torch::tensor(at::ArrayRef<std::int64_t>(rows)), part);
    }
    return logits;
}

}  // namespace alphascope
