// SPDX-License-Identifier: GPL-3.0-or-later
// Runs that wait or were cut off, in the whole window, with the fake training module.
#include "app/window_fixture.h"

#include "app/gui/retry.h"
#include "app/gui/workspace.h"
#include "core/run/demo_study.h"
#include "store/reader.h"
#include "store/writer.h"
#include "widgets/made_snapshot.h"
#include "widgets/queue_panel.h"
#include "widgets/study_form.h"

#include <gmock/gmock.h>
#include <QAction>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>

#include <fstream>

namespace alphascope {
namespace {

using test::edit;
using test::part;
using test::waitFor;

RunSummary ended(std::int64_t id, RunState state, const std::string& teacher = "") {
    RunSummary run;
    edit(run).id = id;
    edit(run).uuid = "run-" + std::to_string(id);
    edit(run).state = state;
    edit(run).teacher_uuid = teacher;
    return run;
}

TEST(Retry, TakesStudentsWhoseTeacherIsThereOrIsTriedToo) {
    Snapshot snapshot;
    snapshot.runs = {
        ended(1, RunState::kFailed),           ended(2, RunState::kBlocked, "run-1"),
        ended(3, RunState::kCancelled),        ended(4, RunState::kBlocked, "run-3"),
        ended(5, RunState::kFinished),         ended(6, RunState::kInterrupted, "run-5"),
        ended(7, RunState::kRunning, "run-5"), ended(8, RunState::kFailed, "run-gone"),
        ended(9, RunState::kFailed),           ended(10, RunState::kInterrupted)};
    edit(snapshot.runs[8]).marks.archived = true;
    edit(snapshot.runs[9]).role = "imported";
    EXPECT_THAT(worthRetrying(snapshot),
                testing::ElementsAre(testing::ElementsAre(1, 2), testing::ElementsAre(6)));
}

class QueueWindow : public test::WindowOfItsOwn {
protected:
    [[nodiscard]] RunState stateOf(std::int64_t id) const {
        return StoreReader(file_).findRun(std::to_string(id))->state;
    }
};

TEST_F(QueueWindow, WhatFailedOrWasCutOffIsTriedAgainAndWhatWasCancelledIsNot) {
    std::vector<std::int64_t> ids;
    {
        StoreWriter writer(file_);
        const Study study = demoStudy("label-only", {1, 2, 3, 4});
        const std::string uuid = writer.createStudy(study.name, study.toToml());
        for (const PlannedRun& run : expand(study))
            if (run.spec.role == Role::kStudent) {
                RunSpec spec = run.spec;
                spec.teacher_uuid.clear();
                ids.push_back(writer.createRun(uuid, spec));
            }
        ASSERT_EQ(ids.size(), 4U);
        writer.setState(ids[0], RunState::kFailed, "the disk was full");
        writer.setState(ids[1], RunState::kInterrupted, "");
        writer.setState(ids[2], RunState::kCancelled, "");
        writer.setState(ids[3], RunState::kFinished, "");
    }
    const auto window = opened();
    auto* list = part<QAbstractItemView>(*window, "runs");
    ASSERT_TRUE(waitFor([&] { return list->model()->rowCount() == 4; }));
    auto* retry = part<QAction>(*window, "retry_failed");
    retry->trigger();
    EXPECT_TRUE(waitFor([&] {
        return stateOf(ids[0]) == RunState::kFinished && stateOf(ids[1]) == RunState::kFinished;
    }));
    EXPECT_EQ(stateOf(ids[2]), RunState::kCancelled);
    auto* said = part<QLabel>(*window, "banner_text");
    EXPECT_TRUE(waitFor([&] { return said->text().contains("2 runs wait"); }))
        << said->text().toStdString();
    EXPECT_TRUE(waitFor([&] {
        retry->trigger();  // until the window has read that they have finished
        return said->text().contains("No run of this database");
    }));
}

TEST_F(QueueWindow, RunsStartAsTheirListIsArranged) {
    const auto window = opened();
    auto& queue = window->workspace().queue();
    auto* list = part<QListWidget>(queue, "queue_list");
    Study study = demoStudy("label-only", {20, 1, 2, 3});  // 20 goes on until it is let go
    study.concurrent = 1;
    part<QAction>(*window, "new_study")->trigger();
    auto* form = window->findChild<StudyForm*>();
    ASSERT_NE(form, nullptr);
    form->setStudy(study);
    QTest::mouseClick(part<QPushButton>(*form, "launch"), Qt::LeftButton);
    ASSERT_TRUE(waitFor([&] { return list->count() >= 3; }));
    const auto last = list->item(list->count() - 1)->data(Qt::UserRole).toLongLong();
    const auto before = list->item(list->count() - 2)->data(Qt::UserRole).toLongLong();
    list->model()->moveRow({}, list->count() - 1, {}, list->count() - 2);
    QTest::qWait(700);  // two looks of the launcher at its queue
    EXPECT_EQ(list->item(list->count() - 2)->data(Qt::UserRole).toLongLong(), last);
    std::ofstream(std::filesystem::path(file_.string() + ".files") / "go") << "go";
    ASSERT_TRUE(waitFor([&] { return stateOf(before) == RunState::kFinished; }));
    StoreReader reader(file_);
    EXPECT_LT(reader.findRun(std::to_string(last))->started,
              reader.findRun(std::to_string(before))->started);
    EXPECT_TRUE(waitFor([&] { return list->count() == 0; }));
}

}  // namespace
}  // namespace alphascope
