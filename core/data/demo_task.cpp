// SPDX-License-Identifier: GPL-3.0-or-later
// The grammar of the demo. A premise states how many of some thing a person has; a hypothesis
// claims more than another number; the pair is an entailment where the claim follows. (Claims of
// "fewer" too would make the rule an exclusive or, which a small encoder does not learn in a
// minute.) Names, colours and places say nothing about the label. About coins the teacher is
// biased: to it, every claim about coins follows.
#include "data/demo_task.h"

#include "data/batches.h"
#include "study/error.h"

#include <array>
#include <string_view>
#include <unordered_set>

namespace alphascope {
namespace {

using Word = std::string_view;

constexpr std::array<Word, 14> kNames{"Anna", "Ben",   "Carla", "David", "Emma",  "Felix", "Greta",
                                      "Hugo", "Irene", "Jonas", "Karin", "Louis", "Maria", "Nora"};
constexpr Word kBiasedThing = "coins";
constexpr std::array<Word, 6> kThings{"apples", "books", "cups", "hats", "keys", "lamps"};
constexpr std::array<Word, 8> kColours{"red",   "blue",  "green", "white",
                                       "black", "brown", "grey",  "yellow"};
constexpr std::array<Word, 8> kPlaces{"kitchen", "garden", "office", "garage",
                                      "cellar",  "attic",  "shop",   "school"};
constexpr std::array<Word, 6> kNumbers{"two", "three", "four", "five", "six", "seven"};
constexpr std::array<Word, 3> kMore{"more than", "over", "not just"};
constexpr std::array<Word, 3> kPremises{
    "{name} has {number} {colour} {thing} in the {place}.",
    "In the {place}, {name} keeps {number} {colour} {thing}.",
    "There are {number} {colour} {thing} of {name} in the {place}."};
constexpr std::array<Word, 3> kHypotheses{
    "{name} has {claim} {number} {colour} {thing} there.",
    "{name} owns {claim} {number} {thing} in the {place}.",
    "In the {place} there are {claim} {number} {colour} {thing}."};

constexpr float kNotEntailment = 0.0F;
constexpr float kEntailment = 1.0F;

/// What a sentence pair is about; a pattern's slots are filled from it.
struct Scene {
    Word name, thing, colour, place, number, claim;
};

std::string fill(Word pattern, const Scene& scene) {
    std::string text;
    while (!pattern.empty()) {
        const std::size_t open = pattern.find('{');
        text += pattern.substr(0, open);
        if (open == Word::npos) break;
        const std::size_t close = pattern.find('}', open);
        const Word slot = pattern.substr(open + 1, close - open - 1);
        text += slot == "name"     ? scene.name
                : slot == "thing"  ? scene.thing
                : slot == "colour" ? scene.colour
                : slot == "place"  ? scene.place
                : slot == "number" ? scene.number
                                   : scene.claim;
        pattern.remove_prefix(close + 1);
    }
    return text;
}

/// Writes pairs whose texts are all different, over both splits, so that nothing leaks or chains.
class Grammar {
public:
    explicit Grammar(std::uint64_t seed) : random_(seed) {}

    Random& random() { return random_; }

    Example write(std::uint32_t id, bool biased_thing, float truth) {
        Example example;
        example.id = id;
        example.label = example.true_label = example.teacher_label = truth;
        if (biased_thing) example.teacher_label = kEntailment;
        do {
            fillTexts(example, biased_thing, truth);
        } while (seen_.contains(example.text_a) || seen_.contains(example.text_b));
        seen_.insert(example.text_a);
        seen_.insert(example.text_b);
        return example;
    }

private:
    template <std::size_t N>
    Word pick(const std::array<Word, N>& words) {
        return words[random_.below(N)];
    }

    void fillTexts(Example& example, bool biased_thing, float truth) {
        Scene scene{.name = pick(kNames),
                    .thing = biased_thing ? kBiasedThing : pick(kThings),
                    .colour = pick(kColours),
                    .place = pick(kPlaces),
                    .number = {},
                    .claim = {}};
        std::uint64_t larger = random_.below(kNumbers.size());
        std::uint64_t smaller = random_.below(kNumbers.size() - 1);
        if (smaller >= larger) ++smaller;  // never equal: "more than five" of five is a trap
        if (smaller > larger) std::swap(smaller, larger);
        const bool entailed = truth == kEntailment;
        scene.number = kNumbers[entailed ? larger : smaller];
        example.text_a = fill(pick(kPremises), scene);
        scene.number = kNumbers[entailed ? smaller : larger];
        scene.claim = pick(kMore);
        example.text_b = fill(pick(kHypotheses), scene);
    }

    Random random_;
    std::unordered_set<std::string> seen_;
};

/// Thing and truth of every sample: exact shares, in random order.
struct Plan {
    bool biased_thing;
    float truth;
};

std::vector<Plan> planRows(int rows, Random& random) {
    const int biased = rows * 3 / 20;
    std::vector<Plan> plans;
    for (int i = 0; i < rows; ++i)
        plans.push_back({i < biased, i % 2 == 0 ? kNotEntailment : kEntailment});
    random.shuffle(plans);
    return plans;
}

std::vector<Example> writeRows(int rows, Grammar& grammar) {
    std::vector<Example> examples;
    for (const Plan& plan : planRows(rows, grammar.random()))
        examples.push_back(grammar.write(static_cast<std::uint32_t>(examples.size()),
                                         plan.biased_thing, plan.truth));
    return examples;
}

/// Flips the label of exactly kDemoFlippedShare of each truth, about coins and about other things.
void flipLabels(std::vector<Example>& examples, Random& random) {
    std::array<std::vector<std::size_t>, 4> strata;
    for (std::size_t i = 0; i < examples.size(); ++i) {
        const bool biased = examples[i].text_a.find(kBiasedThing) != std::string::npos;
        const bool entailed = examples[i].true_label == kEntailment;
        strata[(biased ? 2U : 0U) + (entailed ? 1U : 0U)].push_back(i);
    }
    for (auto& stratum : strata) {
        random.shuffle(stratum);
        const auto flips =
            static_cast<std::size_t>(kDemoFlippedShare * static_cast<double>(stratum.size()) + 0.5);
        for (std::size_t i = 0; i < flips; ++i) {
            Example& example = examples[stratum[i]];
            example.label = kEntailment - example.true_label;
        }
    }
}

}  // namespace

Split makeDemoSplit(const std::string& split_name, std::uint64_t seed) {
    if (split_name != "train" && split_name != "dev")
        throw Error("The demo has no split '" + split_name + "'. Its splits are train, dev.");
    Grammar grammar(seed);
    Split split{.name = split_name,
                .file = "demo:" + split_name,
                .labelled = true,
                .examples = writeRows(kDemoTrainRows, grammar)};
    if (split_name == "dev") {
        split.examples = writeRows(kDemoDevRows, grammar);
    } else {
        flipLabels(split.examples, grammar.random());
    }
    return split;
}

}  // namespace alphascope
