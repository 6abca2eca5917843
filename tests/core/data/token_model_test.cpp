// SPDX-License-Identifier: GPL-3.0-or-later
// The models against plain searches over random vocabularies.
#include "data/token_model.h"
#include "core/data/helpers.h"
#include "data/batches.h"

#include <chrono>
#include <limits>
#include <map>

namespace alphascope {
namespace {

using ::testing::ElementsAre;

std::vector<std::int32_t> idsOf(const TokenModel& model, std::string_view word) {
    std::vector<std::int32_t> ids;
    model.append(word, ids);
    return ids;
}

std::string randomWord(Random& random, std::size_t length, std::size_t letters) {
    std::string word;
    while (word.size() < length) word += static_cast<char>('a' + random.below(letters));
    return word;
}

std::array<std::int32_t, 256> everyByte() {
    std::array<std::int32_t, 256> ids{};
    for (std::int32_t byte = 0; byte < 256; ++byte) ids[static_cast<std::size_t>(byte)] = byte;
    return ids;
}

/// Merges all pairs of the lowest rank, left to right, again and again.
std::vector<std::int32_t> mergePlainly(std::vector<std::int32_t> ids,
                                       const std::vector<BpeModel::Merge>& merges) {
    while (true) {
        std::size_t best = merges.size();
        for (std::size_t i = 0; i + 1 < ids.size(); ++i)
            for (std::size_t rank = 0; rank < best; ++rank)
                if (merges[rank].left == ids[i] && merges[rank].right == ids[i + 1]) best = rank;
        if (best == merges.size()) return ids;
        for (std::size_t i = 0; i + 1 < ids.size(); ++i)
            if (ids[i] == merges[best].left && ids[i + 1] == merges[best].right) {
                ids[i] = merges[best].joined;
                ids.erase(ids.begin() + static_cast<std::ptrdiff_t>(i) + 1);
            }
    }
}

TEST(BpeModel, MergesAsAPlainSearchDoes) {
    Random random(7);
    for (int round = 0; round < 50; ++round) {
        // As training makes them: a merge joins symbols that are there already.
        std::vector<BpeModel::Merge> merges;
        std::vector<std::int32_t> symbols{'a', 'b', 'c'};
        std::map<std::pair<std::int32_t, std::int32_t>, bool> seen;
        while (merges.size() < 20) {
            const auto left = symbols[random.below(symbols.size())];
            const auto right = symbols[random.below(symbols.size())];
            if (std::exchange(seen[{left, right}], true)) continue;
            symbols.push_back(256 + static_cast<std::int32_t>(merges.size()));
            merges.push_back({left, right, symbols.back()});
        }
        const BpeModel model(everyByte(), merges, {});
        for (int i = 0; i < 40; ++i) {
            const std::string word = randomWord(random, 1 + random.below(30), 3);
            ASSERT_EQ(idsOf(model, word), mergePlainly({word.begin(), word.end()}, merges)) << word;
        }
    }
}

TEST(BpeModel, TakesTheLeftmostOfEqualPairs) {
    const BpeModel model(everyByte(), {{'a', 'a', 256}}, {});
    EXPECT_THAT(idsOf(model, "aaaaa"), ElementsAre(256, 256, 'a'));
    EXPECT_THAT(idsOf(model, ""), ::testing::IsEmpty());
    EXPECT_THAT(idsOf(model, "\xFF"), ElementsAre(255));
}

TEST(BpeModel, MergesAMillionBytesInSeconds) {
    const BpeModel model(everyByte(), {{'a', 'b', 256}, {256, 256, 257}, {257, 257, 258}}, {});
    std::string word;
    while (word.size() < 1'000'000) word += "ab";
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(idsOf(model, word).size(), 125000U);
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10));
}

/// The best sum over all ways to cut a word; characters that are no piece cost `unknown`.
double bestSum(const std::string& word, const std::map<std::string, double>& scores,
               double unknown) {
    std::vector<double> best(word.size() + 1, -std::numeric_limits<double>::infinity());
    best[0] = 0;
    for (std::size_t end = 1; end <= word.size(); ++end)
        for (std::size_t begin = 0; begin < end; ++begin) {
            const auto found = scores.find(word.substr(begin, end - begin));
            if (found != scores.end())
                best[end] = std::max(best[end], best[begin] + found->second);
            else if (begin + 1 == end)
                best[end] = std::max(best[end], best[begin] + unknown);
        }
    return best.back();
}

