// SPDX-License-Identifier: GPL-3.0-or-later
// Each kind of event is published and read back through a second connection.
#include "scratch.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <limits>
#include <map>

namespace alphascope {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

class EventRoundTrip : public OneRun {
protected:
    void publish(const RunEvent& event) {
        sink_->publish(event);
        writer_.flush();
    }
    std::int64_t count(const std::string& table) {
        SQLite::Database database(file_.string());
        return database.execAndGet("SELECT count(*) FROM " + table).getInt64();
    }
};

TEST_F(EventRoundTrip, ACreatedRun) {
    const auto run = reader_.findRun(std::to_string(id_));
    ASSERT_TRUE(run);
    EXPECT_EQ(run->uuid.size(), 36U);
    EXPECT_EQ(run->study, "trial");
    EXPECT_EQ(run->task, "RTE");
    EXPECT_EQ(run->role, "student");
    EXPECT_EQ(run->scheme, "fixed");
    EXPECT_EQ(run->label, schemeLabel(someSpec()));
    EXPECT_EQ(run->state, RunState::kQueued);
    EXPECT_GT(run->created, 1.6e9);
    EXPECT_EQ(run->started, 0.0);
    EXPECT_EQ(run->owner, Owner::self());
    EXPECT_EQ(run->revision, 0);
    const RunSpec spec = runSpecFromJson(nlohmann::json::parse(run->spec_json));
    EXPECT_EQ(toJson(spec), toJson(someSpec()));
}

TEST_F(EventRoundTrip, SeedsUseAll64Bits) {
    const std::uint64_t seed = std::numeric_limits<std::uint64_t>::max() - 5;
    const auto id = addSomeRun(writer_, seed);
    EXPECT_EQ(reader_.findRun(std::to_string(id))->seed, seed);
}

TEST_F(EventRoundTrip, RunStarted) {
    publish(RunStarted{.total_steps = 120, .threads = 2, .device = "cpu", .header = "α·KD + CE"});
    const auto run = reader_.runs().at(0);
    EXPECT_EQ(run.total_steps, 120);
    EXPECT_EQ(run.threads, 2);
    EXPECT_EQ(run.device, "cpu");
    EXPECT_EQ(run.header, "α·KD + CE");
    EXPECT_EQ(run.state, RunState::kRunning);
    EXPECT_GE(run.started, run.created);
}

TEST_F(EventRoundTrip, StateChanged) {
    publish(StateChanged{RunState::kRunning, ""});
    const double started = reader_.runs().at(0).started;
    EXPECT_GT(started, 0.0);
    publish(StateChanged{RunState::kPaused, "asked for"});
    EXPECT_EQ(reader_.runs().at(0).state, RunState::kPaused);
    EXPECT_EQ(reader_.runs().at(0).message, "asked for");
    EXPECT_EQ(reader_.runs().at(0).ended, 0.0);
    publish(StateChanged{RunState::kFailed, "nan in KD at step 3"});
    EXPECT_EQ(reader_.runs().at(0).state, RunState::kFailed);
    EXPECT_GE(reader_.runs().at(0).ended, started);
    publish(StateChanged{RunState::kRunning, "again"});
    EXPECT_EQ(reader_.runs().at(0).ended, 0.0);
    EXPECT_EQ(reader_.runs().at(0).started, started);
}

TEST_F(EventRoundTrip, StepLogged) {
    publish(someStep(4));
    std::map<std::string, double> values;
    for (const auto& row : reader_.scalars(id_)) {
        EXPECT_EQ(row.step, 4);
        values[row.series] = row.value;
    }
    const std::map<std::string, double> expected{
        {"label_loss", 0.25}, {"teacher_loss", 0.5},   {"total_loss", 0.75}, {"alpha_mean", 0.5},
        {"epoch", 0.04},      {"learning_rate", 1e-4}, {"seconds", 1.0}};
    EXPECT_EQ(values, expected);
    EXPECT_EQ(reader_.runs().at(0).step, 4);
    EXPECT_EQ(reader_.runs().at(0).train_seconds, 1.0);
}

TEST_F(EventRoundTrip, StepWithoutATeacherHasNoTeacherSeries) {
    auto step = someStep(1);
    step.teacher_loss = kNan;
    step.alpha_mean = kNan;
    step.label_loss = kNan;  // a run that breaks: kept, so that it can be seen
    publish(step);
    std::map<std::string, double> values;
    for (const auto& row : reader_.scalars(id_)) values[row.series] = row.value;
    EXPECT_EQ(values.size(), 5U);
    EXPECT_EQ(values.count("teacher_loss") + values.count("alpha_mean"), 0U);
    EXPECT_TRUE(std::isnan(values.at("label_loss")));
}

TEST_F(EventRoundTrip, ScalarLogged) {
    publish(ScalarLogged{"meta_loss", 7, 0.125});
    publish(ScalarLogged{"grad_norm", 7, std::numeric_limits<double>::infinity()});
    const auto rows = reader_.scalars(id_);
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].series, "meta_loss");
    EXPECT_EQ(rows[0].step, 7);
    EXPECT_EQ(rows[0].value, 0.125);
    EXPECT_TRUE(std::isinf(rows[1].value));
}

