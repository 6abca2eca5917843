// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/prepared_data.h"

#include "data/glue_reader.h"
#include "data/wordpiece.h"
#include "study/error.h"

#include <chrono>
#include <numeric>

namespace alphascope {
namespace {

// Apart from the seed of the cut itself.
constexpr std::uint64_t kNoiseSeedOffset = 7919;
constexpr std::uint64_t kSampleSeedOffset = 104729;

std::vector<std::string> textsOf(const std::vector<Example>& examples,
                                 const std::vector<std::size_t>& positions) {
    std::vector<std::string> texts;
    for (const auto position : positions) {
        texts.push_back(examples[position].text_a);
        if (!examples[position].text_b.empty()) texts.push_back(examples[position].text_b);
    }
    return texts;
}

/// The tokenizer's file: that of the pretrained encoder, the study's, or a vocabulary trained on
/// the reduced train set and kept beside the database, so that every run of a task reads the same
/// file.
std::filesystem::path findVocabulary(const RunSpec& spec, const std::vector<Example>& examples,
                                     const std::vector<std::size_t>& train,
                                     const std::filesystem::path& files) {
    const DataSpec& data = spec.data;
    if (!spec.train.pretrained.empty()) return spec.train.pretrained;
    if (!data.vocab.empty()) return data.vocab;
    const auto texts = textsOf(examples, train);
    std::string joined;
    for (const auto& text : texts) joined += text + '\n';
    const std::string key =
        sha256Hex("wordpiece 1 " + std::to_string(data.vocab_size) + "\n" + joined);
    const auto file = files / "cache" / ("vocab-" + key.substr(0, 32) + ".txt");
    // Two runs may write at once: whole files, and equal ones.
    if (!std::filesystem::exists(file)) WordPiece::train(texts, data.vocab_size).save(file);
    return file;
}

/// Thrown and caught in this file alone: the run was cancelled while its data were prepared.
struct Cancelled {};

/// Tokenises sets one after the other, for as long as it may.
class SetEncoder {
public:
    SetEncoder(const TaskDescriptor& task, const Tokenizer& tokenizer, int max_length,
               const std::function<bool()>& keep_going)
        : task_(task), tokenizer_(tokenizer), max_length_(max_length), keep_going_(keep_going) {}

