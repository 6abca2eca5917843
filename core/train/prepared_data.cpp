// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/prepared_data.h"

#include "data/glue_reader.h"
#include "study/error.h"

#include <unistd.h>

#include <numeric>

namespace alphascope {
namespace {

constexpr std::uint64_t kNoiseSeedOffset = 7919;  // apart from the seed of the cut itself

std::vector<std::string> textsOf(const std::vector<Example>& examples, const std::vector<std::size_t>& positions) {
    std::vector<std::string> texts;
    for (const auto position : positions) {
        texts.push_back(examples[position].text_a);
        if (!examples[position].text_b.empty()) texts.push_back(examples[position].text_b);
    }
    return texts;
}

/// The study's vocabulary, or one trained on the reduced train set and kept beside the database, so
/// that every run of a task reads the same file.
WordPiece loadTokenizer(const DataSpec& data, const std::vector<Example>& examples,
                        const std::vector<std::size_t>& train, const std::filesystem::path& files) {
    if (!data.vocab.empty()) return WordPiece::fromFile(data.vocab);
    const auto texts = textsOf(examples, train);
    std::string joined;
    for (const auto& text : texts) joined += text + '\n';
    const std::string key = sha256Hex("wordpiece 1 " + std::to_string(data.vocab_size) + "\n" + joined);
    const auto file = files / "cache" / ("vocab-" + key.substr(0, 32) + ".txt");
    if (std::filesystem::exists(file)) return WordPiece::fromFile(file);
    const WordPiece trained = WordPiece::train(texts, data.vocab_size);
    std::filesystem::create_directories(file.parent_path());
    // Two runs may train it at once: each writes its own file, the rename is atomic, both are equal.
    auto temporary = file;
    temporary += ".tmp" + std::to_string(::gettid());
    trained.save(temporary);
    std::filesystem::rename(temporary, file);
    return trained;
}

EncodedSet encode(const TaskDescriptor& task, const WordPiece& tokenizer, int max_length,
                  std::string name, std::string file, std::vector<Example> examples) {
    EncodedSet set{.name = std::move(name), .file = std::move(file), .examples = std::move(examples)};
    std::vector<std::size_t> all(set.examples.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    set.sha256 = hashExamples(set.examples, all);
    std::vector<float> labels;
    std::string texts;
    for (const auto& example : set.examples) {
        texts += example.text_a + '\t' + example.text_b + '\n';
        std::optional<std::string_view> second;
        if (task.pair) second = example.text_b;
        set.encodings.push_back(tokenizer.encode(example.text_a, second, max_length));
        set.lengths.push_back(set.encodings.back().ids.size());
        labels.push_back(example.label);
    }
    set.text_sha256 = sha256Hex(texts);
    set.labels = torch::tensor(at::ArrayRef<float>(labels), torch::kFloat32);
    if (task.kind == TaskKind::kClassification) set.labels = set.labels.to(torch::kInt64);
    return set;
}

std::vector<Example> pick(const std::vector<Example>& examples, const std::vector<std::size_t>& positions) {
    std::vector<Example> chosen;
    chosen.reserve(positions.size());
    for (const auto position : positions) chosen.push_back(examples[position]);
    return chosen;
}

/// Noise comes after the cut; the meta set stays clean unless the spec says otherwise.
void applyNoise(const RunSpec& spec, const TaskDescriptor& task, std::vector<Example>& examples,
                const SplitPlan& plan) {
    const bool clean_teacher = spec.teacher_labels == "clean";
    const std::uint64_t seed = spec.data.split_seed + kNoiseSeedOffset;
    if (spec.data.label_noise > 0.0) {
        injectLabelNoise(task, examples, plan.train, spec.data.label_noise, !clean_teacher, seed);
        if (spec.data.noise_in_meta)
            injectLabelNoise(task, examples, plan.meta, spec.data.label_noise, !clean_teacher, seed + 1);
    }
    if (!spec.data.noise_in_meta)
        for (const auto position : plan.meta) examples[position].label = examples[position].true_label;
    if (spec.role == Role::kTeacher)
        for (const auto position : plan.train) examples[position].label = examples[position].teacher_label;
}

}  // namespace

PreparedData prepareData(const RunSpec& spec, const std::filesystem::path& files) {
    const TaskDescriptor& task = findTask(spec.task);
    Split train = readSplit(task, "train", spec.data.folder, spec.data.files);
    SplitPlan plan = planSplit(task, train.examples, spec.data.meta_share, spec.data.split_seed);
    WordPiece tokenizer = loadTokenizer(spec.data, train.examples, plan.train, files);
    if (spec.data.full_train) {
        plan.train.resize(train.examples.size());
        std::iota(plan.train.begin(), plan.train.end(), std::size_t{0});
        plan.meta.clear();
    }
    applyNoise(spec, task, train.examples, plan);

    const int max_length = spec.data.max_length;
    auto train_set = encode(task, tokenizer, max_length, "train", train.file, pick(train.examples, plan.train));
    auto meta_set = encode(task, tokenizer, max_length, "meta", train.file, pick(train.examples, plan.meta));
    PreparedData data{.task = &task, .tokenizer = std::move(tokenizer), .train = std::move(train_set),
                      .meta = std::move(meta_set), .evaluation = {}, .overlap = plan.overlap};
    for (const auto& name : task.evaluationSplits()) {
        Split split;
        try {
            split = readSplit(task, name, spec.data.folder, spec.data.files);
        } catch (const Error&) {
            // One of two evaluation files may be absent (MNLI mismatched); a task needs at least one.
            if (name == task.evaluationSplits().back() && data.evaluation.empty()) throw;
            if (!spec.data.files.contains(name)) continue;
            throw;
        }
        data.evaluation.push_back(encode(task, data.tokenizer, max_length, name, split.file, std::move(split.examples)));
    }
    return data;
}

}  // namespace alphascope
