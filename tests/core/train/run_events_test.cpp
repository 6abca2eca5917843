// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/run_events.h"

#include "core/train/recorder.h"
#include "core/train/toy_data.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace alphascope {
namespace {

using ::testing::ElementsAre;

using toy::Recorder;

/// A train set whose ids are not its positions.
EncodedSet setWithIds() {
    EncodedSet set = toy::separableTask(6, 2, 0.0).train;
    for (auto& example : set.examples) example.id = 100 + 7 * example.id;
    return set;
}

StepReport reportOf(std::int64_t step, std::vector<std::size_t> positions,
                    const std::vector<float>& alpha) {
    const auto a = torch::tensor(at::ArrayRef<float>(alpha));
    const auto rows = static_cast<std::int64_t>(alpha.size());
    return {.step = step,
            .epoch = 1,
            .positions = std::move(positions),
            .losses = torch::stack({torch::full({rows}, 0.5F), torch::full({rows}, 0.25F)}, 1),
            .weights = torch::stack({1 - a, a}, 1),
            .total_loss = 0.4};
}

TEST(StepPublisher, NamesSamplesByTheirIdsInTheFile) {
    const EncodedSet set = setWithIds();
    Recorder sink;
    StepPublisher publisher(sink, set, true, {.every = 1, .last = 1});
    publisher.publish(reportOf(1, {4, 0, 5}, {0.0F, 0.3F, 1.0F}), 2.5);
    const auto samples = sink.all<SamplesWeighted>().at(0);
    EXPECT_THAT(samples.ids, ElementsAre(128U, 100U, 135U));
    EXPECT_THAT(samples.alpha, ElementsAre(0.0F, 0.3F, 1.0F));
    EXPECT_THAT(samples.label_loss, ElementsAre(0.5F, 0.5F, 0.5F));
    EXPECT_THAT(samples.teacher_loss, ElementsAre(0.25F, 0.25F, 0.25F));
    const auto step = sink.all<StepLogged>().at(0);
    EXPECT_NEAR(step.alpha_mean, 1.3 / 3, 1e-6);
    EXPECT_EQ(step.seconds, 2.5);
}

TEST(StepPublisher, CountsBinsAndAtomsUntilTheLastStep) {
    const EncodedSet set = setWithIds();
    Recorder sink;
    StepPublisher publisher(sink, set, true, {.every = 2, .last = 5});
    for (std::int64_t step = 1; step <= 5; ++step)
        publisher.publish(reportOf(step, {0, 1, 2, 3}, {0.0F, 0.5F, 1.0F, 0.26F}), 0.0);
    const auto histograms = sink.all<HistogramTaken>();
    ASSERT_EQ(histograms.size(), 3U) << "after steps 2 and 4, and after the last";
    EXPECT_EQ(histograms[0].step, 2);
    EXPECT_EQ(histograms[2].step, 5);
    for (const auto& [histogram, steps] :
         {std::pair(histograms[0], 2U), {histograms[1], 2U}, {histograms[2], 1U}}) {
        EXPECT_EQ(histogram.counts[0], steps);
        EXPECT_EQ(histogram.counts[10], steps) << "0.26 lies in [10/40, 11/40)";
        EXPECT_EQ(histogram.counts[20], steps) << "½ opens its bin";
        EXPECT_EQ(histogram.counts[39], steps) << "1 belongs to the last bin";
        EXPECT_THAT(histogram.atoms, ElementsAre(steps, steps, steps));
    }
}

TEST(StepPublisher, CountsAFlooredWeightAsZero) {
    const EncodedSet set = setWithIds();
    Recorder sink;
    StepPublisher publisher(sink, set, true, {.every = 1, .last = 1});
    publisher.publish(reportOf(1, {0, 1, 2}, {1e-8F, 1e-5F, 1e-4F}), 0.0);
    EXPECT_THAT(sink.all<HistogramTaken>().at(0).atoms, ElementsAre(2U, 0U, 0U));
}

TEST(StepPublisher, HasNoTeacherLossAndNoHistogramWithoutATeacher) {
    const EncodedSet set = setWithIds();
    Recorder sink;
    StepPublisher publisher(sink, set, false, {.every = 1, .last = 1});
    auto report = reportOf(1, {0, 1}, {0.0F, 0.0F});
    report.losses = report.losses.narrow(1, 0, 1);
    publisher.publish(report, 0.0);
    EXPECT_TRUE(std::isnan(sink.all<StepLogged>().at(0).teacher_loss));
    EXPECT_TRUE(std::isnan(sink.all<StepLogged>().at(0).alpha_mean));
    EXPECT_TRUE(std::isnan(sink.all<SamplesWeighted>().at(0).teacher_loss.at(1)));
    EXPECT_TRUE(sink.all<HistogramTaken>().empty());
}

TEST(StepPublisher, LogsTheMetaLossOfStepsThatHaveOne) {
    const EncodedSet set = setWithIds();
    Recorder sink;
    StepPublisher publisher(sink, set, true, {.every = 1, .last = 2});
    auto report = reportOf(1, {0}, {0.5F});
    report.notes = {{"meta_loss", 1.25}};
    publisher.publish(report, 0.0);
    publisher.publish(reportOf(2, {0}, {0.5F}), 0.0);
    int found = 0;
    for (const auto& scalar : sink.all<ScalarLogged>())
        if (scalar.series == "meta_loss") {
            ++found;
            EXPECT_EQ(scalar.step, 1);
            EXPECT_EQ(scalar.value, 1.25);
        }
    EXPECT_EQ(found, 1);
}

TEST(StepPublisher, ShowsTheTeachersShareWhereRowsDoNotSumToOne) {
    const EncodedSet set = setWithIds();
    Recorder sink;
    StepPublisher publisher(sink, set, true, {.every = 1, .last = 1});
    auto report = reportOf(1, {0, 1, 2}, {0.0F, 0.0F, 0.0F});
    report.rows_sum_to_one = false;
    report.weights = torch::tensor({{1.0F, 3.0F}, {2.0F, 0.0F}, {0.0F, 0.0F}});
    publisher.publish(report, 0.0);
    EXPECT_THAT(sink.all<SamplesWeighted>().at(0).alpha, ElementsAre(0.75F, 0.0F, 0.0F));
    EXPECT_NEAR(sink.all<StepLogged>().at(0).alpha_mean, 0.25, 1e-7);
}

TEST(StepPublisher, LeavesPausesOutOfTheTimeBetweenSteps) {
    const EncodedSet set = setWithIds();
    Recorder sink;
    StepPublisher publisher(sink, set, true, {.every = 2, .last = 2});
    for (std::int64_t step = 1; step <= 2; ++step) {
        auto report = reportOf(step, {0}, {0.5F});
        report.seconds[static_cast<std::size_t>(Phase::kBetween)] = step == 1 ? 0.002 : 60.004;
        if (step == 2) publisher.leaveOut(60.0);
        publisher.publish(report, 0.0);
    }
    for (const auto& scalar : sink.all<ScalarLogged>())
        if (scalar.series == "ms_between") {
            EXPECT_NEAR(scalar.value, 3.0, 1e-6);
        }
}

TEST(StepPublisher, LogsTheMeanTimeOfAStepByPhase) {
    const EncodedSet set = setWithIds();
    Recorder sink;
    StepPublisher publisher(sink, set, true, {.every = 2, .last = 4});
    for (std::int64_t step = 1; step <= 4; ++step) {
        auto report = reportOf(step, {0}, {0.5F});
        report.seconds[static_cast<std::size_t>(Phase::kMeta)] = 0.001 * static_cast<double>(step);
        publisher.publish(report, 0.0);
    }
    std::vector<double> milliseconds;
    for (const auto& scalar : sink.all<ScalarLogged>())
        if (scalar.series == "ms_meta") milliseconds.push_back(scalar.value);
    EXPECT_THAT(milliseconds,
                ElementsAre(::testing::DoubleNear(1.5, 1e-9), ::testing::DoubleNear(3.5, 1e-9)));
}

TEST(Describe, FlagsFlippedLabelsAndMisledTeachers) {
    EncodedSet set = setWithIds();
    set.examples[1].label = 1.0F - set.examples[1].true_label;
    set.examples[2].teacher_label = 1.0F - set.examples[2].true_label;
    const auto described = describe(set);
    EXPECT_THAT(described.flags, ElementsAre(0, kFlagFlipped, kFlagTeacherMisled, 0, 0, 0));
    EXPECT_THAT(described.ids, ElementsAre(100, 107, 114, 121, 128, 135));
    EXPECT_EQ(described.labels[1], set.examples[1].label);
}

TEST(Evaluate, AddsAccuracyAndLossBehindTheTasksOwnMetric) {
    EncodedSet set = toy::separableTask(4, 2, 0.0).train;
    for (std::size_t i = 0; i < 4; ++i) set.examples[i].label = i < 2 ? 1.0F : 0.0F;
    set.labels = torch::tensor({1, 1, 0, 0}, torch::kInt64);
    const auto logits = torch::tensor({{0.0F, 2.0F}, {1.0F, 0.0F}, {3.0F, 0.0F}, {1.0F, 0.0F}});
    const auto event = evaluate(findTask("cola"), set, logits, 9, true);
    ASSERT_EQ(event.scores.size(), 3U);
    EXPECT_EQ(event.scores[0].first, "matthews");
    EXPECT_NEAR(event.scores[0].second, 1.0 / std::sqrt(3.0), 1e-12);  // tp 1, tn 2, fp 0, fn 1
    EXPECT_EQ(event.scores[1], (std::pair<std::string, double>("accuracy", 0.75)));
    EXPECT_EQ(event.scores[2].first, "loss");
    const double loss = (std::log1p(std::exp(-2.0)) + std::log1p(std::exp(1.0)) +
                         std::log1p(std::exp(-3.0)) + std::log1p(std::exp(-1.0))) /
                        4;
    EXPECT_NEAR(event.scores[2].second, loss, 1e-6);
    EXPECT_EQ(event.logits.size(), 8U);
}

}  // namespace
}  // namespace alphascope
