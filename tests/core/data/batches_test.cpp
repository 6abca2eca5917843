// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/batches.h"
#include "core/data/helpers.h"

#include <algorithm>
#include <map>
#include <set>

namespace alphascope {
namespace {

using ::testing::ElementsAre;

TEST(PackBatch, PutsTheChosenEndToEnd) {
    const std::vector<Encoding> encodings{{{2, 9, 3}, {0, 0, 0}},
                                          {{2, 8, 3, 7, 3}, {0, 0, 0, 1, 1}},
                                          {{2, 3, 4, 5, 6, 7, 8, 3}, {0, 0, 0, 0, 0, 0, 0, 0}}};
    const PackedTokens batch = packBatch(encodings, {1, 0}, 5);
    EXPECT_EQ(batch.rows(), 2);
    EXPECT_EQ(batch.count(), 8);
    EXPECT_EQ(batch.longest(), 5);
    EXPECT_EQ(batch.length(1), 3);
    EXPECT_EQ(batch.pad_id, 5);
    EXPECT_THAT(batch.ids, ElementsAre(2, 8, 3, 7, 3, 2, 9, 3));
    EXPECT_THAT(batch.type_ids, ElementsAre(0, 0, 0, 1, 1, 0, 0, 0));
    EXPECT_THAT(batch.starts, ElementsAre(0, 5, 8));
}

TEST(PackBatch, OfNothingIsEmpty) {
    const PackedTokens batch = packBatch({}, {}, 0);
    EXPECT_EQ(batch.rows(), 0);
    EXPECT_EQ(batch.count(), 0);
    EXPECT_EQ(batch.longest(), 0);
}

// [rand.predef] of the C++ standard: the 10000th number of a default-seeded mt19937_64.
TEST(Random, IsTheStandardsMersenneTwister) {
    Random random(5489);
    for (int i = 0; i < 9999; ++i) random.next();
    EXPECT_EQ(random.next(), 9981545732273789042ULL);
}

TEST(Random, DrawsBelowABoundWithoutBias) {
    Random random(1);
    std::map<std::uint64_t, int> counts;
    for (int i = 0; i < 60000; ++i) ++counts[random.below(6)];
    ASSERT_EQ(counts.size(), 6U);
    double chi_square = 0;
    for (const auto& [value, count] : counts) {
        EXPECT_LT(value, 6U);
        chi_square += (count - 10000.0) * (count - 10000.0) / 10000.0;
    }
    EXPECT_LT(chi_square, 20.5);  // 99.9 % point of chi-square with 5 degrees of freedom

    // At 3/4 of the range, plain `next() % bound` would give the lower third twice as often.
    const std::uint64_t bound = 3ULL << 62U;
    int low = 0;
    for (int i = 0; i < 30000; ++i) low += random.below(bound) < bound / 3 ? 1 : 0;
    EXPECT_NEAR(low, 10000, 350);
}

TEST(Random, RefusesABoundOfZero) {
    Random random(1);
    EXPECT_THROW(random.below(0), Error);
    EXPECT_EQ(random.below(1), 0U);
}

TEST(Random, UnitIsUniformBelowOne) {
    Random random(3);
    double sum = 0;
    for (int i = 0; i < 20000; ++i) {
        const double value = random.unit();
        ASSERT_GE(value, 0.0);
        ASSERT_LT(value, 1.0);
        sum += value;
    }
    EXPECT_NEAR(sum / 20000, 0.5, 0.01);  // standard error 0.002
}

TEST(Random, ShufflesEveryOrderEquallyOften) {
    Random random(4);
    std::map<std::vector<int>, int> counts;
    for (int i = 0; i < 6000; ++i) {
        std::vector<int> values{1, 2, 3};
        random.shuffle(values);
        ++counts[values];
    }
    ASSERT_EQ(counts.size(), 6U);
    for (const auto& [order, count] : counts) EXPECT_NEAR(count, 1000, 150);
}

TEST(Random, GoesOnFromASavedState) {
    Random random(9);
    for (int i = 0; i < 1000; ++i) random.next();
    const std::string state = random.state();
    const auto first = random.next();
    Random other(1);
    other.restore(state);
    EXPECT_EQ(other.next(), first);
}

TEST(Random, RefusesADamagedState) {
    Random random(9);
    const std::string state = random.state();
    const auto expected = Random(9).next();
    EXPECT_NE(errorOf([&] { random.restore(""); }), "");
    EXPECT_NE(errorOf([&] { random.restore(state.substr(0, state.size() / 2)); }), "");
    EXPECT_NE(errorOf([&] { random.restore(state + " 5"); }), "");
    EXPECT_NE(errorOf([&] { random.restore("what is this"); }), "");
    EXPECT_EQ(random.next(), expected) << "a refused state must change nothing";
}

std::vector<std::size_t> someLengths(std::size_t count) {
    Random random(11);
    std::vector<std::size_t> lengths;
    for (std::size_t i = 0; i < count; ++i) lengths.push_back(3 + random.below(60));
    return lengths;
}

TEST(BucketedEpoch, HasEverySampleOnce) {
    Random random(2);
    const auto lengths = someLengths(1003);
    const auto batches = bucketedEpoch(lengths, 10, random);
    EXPECT_EQ(batches.size(), 101U);
    std::vector<std::size_t> all;
    std::size_t short_ones = 0;
    for (const auto& batch : batches) {
        all.insert(all.end(), batch.begin(), batch.end());
        short_ones += batch.size() < 10 ? 1 : 0;
    }
    std::sort(all.begin(), all.end());
    EXPECT_EQ(all, testing::firstPositions(1003));
    EXPECT_EQ(short_ones, 1U);
}

TEST(BucketedEpoch, PutsSimilarLengthsTogether) {
    Random random(2);
    const auto lengths = someLengths(4000);
    std::size_t spread = 0;
    for (const auto& batch : bucketedEpoch(lengths, 16, random)) {
        std::size_t low = 1000;
        std::size_t high = 0;
        for (const auto position : batch) {
            low = std::min(low, lengths[position]);
            high = std::max(high, lengths[position]);
        }
        spread += high - low;
    }
    // Unsorted batches of 16 spread over some 53 of the 60 lengths; pools of 800 over one or two.
    EXPECT_LT(static_cast<double>(spread) / 250, 4.0);
}

TEST(BucketedEpoch, DoesNotGoFromShortToLong) {
    Random random(2);
    const auto lengths = someLengths(800);  // one pool
    std::vector<std::size_t> firsts;
    for (const auto& batch : bucketedEpoch(lengths, 16, random))
        firsts.push_back(lengths[batch.front()]);
    EXPECT_FALSE(std::is_sorted(firsts.begin(), firsts.end()));
}

TEST(BucketedEpoch, IsDecidedByTheGenerator) {
    const auto lengths = someLengths(300);
    Random first(5);
    Random second(5);
    EXPECT_EQ(bucketedEpoch(lengths, 8, first), bucketedEpoch(lengths, 8, second));
    Random again(5);
    EXPECT_NE(bucketedEpoch(lengths, 8, first), bucketedEpoch(lengths, 8, again))
        << "the second epoch must have another order than the first";
    EXPECT_THROW(bucketedEpoch(lengths, 0, first), Error);
    EXPECT_TRUE(bucketedEpoch({}, 8, first).empty());
}

TEST(CyclingSampler, GivesThePoolOnceBeforeAnythingTwice) {
    CyclingSampler sampler(10, 3);
    std::map<std::size_t, int> counts;
    for (int i = 0; i < 30; ++i) {  // 30 batches of 4: twelve times through the pool
        const auto batch = sampler.next(4);
        EXPECT_EQ(std::set<std::size_t>(batch.begin(), batch.end()).size(), 4U);
        for (const auto position : batch) ++counts[position];
        const auto [low, high] =
            std::minmax_element(counts.begin(), counts.end(),
                                [](const auto& a, const auto& b) { return a.second < b.second; });
        if (counts.size() == 10) {
            EXPECT_LE(high->second - low->second, 2);
        }
    }
    for (const auto& [position, count] : counts) EXPECT_EQ(count, 12) << position;
}

TEST(CyclingSampler, GivesAllOfASmallPool) {
    CyclingSampler sampler(3, 1);
    for (int i = 0; i < 5; ++i) {
        auto batch = sampler.next(8);
        std::sort(batch.begin(), batch.end());
        EXPECT_THAT(batch, ElementsAre(0, 1, 2));
    }
    EXPECT_TRUE(CyclingSampler(0, 1).next(4).empty());
}

TEST(CyclingSampler, GoesOnFromASavedState) {
    CyclingSampler sampler(17, 8);
    for (int i = 0; i < 7; ++i) sampler.next(5);
    const std::string state = sampler.state();
    CyclingSampler other(17, 999);
    other.restore(state);
    for (int i = 0; i < 20; ++i) EXPECT_EQ(other.next(5), sampler.next(5));
}

TEST(CyclingSampler, RefusesAStateOfAnotherPool) {
    CyclingSampler sampler(17, 8);
    EXPECT_NE(errorOf([&] { sampler.restore(CyclingSampler(16, 8).state()); }), "");
    EXPECT_NE(errorOf([&] { sampler.restore("17 0 1 1 1"); }), "");
    EXPECT_NE(errorOf([&] { sampler.restore(""); }), "");
}

}  // namespace
}  // namespace alphascope
