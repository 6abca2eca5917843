// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/merge.h"

#include "scratch.h"
#include "store/maintenance.h"

#include <gmock/gmock.h>

#include <chrono>
#include <fstream>
#include <thread>

namespace alphascope {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class Merge : public Scratch {
protected:
    /// A run that has gone on to that step, with an evaluation there.
    static std::int64_t startRun(StoreWriter& writer, std::uint64_t seed, std::int64_t steps) {
        const auto run = addSomeRun(writer, seed);
        auto sink = writer.sink(run);
        SetDescribed train{.set = "train", .file = "train.tsv", .sha256 = "ab", .ids = {0, 1}};
        train.labels = {0, 1};
        train.flags = {0, 0};
        sink->publish(train);
        goOn(writer, run, 1, steps);
        return run;
    }
    static void goOn(StoreWriter& writer, std::int64_t run, std::int64_t from, std::int64_t to) {
        auto sink = writer.sink(run);
        for (std::int64_t step = from; step <= to; ++step) {
            sink->publish(someStep(step));
            sink->publish(someSamples(step, static_cast<std::uint32_t>(step), 4));
        }
        sink->publish(Evaluated{.step = to,
                                .set = "dev",
                                .scores = {{"f1", 0.5}, {"loss", 0.1}},
                                .outputs = 2,
                                .logits = {1, 2}});
        sink->publish(CheckpointSaved{.step = to,
                                      .kind = "last",
                                      .path = "runs/x/step-" + std::to_string(to),
                                      .sha256 = "cd"});
        writer.flush();
    }
    /// A run that was interrupted at step 8, in both files.
    std::int64_t leaveInBoth(StoreWriter& theirs) const {
        const auto run = startRun(theirs, 2, 8);
        theirs.setState(run, RunState::kInterrupted, "");
        backupDatabase(other_, file_);
        return run;
    }
    /// Takes it up again after step 4.
    static void takeUp(StoreWriter& writer, std::int64_t run, std::int64_t to,
                       std::int64_t revision = 0) {
        writer.takeOver({{.run_id = run, .revision = revision, .step = 4}});
        goOn(writer, run, 5, to);
    }
    static std::string uuidOf(const std::filesystem::path& file, std::int64_t run) {
        return StoreReader(file).findRun(std::to_string(run))->uuid;
    }
    /// All that readers see of a run, but for row numbers.
    static std::string contentOf(const std::filesystem::path& file, const std::string& uuid) {
        StoreReader reader(file);
        const auto run = reader.findRun(uuid);
        if (!run) return "none";
        std::ostringstream text;
        text << run->study_uuid << run->study << runStateName(run->state) << run->step << ' '
             << run->revision << run->spec_json << run->marks.note << '\n';
        for (const auto& row : reader.scalars(run->id))
            text << row.series << row.step << '=' << row.value << ' ';
        for (const auto& row : reader.sampleRecords(run->id))
            text << row.id << '@' << row.step << ' ';
        for (const auto& row : reader.evaluations(run->id)) {
            text << row.set << row.step << ':';
            for (const auto& [name, score] : row.scores) text << name << '=' << score << ' ';
            for (const float logit : reader.evaluationLogits(row.id)) text << logit << ' ';
        }
        for (const auto& row : reader.checkpoints(run->id))
            text << row.kind << row.step << row.path;
        for (const auto& row : reader.sets(run->id)) text << row.set << row.sha256 << row.size;
        for (const auto& row : reader.log(run->id)) text << row.text;
        return text.str();
    }

