// SPDX-License-Identifier: GPL-3.0-or-later
// What the study form makes of the runs that there are already.
#include "widgets/look.h"
#include "widgets/made_snapshot.h"
#include "widgets/part.h"
#include "widgets/study_form.h"

#include <gtest/gtest.h>
#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QTest>
#include <nlohmann/json.hpp>

namespace alphascope {
namespace {

using test::edit;
using test::part;

QString timeText(StudyForm& form) {
    QTest::qWait(120);
    return part<QLabel>(form, "run_time")->text();
}

TEST(StudyForm, OffersFinishedTeachers) {
    Snapshot snapshot;
    RunSummary teacher;
    edit(teacher).role = "teacher";
    edit(teacher).state = RunState::kFinished;
    edit(teacher).uuid = "the-teacher";
    snapshot.runs = {teacher};
    StudyForm form;
    form.showHistory(snapshot);
    auto* line = part<QLineEdit>(form, "teacher_run");
    ASSERT_EQ(line->findChildren<QMenu*>().size(), 1);
    line->findChildren<QMenu*>()[0]->actions()[0]->trigger();
    EXPECT_EQ(form.study().teacher.run, "the-teacher");
}

TEST(StudyForm, ATeacherMadeElsewhereIsNamedWhereTeachersAreChosen) {
    StudyForm form;
    form.show();
    auto* line = part<QLineEdit>(form, "teacher_pretrained");
    EXPECT_TRUE(line->isVisible());
    EXPECT_FALSE(part<QLineEdit>(form, "student_pretrained")->isVisible());
    EXPECT_EQ(line->actions().size(), 1) << "a button to look for the folder";
    line->setText("use-lite");
    EXPECT_EQ(form.study().teacher.train.pretrained, "use-lite");
}

TEST(StudyForm, TellsHowLongRunsLikeTheseTook) {
    StudyForm form;
    EXPECT_TRUE(timeText(form).contains("their time is unknown"));
    Snapshot snapshot;
    for (const PlannedRun& planned : expand(form.study())) {
        RunSummary run;
        edit(run).state = RunState::kFinished;
        edit(run).train_seconds = 30.0;
        edit(run).spec_json = toJson(planned.spec).dump();
        snapshot.runs.push_back(run);
    }
    const auto runs = static_cast<double>(snapshot.runs.size());
    form.showHistory(snapshot);
    EXPECT_TRUE(timeText(form).contains("about " + clockText(30.0 * runs)))
        << timeText(form).toStdString();
}

}  // namespace
}  // namespace alphascope
