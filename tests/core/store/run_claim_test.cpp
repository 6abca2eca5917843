// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/run_claim.h"

#include "scratch.h"

namespace alphascope {
namespace {

class RunClaim : public Scratch {
protected:
    RunClaim() {
        StoreWriter writer(file_);
        addSomeRun(writer);
        giveWaitingRuns(file_, elsewhere_);
    }
    RunRow row() { return StoreReader(file_).findRun("1").value(); }

    const Owner elsewhere_{.host = "a place", .boot_id = "b", .pid = 3, .start_time = 4};
};

TEST_F(RunClaim, ARunIsChangedWhereItIsAsItWasSeen) {
    EXPECT_EQ(row().owner, elsewhere_);
    const RunSeen seen{.uuid = row().uuid, .state = RunState::kQueued, .revision = 0};
    EXPECT_TRUE(changeRun(file_, seen, {.state = RunState::kInterrupted, .message = "gone"}));
    EXPECT_EQ(row().state, RunState::kInterrupted);
    EXPECT_EQ(row().message, "gone");
    EXPECT_GT(row().ended, 0.0);
    EXPECT_EQ(row().revision, 0);
    EXPECT_EQ(row().owner, elsewhere_);
    const Owner other{.host = "another place", .boot_id = {}, .pid = 0, .start_time = 0};
    EXPECT_TRUE(changeRun(file_,
                          {.uuid = row().uuid, .state = RunState::kInterrupted, .revision = 0},
                          {.state = RunState::kQueued, .owner = other, .begins_anew = true}));
    EXPECT_EQ(row().state, RunState::kQueued);
    EXPECT_EQ(row().ended, 0.0);
    EXPECT_EQ(row().revision, 1);
    EXPECT_EQ(row().owner, other);
}

TEST_F(RunClaim, ARunThatWentOnMeanwhileStaysAsItIs) {
    const RunChange gone{.state = RunState::kInterrupted, .message = "gone"};
    const std::string uuid = row().uuid;
    EXPECT_FALSE(changeRun(file_, {.uuid = uuid, .state = RunState::kRunning}, gone));
    EXPECT_FALSE(changeRun(file_, {.uuid = uuid, .state = RunState::kQueued, .revision = 1}, gone));
    EXPECT_FALSE(changeRun(file_, {.uuid = "nobody", .state = RunState::kQueued}, gone));
    EXPECT_EQ(row().state, RunState::kQueued);
}

TEST_F(RunClaim, OnlyRunsThatWaitAreGiven) {
    ASSERT_TRUE(changeRun(file_, {.uuid = row().uuid, .state = RunState::kQueued},
                          {.state = RunState::kFinished, .message = ""}));
    giveWaitingRuns(file_, {.host = "another place"});
    EXPECT_EQ(row().owner, elsewhere_);
}

}  // namespace
}  // namespace alphascope
