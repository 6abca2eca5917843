// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/study_notice.h"

#include "widgets/made_snapshot.h"

#include <gtest/gtest.h>
#include <QSignalSpy>

namespace alphascope {
namespace {

using test::edit;

RunSummary run(const char* study, RunState state) {
    RunSummary made;
    edit(made).study = study;
    edit(made).study_uuid = std::string("uuid of ") + study;
    edit(made).state = state;
    return made;
}

class StudyNotices : public ::testing::Test {
protected:
    void look(std::vector<RunSummary> runs, const char* database = "/a.db") {
        Snapshot snapshot;
        snapshot.database = database;
        snapshot.runs = std::move(runs);
        notice.look(snapshot);
    }
    StudyNotice notice;
    QSignalSpy ended{&notice, &StudyNotice::ended};
};

TEST_F(StudyNotices, SaysOnceThatAStudyHasEndedAndHow) {
    look({run("one", RunState::kFinished), run("one", RunState::kRunning)});
    look({run("one", RunState::kFinished), run("one", RunState::kPaused)});
    EXPECT_EQ(ended.size(), 0);
    look({run("one", RunState::kFinished), run("one", RunState::kFailed)});
    look({run("one", RunState::kFinished), run("one", RunState::kFailed)});
    ASSERT_EQ(ended.size(), 1);
    EXPECT_EQ(ended[0][0].toString(),
              "Study \"one\" has ended. Runs that finished: 1. Runs that did not: 1.");
    EXPECT_FALSE(ended[0][1].toBool());
}

TEST_F(StudyNotices, AStudyThatEndedBeforeOrInAnotherDatabaseIsNoNews) {
    look({run("old", RunState::kFinished), run("one", RunState::kQueued)});
    EXPECT_EQ(ended.size(), 0);
    look({run("one", RunState::kFinished)}, "/b.db");
    EXPECT_EQ(ended.size(), 0);
    look({run("one", RunState::kQueued)}, "/b.db");
    look({run("one", RunState::kFinished)}, "/b.db");
    ASSERT_EQ(ended.size(), 1);
    EXPECT_TRUE(ended[0][1].toBool());
}

}  // namespace
}  // namespace alphascope
