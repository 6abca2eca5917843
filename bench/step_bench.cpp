// SPDX-License-Identifier: GPL-3.0-or-later
// What a step of each scheme costs, beside a step of the fixed weight, and where RW-KD's share
// goes. The student is "tiny" on 32 random pairs of 48 tokens; the teacher's logits are at hand, as
// always.
#include "study/scheme.h"
#include "train/training_loop.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <numeric>

namespace alphascope {
namespace {

constexpr std::size_t kBatch = 32, kTokens = 48, kSamples = 640;
constexpr int kVocabulary = 4000;

EncodedSet randomSet(const std::string& name, Random& random) {
    EncodedSet set{.name = name, .file = name};
    std::vector<std::int64_t> labels;
    for (std::size_t i = 0; i < kSamples; ++i) {
        Encoding encoding;
        for (std::size_t t = 0; t < kTokens; ++t) {
            encoding.ids.push_back(static_cast<std::int32_t>(random.below(kVocabulary)));
            encoding.type_ids.push_back(t < kTokens / 2 ? 0 : 1);
        }
        set.encodings.push_back(encoding);
        set.lengths.push_back(kTokens);
        set.examples.push_back({.id = static_cast<std::uint32_t>(i)});
        labels.push_back(static_cast<std::int64_t>(random.below(2)));
    }
    set.labels = torch::tensor(at::ArrayRef<std::int64_t>(labels));
    return set;
}

PreparedData randomData() {
    Random random(1);
    std::vector<std::string> words{"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"};
    while (words.size() < kVocabulary) words.push_back("w" + std::to_string(words.size()));
    auto train = randomSet("train", random), meta = randomSet("meta", random);
    return {.task = &findTask("mrpc"),
            .tokenizer = std::make_shared<const WordPiece>(WordPiece::fromTokens(words, "bench")),
            .train = std::move(train),
            .meta = std::move(meta),
            .evaluation = {}};
}

Classifier tinyStudent() {
    Classifier model(encoderConfig({.encoder = "tiny"}, kVocabulary, 128), 2);
    model.initialise(1);
    return model;
}

/// One epoch of 20 steps an iteration; items are steps.
void oneEpoch(benchmark::State& state, const std::string& scheme) {
    const PreparedData data = randomData();
    RunSpec spec{.task = "mrpc", .scheme = scheme};
    spec.train = {.encoder = "tiny", .epochs = 1, .batch_size = static_cast<int>(kBatch)};
    for (const auto& parameter : findScheme(scheme).parameters)
        spec.scheme_parameters[parameter.name] = parameter.default_value;
    const auto logits = torch::randn({static_cast<std::int64_t>(kSamples), 2});
    std::int64_t steps = 0;
    for (auto _ : state) {
        Classifier model = tinyStudent();
        TrainingLoop loop(spec, model, data, data.train, &data.meta, logits, logits);
        loop.run({});
        steps += loop.totalSteps();
    }
    state.SetItemsProcessed(steps);
}

/// The two parts that RW-KD adds: the meta-gradient, and the tangents along it.
void metaGradientAlone(benchmark::State& state) {
    const PreparedData data = randomData();
    const Classifier model = tinyStudent();
    const auto terms = makeTerms(TaskKind::kClassification, true);
    const OutputHeadView view(torch::randn({static_cast<std::int64_t>(kSamples), 2}), 1.0);
    std::vector<std::size_t> rows(kBatch);
    std::iota(rows.begin(), rows.end(), std::size_t{0});
    const Batch batch = makeBatch(data.meta, rows, 0);
    Gradient into(model.parameters());
    for (auto _ : state) {
        into.zero();
        benchmark::DoNotOptimize(addMetaGradient(model, model.parameters().values(), batch, view,
                                                 terms, MetaLoss::kMix, into));
    }
}

void tangentAlone(benchmark::State& state) {
    const PreparedData data = randomData();
    const Classifier model = tinyStudent();
    const auto direction = torch::randn({model.parameters().count()});
    std::vector<std::size_t> rows(kBatch);
    std::iota(rows.begin(), rows.end(), std::size_t{0});
    const Batch batch = makeBatch(data.train, rows, 0);
    DropoutStream dropout(1);
    const auto pass = model.forward(batch.tokens, &dropout);
    for (auto _ : state) benchmark::DoNotOptimize(pass->tangent(direction));
}

/// One forward pass without a graph: the unit F of the table of schemes.
void forwardAlone(benchmark::State& state) {
    torch::NoGradGuard no_graph;
    const PreparedData data = randomData();
    const Classifier model = tinyStudent();
    std::vector<std::size_t> rows(kBatch);
    std::iota(rows.begin(), rows.end(), std::size_t{0});
    const Batch batch = makeBatch(data.train, rows, 0);
    DropoutStream dropout(1);
    const auto values = model.parameters().values();
    for (auto _ : state) benchmark::DoNotOptimize(model.predict(values, batch.tokens, &dropout));
}

}  // namespace
}  // namespace alphascope

int main(int argc, char** argv) {
    using namespace alphascope;
    at::get_num_threads();
    at::set_num_threads(1);
    benchmark::Initialize(&argc, argv);
    for (const auto& scheme : schemeTable())
        benchmark::RegisterBenchmark(
            ("step/" + scheme.id).c_str(),
            [id = scheme.id](benchmark::State& state) { oneEpoch(state, id); })
            ->Unit(benchmark::kMillisecond)
            ->UseRealTime();
    benchmark::RegisterBenchmark("part/forward", forwardAlone)
        ->Unit(benchmark::kMillisecond)
        ->UseRealTime();
    benchmark::RegisterBenchmark("part/meta_gradient", metaGradientAlone)
        ->Unit(benchmark::kMillisecond)
        ->UseRealTime();
    benchmark::RegisterBenchmark("part/tangent", tangentAlone)
        ->Unit(benchmark::kMillisecond)
        ->UseRealTime();
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
