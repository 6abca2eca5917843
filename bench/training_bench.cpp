// SPDX-License-Identifier: GPL-3.0-or-later
// Steps of one scheme on SST-2's train texts, as a run takes them: tokens of text a second, time by
// phase, and for transformers the rate of the matrix products beside the machine's own. One JSON
// line on standard output.
//   training_bench ENCODER SCHEME STEPS THREADS SEED [PARAMETER=VALUE ...]
// The data folder comes from ALPHASCOPE_DATA. The teacher's logits are at hand, as always.
#include "data/glue_reader.h"
#include "model/packed/blas.h"
#include "train/training_loop.h"

#include <nlohmann/json.hpp>

#include <cstdlib>
#include <iostream>
#include <numeric>

namespace alphascope {
namespace {

constexpr std::size_t kMetaRows = 6735;  // a tenth of SST-2's train split
constexpr int kBatch = 32;

EncodedSet encode(const std::string& name, const WordPiece& tokenizer,
                  const std::vector<Example>& examples, std::size_t begin, std::size_t end) {
    EncodedSet set{.name = name, .file = name};
    std::vector<std::int64_t> labels;
    for (std::size_t i = begin; i < end; ++i) {
        set.examples.push_back(examples[i]);
        set.encodings.push_back(tokenizer.encode(examples[i].text_a, std::nullopt, 128));
        set.lengths.push_back(set.encodings.back().ids.size());
        labels.push_back(static_cast<std::int64_t>(examples[i].label));
    }
    set.labels = torch::tensor(at::ArrayRef<std::int64_t>(labels));
    return set;
}

PreparedData sst2(const std::string& folder) {
    const TaskDescriptor& task = findTask("sst2");
    const Split split = readSplit(task, "train", folder + "/glue", {});
    WordPiece tokenizer = WordPiece::fromFile(folder + "/bert-vocab/vocab.txt");
    auto meta = encode("meta", tokenizer, split.examples, 0, kMetaRows);
    auto train = encode("train", tokenizer, split.examples, kMetaRows, split.examples.size());
    return {.task = &task,
            .tokenizer = std::make_shared<const WordPiece>(std::move(tokenizer)),
            .train = std::move(train),
            .meta = std::move(meta),
            .evaluation = {}};
}

/// [N, 2]: 1 for the label's class and -1 for the other, and for each a number of [-2, 2) that the
/// row decides; so the teacher errs now and then. peer_torch.py has the same.
torch::Tensor teacherLogits(const EncodedSet& set) {
    std::vector<float> logits;
    const auto add = [&](const Example& example, float of, std::uint32_t multiplier) {
        const double number = (example.id + 1) * multiplier * 0x1.0p-32;
        logits.push_back(static_cast<float>((example.label == of ? 1.0 : -1.0) + 4 * number - 2));
    };
    for (const auto& example : set.examples) {
        add(example, 0.0F, 2654435761U);
        add(example, 1.0F, 2246822519U);
    }
    return torch::tensor(at::ArrayRef<float>(logits)).view({-1, 2});
}

/// Floating-point operations of the matrix products of a forward pass over a batch.
double forwardProducts(const EncoderConfig& c, const std::vector<std::size_t>& lengths) {
    const double h = c.hidden, f = c.feed_forward;
    double flops = 0.0;
    for (const auto length : lengths) {
        const auto n = static_cast<double>(length);
        for (int layer = 0; layer < c.layers; ++layer) {
            const double rows = layer + 1 == c.layers ? 1.0 : n;
            flops += 2 * (n * 2 * h * h + rows * (2 * h * h + 2 * h * f) + rows * n * 2 * h);
        }
        flops += 2 * h * h;
    }
    return flops;
}

/// Operations a second of a large matrix product, best of five.
double machineRate() {
    constexpr std::int64_t kSide = 1024;
    const std::vector<float> a(kSide * kSide, 1.0F), b(kSide * kSide, 0.5F);
    std::vector<float> c(kSide * kSide);
    double best = 0.0;
    for (int i = 0; i < 5; ++i) {
        const auto begin = std::chrono::steady_clock::now();
        packed::multiply({.m = kSide, .n = kSide, .k = kSide, .c = c.data(), .stride = kSide},
                         {a.data(), kSide}, {b.data(), kSide, true});
        const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
        best = std::max(best, 2.0 * kSide * kSide * kSide / seconds.count());
    }
    return best;
}

RunSpec specOf(int argc, char** argv) {
    RunSpec spec{.task = "sst2", .scheme = argv[2]};
    spec.train = {.encoder = argv[1], .epochs = 1, .batch_size = kBatch};
    spec.seed = std::stoull(argv[5]);
    for (const auto& parameter : findScheme(spec.scheme).parameters)
        spec.scheme_parameters[parameter.name] = parameter.default_value;
    for (int i = 6; i < argc; ++i) {
        const std::string text = argv[i];
        const auto equals = text.find('=');
        auto& value = spec.scheme_parameters.at(text.substr(0, equals));
        const std::string given = text.substr(equals + 1);
        if (std::holds_alternative<std::int64_t>(value))
            value = static_cast<std::int64_t>(std::stoll(given));
        else if (std::holds_alternative<double>(value))
            value = std::stod(given);
        else
            value = given;
    }
    return spec;
}

void run(int argc, char** argv) {
    const char* folder = std::getenv("ALPHASCOPE_DATA");
    if (folder == nullptr) throw std::runtime_error("Set ALPHASCOPE_DATA to the data folder.");
    const RunSpec spec = specOf(argc, argv);
    const std::int64_t wanted = std::stoll(argv[3]);
    constexpr std::int64_t kWarmUp = 5;
    at::get_num_threads();
    at::set_num_threads(std::stoi(argv[4]));
    const PreparedData data = sst2(folder);
    Classifier model(encoderConfig(spec.train, data.tokenizer->size(), 128), 2);
    model.initialise(spec.seed);
    TrainingLoop loop(spec, model, data, data.train, &data.meta, teacherLogits(data.train),
                      teacherLogits(data.meta));
    std::array<double, kPhaseNames.size()> phases{};
    const std::int64_t last_quarter = std::max<std::int64_t>(1, wanted / 4);
    double flops = 0.0, loss = 0.0;
    std::int64_t done = 0, tokens = 0;
    std::chrono::steady_clock::time_point begin;
    LoopHooks hooks;
    hooks.keep_going = [&] { return done < kWarmUp + wanted; };
    hooks.on_step = [&](const StepReport& report) {
        if (++done == kWarmUp) begin = std::chrono::steady_clock::now();
        if (done <= kWarmUp) return;
        std::vector<std::size_t> lengths;
        for (const auto position : report.positions)
            lengths.push_back(data.train.lengths[position]);
        flops += 3 * forwardProducts(model.config(), lengths);
        tokens += std::accumulate(lengths.begin(), lengths.end(), std::int64_t{0});
        if (done > kWarmUp + wanted - last_quarter)
            loss += report.total_loss / static_cast<double>(last_quarter);
        for (std::size_t i = 0; i < phases.size(); ++i) phases[i] += report.seconds[i];
    };
    loop.run(hooks);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
    nlohmann::json out{{"tokens_per_second", static_cast<double>(tokens) / seconds.count()},
                       {"ms_per_step", 1e3 * seconds.count() / static_cast<double>(wanted)},
                       {"last_loss", loss}};
    if (model.config().kind == EncoderKind::kTransformer) {  // the products that are counted here
        const double rate = machineRate();
        out["gflops_plain"] = flops / seconds.count() * 1e-9;
        out["gflops_machine"] = rate * 1e-9;
        out["share_of_machine"] = flops / seconds.count() / rate;
    }
    for (std::size_t i = 0; i < phases.size(); ++i)
        out["ms"][kPhaseNames[i]] = 1e3 * phases[i] / static_cast<double>(wanted);
    std::cout << out.dump() << "\n";
}

}  // namespace
}  // namespace alphascope

int main(int argc, char** argv) {
    if (argc < 6) {
        std::cerr << "training_bench ENCODER SCHEME STEPS THREADS SEED [PARAMETER=VALUE ...]\n";
        return 2;
    }
    try {
        alphascope::run(argc, argv);
        return 0;
    } catch (const std::exception& problem) {
        std::cerr << problem.what() << "\n";
        return 1;
    }
}