TEST_F(EventRoundTrip, HistogramTaken) {
    HistogramTaken taken{.step = 50};
    for (std::size_t bin = 0; bin < taken.counts.size(); ++bin)
        taken.counts.at(bin) = static_cast<std::uint32_t>(bin * 100000000U);
    taken.atoms = {3, 2, 1};
    publish(taken);
    const auto rows = reader_.histograms(id_);
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].histogram.step, 50);
    EXPECT_EQ(rows[0].histogram.counts, taken.counts);
    EXPECT_EQ(rows[0].histogram.atoms, taken.atoms);
}

TEST_F(EventRoundTrip, SetDescribed) {
    const SetDescribed train{.set = "train",
                             .file = "train.tsv",
                             .sha256 = "abc",
                             .ids = {5, 1, 9},
                             .labels = {0.0F, 1.0F, 0.25F},
                             .flags = {0, kFlagFlipped, 2}};
    publish(train);
    publish(SetDescribed{.set = "dev", .file = "dev.tsv", .sha256 = "def"});
    const auto rows = reader_.sets(id_);
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].set, "train");
    EXPECT_EQ(rows[0].file, "train.tsv");
    EXPECT_EQ(rows[0].sha256, "abc");
    EXPECT_EQ(rows[0].size, 3);
    EXPECT_EQ(rows[1].size, 0);
    const auto back = reader_.set(id_, "train");
    ASSERT_TRUE(back);
    EXPECT_EQ(back->ids, train.ids);
    EXPECT_EQ(back->labels, train.labels);
    EXPECT_EQ(back->flags, train.flags);
    EXPECT_FALSE(reader_.set(id_, "meta"));
}

TEST_F(EventRoundTrip, EqualSetsAndTeacherLogitsAreStoredOnce) {
    SetDescribed train{.set = "train",
                       .file = "train.tsv",
                       .sha256 = "abc",
                       .ids = {5, 1},
                       .labels = {0.0F, 1.0F},
                       .flags = {0, 0}};
    TeacherTargets targets{.set = "train", .outputs = 2, .logits = {1, 2, 3, 4}};
    for (std::uint64_t seed = 1; seed <= 9; ++seed) {
        const auto id = addSomeRun(writer_, seed);
        const auto sink = writer_.sink(id);
        sink->publish(train);
        sink->publish(targets);
    }
    writer_.flush();
    EXPECT_EQ(count("sample_set"), 1);
    EXPECT_EQ(count("run_set"), 9);
    EXPECT_EQ(count("teacher_logits"), 1);
    EXPECT_EQ(count("run_teacher"), 9);
    // The same texts with other flags are not the same set.
    train.flags = {0, kFlagTeacherMisled};
    publish(train);
    EXPECT_EQ(count("sample_set"), 2);
    EXPECT_EQ(reader_.set(id_, "train")->flags, train.flags);
    EXPECT_EQ(reader_.set(id_ + 1, "train")->flags, (std::vector<std::uint8_t>{0, 0}));
    targets.outputs = 1;
    publish(targets);
    EXPECT_EQ(count("teacher_logits"), 2);
}

TEST_F(EventRoundTrip, Evaluated) {
    publish(Evaluated{.step = 10,
                      .set = "dev",
                      .scores = {{"pearson", kNan}, {"accuracy", 0.5}},
                      .outputs = 2,
                      .logits = {1.5F, -2.5F}});
    publish(Evaluated{.step = 20, .set = "dev", .scores = {}, .outputs = 2, .logits = {}});
    const auto rows = reader_.evaluations(id_);
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].step, 10);
    EXPECT_EQ(rows[0].set, "dev");
    ASSERT_EQ(rows[0].scores.size(), 2U);
    EXPECT_EQ(rows[0].scores[0].first, "pearson");  // the order of the event
    EXPECT_TRUE(std::isnan(rows[0].scores[0].second));
    EXPECT_EQ(rows[0].scores[1].second, 0.5);
    EXPECT_EQ(rows[0].outputs, 2);
    EXPECT_EQ(reader_.evaluationLogits(rows[0].id), (std::vector<float>{1.5F, -2.5F}));
    EXPECT_EQ(rows[1].outputs, 0);
    EXPECT_TRUE(reader_.evaluationLogits(rows[1].id).empty());
}

