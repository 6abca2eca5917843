// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/text_groups.h"
#include "core/data/helpers.h"
#include "data/batches.h"

#include <algorithm>
#include <map>
#include <set>

namespace alphascope {
namespace {

using Groups = std::vector<std::vector<std::size_t>>;
using testing::firstPositions;
using testing::sample;

std::vector<Example> singles(const std::vector<std::string>& texts) {
    std::vector<Example> examples;
    for (const auto& text : texts)
        examples.push_back(sample(static_cast<std::uint32_t>(examples.size()), text, "", 0));
    return examples;
}

Groups group(const std::vector<Example>& examples, std::size_t largest = 1000) {
    return groupByText(examples, firstPositions(examples.size()), largest);
}

TEST(GroupByText, KeepsAPhraseWithTheLongestTextThatHasIt) {
    const auto examples = singles({"a good film indeed", "good film", "a good film", "bad",
                                   "one good film that is very long", "film indeed"});
    EXPECT_EQ(group(examples), (Groups{{0, 2, 5}, {1, 4}, {3}}));
}

TEST(GroupByText, LooksForWholeWords) {
    EXPECT_EQ(group(singles({"the goodness of it", "good", "goodness of"})), (Groups{{0, 2}, {1}}));
}

TEST(GroupByText, IgnoresWhiteSpaceAroundTexts) {
    EXPECT_EQ(group(singles({"good film ", " good  film", "Good film"})), (Groups{{0, 1}, {2}}));
}

TEST(GroupByText, KeepsPairsTogetherThatShareAText) {
    const std::vector<Example> examples{sample(0, "p", "x", 0), sample(1, "q", "y", 0),
                                        sample(2, "p", "z", 0), sample(3, "w", "y", 0),
                                        sample(4, "z", "v", 0), sample(5, "solo", "one", 0)};
    EXPECT_EQ(group(examples), (Groups{{0, 2, 4}, {1, 3}, {5}}));
    // Containment does not count among pairs.
    EXPECT_EQ(group({sample(0, "a b c", "d", 0), sample(1, "a b", "e", 0)}), (Groups{{0}, {1}}));
}

TEST(GroupByText, DissolvesWhatGrewTooLarge) {
    std::vector<Example> chain;  // 0-1-2-...: every pair shares a text with the next
    for (std::uint32_t i = 0; i < 20; ++i)
        chain.push_back(sample(i, "t" + std::to_string(i), "t" + std::to_string(i + 1), 0));
    chain.push_back(chain[7]);  // the same pair again
    EXPECT_EQ(group(chain).size(), 1U);
    const Groups parts = group(chain, 20);
    EXPECT_EQ(parts.size(), 20U);
    EXPECT_TRUE(std::find(parts.begin(), parts.end(), std::vector<std::size_t>{7, 20}) !=
                parts.end())
        << "identical samples stay together even so";
}

TEST(GroupByText, UsesThePositionsItIsGiven) {
    const auto examples = singles({"a b", "a", "c a d e", "a"});
    EXPECT_EQ(groupByText(examples, {0, 1, 3}, 100), (Groups{{0, 1, 3}}));
    EXPECT_EQ(groupByText(examples, {1, 2}, 100), (Groups{{1, 2}}));
    EXPECT_TRUE(groupByText(examples, {}, 100).empty());
}

/// Short random texts over three words: full of repeats and containment.
std::vector<Example> randomTexts(std::size_t count, std::uint64_t seed) {
    Random random(seed);
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < count; ++i) {
        std::string text;
        for (std::uint64_t n = 1 + random.below(7); n > 0; --n)
            text += std::string(1, static_cast<char>('a' + random.below(3))) + (n > 1 ? " " : "");
        texts.push_back(text);
    }
    return singles(texts);
}

bool contains(const std::string& whole, const std::string& part) {
    return (" " + whole + " ").find(" " + part + " ") != std::string::npos;
}

TEST(GroupByText, AgreesWithASearchOfEveryTextInEveryOther) {
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        const auto examples = randomTexts(120, seed);
        std::map<std::size_t, std::size_t> group_of;
        const Groups groups = group(examples);
        for (std::size_t g = 0; g < groups.size(); ++g)
            for (const auto position : groups[g]) group_of[position] = g;
        ASSERT_EQ(group_of.size(), examples.size());
        for (std::size_t i = 0; i < examples.size(); ++i) {
            std::size_t longest = i;
            for (std::size_t j = 0; j < examples.size(); ++j)
                if (contains(examples[j].text_a, examples[i].text_a) &&
                    examples[j].text_a.size() > examples[longest].text_a.size())
                    longest = j;
            EXPECT_EQ(group_of[i], group_of[longest]) << examples[i].text_a;
        }
    }
}

TEST(CountOverlap, AgreesWithASearchOfEveryTextInEveryOther) {
    std::size_t inside_longer = 0;
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        const auto examples = randomTexts(60, seed);
        std::vector<std::size_t> train;
        std::vector<std::size_t> meta;
        for (std::size_t i = 0; i < examples.size(); ++i) (i % 3 == 0 ? meta : train).push_back(i);
        std::set<std::string> found;
        std::set<std::string> equal;
        for (const auto m : meta)
            for (const auto t : train) {
                const std::string& text = examples[m].text_a;
                if (contains(examples[t].text_a, text)) found.insert(text);
                if (examples[t].text_a == text) equal.insert(text);
            }
        inside_longer += found.size() - equal.size();
        EXPECT_EQ(countOverlap(examples, train, meta), static_cast<std::int64_t>(found.size()));
    }
    EXPECT_GT(inside_longer, 0U) << "the test must meet texts that occur only inside others";
}

TEST(CountOverlap, CountsTextsOfPairsThatAreOnBothSides) {
    const std::vector<Example> examples{sample(0, "p", "x", 0), sample(1, "q", "p", 0),
                                        sample(2, "r", "s p", 0)};
    EXPECT_EQ(countOverlap(examples, {0, 2}, {1}), 1);
    EXPECT_EQ(countOverlap(examples, {0}, {2}), 0);
}

}  // namespace
}  // namespace alphascope
