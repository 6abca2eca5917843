// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/cartography.h"

#include "core/report/made_runs.h"

#include <cmath>

namespace alphascope {
namespace {

using namespace testing;

class Cartography : public MadeRuns {
protected:
    RunRow made(const std::string& task) {
        auto sets = usualSets();
        sets[0].ids = {5, 7};
        sets[0].labels = {0, 1};
        sets[0].flags = {0, kFlagFlipped};
        add(specOf(task, "rw-kd"), {}, sets, RunState::kRunning);
        return *reader().findRun(std::to_string(last_id_));
    }
    void see(std::int32_t epoch, std::vector<float> alpha, std::vector<float> label_loss) {
        writer_->sink(last_id_)->publish(SamplesWeighted{.step = epoch + 1,
                                                         .epoch = epoch,
                                                         .ids = {7, 5},
                                                         .alpha = std::move(alpha),
                                                         .label_loss = std::move(label_loss),
                                                         .teacher_loss = {1, 1}});
    }
    std::vector<SamplePoint> pointsOf(const RunRow& run) {
        writer_->flush();
        StoreReader connection = reader();
        return cartography(connection, run);
    }
};

TEST_F(Cartography, IsMeanAndSpreadOverEpochs) {
    const RunRow run = made("sst2");
    see(0, {0.0F, 0.5F}, {2.0F, 0.0F});
    see(1, {1.0F, 0.5F}, {0.5F, 0.0F});
    const auto points = pointsOf(run);
    ASSERT_EQ(points.size(), 2U);
    EXPECT_EQ(points[0].id, 5U);
    EXPECT_NEAR(points[0].alpha, 0.5, 1e-6);
    EXPECT_NEAR(points[0].spread, 0.0, 1e-6);
    EXPECT_NEAR(points[0].confidence, 1.0, 1e-6);
    EXPECT_EQ(points[0].flags, 0);
    EXPECT_EQ(points[1].epochs, 2);
    EXPECT_NEAR(points[1].alpha, 0.5, 1e-6);
    EXPECT_NEAR(points[1].spread, 0.5, 1e-6);  // of 0 and 1
    EXPECT_NEAR(points[1].confidence, (std::exp(-2.0) + std::exp(-0.5)) / 2.0, 1e-4);
    EXPECT_NEAR(points[1].correctness, 0.5, 1e-6);  // e^-2 loses, e^-0.5 wins
    EXPECT_EQ(points[1].flags, kFlagFlipped);
}

TEST_F(Cartography, ScoresHaveNoConfidence) {
    const RunRow run = made("stsb");
    see(0, {0.25F, 0.5F}, {2.0F, 0.0F});
    EXPECT_TRUE(std::isnan(pointsOf(run)[0].confidence));
    EXPECT_TRUE(std::isnan(pointsOf(run)[0].correctness));
}

TEST_F(Cartography, OfARunWithoutRecordsIsEmpty) {
    EXPECT_TRUE(pointsOf(made("sst2")).empty());
}

}  // namespace
}  // namespace alphascope
