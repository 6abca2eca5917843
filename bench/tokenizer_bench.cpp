// SPDX-License-Identifier: GPL-3.0-or-later
// Texts a minute on one core, over the train texts of SST-2 below ALPHASCOPE_DATA: BERT's WordPiece
// from both of its files, the Universal Sentence Encoder lite's unigram, and any others named
// before the options of Google Benchmark (a GPT-2 tokenizer.json, say).
#include "data/glue_reader.h"
#include "data/tokenizer.h"
#include "study/error.h"

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

namespace alphascope {
namespace {

void encodeAll(benchmark::State& state, const std::vector<Example>& examples,
               const std::string& path) {
    const auto tokenizer = openTokenizer(path);
    std::size_t ids = 0;
    std::int64_t texts = 0;
    for (auto _ : state) {
        for (const auto& example : examples)
            ids += tokenizer->encode(example.text_a, std::nullopt, 128).ids.size();
        texts += static_cast<std::int64_t>(examples.size());
    }
    benchmark::DoNotOptimize(ids);
    state.counters["texts/min"] =
        benchmark::Counter(static_cast<double>(texts) * 60, benchmark::Counter::kIsRate);
    state.counters["ids/text"] = static_cast<double>(ids) / static_cast<double>(texts);
}

int run(int count, char** arguments) {
    const char* data = std::getenv("ALPHASCOPE_DATA");
    if (data == nullptr) throw Error("Set ALPHASCOPE_DATA to a folder with glue/ and bert-vocab/.");
    const std::string folder = data;
    std::vector<std::string> paths{folder + "/bert-vocab/vocab.txt",
                                   folder + "/bert-vocab/tokenizer.json",
                                   folder + "/use-lite/vocab.tsv"};
    while (count > 1 && arguments[1][0] != '-') {
        paths.emplace_back(arguments[1]);
        arguments[1] = arguments[0];
        ++arguments;
        --count;
    }
    const auto examples = readSplit(findTask("sst2"), "train", folder, {}).examples;
    for (const auto& path : paths)
        benchmark::RegisterBenchmark(path.c_str(), [&](benchmark::State& state) {
            encodeAll(state, examples, path);
        })->Unit(benchmark::kMillisecond);
    benchmark::Initialize(&count, arguments);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}

}  // namespace
}  // namespace alphascope

int main(int count, char** arguments) {
    try {
        return alphascope::run(count, arguments);
    } catch (const alphascope::Error& problem) {
        std::cerr << problem.what() << '\n';
        return 1;
    }
}
