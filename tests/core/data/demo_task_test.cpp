// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/demo_task.h"
#include "core/data/helpers.h"
#include "data/split_plan.h"
#include "data/wordpiece.h"

#include <algorithm>
#include <map>
#include <set>

namespace alphascope {
namespace {

const Split& train() {
    static const Split kSplit = makeDemoSplit("train");
    return kSplit;
}
const Split& dev() {
    static const Split kSplit = makeDemoSplit("dev");
    return kSplit;
}

bool aboutCoins(const Example& example) {
    return example.text_a.find("coins") != std::string::npos;
}

std::vector<Example> both() {
    std::vector<Example> all = train().examples;
    all.insert(all.end(), dev().examples.begin(), dev().examples.end());
    return all;
}

/// The number a sentence names; fails where there is not exactly one.
int numberIn(const std::string& text) {
    static const std::map<std::string, int> kValues{{"two", 2},   {"three", 3}, {"four", 4},
                                                    {"five", 5},  {"six", 6},   {"seven", 7},
                                                    {"eight", 8}, {"nine", 9}};
    int found = 0;
    for (const auto& word : basicTokenize(text))
        if (const auto value = kValues.find(word); value != kValues.end()) {
            EXPECT_EQ(found, 0) << text;
            found = value->second;
        }
    EXPECT_NE(found, 0) << text;
    return found;
}

TEST(DemoTask, LabelsFollowFromTheSentences) {
    for (const auto& example : both()) {
        const int stated = numberIn(example.text_a);
        const int claimed = numberIn(example.text_b);
        ASSERT_NE(stated, claimed);
        const bool follows = stated > claimed;
        EXPECT_EQ(findTask("demo").labels.at(static_cast<std::size_t>(example.true_label)),
                  follows ? "entailment" : "not_entailment")
            << example.text_a << " / " << example.text_b;
    }
}

TEST(DemoTask, HasItsRowsInOrder) {
    ASSERT_EQ(train().examples.size(), 2000U);
    ASSERT_EQ(dev().examples.size(), 500U);
    EXPECT_EQ(train().name, "train");
    EXPECT_TRUE(dev().labelled);
    for (std::uint32_t i = 0; i < 2000; ++i) EXPECT_EQ(train().examples[i].id, i);
    for (std::uint32_t i = 0; i < 500; ++i) EXPECT_EQ(dev().examples[i].id, i);
    const auto entailed = [](const Split& split) {
        return std::count_if(split.examples.begin(), split.examples.end(),
                             [](const Example& e) { return e.true_label == 1.0F; });
    };
    EXPECT_EQ(entailed(train()), 1000);
    EXPECT_EQ(entailed(dev()), 250);
}

TEST(DemoTask, FlipsAFifthOfTheTrainLabelsAndNoneOfDev) {
    std::map<std::pair<bool, bool>, std::pair<int, int>> counts;  // flipped, all
    for (const auto& example : train().examples) {
        auto& [flipped, all] = counts[{aboutCoins(example), example.true_label == 1.0F}];
        flipped += example.flipped() ? 1 : 0;
        ++all;
    }
    ASSERT_EQ(counts.size(), 4U);
    int flips = 0;
    for (const auto& [stratum, count] : counts) {
        EXPECT_EQ(count.first * 5, count.second);
        flips += count.first;
    }
    EXPECT_EQ(flips, 400);
    for (const auto& example : dev().examples) EXPECT_FALSE(example.flipped());
}

TEST(DemoTask, MisleadsTheTeacherAboutCoinsOnly) {
    for (const Split* split : {&train(), &dev()}) {
        std::size_t coins = 0;
        for (const auto& example : split->examples) {
            const bool coin = aboutCoins(example);
            EXPECT_EQ(coin, example.text_b.find("coins") != std::string::npos);
            coins += coin ? 1 : 0;
            EXPECT_EQ(example.teacher_label, coin ? 1.0F : example.true_label);
            EXPECT_EQ(example.teacherMisled(), coin && example.true_label == 0.0F);
        }
        EXPECT_EQ(coins * 20, split->examples.size() * 3);
    }
}

TEST(DemoTask, RepeatsNoSentence) {
    std::set<std::string> texts;
    for (const auto& example : both()) {
        EXPECT_TRUE(texts.insert(example.text_a).second) << example.text_a;
        EXPECT_TRUE(texts.insert(example.text_b).second) << example.text_b;
    }
}

TEST(DemoTask, HasASmallVocabulary) {
    std::set<std::string> words;
    std::vector<std::string> texts;
    for (const auto& example : both())
        for (const auto& text : {example.text_a, example.text_b}) {
            for (auto& word : basicTokenize(text)) words.insert(word);
            texts.push_back(text);
        }
    EXPECT_GE(words.size(), 55U);
    EXPECT_LE(words.size(), 100U);
    const WordPiece word_piece = WordPiece::train(texts, 2000);
    for (const auto& word : words) EXPECT_EQ(word_piece.tokenize(word).size(), 1U) << word;
}

TEST(DemoTask, IsDecidedByItsSeed) {
    const auto positions = testing::firstPositions(500);
    const auto hash = [&](const Split& split) { return hashExamples(split.examples, positions); };
    EXPECT_EQ(hash(makeDemoSplit("dev")), hash(dev()));
    EXPECT_NE(hash(makeDemoSplit("dev", 1)), hash(dev()));
    EXPECT_EQ(hash(makeDemoSplit("train", 7)), hash(makeDemoSplit("train", 7)));
    EXPECT_THROW(makeDemoSplit("test"), Error);
}

TEST(DemoTask, SplitsCleanlyIntoTrainAndMeta) {
    const SplitPlan plan = planSplit(findTask("demo"), train().examples, 0.1, 1);
    EXPECT_EQ(plan.meta.size(), 200U);
    EXPECT_EQ(plan.groups, 2000);
    EXPECT_EQ(plan.overlap, 0);
}

}  // namespace
}  // namespace alphascope
