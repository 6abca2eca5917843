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
#include <QListWidget>
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
    edit(teacher).task = "demo";
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

TEST(StudyForm, OffersTheTeachersOfTheChosenTasksAndThoseThatFinishMeanwhile) {
    Snapshot snapshot;
    for (const char* task : {"demo", "rte"}) {
        RunSummary teacher;
        edit(teacher).role = "teacher";
        edit(teacher).task = task;
        edit(teacher).state = RunState::kFinished;
        edit(teacher).uuid = std::string("teacher-of-") + task;
        snapshot.runs.push_back(teacher);
    }
    StudyForm form;
    form.showHistory(snapshot);
    auto* line = part<QLineEdit>(form, "teacher_run");
    const auto offered = [line] {
        QTest::qWait(120);
        QStringList texts;
        for (const QMenu* menu : line->findChildren<QMenu*>())
            for (const QAction* action : menu->actions()) texts << action->text();
        return texts;
    };
    ASSERT_EQ(offered().size(), 1);
    EXPECT_TRUE(offered()[0].startsWith("demo"));
    auto* tasks = part<QListWidget>(form, "tasks");
    tasks->findItems("RTE", Qt::MatchStartsWith)[0]->setCheckState(Qt::Checked);
    EXPECT_EQ(offered().size(), 2);
    tasks->findItems("Demo", Qt::MatchStartsWith)[0]->setCheckState(Qt::Unchecked);
    ASSERT_EQ(offered().size(), 1);
    EXPECT_TRUE(offered()[0].startsWith("rte"));
    snapshot.runs.push_back(snapshot.runs.back());
    edit(snapshot.runs.back()).uuid = "another";
    form.showHistory(snapshot);
    EXPECT_EQ(offered().size(), 2);
}

TEST(StudyForm, StudentsWaitForTheirTeacherInItsEstimate) {
    StudyForm form;
    Study study = form.study();
    study.concurrent = 4;
    form.setStudy(study);
    Snapshot snapshot;
    for (const PlannedRun& planned : expand(study)) {
        RunSummary run;
        edit(run).state = RunState::kFinished;
        edit(run).train_seconds = planned.spec.role == Role::kTeacher ? 3600.0 : 60.0;
        edit(run).spec_json = toJson(planned.spec).dump();
        snapshot.runs.push_back(run);
    }
    form.showHistory(snapshot);
    EXPECT_TRUE(timeText(form).contains("about " + clockText(3660.0)))
        << timeText(form).toStdString();
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
