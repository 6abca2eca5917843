// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/snapshot_builder.h"

#include "widgets/snapshot_reader.h"
#include "widgets/with_snapshots.h"

#include <SQLiteCpp/Database.h>
#include <gmock/gmock.h>
#include <QSignalSpy>
#include <nlohmann/json.hpp>

namespace alphascope {
namespace {

using test::waitFor;

using Snapshots = test::WithSnapshots;

TEST_F(Snapshots, ListEveryRunWithItsLatestDevScore) {
    const auto snapshot = builder_.build();
    ASSERT_EQ(snapshot->runs.size(), 5U);
    EXPECT_TRUE(snapshot->selected.empty());
    const RunSummary* run = snapshot->findRun(made->rw_kd);
    ASSERT_NE(run, nullptr);
    EXPECT_NEAR(run->dev_score, 0.79, 1e-9);  // of epoch 3, not of the meta set
}

TEST_F(Snapshots, HoldTheSelectedRunsInFull) {
    const auto snapshot = show({made->rw_kd, made->label_only});
    ASSERT_EQ(snapshot->selected.size(), 2U);
    const RunDetail& run = *snapshot->selected[0];
    EXPECT_EQ(run.row.uuid, made->rw_kd_uuid);
    ASSERT_NE(run.find("label_loss"), nullptr);
    EXPECT_EQ(run.find("label_loss")->steps.size(), 171U);
    EXPECT_EQ(run.histograms.back().counts, made->last_histogram.counts);
    EXPECT_EQ(run.evaluations.size(), 6U);
    EXPECT_TRUE(run.hasAlpha());
    EXPECT_FALSE(snapshot->selected[1]->hasAlpha());
}

TEST_F(Snapshots, KnowTheMajorityScore) {
    const auto snapshot = show({made->rw_kd});
    const auto set = store_.set(made->rw_kd, "dev");
    double ones = 0.0;
    for (const float label : set->labels) ones += static_cast<double>(label);
    const double share = ones / static_cast<double>(set->labels.size());
    ASSERT_EQ(snapshot->selected[0]->majority.size(), 1U);
    const double score = snapshot->selected[0]->majority[0].second;
    EXPECT_TRUE(std::abs(score - share) < 1e-9 || std::abs(score - (1.0 - share)) < 1e-9);
}

TEST_F(Snapshots, AddWhatIsNewWithoutTouchingWhatWasHandedOver) {
    const auto before = show({made->running});
    const std::size_t steps = before->selected[0]->find("total_loss")->steps.size();
    made->goOn(7);
    const auto after = builder_.build();
    EXPECT_EQ(before->selected[0]->find("total_loss")->steps.size(), steps);
    EXPECT_EQ(after->selected[0]->find("total_loss")->steps.size(), steps + 7);
    EXPECT_EQ(after->selected[0]->histograms.size(), before->selected[0]->histograms.size() + 1);
}

TEST_F(Snapshots, ShareTheRowsOfRunsThatHaveNotChanged) {
    const auto before = builder_.build();
    made->goOn(2);
    made->writer().mark({{.run_id = made->fixed, .note = "odd"}});
    const auto after = builder_.build();
    ASSERT_EQ(after->runs.size(), before->runs.size());
    const auto rowOf = [](const Snapshot& snapshot, std::int64_t id) {
        return snapshot.findRun(id)->row;
    };
    EXPECT_EQ(rowOf(*after, made->rw_kd), rowOf(*before, made->rw_kd));  // the very same object
    EXPECT_EQ(rowOf(*after, made->running)->step, rowOf(*before, made->running)->step + 2);
    EXPECT_EQ(rowOf(*after, made->fixed)->marks.note, "odd");
    EXPECT_EQ(rowOf(*before, made->fixed)->marks.note, "") << "what was handed over stays";
    EXPECT_EQ(after->findRun(made->rw_kd)->dev_score, before->findRun(made->rw_kd)->dev_score);
}

TEST_F(Snapshots, FollowRunsThatComeScoreAndGo) {
    const std::size_t before = builder_.build()->runs.size();
    RunSpec spec;
    spec.study = "late";
    spec.task = "demo";
    const auto late =
        made->writer().createRun(made->writer().createStudy("late", "name = 'late'\n"), spec);
    EXPECT_TRUE(std::isnan(builder_.build()->findRun(late)->dev_score));
    made->writer().sink(late)->publish(
        Evaluated{.step = 1, .set = "dev", .scores = {{"accuracy", 0.25}}});
    made->writer().flush();
    EXPECT_EQ(builder_.build()->findRun(late)->dev_score, 0.25);
    SQLite::Database other(made->file().string(), SQLite::OPEN_READWRITE);
    other.exec("PRAGMA foreign_keys = ON");
    other.exec("DELETE FROM run WHERE id = " + std::to_string(late));
    const auto last = builder_.build();
    EXPECT_EQ(last->runs.size(), before);
    EXPECT_EQ(last->findRun(late), nullptr);
}

TEST_F(Snapshots, NameTheSelectedRunsByWhatTellsThemApart) {
    builder_.select({made->rw_kd, made->fixed});
    EXPECT_EQ(builder_.build()->selected[1]->row_name, builder_.build()->selected[1]->row.label);
    RunSpec twin = runSpecFromJson(
        nlohmann::json::parse(store_.findRun(std::to_string(made->fixed))->spec_json));
    twin.train.encoder = "bilstm";
    const auto other =
        made->writer().createRun(made->writer().createStudy("twin", "name = 'twin'\n"), twin);
    const auto snapshot = show({made->fixed, other});
    EXPECT_THAT(snapshot->selected[1]->row_name, testing::HasSubstr("[encoder bilstm]"));
    EXPECT_NE(snapshot->selected[0]->row_name, snapshot->selected[1]->row_name);
}

TEST_F(Snapshots, HandOverTheSameRunWhileNothingOfItIsNew) {
    const auto before = show({made->rw_kd, made->running});
    made->goOn(2);
    const auto after = builder_.build();
    EXPECT_EQ(after->selected[0], before->selected[0]);  // the very same object
    EXPECT_NE(after->selected[1], before->selected[1]);
    made->writer().log(made->rw_kd, Logged::Level::kInfo, "a line");
    made->writer().flush();
    EXPECT_NE(builder_.build()->selected[0], after->selected[0]);
}

TEST_F(Snapshots, KeepCountOfWhatHasEndedAndSayWhatWasOnlyAddedTo) {
    const auto before = show({made->running});
    made->goOn(1);
    const auto after = builder_.build();
    for (const auto& snapshot : {before, after}) {
        Snapshot counted = *snapshot;
        counted.ended_parts.reset();
        EXPECT_EQ(snapshot->endedKey(), counted.endedKey());
    }
    EXPECT_NE(before->selected[0]->history, nullptr);
    EXPECT_EQ(before->selected[0]->history, after->selected[0]->history) << "it was only added to";
    SnapshotBuilder another(store_, made->file(), false);
    another.select({made->running});
    EXPECT_NE(another.build()->selected[0]->history, after->selected[0]->history);
}

TEST_F(Snapshots, KeepTheSelectionWhenTheSameDatabaseIsOpenedAgain) {
    SnapshotReader reader;
    reader.open(made->file(), StoreReader::Mode::kLive);
    reader.select({made->rw_kd});
    const auto shown = [&reader] {
        const auto snapshot = reader.snapshot();
        return snapshot && !snapshot->selected.empty() ? snapshot : nullptr;
    };
    ASSERT_TRUE(waitFor([&] { return shown() != nullptr; }));
    const auto before = shown();
    reader.open(made->file(), StoreReader::Mode::kLive);
    ASSERT_TRUE(waitFor([&] { return reader.snapshot() != before; }));
    EXPECT_NE(shown(), nullptr);
}

TEST_F(Snapshots, ArriveByThemselvesWhenTheDatabaseGrows) {
    SnapshotReader reader;
    reader.open(made->file(), StoreReader::Mode::kLive);
    reader.select({made->running});
    const auto steps = [&reader] {
        const auto snapshot = reader.snapshot();
        const bool there = snapshot && !snapshot->selected.empty();
        return there ? snapshot->selected[0]->find("total_loss")->steps.size() : std::size_t{0};
    };
    ASSERT_TRUE(waitFor([&] { return steps() > 0; }));
    const std::size_t before = steps();
    QSignalSpy ready(&reader, &SnapshotReader::snapshotReady);
    made->goOn(5);
    EXPECT_TRUE(waitFor([&] { return steps() == before + 5; }));
    EXPECT_GE(ready.count(), 1);
}

TEST_F(Snapshots, AreNotAnnouncedFasterThanTheyAreTaken) {
    SnapshotReader reader;
    QSignalSpy ready(&reader, &SnapshotReader::snapshotReady);
    reader.open(made->file(), StoreReader::Mode::kLive);
    ASSERT_TRUE(waitFor([&] { return ready.count() == 1; }));
    for (int i = 0; i < 4; ++i) {
        made->goOn(1);
        QTest::qWait(200);
    }
    EXPECT_EQ(ready.count(), 1);  // nobody has taken the first
    EXPECT_NE(reader.snapshot(), nullptr);
    made->goOn(1);
    EXPECT_TRUE(waitFor([&] { return ready.count() == 2; }));
}

TEST_F(Snapshots, WaitForADatabaseThatIsStillToBeMade) {
    SnapshotReader reader;
    QSignalSpy failed(&reader, &SnapshotReader::failed);
    const std::filesystem::path file = folder->filePath("later.db").toStdString();
    reader.open(file, StoreReader::Mode::kLive);
    QTest::qWait(300);
    const StoreWriter writer(file);
    EXPECT_TRUE(waitFor([&] { return reader.snapshot() != nullptr; }));
    EXPECT_EQ(failed.count(), 0);
}

TEST_F(Snapshots, SayOnceWhyADatabaseCannotBeRead) {
    const QString file = folder->filePath("text.db");
    QFile text(file);
    ASSERT_TRUE(text.open(QIODevice::WriteOnly));
    text.write(QByteArray(4096, 'x'));
    text.close();
    SnapshotReader reader;
    QSignalSpy failed(&reader, &SnapshotReader::failed);
    reader.open(file.toStdString(), StoreReader::Mode::kLive);
    ASSERT_TRUE(waitFor([&] { return failed.count() > 0; }));
    QTest::qWait(600);  // it goes on trying, and says no more
    EXPECT_EQ(failed.count(), 1);
    EXPECT_TRUE(failed[0][0].toString().contains("text.db"));
}

}  // namespace
}  // namespace alphascope