    [[nodiscard]] EncodedSet encode(std::string name, std::string file,
                                    std::vector<Example> examples) {
        EncodedSet set{.name = std::move(name),
                       .file = std::move(file),
                       .text_sha256 = {},
                       .examples = std::move(examples)};
        std::vector<std::size_t> all(set.examples.size());
        std::iota(all.begin(), all.end(), std::size_t{0});
        set.sha256 = hashExamples(set.examples, all);
        std::vector<float> labels;
        std::string texts;
        const auto begin = std::chrono::steady_clock::now();
        for (const auto& example : set.examples) {
            if (set.encodings.size() % kAskEvery == 0 && !keep_going_()) throw Cancelled();
            texts += example.text_a + '\t' + example.text_b + '\n';
            std::optional<std::string_view> second;
            if (task_.pair) second = example.text_b;
            set.encodings.push_back(tokenizer_.encode(example.text_a, second, max_length_));
            set.lengths.push_back(set.encodings.back().ids.size());
            labels.push_back(example.label);
        }
        spent_ += std::chrono::steady_clock::now() - begin;
        set.text_sha256 = sha256Hex(texts);
        set.labels = torch::tensor(at::ArrayRef<float>(labels), torch::kFloat32);
        if (task_.kind == TaskKind::kClassification) set.labels = set.labels.to(torch::kInt64);
        return set;
    }
    [[nodiscard]] double seconds() const { return spent_.count(); }

private:
    static constexpr std::size_t kAskEvery = 1024;
    const TaskDescriptor& task_;
    const Tokenizer& tokenizer_;
    int max_length_;
    const std::function<bool()>& keep_going_;
    std::chrono::duration<double> spent_{0.0};
};

std::vector<Example> pick(const std::vector<Example>& examples,
                          const std::vector<std::size_t>& positions) {
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
            injectLabelNoise(task, examples, plan.meta, spec.data.label_noise, !clean_teacher,
                             seed + 1);
    }
    if (!spec.data.noise_in_meta)
        for (const auto position : plan.meta)
            examples[position].label = examples[position].true_label;
    if (spec.role == Role::kTeacher)
        for (const auto position : plan.train)
            examples[position].label = examples[position].teacher_label;
}

/// The labelled evaluation sets. One of several official files may be absent (MNLI mismatched), but
/// not all of them, and not one that the study names; a file that is there must be sound.
std::vector<EncodedSet> readEvaluation(const RunSpec& spec, const TaskDescriptor& task,
                                       SetEncoder& encoder) {
    std::vector<EncodedSet> sets;
    const auto names = task.evaluationSplits();
    for (const auto& name : names) {
        const bool last_hope = sets.empty() && name == names.back();
        const bool absent =
            !task.folder.empty() && !spec.data.files.contains(name) &&
            !std::filesystem::exists(splitFile(task, *task.findSplit(name), spec.data.folder, {}));
        if (absent && !last_hope) continue;
        Split split = readSplit(task, name, spec.data.folder, spec.data.files);
        sets.push_back(encoder.encode(name, split.file, std::move(split.examples)));
    }
    return sets;
}

/// The unlabelled test sets that are there, and for MNLI the diagnostic set, which its labels
/// serve.
std::vector<EncodedSet> readTest(const RunSpec& spec, const TaskDescriptor& task,
                                 SetEncoder& encoder) {
    std::vector<EncodedSet> sets;
    if (!spec.data.predict_test || spec.role == Role::kTeacher) return sets;
    const auto read = [&](const TaskDescriptor& of, const SplitDescriptor& split,
                          const std::string& name) {
        const bool is_own = spec.data.files.contains(split.name) && &of == &task;
        const auto files = is_own ? spec.data.files : std::map<std::string, std::string>();
        if (!std::filesystem::exists(splitFile(of, split, spec.data.folder, files))) return;
        Split found = readSplit(of, split.name, spec.data.folder, files);
        sets.push_back(encoder.encode(name, found.file, std::move(found.examples)));
    };
    for (const auto& split : task.splits)
        if (!split.label) read(task, split, split.name);
    const TaskDescriptor& diagnostic = findTask("diagnostic");
    if (task.id == "mnli") read(diagnostic, diagnostic.splits.front(), diagnostic.id);
    if (sets.empty())
        throw Error("predict_test is on, but no test file of " + task.name + " is in " +
                    spec.data.folder + ". Put the official test file there, or turn it off.");
    return sets;
}

PreparedData prepare(const RunSpec& spec, const std::filesystem::path& files,
                     const std::function<bool()>& keep_going) {
    const TaskDescriptor& task = findTask(spec.task);
    Split train = readSplit(task, "train", spec.data.folder, spec.data.files);
    if (!keep_going()) throw Cancelled();
    train.examples = pick(train.examples, sampleRows(task, train.examples,
                                                     static_cast<std::size_t>(spec.data.train_rows),
                                                     spec.data.split_seed + kSampleSeedOffset));
    SplitPlan plan = planSplit(task, train.examples, spec.data.meta_share, spec.data.split_seed);
    if (!keep_going()) throw Cancelled();
    const auto vocabulary = findVocabulary(spec, train.examples, plan.train, files);
    const std::shared_ptr<const Tokenizer> tokenizer = openTokenizer(vocabulary);
    applyNoise(spec, task, train.examples, plan);
    if (spec.data.full_train) {
        plan.train.resize(train.examples.size());
        std::iota(plan.train.begin(), plan.train.end(), std::size_t{0});
        plan.meta.clear();
    }
    SetEncoder encoder(task, *tokenizer, spec.data.max_length, keep_going);
    auto train_set = encoder.encode("train", train.file, pick(train.examples, plan.train));
    auto meta_set = encoder.encode("meta", train.file, pick(train.examples, plan.meta));
    auto evaluation = readEvaluation(spec, task, encoder);
    auto test = readTest(spec, task, encoder);
    return {.task = &task,
            .tokenizer = tokenizer,
            .vocabulary = vocabulary,
            .train = std::move(train_set),
            .meta = std::move(meta_set),
            .evaluation = std::move(evaluation),
            .test = std::move(test),
            .overlap = plan.overlap,
            .tokenise_seconds = encoder.seconds()};
}

}  // namespace

std::optional<PreparedData> prepareData(const RunSpec& spec, const std::filesystem::path& files,
                                        const std::function<bool()>& keep_going) {
    try {
        return prepare(spec, files, keep_going);
    } catch (const Cancelled&) {
        return std::nullopt;
    }
}

std::string dataHash(const PreparedData& data) {
    return data.train.sha256 + " " + data.meta.sha256 + " " + data.tokenizer->hash();
}

}  // namespace alphascope
