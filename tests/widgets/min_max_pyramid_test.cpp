// SPDX-License-Identifier: GPL-3.0-or-later
// Against the plain way: each column's least and greatest by looking at all of its points.
#include "widgets/min_max_pyramid.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

namespace alphascope {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct Data {
    std::vector<double> x, y;
};

Data noise(std::size_t size, unsigned seed) {
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> step(0.1, 2.0), value(-1.0, 1.0);
    Data data;
    double x = 0.0;
    for (std::size_t i = 0; i < size; ++i) {
        data.x.push_back(x += step(random));
        data.y.push_back(value(random));
    }
    return data;
}

MinMaxPyramid madeOf(const Data& data) {
    MinMaxPyramid pyramid;
    pyramid.append(data.x, data.y);
    return pyramid;
}

/// Of the points with x in [from, to) that are numbers; false where there are none.
bool extremes(const std::vector<double>& x, const std::vector<double>& y, double from, double to,
              double& least, double& greatest) {
    least = INFINITY;
    greatest = -INFINITY;
    for (std::size_t i = 0; i < x.size(); ++i) {
        if (x[i] < from || x[i] >= to || std::isnan(y[i])) continue;
        least = std::min(least, y[i]);
        greatest = std::max(greatest, y[i]);
    }
    return least <= greatest;
}

void expectSameExtremes(const Data& data, double from, double to, int columns) {
    const auto drawn = madeOf(data).visible(from, to, columns);
    ASSERT_TRUE(std::is_sorted(drawn.x.begin(), drawn.x.end()));
    ASSERT_LE(drawn.x.size(), 4U * static_cast<std::size_t>(columns));
    for (int column = 0; column < columns; ++column) {
        const double left = from + (to - from) * column / columns;
        const double right = from + (to - from) * (column + 1) / columns;
        double least = 0.0, greatest = 0.0, drawn_least = 0.0, drawn_greatest = 0.0;
        const bool any = extremes(data.x, data.y, left, right, least, greatest);
        ASSERT_EQ(extremes(drawn.x, drawn.y, left, right, drawn_least, drawn_greatest), any);
        if (!any) continue;
        // The first and last column may also hold the neighbours outside, never fewer extremes.
        ASSERT_EQ(drawn_least, least) << column;
        ASSERT_EQ(drawn_greatest, greatest) << column;
    }
}

TEST(MinMaxPyramid, ShowsTheExtremesOfEveryColumn) {
    const Data data = noise(100000, 1);
    const double last = data.x.back();
    expectSameExtremes(data, data.x.front(), last + 1.0, 500);
    expectSameExtremes(data, 0.2 * last, 0.7 * last, 333);
    expectSameExtremes(data, 0.4 * last, 0.5 * last, 100);
}

TEST(MinMaxPyramid, OneSpikeOfAMillionPointsIsSeen) {
    Data data;
    data.x.resize(1000000);
    std::iota(data.x.begin(), data.x.end(), 0.0);
    data.y.assign(data.x.size(), 0.5);
    data.y[654321] = 9.0;
    data.y[123456] = -9.0;
    const auto drawn = madeOf(data).visible(0.0, 999999.0, 200);
    EXPECT_THAT(drawn.y, ::testing::Contains(9.0));
    EXPECT_THAT(drawn.y, ::testing::Contains(-9.0));
    EXPECT_LE(drawn.x.size(), 800U);
}

TEST(MinMaxPyramid, ALogarithmicAxisHasAsMuchOfItsFirstDecadeAsOfItsLast) {
    Data data;
    data.x.resize(1000000);
    std::iota(data.x.begin(), data.x.end(), 1.0);
    data.y.resize(data.x.size());
    for (std::size_t i = 0; i < data.y.size(); ++i) data.y[i] = i % 2 == 0 ? 1.0 : -1.0;
    data.y[654321] = 9.0;
    const auto drawn = madeOf(data).visible(1.0, 1e6, 600, MinMaxPyramid::Columns::kLogarithmic);
    EXPECT_THAT(drawn.y, ::testing::Contains(9.0));
    EXPECT_TRUE(std::is_sorted(drawn.x.begin(), drawn.x.end()));
    EXPECT_LE(drawn.x.size(), 2400U);
    const auto within = [&](double low, double high) {
        return std::count_if(drawn.x.begin(), drawn.x.end(),
                             [&](double x) { return x >= low && x < high; });
    };
    EXPECT_EQ(within(1.0, 10.0), 9) << "each point of the first decade";
    EXPECT_GE(within(1e3, 1e4), 200);
    EXPECT_GE(within(1e5, 1e6), 200);
}

TEST(MinMaxPyramid, FewPointsComeAsTheyAreWithTheNeighboursOutside) {
    MinMaxPyramid pyramid;
    pyramid.append(std::vector<double>{1, 2, 3, 4, 5}, std::vector<double>{10, 20, 30, 40, 50});
    const auto drawn = pyramid.visible(2.5, 3.5, 100);
    EXPECT_THAT(drawn.x, ElementsAre(2, 3, 4));
    EXPECT_THAT(drawn.y, ElementsAre(20, 30, 40));
    EXPECT_THAT(pyramid.visible(1, 5, 100).x, ElementsAre(1, 2, 3, 4, 5));
    EXPECT_THAT(pyramid.visible(8, 9, 100).x, ElementsAre(5));
    EXPECT_THAT(MinMaxPyramid().visible(0, 1, 100).x, IsEmpty());
}

TEST(MinMaxPyramid, AppendingInPiecesIsAppendingAtOnce) {
    const Data data = noise(5000, 2);
    MinMaxPyramid pieces;
    for (std::size_t begin = 0, size = 1; begin < data.x.size(); begin += size, ++size) {
        size = std::min(size, data.x.size() - begin);
        pieces.append(std::span(data.x).subspan(begin, size),
                      std::span(data.y).subspan(begin, size));
    }
    const auto one = madeOf(data).visible(100, 4000, 50), other = pieces.visible(100, 4000, 50);
    EXPECT_EQ(one.x, other.x);
    EXPECT_EQ(one.y, other.y);
    EXPECT_EQ(pieces.size(), data.x.size());
}

TEST(MinMaxPyramid, WhatIsNotANumberHidesNothing) {
    Data data = noise(3000, 3);
    for (std::size_t i = 0; i < data.y.size(); ++i)
        if (i % 3 == 0 || (i > 500 && i < 900)) data.y[i] = std::nan("");
    expectSameExtremes(data, data.x.front(), data.x.back() + 1.0, 40);
}

TEST(MinMaxPyramid, KnowsTheExtremesOfARangeAndTakesOtherValues) {
    Data data = noise(5000, 4);
    data.y[1234] = 99.0;
    data.y[4321] = -99.0;
    MinMaxPyramid pyramid = madeOf(data);
    EXPECT_EQ(pyramid.extremesIn(data.x[1000], data.x[4999]), std::pair(-99.0, 99.0));
    EXPECT_EQ(pyramid.extremesIn(data.x[1234], data.x[1234]), std::pair(99.0, 99.0));
    EXPECT_TRUE(std::isnan(pyramid.extremesIn(data.x.back() + 1.0, data.x.back() + 2.0).first));
    pyramid.setValues(std::vector<double>(data.y.size(), 1.0));
    EXPECT_EQ(pyramid.extremesIn(data.x.front(), data.x.back()), std::pair(1.0, 1.0));
    EXPECT_EQ(pyramid.size(), data.x.size());
}

}  // namespace
}  // namespace alphascope
