// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/teacher_logits.h"

#include "model/safetensors.h"
#include "study/durable_file.h"
#include "study/error.h"
#include "train/saved_model.h"

#include <ATen/Parallel.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <numeric>
#include <sstream>

namespace alphascope {
namespace {

using nlohmann::json;
constexpr std::size_t kEvaluationBatch = 128;    // texts at most
constexpr std::size_t kEvaluationTokens = 4096;  // tokens at most, but for a longer text alone

std::string cacheKey(const Teacher& teacher, const EncodedSet& set, int max_length) {
    json key{{"data", set.text_sha256},
             {"split", set.name},
             {"tokenizer", teacher.tokenizer->hash()},
             {"max_length", max_length},
             {"weights", teacher.weights_sha256},
             {"dtype", "F32"}};
    // A GPU rounds otherwise. Threads made no difference where it was measured, but no BLAS
    // promises that, and the bits of a run must not depend on who came first.
    const auto& placement = teacher.model.parameters().placement();
    if (placement.own_loops)
        key["threads"] = at::get_num_threads();
    else
        key["device"] = c10::DeviceTypeName(placement.device.type(), true);
    return key.dump();
}

std::string originText(const TargetsOrigin& origin) {
    return json{{"data", origin.text_sha256},
                {"tokenizer", origin.tokenizer},
                {"max_length", origin.max_length}}
        .dump();
}

torch::Tensor sampleIds(const EncodedSet& set) {
    std::vector<std::int64_t> ids;
    for (const auto& example : set.examples) ids.push_back(example.id);
    return torch::tensor(at::ArrayRef<std::int64_t>(ids));
}

/// Copies the tokenizer's file beside a model, under the name that openTokenizer() knows it by.
void saveVocabulary(const std::filesystem::path& from, const std::filesystem::path& folder) {
    auto source = from;
    for (const char* name : {"tokenizer.json", "vocab.txt", "vocab.tsv", "vocab.json"})
        if (source == from && std::filesystem::exists(from / name)) source = from / name;
    const auto kind = source.extension();
    const char* name = kind == ".json" && source.filename() == "vocab.json" ? "vocab.json"
                       : kind == ".json"                                    ? "tokenizer.json"
                       : kind == ".tsv"                                     ? "vocab.tsv"
                                                                            : "vocab.txt";
    std::ifstream in(source, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    if (!in) throw Error::at(source.string(), 0, "the vocabulary cannot be read", "Check its path");
    writeDurably(folder / name, text.str());
}

/// The run's own where it is the same, else the one beside the teacher.
std::shared_ptr<const Tokenizer> teachersTokenizer(const std::filesystem::path& run_dir,
                                                   const PreparedData& data,
                                                   const std::string& hash) {
    if (hash == data.tokenizer->hash()) return data.tokenizer;
    const char* remedy = "Train the teacher again, or use its data, split, vocab and vocab_size";
    const auto there = [&](const char* name) { return std::filesystem::exists(run_dir / name); };
    if (!there("vocab.txt") && !there("tokenizer.json") && !there("vocab.tsv") &&
        !there("vocab.json"))
        throw Error::at(run_dir.string(), 0,
                        "the teacher's vocabulary differs from this run's and is not beside it",
                        remedy);
    auto tokenizer = openTokenizer(run_dir);
    if (tokenizer->hash() != hash)
        throw Error::at(run_dir.string(), 0,
                        "the vocabulary beside the teacher is not the one it was trained with",
                        remedy);
    return tokenizer;
}

/// The set's texts as the teacher reads them.
EncodedSet encodedFor(const Teacher& teacher, const EncodedSet& set, const TaskDescriptor& task,
                      int max_length) {
    EncodedSet own{.name = set.name, .file = set.file, .text_sha256 = set.text_sha256};
    const int longest = std::min(max_length, teacher.model.config().max_length);
    for (const auto& example : set.examples) {
        std::optional<std::string_view> second;
        if (task.pair) second = example.text_b;
        own.encodings.push_back(teacher.tokenizer->encode(example.text_a, second, longest));
        own.lengths.push_back(own.encodings.back().ids.size());
    }
    own.examples = set.examples;
    return own;
}

}  // namespace

std::string saveModel(const std::filesystem::path& file, const Classifier& model,
                      const PreparedData& data) {
    TensorFile content{.tensors = model.namedTensors(), .metadata = {}};
    content.metadata = {{"task", data.task->id},
                        {"tokenizer", data.tokenizer->hash()},
                        {"train_texts", data.train.text_sha256},
                        {"encoder", toJson(model.config()).dump()},
                        {"outputs", std::to_string(model.outputs())}};
    if (!data.vocabulary.empty()) saveVocabulary(data.vocabulary, file.parent_path());
    return writeTensorFile(file, content);
}

Teacher loadTeacher(const std::filesystem::path& run_dir, const PreparedData& data,
                    const std::string& stored) {
    const auto file = RunFiles::model(run_dir);
    // First: what is in another file is not the teacher's to answer for.
    const std::string sha256 = std::filesystem::exists(file) ? sha256OfFile(file.string()) : "";
    if (!sha256.empty() && !stored.empty() && sha256 != stored)
        throw Error::at(file.string(), 0,
                        "these are not the weights that the teacher has stored (their SHA-256 "
                        "differs)",
                        "Restore the file from a copy, or train the teacher again");
    SavedModel saved = readSavedModel(file, "Train the teacher again");
    if (saved.task != data.task->id)
        throw Error("The teacher was trained on task " + saved.task + ", this run is on " +
                    data.task->id + "; choose a teacher of the same task.");
    // On the full train set there is no meta set that the teacher could have seen. A file that does
    // not name its texts, as an earlier version wrote it, may be of any.
    if (data.meta.size() > 0 && saved.train_texts != data.train.text_sha256)
        throw Error(
            "The teacher was trained on other texts than this run's train set, so it may have seen "
            "the meta set; use the same files, split_seed and meta_share as the teacher's study.");
    return {.model = std::move(saved.model),
            .weights_sha256 = sha256,
            .tokenizer = teachersTokenizer(run_dir, data, saved.tokenizer)};
}

torch::Tensor computeLogits(const Classifier& model, const EncodedSet& set, int pad_id,
                            const std::function<bool()>& keep_going) {
    torch::NoGradGuard no_grad;
    std::vector<std::size_t> order(set.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return set.lengths[a] < set.lengths[b]; });
    auto all = torch::zeros({static_cast<std::int64_t>(set.size()), model.outputs()});
    for (std::size_t begin = 0, end = 0; begin < order.size(); begin = end) {
        if (!keep_going()) return {};
        std::size_t tokens = 0;
        do {
            tokens += set.lengths[order[end++]];
        } while (end < order.size() && end - begin < kEvaluationBatch &&
                 tokens + set.lengths[order[end]] <= kEvaluationTokens);
        const std::vector<std::size_t> positions(order.begin() + static_cast<std::ptrdiff_t>(begin),
                                                 order.begin() + static_cast<std::ptrdiff_t>(end));
        const auto batch = packBatch(set.encodings, positions, pad_id);
        const std::vector<std::int64_t> rows(positions.begin(), positions.end());
        all.index_copy_(0, torch::tensor(at::ArrayRef<std::int64_t>(rows)),
                        model.predict(batch).to(torch::kFloat32));
    }
    model.blocks()->clear();  // its blocks are larger than those of training
    return all;
}

torch::Tensor cachedTeacherLogits(const Teacher& teacher, const EncodedSet& set,
                                  const PreparedData& data, int max_length,
                                  const std::filesystem::path& files,
                                  const std::function<bool()>& keep_going, bool& from_cache) {
    const std::string key = cacheKey(teacher, set, max_length);
    const auto file = files / "cache" / ("logits-" + sha256Hex(key).substr(0, 32) + ".safetensors");
    from_cache = std::filesystem::exists(file);
    if (from_cache) {
        const TensorFile content = readTensorFile(file);
        const auto stored_key = content.metadata.find("key");
        const auto logits = content.tensors.find("logits");
        if (stored_key == content.metadata.end() || stored_key->second != key ||
            logits == content.tensors.end() || logits->second.dim() != 2 ||
            logits->second.size(0) != static_cast<std::int64_t>(set.size()) ||
            logits->second.size(1) != teacher.model.outputs())
            throw Error::at(file.string(), 0,
                            "the cached teacher logits belong to other data or another teacher",
                            "Delete this file; it is computed again");
        return logits->second;
    }
    const bool same_words = teacher.tokenizer->hash() == data.tokenizer->hash();
    const int pad_id = teacher.tokenizer->padId();
    auto logits =
        same_words ? computeLogits(teacher.model, set, pad_id, keep_going)
                   : computeLogits(teacher.model, encodedFor(teacher, set, *data.task, max_length),
                                   pad_id, keep_going);
    if (logits.defined())
        writeTensorFile(file, {.tensors = {{"logits", logits}}, .metadata = {{"key", key}}});
    return logits;
}

void saveCrossFitLogits(const std::filesystem::path& run_dir, const EncodedSet& train,
                        const TargetsOrigin& origin, const torch::Tensor& logits) {
    writeTensorFile(RunFiles::crossFit(run_dir),
                    {.tensors = {{"logits", logits}, {"ids", sampleIds(train)}},
                     .metadata = {{"origin", originText(origin)}}});
}

torch::Tensor crossFitLogits(const std::filesystem::path& teacher_dir, const EncodedSet& train,
                             const TargetsOrigin& origin) {
    const auto file = RunFiles::crossFit(teacher_dir);
    if (!std::filesystem::exists(file))
        throw Error::at(file.string(), 0, "the teacher has no cross-fitted targets",
                        "Train the teacher with targets = \"cross_fit\", or use \"in_sample\"");
    const TensorFile content = readTensorFile(file);
    const auto ids = content.tensors.find("ids");
    const auto logits = content.tensors.find("logits");
    const auto stored_origin = content.metadata.find("origin");
    if (ids == content.tensors.end() || logits == content.tensors.end() ||
        stored_origin == content.metadata.end())
        throw Error::at(file.string(), 0, "the cross-fitted targets are incomplete",
                        "Train the teacher again");
    if (stored_origin->second != originText(origin) || !torch::equal(ids->second, sampleIds(train)))
        throw Error::at(
            file.string(), 0,
            "the cross-fitted targets belong to another train set, vocabulary or length",
            "Use the same data, split, vocabulary and max_length as the teacher");
    return logits->second;
}

}  // namespace alphascope
