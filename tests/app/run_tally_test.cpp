// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/run_tally.h"

#include "widgets/made_snapshot.h"

#include <gtest/gtest.h>

namespace alphascope {
namespace {

using test::edit;

TEST(RunTallies, CountWhatHasChangedAsIfTheyHadCountedAll) {
    auto snapshot = test::makeSnapshot();
    for (RunSummary& run : snapshot->runs) edit(run).study_uuid = "paper's";
    RunTally tally;
    tally.look(*snapshot);
    EXPECT_EQ(tally.runs(RunState::kRunning), 1);
    EXPECT_EQ(tally.runs(RunState::kFailed), 0);
    EXPECT_EQ(tally.studies().at("paper's").active, 2);
    edit(snapshot->runs[1]).state = RunState::kFailed;
    snapshot->runs.push_back(test::makeRun(4, RunState::kFinished, "fixed"));
    edit(snapshot->runs[3]).study_uuid = "another";
    tally.look(*snapshot);
    EXPECT_EQ(tally.runs(RunState::kRunning), 0);
    EXPECT_EQ(tally.studies().at("paper's").others, 1);
    EXPECT_EQ(tally.studies().at("another").finished, 1);
    snapshot->runs.erase(snapshot->runs.begin() + 1, snapshot->runs.end());
    tally.look(*snapshot);
    EXPECT_EQ(tally.studies().size(), 1U) << "a study without runs is none";
    EXPECT_EQ(tally.studies().at("paper's").finished, 1);
    EXPECT_EQ(tally.runs(RunState::kQueued), 0);
}

}  // namespace
}  // namespace alphascope
