// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/toy_data.h"

#include "data/batches.h"

#include <numeric>

namespace alphascope::toy {
namespace {

EncodedSet makeSet(const std::string& name, std::size_t rows, double flipped_share,
                   const WordPiece& words, Random& random) {
    EncodedSet set{.name = name, .file = "toy:" + name};
    std::vector<std::int64_t> labels;
    for (std::size_t i = 0; i < rows; ++i) {
        Example example{.id = static_cast<std::uint32_t>(i)};
        const bool one = random.below(2) == 1;
        std::vector<std::string> sentence{one ? "w1" : "w0"};
        for (int k = 0; k < 3; ++k) sentence.push_back("w" + std::to_string(2 + random.below(8)));
        random.shuffle(sentence);
        for (const auto& word : sentence)
            example.text_a += (example.text_a.empty() ? "" : " ") + word;
        example.true_label = example.teacher_label = one ? 1.0F : 0.0F;
        const bool flipped = random.unit() < flipped_share;
        example.label = flipped ? 1.0F - example.true_label : example.true_label;
        labels.push_back(static_cast<std::int64_t>(example.label));
        set.encodings.push_back(words.encode(example.text_a, std::nullopt, 0));
        set.lengths.push_back(set.encodings.back().ids.size());
        set.examples.push_back(std::move(example));
    }
    std::vector<std::size_t> all(rows);
    std::iota(all.begin(), all.end(), std::size_t{0});
    set.sha256 = hashExamples(set.examples, all);
    set.text_sha256 = set.sha256;
    set.labels = torch::tensor(at::ArrayRef<std::int64_t>(labels));
    return set;
}

}  // namespace

WordPiece vocabulary() {
    std::vector<std::string> tokens{"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"};
    for (int i = 0; i < 10; ++i) tokens.push_back("w" + std::to_string(i));
    return WordPiece::fromTokens(tokens, "toy vocabulary");
}

PreparedData separableTask(std::size_t train_rows, std::size_t meta_rows, double flipped_share) {
    Random random(99);
    WordPiece words = vocabulary();
    auto train = makeSet("train", train_rows, flipped_share, words, random);
    auto meta = makeSet("meta", meta_rows, 0.0, words, random);
    std::vector<EncodedSet> evaluation;
    evaluation.push_back(makeSet("dev", 64, 0.0, words, random));
    return {.task = &findTask("sst2"),
            .tokenizer = std::make_shared<const WordPiece>(std::move(words)),
            .train = std::move(train),
            .meta = std::move(meta),
            .evaluation = std::move(evaluation)};
}

PreparedData scoredTask(std::size_t train_rows, std::size_t meta_rows) {
    PreparedData data = separableTask(train_rows, meta_rows, 0.0);
    data.task = &findTask("stsb");
    const auto score = [](EncodedSet& set) {
        std::vector<float> labels;
        for (auto& example : set.examples) {
            example.label = example.true_label = 0.1F + 0.8F * example.true_label;
            labels.push_back(example.label);
        }
        set.labels = torch::tensor(at::ArrayRef<float>(labels));
    };
    score(data.train);
    score(data.meta);
    for (auto& set : data.evaluation) score(set);
    return data;
}

torch::Tensor oracleScores(const EncodedSet& set) {
    return set.labels.unsqueeze(1).clone();
}

torch::Tensor oracleLogits(const EncodedSet& set) {
    auto logits = torch::zeros({static_cast<std::int64_t>(set.size()), 2});
    for (std::size_t i = 0; i < set.size(); ++i)
        logits[static_cast<std::int64_t>(i)]
              [static_cast<std::int64_t>(set.examples[i].true_label)] = 4.0;
    return logits;
}

EncoderConfig smallConfig(int vocab, double dropout) {
    return {.vocab = vocab,
            .max_length = 16,
            .layers = 1,
            .hidden = 8,
            .heads = 2,
            .feed_forward = 16,
            .dropout = dropout};
}

RunSpec spec(const std::string& scheme, std::uint64_t seed) {
    RunSpec result{.study = "toy", .task = "sst2", .scheme = scheme, .seed = seed};
    for (const auto& parameter : findScheme(scheme).parameters)
        result.scheme_parameters[parameter.name] = parameter.default_value;
    result.train = {.epochs = 2, .batch_size = 16, .learning_rate = 5e-3};
    result.threads = 1;
    return result;
}

}  // namespace alphascope::toy
