// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sample_codec.h"

#include "scratch.h"
#include "study/alpha_atom.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace alphascope {
namespace {

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
constexpr float kInfinity = std::numeric_limits<float>::infinity();

SamplesWeighted one(float alpha, float label_loss = 0.0F, float teacher_loss = 0.0F) {
    return {.step = 1,
            .epoch = 0,
            .ids = {7},
            .alpha = {alpha},
            .label_loss = {label_loss},
            .teacher_loss = {teacher_loss}};
}

SampleRecord through(const SamplesWeighted& step) {
    const auto records = unpackSamples(packSamples({step}));
    EXPECT_EQ(records.size(), 1U);
    return records.at(0);
}

TEST(SampleCodec, HasTheDocumentedBytes) {
    const SamplesWeighted step{.step = 0x01020304,
                               .epoch = 5,
                               .ids = {0x0A0B0C0D},
                               .alpha = {0.5F},
                               .label_loss = {1.0F},
                               .teacher_loss = {-2.0F}};
    const std::string expected(
        "\x04\x03\x02\x01"
        "\x05\x00"
        "\x01\x00"
        "\x0D\x0C\x0B\x0A"
        "\xFF\x7F"
        "\x00\x3C"
        "\x00\xC0",
        18);
    EXPECT_EQ(packSamples({step}), expected);
}

TEST(SampleCodec, GivesBackSeveralSteps) {
    std::vector<SamplesWeighted> steps{someSamples(1, 0, 3), someSamples(2, 10, 2)};
    steps[1].epoch = 4;
    const auto records = unpackSamples(packSamples(steps));
    ASSERT_EQ(records.size(), 5U);
    EXPECT_EQ(records[2].step, 1);
    EXPECT_EQ(records[2].id, 2U);
    EXPECT_EQ(records[4].step, 2);
    EXPECT_EQ(records[4].epoch, 4);
    EXPECT_EQ(records[4].id, 11U);
    EXPECT_EQ(records[4].alpha, 0.5F);
    EXPECT_EQ(records[4].label_loss, 0.25F);
    EXPECT_EQ(records[4].teacher_loss, 2.0F);
}

TEST(SampleCodec, HoldsTheAtomsExactlyAndKeepsNeighboursOffThem) {
    for (const float atom : {0.0F, 0.5F, 1.0F}) EXPECT_EQ(through(one(atom)).alpha, atom);
    EXPECT_GT(through(one(1e-9F)).alpha, 0.0F);
    EXPECT_LT(through(one(std::nextafter(1.0F, 0.0F))).alpha, 1.0F);
    EXPECT_LT(through(one(std::nextafter(0.5F, 0.0F))).alpha, 0.5F);
    EXPECT_GT(through(one(std::nextafter(0.5F, 1.0F))).alpha, 0.5F);
}

// A histogram counts α as it is trained with, a list of samples α as it was stored.
TEST(SampleCodec, KeepsWhatCountsAsAnAtom) {
    EXPECT_EQ(alphaAtom(1e-8F), 0) << "RW-KD's floor";
    EXPECT_EQ(alphaAtom(0.5F), 1);
    EXPECT_EQ(alphaAtom(1.0F), 2);
    EXPECT_EQ(alphaAtom(0.4999F), -1);
    EXPECT_EQ(alphaAtom(kNan), -1);
    int counted = 0;
    for (const float atom : {0.0F, 0.5F, 1.0F})
        for (int i = -400; i <= 400; ++i) {
            const float alpha = std::clamp(atom + static_cast<float>(i) * 1e-7F, 0.0F, 1.0F);
            ASSERT_EQ(alphaAtom(through(one(alpha)).alpha), alphaAtom(alpha)) << alpha;
            counted += alphaAtom(alpha) >= 0 ? 1 : 0;
        }
    EXPECT_GT(counted, 400);
    EXPECT_LT(counted, 3 * 801) << "nothing lies outside";
}

TEST(SampleCodec, IsNeverMoreThanOneGridStepOff) {
    for (int i = 0; i <= 100000; ++i) {
        const float alpha = static_cast<float>(i) / 100000.0F;
        ASSERT_NEAR(through(one(alpha)).alpha, alpha, 1.0 / 65534.0) << alpha;
    }
    EXPECT_EQ(through(one(-0.25F)).alpha, 0.0F);
    EXPECT_EQ(through(one(1.75F)).alpha, 1.0F);
}

TEST(SampleCodec, KeepsNanAndInfinityButCutsLargeLosses) {
    EXPECT_TRUE(std::isnan(through(one(kNan)).alpha));
    const auto strange = through(one(0.5F, kNan, kInfinity));
    EXPECT_TRUE(std::isnan(strange.label_loss));
    EXPECT_EQ(strange.teacher_loss, kInfinity);
    const auto large = through(one(0.5F, 1e9F, 65519.0F));
    EXPECT_EQ(large.label_loss, 65504.0F);
    EXPECT_EQ(large.teacher_loss, 65504.0F);
}

TEST(SampleCodec, GivesLongBatchesSeveralHeaders) {
    const auto long_batch = someSamples(9, 0, 70000);
    const std::string blob = packSamples({long_batch});
    EXPECT_EQ(blob.size(), 70000U * 10U + 2U * 8U);
    const auto records = unpackSamples(blob);
    ASSERT_EQ(records.size(), 70000U);
    EXPECT_EQ(records.back().id, 69999U);
    EXPECT_EQ(records.back().step, 9);
}

TEST(SampleCodec, TakesNothing) {
    EXPECT_TRUE(packSamples({}).empty());
    EXPECT_TRUE(packSamples({SamplesWeighted{.step = 3}}).empty());
    EXPECT_TRUE(unpackSamples("").empty());
}

TEST(SampleCodec, RefusesWhatDoesNotFit) {
    auto uneven = someSamples(1, 0, 2);
    uneven.alpha.pop_back();
    EXPECT_THAT(errorOf([&] { packSamples({uneven}); }), testing::HasSubstr("unequal length"));
    auto epoch = someSamples(1, 0, 1);
    epoch.epoch = 70000;
    EXPECT_THAT(errorOf([&] { packSamples({epoch}); }), testing::HasSubstr("epoch 70000"));
    EXPECT_THAT(errorOf([&] { packSamples({someSamples(-1, 0, 1)}); }),
                testing::HasSubstr("Step -1"));
}

TEST(SampleCodec, RefusesEveryCutOffBlob) {
    const std::string blob = packSamples({someSamples(1, 0, 2), someSamples(2, 0, 1)});
    const std::size_t second = 8 + 20;
    for (std::size_t size = 1; size < blob.size(); ++size) {
        if (size == second) continue;  // a whole step, by chance
        EXPECT_THROW(unpackSamples(blob.substr(0, size)), Error) << size;
    }
    EXPECT_THROW(unpackSamples(std::string(8, '\0')), Error);  // a step of no samples
}

}  // namespace
}  // namespace alphascope