TEST(UnigramModel, FindsTheBestSum) {
    Random random(3);
    for (int round = 0; round < 50; ++round) {
        std::map<std::string, double> scores;
        double least = 0;
        while (scores.size() < 25) {
            const double score = -1 - 9 * random.unit();
            scores[randomWord(random, 1 + random.below(4), 3)] = score;
        }
        std::vector<UnigramModel::Piece> pieces{{}};
        for (const auto& [text, score] : scores) {
            pieces.push_back({text, static_cast<float>(score)});
            least = std::min(least, score);
        }
        const UnigramModel model(pieces, 0, std::nullopt);
        for (int i = 0; i < 40; ++i) {
            const std::string word = randomWord(random, 1 + random.below(12), 4);  // "d" is unknown
            double sum = 0;
            std::string joined;
            for (const auto id : idsOf(model, word)) {
                sum +=
                    id == 0 ? 0 : static_cast<double>(pieces[static_cast<std::size_t>(id)].score);
                joined += id == 0 ? "*" : pieces[static_cast<std::size_t>(id)].text;
            }
            // Runs of unknown letters are one id: count the letters that no piece covers.
            const auto known = joined.size() - static_cast<std::size_t>(
                                                   std::count(joined.begin(), joined.end(), '*'));
            sum += static_cast<double>(word.size() - known) * (least - 10);
            EXPECT_NEAR(sum, bestSum(word, scores, least - 10), 1e-4) << word;
        }
    }
}

TEST(UnigramModel, MakesARunOfUnknownCharactersOneToken) {
    const UnigramModel model({{}, {"a", -1}, {"\u00E9", -2}}, 0, std::nullopt);
    EXPECT_THAT(idsOf(model, "xyzax"), ElementsAre(0, 1, 0));
    EXPECT_THAT(idsOf(model, "\u4E2D\u6587\u00E9"), ElementsAre(0, 2));
    EXPECT_THAT(idsOf(model, ""), ::testing::IsEmpty());
}

TEST(UnigramModel, TakesTheLastOfEqualPieces) {
    const UnigramModel model({{}, {"a", -1}, {"a", -2}}, 0, std::nullopt);
    EXPECT_THAT(idsOf(model, "a"), ElementsAre(2));
}

TEST(WordPieceModel, CountsCharactersNotBytes) {
    TokenIndex index{{"\u00E9", 1}, {"##\u00E9", 2}};
    const WordPieceModel model(index, {.unk_id = 0, .longest_word = 3});
    EXPECT_THAT(idsOf(model, "\u00E9\u00E9\u00E9"), ElementsAre(1, 2, 2));
    EXPECT_THAT(idsOf(model, "\u00E9\u00E9\u00E9\u00E9"), ElementsAre(0));
    EXPECT_THAT(idsOf(model, "\u00E9x"), ElementsAre(0));
}

TEST(ByteTrie, FindsEveryKeyThatATextBeginsWith) {
    Random random(5);
    std::vector<std::string> keys;
    std::map<std::string, std::int32_t> last;
    std::vector<ByteTrie::Entry> entries;
    for (int i = 0; i < 200; ++i) keys.push_back(randomWord(random, random.below(6), 3));
    for (const auto& key : keys) {
        last[key] = static_cast<std::int32_t>(entries.size());
        entries.emplace_back(key, last[key]);
    }
    const ByteTrie trie(entries);
    for (int i = 0; i < 500; ++i) {
        const std::string text = randomWord(random, random.below(8), 4);
        std::map<std::string, std::int32_t> found, expected;
        trie.matchPrefixes(text, [&](std::size_t length, std::int32_t value) {
            found[text.substr(0, length)] = value;
        });
        for (const auto& [key, value] : last)
            if (!key.empty() && text.starts_with(key)) expected[key] = value;
        ASSERT_EQ(found, expected) << text;
    }
    ByteTrie().matchPrefixes("a", [](std::size_t, std::int32_t) { FAIL(); });
    ByteTrie({{"\xFF\x80", 1}, {"\x7F", 2}})
        .matchPrefixes("\xFF\x80", [](std::size_t length, std::int32_t value) {
            EXPECT_EQ(length, 2U);
            EXPECT_EQ(value, 1);
        });
}

}  // namespace
}  // namespace alphascope