TEST_F(EventRoundTrip, TeacherTargets) {
    publish(TeacherTargets{.set = "train", .outputs = 3, .logits = {1, 2, 3, 4, 5, 6}});
    const auto back = reader_.teacherTargets(id_, "train");
    ASSERT_TRUE(back);
    EXPECT_EQ(back->outputs, 3);
    EXPECT_EQ(back->logits, (std::vector<float>{1, 2, 3, 4, 5, 6}));
    EXPECT_FALSE(reader_.teacherTargets(id_, "dev"));
}

TEST_F(EventRoundTrip, Logged) {
    publish(Logged{Logged::Level::kWarning, "slow BLAS"});
    writer_.log(id_, Logged::Level::kError, "it's \"quoted\" \n and long");
    writer_.flush();
    const auto rows = reader_.log(id_);
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].level, Logged::Level::kWarning);
    EXPECT_EQ(rows[0].text, "slow BLAS");
    EXPECT_GT(rows[0].time, 1.6e9);
    EXPECT_EQ(rows[1].level, Logged::Level::kError);
    EXPECT_EQ(rows[1].text, "it's \"quoted\" \n and long");
}

TEST_F(EventRoundTrip, CheckpointSavedReplacesItsPredecessor) {
    publish(CheckpointSaved{10, "last", "runs/x/last.ckpt", "aa"});
    publish(CheckpointSaved{5, "best_meta", "runs/x/best.ckpt", "bb"});
    publish(CheckpointSaved{20, "last", "runs/x/last.ckpt", "cc"});
    const auto rows = reader_.checkpoints(id_);
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].kind, "best_meta");
    EXPECT_EQ(rows[1].kind, "last");
    EXPECT_EQ(rows[1].step, 20);
    EXPECT_EQ(rows[1].path, "runs/x/last.ckpt");
    EXPECT_EQ(rows[1].sha256, "cc");
}

TEST_F(EventRoundTrip, TheCheckpointBeforeTheLastIsNamedUntilTheRunHasFinished) {
    publish(CheckpointSaved{10, "last", "runs/x/step-10", "aa"});
    publish(CheckpointSaved{20, "last", "runs/x/step-20", "bb"});
    publish(CheckpointSaved{30, "last", "runs/x/model", "cc"});
    publish(CheckpointSaved{30, "last", "runs/x/model", "cc"});  // a run that ended twice
    auto rows = reader_.checkpoints(id_);
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].kind, "previous");
    EXPECT_EQ(rows[0].step, 20);
    EXPECT_EQ(rows[0].path, "runs/x/step-20");
    EXPECT_EQ(rows[0].sha256, "bb");
    EXPECT_EQ(rows[1].path, "runs/x/model");
    publish(StateChanged{RunState::kCancelled, ""});
    EXPECT_EQ(reader_.checkpoints(id_).size(), 2U);
    publish(StateChanged{RunState::kFinished, ""});
    rows = reader_.checkpoints(id_);
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].kind, "last");
}

TEST_F(EventRoundTrip, EvaluatedAgainAfterTheSameStepReplacesWhatWasThere) {
    publish(Evaluated{.step = 3, .set = "train", .scores = {{"accuracy", 0.5}}});
    publish(Evaluated{.step = 3, .set = "dev", .scores = {{"accuracy", 0.6}}});
    publish(Evaluated{.step = 3, .set = "train", .scores = {{"accuracy", 0.7}}});
    const auto rows = reader_.evaluations(id_);
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].set, "dev");
    EXPECT_EQ(rows[1].scores.at(0).second, 0.7);
}

TEST_F(EventRoundTrip, SamplesWeighted) {
    publish(someSamples(1, 0, 3));
    publish(someSamples(2, 0, 3));
    const auto records = reader_.sampleRecords(id_);
    ASSERT_EQ(records.size(), 6U);
    EXPECT_EQ(records[5].step, 2);
    EXPECT_EQ(records[5].id, 2U);
    EXPECT_EQ(records[5].label_loss, 0.25F);
}

TEST_F(EventRoundTrip, AStudy) {
    const auto first = writer_.createStudy("twice", "seeds = [1]\n");
    const auto second = writer_.createStudy("twice", "seeds = [2]\n");
    EXPECT_EQ(reader_.studyToml(first), "seeds = [1]\n");
    EXPECT_EQ(reader_.studyToml(second), "seeds = [2]\n");
    EXPECT_EQ(reader_.studyToml("twice"), "seeds = [2]\n");
    EXPECT_THROW(reader_.studyToml("never"), Error);
}

}  // namespace
}  // namespace alphascope
