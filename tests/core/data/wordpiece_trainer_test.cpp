// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/helpers.h"
#include "data/wordpiece.h"

#include <algorithm>
#include <map>

namespace alphascope {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Not;

/// The classic of Sennrich et al. (2016), section 3.2: low, lower, newest, widest.
std::vector<std::string> classic() {
    std::vector<std::string> texts;
    const auto add = [&](const char* word, int count) {
        for (int i = 0; i < count; ++i) texts.emplace_back(word);
    };
    add("low", 5);
    add("lower", 2);
    add("newest", 6);
    add("widest", 3);
    return texts;
}

TEST(WordPieceTrainer, StartsWithSpecialsAndCharacters) {
    const auto tokens = WordPiece::train({"ab c", "c!"}, 100).tokens();
    EXPECT_THAT(std::vector<std::string>(tokens.begin(), tokens.begin() + 5),
                ElementsAre("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"));
    // Letters of longer words may continue a word as well; c and ! were always alone. No pair
    // occurs twice, so nothing is joined.
    EXPECT_THAT(std::vector<std::string>(tokens.begin() + 5, tokens.end()),
                ::testing::UnorderedElementsAre("a", "##a", "b", "##b", "c", "!"));
}

TEST(WordPieceTrainer, JoinsTheMostFrequentPairFirst) {
    // By hand: e-s and s-t occur 9 times, so two merges make "##est"; then l-o, lo-w (7 each).
    const auto all = WordPiece::train(classic(), 1000).tokens();
    const auto place = [&](const char* token) {
        return std::find(all.begin(), all.end(), token) - all.begin();
    };
    const auto joined = std::count_if(all.begin(), all.end(), [](const std::string& token) {
        return token.size() > 3 && token.front() != '[';
    });
    EXPECT_GT(joined, 4);
    ASSERT_LT(place("##est"), static_cast<std::ptrdiff_t>(all.size()));
    EXPECT_LT(place("##est"), place("low"));
    EXPECT_LT(place("low"), place("newest"));
    EXPECT_THAT(WordPiece::train(classic(), 1000).tokenize("lowest"), ElementsAre("low", "##est"));
}

TEST(WordPieceTrainer, KeepsItsCountsRightWhileMerging) {
    // A slow trainer that counts everything anew must choose the same pieces.
    const auto all = WordPiece::train(classic(), 1000);
    std::vector<std::pair<std::vector<std::string>, int>> words{
        {{"l", "##o", "##w"}, 5},
        {{"l", "##o", "##w", "##e", "##r"}, 2},
        {{"n", "##e", "##w", "##e", "##s", "##t"}, 6},
        {{"w", "##i", "##d", "##e", "##s", "##t"}, 3}};
    const auto first_joined =
        std::find_if(all.tokens().begin() + 5, all.tokens().end(), [](const std::string& token) {
            return token.size() > 1 && !(token.size() == 3 && token.starts_with("##"));
        });
    for (auto token = first_joined; token != all.tokens().end(); ++token) {
        std::map<std::pair<std::string, std::string>, int> counts;
        for (const auto& [pieces, count] : words)
            for (std::size_t i = 1; i < pieces.size(); ++i)
                counts[{pieces[i - 1], pieces[i]}] += count;
        int most = 0;
        for (const auto& [pair, count] : counts) most = std::max(most, count);
        const auto made = std::find_if(counts.begin(), counts.end(), [&](const auto& entry) {
            return entry.second == most &&
                   entry.first.first + entry.first.second.substr(2) == *token;
        });
        ASSERT_NE(made, counts.end()) << *token << " was not among the most frequent pairs";
        for (auto& [pieces, count] : words)
            for (std::size_t i = 1; i < pieces.size(); ++i)
                if (pieces[i - 1] == made->first.first && pieces[i] == made->first.second) {
                    pieces[i - 1] = *token;
                    pieces.erase(pieces.begin() + static_cast<std::ptrdiff_t>(i));
                }
    }
    for (const auto& [pieces, count] : words) EXPECT_EQ(pieces.size(), 1U) << pieces[0];
}

TEST(WordPieceTrainer, LeavesAccidentsAlone) {
    const auto tokens = WordPiece::train({"zebra", "go go go"}, 1000).tokens();
    EXPECT_THAT(tokens, Contains("go"));
    for (const std::string part : {"ze", "##eb", "##br", "##ra"})
        EXPECT_THAT(tokens, Not(Contains(part)));
}

TEST(WordPieceTrainer, StopsAtItsSize) {
    for (const int size : {20, 25, 30}) EXPECT_LE(WordPiece::train(classic(), size).size(), size);
    EXPECT_EQ(WordPiece::train(classic(), 30).size(), 30);
    EXPECT_THROW(WordPiece::train(classic(), 10), Error);
}

TEST(WordPieceTrainer, KeepsTheFrequentCharactersWhereAllDoNotFit) {
    std::vector<std::string> texts(50, "\u4E2D a");
    for (char c = 'b'; c <= 'z'; ++c) texts.emplace_back(1, c);
    const auto tokens = WordPiece::train(texts, 16).tokens();
    EXPECT_EQ(tokens.size(), 16U);
    EXPECT_THAT(tokens, Contains("\u4E2D"));
    EXPECT_THAT(tokens, Contains("a"));
}

TEST(WordPieceTrainer, DoesNotDependOnTheOrderOfTheTexts) {
    auto texts = classic();
    const auto tokens = WordPiece::train(texts, 40).tokens();
    std::reverse(texts.begin(), texts.end());
    EXPECT_EQ(WordPiece::train(texts, 40).tokens(), tokens);
}

TEST(WordPieceTrainer, SurvivesRepeatedPairs) {
    // a-a in "aaaaa" overlaps itself; the count may not run away.
    const auto word_piece = WordPiece::train(std::vector<std::string>(3, "aaaaa aaaa"), 100);
    EXPECT_THAT(word_piece.tokenize("aaaaa"), ElementsAre("aaaaa"));
    EXPECT_THAT(word_piece.tokenize("aaaa"), ElementsAre("aaaa"));
    EXPECT_TRUE(WordPiece::train({}, 100).tokens().size() == 5);
}

}  // namespace
}  // namespace alphascope
