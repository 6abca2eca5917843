// SPDX-License-Identifier: GPL-3.0-or-later
#include "scratch.h"

#include <gmock/gmock.h>

#include <cmath>
#include <limits>

namespace alphascope {
namespace {

using testing::ElementsAre;

class Samples : public OneRun {
protected:
    void publish(std::int64_t step, std::int32_t epoch, std::vector<std::uint32_t> ids,
                 std::vector<float> alpha) {
        SamplesWeighted samples{.step = step, .epoch = epoch, .ids = ids, .alpha = alpha};
        for (const auto id : ids) {
            samples.label_loss.push_back(static_cast<float>(step) + static_cast<float>(id) / 4.0F);
            samples.teacher_loss.push_back(0.5F);
        }
        sink_->publish(samples);
        writer_.flush();
    }
    std::vector<std::uint32_t> idsIn(double low, double high, std::size_t limit = 100) {
        std::vector<std::uint32_t> ids;
        for (const auto& view : reader_.samplesInRange(id_, low, high, limit))
            ids.push_back(view.record.id);
        return ids;
    }
};

TEST_F(Samples, AreFoundByTheirLatestAlpha) {
    publish(1, 0, {3, 1, 2}, {0.0F, 0.5F, 1.0F});
    EXPECT_THAT(idsIn(0.0, 1.0), ElementsAre(1, 2, 3));
    EXPECT_THAT(idsIn(0.9, 1.0), ElementsAre(2));
    EXPECT_THAT(idsIn(0.0, 0.0), ElementsAre(3));
    EXPECT_THAT(idsIn(0.0, 1.0, 2), ElementsAre(1, 2));
    // The next epoch moves samples while the reader stays open.
    publish(2, 1, {1, 2}, {0.95F, 0.1F});
    EXPECT_THAT(idsIn(0.9, 1.0), ElementsAre(1));
    EXPECT_THAT(idsIn(0.0, 0.2), ElementsAre(2, 3));
}

TEST_F(Samples, OnABordersAreInsideDespiteTheGrid) {
    publish(1, 0, {1, 2}, {0.3F, 0.9F});
    EXPECT_THAT(idsIn(0.3, 0.5), ElementsAre(1));
    EXPECT_THAT(idsIn(0.9, 0.95), ElementsAre(2));
}

TEST_F(Samples, OnABorderAreInOneBinOnly) {
    publish(1, 0, {1, 2, 3}, {0.5F, 0.475F, 0.3F});
    EXPECT_THAT(idsIn(0.475, 0.5), ElementsAre(2));
    EXPECT_THAT(idsIn(0.5, 0.525), ElementsAre(1));
    EXPECT_THAT(idsIn(0.25, 0.3), ElementsAre());
    EXPECT_THAT(idsIn(0.5, 0.5), ElementsAre(1));
}

TEST_F(Samples, WithoutAnAlphaAreInNoRange) {
    publish(1, 0, {1}, {std::numeric_limits<float>::quiet_NaN()});
    EXPECT_THAT(idsIn(0.0, 1.0), ElementsAre());
    ASSERT_EQ(reader_.samples(id_).size(), 1U);
    EXPECT_TRUE(std::isnan(reader_.samples(id_)[0].alpha_mean));
}

TEST_F(Samples, CarryLabelFlagsTeacherAndMean) {
    sink_->publish(SetDescribed{.set = "train",
                                .file = "train.tsv",
                                .sha256 = "s",
                                .ids = {8, 3},
                                .labels = {1.0F, 0.0F},
                                .flags = {kFlagFlipped, 0}});
    sink_->publish(TeacherTargets{.set = "train", .outputs = 2, .logits = {1, 2, 3, 4}});
    publish(1, 0, {3, 8}, {0.5F, 0.0F});
    publish(2, 1, {8, 3}, {1.0F, 0.5F});
    const auto views = reader_.samples(id_);
    ASSERT_EQ(views.size(), 2U);
    EXPECT_EQ(views[0].record.id, 3U);
    EXPECT_EQ(views[0].label, 0.0F);
    EXPECT_THAT(views[0].teacher_logits, ElementsAre(3.0F, 4.0F));
    EXPECT_EQ(views[1].record.id, 8U);
    EXPECT_EQ(views[1].label, 1.0F);
    EXPECT_EQ(views[1].flags, kFlagFlipped);
    EXPECT_THAT(views[1].teacher_logits, ElementsAre(1.0F, 2.0F));
    EXPECT_EQ(views[1].alpha_mean, 0.5F);
    EXPECT_EQ(views[1].epochs, 2);
    EXPECT_EQ(views[1].record.step, 2);
    EXPECT_EQ(views[1].record.epoch, 1);
    EXPECT_EQ(views[1].record.label_loss, 4.0F);
}

TEST_F(Samples, LearnOfASetThatComesLater) {
    publish(1, 0, {3}, {0.5F});
    EXPECT_EQ(reader_.samples(id_).at(0).label, 0.0F);
    sink_->publish(
        SetDescribed{.set = "train", .sha256 = "s", .ids = {3}, .labels = {2.0F}, .flags = {0}});
    sink_->publish(TeacherTargets{.set = "train", .outputs = 1, .logits = {9}});
    writer_.flush();
    EXPECT_EQ(reader_.samples(id_).at(0).label, 2.0F);
    EXPECT_THAT(reader_.samples(id_).at(0).teacher_logits, ElementsAre(9.0F));
}

TEST_F(Samples, OfTwoRunsDoNotMix) {
    const auto other = addSomeRun(writer_);
    publish(1, 0, {1}, {0.5F});
    writer_.sink(other)->publish(someSamples(1, 50, 1));
    writer_.flush();
    for (int round = 0; round < 2; ++round) {
        ASSERT_EQ(reader_.samples(id_).size(), 1U);
        EXPECT_EQ(reader_.samples(id_)[0].record.id, 1U);
        ASSERT_EQ(reader_.samples(other).size(), 1U);
        EXPECT_EQ(reader_.samples(other)[0].record.id, 50U);
    }
    EXPECT_THROW(reader_.samples(99), Error);
}

}  // namespace
}  // namespace alphascope
