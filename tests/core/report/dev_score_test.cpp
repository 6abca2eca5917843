// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/dev_score.h"

#include "core/report/made_runs.h"

#include <gmock/gmock.h>

#include <cmath>

namespace alphascope {
namespace {

using namespace testing;

class DevScore : public MadeRuns {
protected:
    std::int64_t begun(const std::string& task) {
        add(specOf(task, "label-only"), {}, usualSets(), RunState::kRunning);
        return last_id_;
    }
    void judge(std::int64_t run, std::int64_t step, const std::string& set,
               const std::string& metric, double value) {
        writer_->sink(run)->publish(
            Evaluated{.step = step, .set = set, .scores = {{metric, value}, {"loss", 9.0}}});
    }
    double after(DevScores& scores, std::int64_t run) {
        writer_->flush();
        StoreReader connection = reader();
        scores.update(connection, connection.runs());
        return scores.of(run);
    }
};

TEST_F(DevScore, IsTheLatestOnTheSetAndMetricThatJudgeTheTask) {
    const auto run = begun("sst2");
    DevScores scores;
    EXPECT_TRUE(std::isnan(after(scores, run)));
    judge(run, 1, "dev", "accuracy", 0.6);
    judge(run, 1, "meta", "accuracy", 0.9);
    EXPECT_EQ(after(scores, run), 0.6);
    judge(run, 2, "dev", "accuracy", 0.5);  // latest, not best
    EXPECT_EQ(after(scores, run), 0.5);
    EXPECT_TRUE(std::isnan(scores.of(run + 100)));
}

TEST_F(DevScore, KnowsTheLatestOfEverySetAndMetric) {
    const auto run = begun("sst2");
    DevScores scores;
    after(scores, run);
    EXPECT_EQ(scores.all(run), nullptr);
    judge(run, 1, "dev", "accuracy", 0.6);
    judge(run, 1, "meta", "f1", 0.9);
    after(scores, run);
    const auto early = scores.all(run);
    const auto named = [&scores](const RunScores& all) {
        std::map<std::string, double> values;
        for (const auto& [number, value] : all) values[scores.names()->at(number)] = value;
        return values;
    };
    const std::map<std::string, double> expected{
        {"dev accuracy", 0.6}, {"dev loss", 9.0}, {"meta f1", 0.9}, {"meta loss", 9.0}};
    EXPECT_EQ(named(*early), expected);
    judge(run, 2, "meta", "f1", 0.7);
    after(scores, run);
    EXPECT_EQ(named(*scores.all(run)).at("meta f1"), 0.7);
    EXPECT_EQ(named(*early), expected) << "what was handed out stays as it is";
}

TEST_F(DevScore, OfMnliIsTheMatchedSets) {
    const auto run = begun("mnli");
    judge(run, 1, "dev_mismatched", "accuracy", 0.4);
    judge(run, 1, "dev_matched", "accuracy", 0.7);
    DevScores scores;
    EXPECT_EQ(after(scores, run), 0.7);
}

TEST_F(DevScore, ReadsWhatIsNewAndSaysWhoseItIs) {
    const auto first = begun("sst2"), second = begun("mnli");
    writer_->flush();
    StoreReader connection = reader();
    const auto runs = connection.runs();
    DevScores scores;
    EXPECT_TRUE(scores.update(connection, {runs[0]}).empty());
    judge(first, 1, "dev", "accuracy", 0.6);
    judge(second, 1, "dev_matched", "accuracy", 0.7);
    writer_->flush();
    EXPECT_THAT(scores.update(connection, {}), ::testing::UnorderedElementsAre(first, second));
    EXPECT_EQ(scores.of(first), 0.6);
    EXPECT_TRUE(std::isnan(scores.of(second))) << "which set judges it is not known yet";
    EXPECT_TRUE(scores.update(connection, {runs[1]}).empty());
    EXPECT_EQ(scores.of(second), 0.7) << "what came before the run was known counts";
}

TEST_F(DevScore, FallsBackWhereResumeHasCutEvaluationsOff) {
    const auto run = begun("sst2");
    judge(run, 1, "dev", "accuracy", 0.6);
    judge(run, 5, "dev", "accuracy", 0.8);
    DevScores scores;
    EXPECT_EQ(after(scores, run), 0.8);
    writer_->setState(run, RunState::kCancelled, "");
    writer_->takeOver({{.run_id = run, .revision = 0, .step = 3}});
    EXPECT_EQ(after(scores, run), 0.6);
}

}  // namespace
}  // namespace alphascope