    const std::filesystem::path other_ = folder_ / "other.db";
};

TEST_F(Merge, TwiceIsAsOnceAndRunsKeepWhoTheyAre) {
    {
        StoreWriter ours(file_), theirs(other_);
        startRun(ours, 1, 5);
        startRun(theirs, 2, 7);
        startRun(theirs, 3, 3);
    }
    const auto second = uuidOf(other_, 1), third = uuidOf(other_, 2);
    const MergeReport first = mergeDatabases(other_, file_);
    EXPECT_THAT(first.added, ElementsAre(second, third));
    EXPECT_THAT(first.advanced, IsEmpty());
    for (const auto& uuid : {second, third})
        EXPECT_EQ(contentOf(file_, uuid), contentOf(other_, uuid));
    EXPECT_THAT(checkDatabase(file_), IsEmpty());
    const MergeReport again = mergeDatabases(other_, file_);
    EXPECT_FALSE(again.changed());
    EXPECT_EQ(again.alike, 2);
    EXPECT_EQ(StoreReader(file_).runs().size(), 3U);
}

TEST_F(Merge, AGrowingRunIsFollowed) {
    StoreWriter theirs(other_);
    const auto run = startRun(theirs, 2, 5);
    const auto uuid = uuidOf(other_, run);
    mergeDatabases(other_, file_);
    for (const std::int64_t to : {10, 11, 40}) {
        goOn(theirs, run, to - 2, to);
        const MergeReport report = mergeDatabases(other_, file_);
        EXPECT_THAT(report.advanced, ElementsAre(uuid)) << to;
        EXPECT_EQ(contentOf(file_, uuid), contentOf(other_, uuid)) << to;
    }
    EXPECT_EQ(StoreReader(file_).checkpoints(1).size(), 2U);
    theirs.setState(run, RunState::kFinished, "");
    mergeDatabases(other_, file_);
    EXPECT_EQ(contentOf(file_, uuid), contentOf(other_, uuid));
    EXPECT_EQ(StoreReader(file_).findRun(uuid)->state, RunState::kFinished);
    EXPECT_EQ(StoreReader(file_).checkpoints(1).size(), 1U) << "the one before the last is dropped";
}

TEST_F(Merge, ARunThatFinishedElsewhereIsNoLongerTakenForLeftBehind) {
    StoreWriter theirs(other_);
    const auto run = startRun(theirs, 2, 5);
    const auto uuid = uuidOf(other_, run);
    mergeDatabases(other_, file_);
    theirs.setState(run, RunState::kFinished, "");
    std::this_thread::sleep_for(std::chrono::milliseconds(5));  // and ended later, as it seems
    StoreWriter(file_).setState(1, RunState::kInterrupted, "its owner seemed to be gone");
    EXPECT_THAT(mergeDatabases(other_, file_).advanced, ElementsAre(uuid));
    EXPECT_EQ(StoreReader(file_).findRun(uuid)->state, RunState::kFinished);
    EXPECT_FALSE(mergeDatabases(other_, file_).changed());
}

TEST_F(Merge, ARunOfWhichOnlyTheRowIsThereIsCompleted) {
    {
        StoreWriter theirs(other_);
        theirs.setState(startRun(theirs, 2, 5), RunState::kFinished, "");
    }
    const auto uuid = uuidOf(other_, 1);
    const MergeChoice alone{.runs = {uuid}, .rows_alone = true};
    mergeDatabases(other_, file_, {}, alone);
    EXPECT_THAT(StoreReader(file_).scalars(1), IsEmpty());
    EXPECT_FALSE(mergeDatabases(other_, file_, {}, alone).changed());
    EXPECT_THAT(mergeDatabases(other_, file_).advanced, ElementsAre(uuid));
    EXPECT_EQ(contentOf(file_, uuid), contentOf(other_, uuid));
    EXPECT_FALSE(mergeDatabases(other_, file_).changed());
}

TEST_F(Merge, AnOlderCopyTakesNothingBack) {
    {
        StoreWriter theirs(other_);
        const auto run = startRun(theirs, 2, 5);
        goOn(theirs, run, 6, 9);
        backupDatabase(other_, file_);
        theirs.setState(run, RunState::kFinished, "");
    }
    const auto uuid = uuidOf(other_, 1);
    const auto before = contentOf(other_, uuid);
    EXPECT_FALSE(mergeDatabases(file_, other_).changed()) << "the older into the newer";
    EXPECT_EQ(contentOf(other_, uuid), before);
    mergeDatabases(other_, file_);
    EXPECT_EQ(contentOf(file_, uuid), before) << "the newer into the older";
}

TEST_F(Merge, ARunThatWasTakenUpAgainReplacesWhatWasThere) {
    const auto uuid = [&] {
        StoreWriter theirs(other_);
        const auto run = leaveInBoth(theirs);
        takeUp(theirs, run, 6);
        return uuidOf(other_, run);
    }();
    const MergeReport report = mergeDatabases(other_, file_);
    EXPECT_THAT(report.advanced, ElementsAre(uuid));
    EXPECT_EQ(contentOf(file_, uuid), contentOf(other_, uuid));
    EXPECT_THAT(checkDatabase(file_), IsEmpty());
    EXPECT_EQ(mergeDatabases(other_, file_).alike, 1);
}

TEST_F(Merge, ARunThatWentOnInBothIsLeftToTheUser) {
    const auto uuid = [&] {
        StoreWriter theirs(other_);
        const auto run = leaveInBoth(theirs);
        takeUp(theirs, run, 20);
        StoreWriter ours(file_);
        takeUp(ours, run, 6);
        return uuidOf(other_, run);
    }();
    execute("UPDATE run SET owner_host = 'elsewhere'");
    const auto before = contentOf(file_, uuid);
    std::vector<std::string> taken{"not asked"};
    const MergeReport report =
        mergeDatabases(other_, file_, [&taken](const auto& runs) { taken = runs; });
    EXPECT_THAT(taken, IsEmpty()) << "nor are its files";
    EXPECT_THAT(report.apart, ElementsAre(uuid));
    EXPECT_EQ(contentOf(file_, uuid), before);
}

// A task of a cluster that takes a run up again begins two revisions: one when it is let go, one
// when it is begun.
TEST_F(Merge, ARunThatHasFinishedHereIsNotReplacedByOneThatWasTakenUpAgainThere) {
    const auto uuid = [&] {
        StoreWriter theirs(other_);
        const auto run = leaveInBoth(theirs);
        StoreWriter ours(file_);
        takeUp(ours, run, 20);
        ours.setState(run, RunState::kFinished, "");
        theirs.takeOver({{.run_id = run, .revision = 0, .step = 4}});
        theirs.setState(run, RunState::kInterrupted, "");
        takeUp(theirs, run, 6, 1);
        return uuidOf(other_, run);
    }();
    execute(other_, "UPDATE run SET owner_host = 'node7'");
    execute("UPDATE run SET owner_host = 'elsewhere'");  // nobody of this machine
    const auto before = contentOf(file_, uuid);
    EXPECT_THAT(mergeDatabases(other_, file_).apart, ElementsAre(uuid));
    EXPECT_EQ(contentOf(file_, uuid), before);
}

TEST_F(Merge, ACheckpointThatIsGoneInTheSourceGoesInTheTarget) {
    StoreWriter theirs(other_);
    const auto run = startRun(theirs, 2, 5);
    goOn(theirs, run, 6, 9);  // the one before becomes "previous"
    mergeDatabases(other_, file_);
    const auto uuid = uuidOf(other_, run);
    ASSERT_EQ(StoreReader(file_).checkpoints(1).size(), 2U);
    theirs.setState(run, RunState::kFinished, "");
    execute(other_, "DELETE FROM checkpoint WHERE kind = 'previous'");
    mergeDatabases(other_, file_);
    EXPECT_EQ(StoreReader(file_).checkpoints(1).size(), 1U);
    EXPECT_EQ(contentOf(file_, uuid), contentOf(other_, uuid));
}

TEST_F(Merge, ChosenRunsAloneAreBroughtAndWhereAskedTheirRowsAlone) {
    {
        StoreWriter theirs(other_);
        startRun(theirs, 2, 5);
        startRun(theirs, 3, 5);
        startRun(theirs, 4, 5);
    }
    const auto first = uuidOf(other_, 1), second = uuidOf(other_, 2);
    EXPECT_THAT(mergeDatabases(other_, file_, {}, {.runs = {second}}).added, ElementsAre(second));
    EXPECT_EQ(contentOf(file_, second), contentOf(other_, second));
    mergeDatabases(other_, file_, {}, {.runs = {first}, .rows_alone = true});
    const auto row = StoreReader(file_).findRun(first);
    ASSERT_TRUE(row);
    EXPECT_EQ(row->spec_json, StoreReader(other_).findRun(first)->spec_json);
    EXPECT_THAT(StoreReader(file_).scalars(row->id), IsEmpty());
    ASSERT_EQ(StoreReader(file_).checkpoints(row->id).size(), 1U);
    EXPECT_EQ(StoreReader(file_).checkpoints(row->id)[0].sha256, "cd") << "what it weighs";
    EXPECT_EQ(StoreReader(file_).runs().size(), 2U);
    EXPECT_THAT(checkDatabase(file_), IsEmpty());
}

TEST_F(Merge, ARowThatAnEarlierVersionHasBroughtAloneGetsTheNamesOfItsCheckpoints) {
    {
        StoreWriter theirs(other_);
        theirs.setState(startRun(theirs, 2, 5), RunState::kFinished, "");
    }
    const MergeChoice alone{.runs = {uuidOf(other_, 1)}, .rows_alone = true};
    mergeDatabases(other_, file_, {}, alone);
    SQLite::Database(file_.string(), SQLite::OPEN_READWRITE).exec("DELETE FROM checkpoint");
    EXPECT_TRUE(mergeDatabases(other_, file_, {}, alone).changed());
    EXPECT_EQ(StoreReader(file_).checkpoints(1).size(), 1U);
    EXPECT_THAT(StoreReader(file_).scalars(1), IsEmpty());
    EXPECT_FALSE(mergeDatabases(other_, file_, {}, alone).changed());
}

TEST_F(Merge, OfMarksTheNewerStay) {
    {
        StoreWriter theirs(other_);
        startRun(theirs, 2, 1);
        theirs.mark({{.run_id = 1, .add_tags = {"odd"}, .note = "theirs"}});
    }
    mergeDatabases(other_, file_);
    const auto uuid = uuidOf(other_, 1);
    EXPECT_EQ(StoreReader(file_).findRun(uuid)->marks.note, "theirs");
    EXPECT_THAT(StoreReader(file_).findRun(uuid)->marks.tags, ElementsAre("odd"));
    StoreWriter(file_).mark({{.run_id = 1, .remove_tags = {"odd"}, .note = "ours"}});
    mergeDatabases(other_, file_);
    EXPECT_EQ(StoreReader(file_).findRun(uuid)->marks.note, "ours");
    EXPECT_THAT(StoreReader(file_).findRun(uuid)->marks.tags, IsEmpty());
}

TEST_F(Merge, NamesThatLeadElsewhereAreRefusedBeforeAnythingIsDone) {
    {
        StoreWriter theirs(other_);
        startRun(theirs, 2, 5);
        startRun(theirs, 3, 5);
    }
    const auto first = uuidOf(other_, 1);
    bool begun = false;
    int tries = 0;
    const auto begin = [&](const std::vector<std::string>&) { begun = true; };
    const auto refusal = [&](const std::string& change, const MergeChoice& choice = {}) {
        const auto changed = folder_ / (std::to_string(++tries) + "-changed.db");
        backupDatabase(other_, changed);
        execute(changed, change);
        return errorOf([&] { mergeDatabases(changed, file_, begin, choice); });
    };
    EXPECT_THAT(refusal("UPDATE run SET uuid = '../../.config/autostart' WHERE id = 2"),
                testing::AllOf(HasSubstr("changed.db: run 2: its uuid"),
                               HasSubstr("'../../.config/autostart'"),
                               HasSubstr("nothing was brought over")));
    EXPECT_THAT(refusal("UPDATE run SET teacher_uuid = '/etc' WHERE id = 2"),
                HasSubstr("its teacher's uuid"));
    EXPECT_THAT(refusal("UPDATE checkpoint SET path = '../x' WHERE run_id = 2"),
                HasSubstr("run 2: the path of a checkpoint"));
    EXPECT_FALSE(begun);
    EXPECT_FALSE(std::filesystem::exists(file_)) << "the target is not even made";
    EXPECT_EQ(refusal("UPDATE run SET uuid = '..' WHERE id = 2", {.runs = {first}}), "")
        << "a run that is not asked for";
    EXPECT_EQ(StoreReader(file_).runs().size(), 1U);
}

TEST_F(Merge, WhatIsNoDatabaseOfOursIsRefused) {
    { StoreWriter ours(file_); }
    std::ofstream(other_) << "text";
    EXPECT_THAT(errorOf([&] { mergeDatabases(other_, file_); }),
                HasSubstr("is not a database of Alphascope"));
    EXPECT_THAT(errorOf([&] { mergeDatabases(folder_ / "gone.db", file_); }),
                HasSubstr("There is no database"));
    EXPECT_THAT(errorOf([&] { mergeDatabases(file_, file_); }), HasSubstr("with itself"));
}

}  // namespace
}  // namespace alphascope
