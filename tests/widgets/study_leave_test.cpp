// SPDX-License-Identifier: GPL-3.0-or-later
// What a study form says before the launch, and what it asks before it is left.
#include "widgets/part.h"
#include "widgets/study_form.h"
#include "widgets/task_list.h"
#include "widgets/wait.h"

#include <gmock/gmock.h>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <nlohmann/json.hpp>

namespace alphascope {
namespace {

using test::part;
using test::waitFor;

class LeavingAStudy : public testing::Test {
protected:
    LeavingAStudy() { form.show(); }
    void edit() { part<QLineEdit>(form, "study_name")->setText("mine"); }
    [[nodiscard]] QMessageBox* question() const {
        for (auto* box : form.findChildren<QMessageBox*>("discard_question"))
            if (box->isVisible()) return box;
        return nullptr;
    }
    void answer(const char* name) {
        ASSERT_NE(question(), nullptr);
        QTest::mouseClick(part<QPushButton>(*question(), QLatin1String(name)), Qt::LeftButton);
    }
    StudyForm form;
};

TEST_F(LeavingAStudy, AnUneditedOneGoesAtOnce) {
    EXPECT_FALSE(form.edited());
    QTest::keyClick(&form, Qt::Key_Escape);
    EXPECT_FALSE(form.isVisible());
    EXPECT_EQ(question(), nullptr);
}

TEST_F(LeavingAStudy, EscapeAndCloseAskWhereSomethingWouldBeLost) {
    edit();
    QTest::keyClick(&form, Qt::Key_Escape);
    ASSERT_NE(question(), nullptr);
    answer("keep_editing");
    ASSERT_TRUE(waitFor([this] { return question() == nullptr; }));
    EXPECT_TRUE(form.isVisible());
    EXPECT_EQ(form.study().name, "mine");
    form.close();
    EXPECT_TRUE(form.isVisible());
    ASSERT_NE(question(), nullptr);
    answer("discard_study");
    EXPECT_TRUE(waitFor([this] { return !form.isVisible(); }));
}

TEST_F(LeavingAStudy, ANumberThatIsNoneIsAnEditToo) {
    part<QLineEdit>(form, "student_learning_rate")->setText("0.00x");
    EXPECT_TRUE(form.edited());
}

TEST_F(LeavingAStudy, ALaunchedOneHasNothingToLose) {
    edit();
    QTest::mouseClick(part<QPushButton>(form, "launch"), Qt::LeftButton);
    form.launched();
    EXPECT_FALSE(form.isVisible());
    EXPECT_EQ(question(), nullptr);
}

TEST_F(LeavingAStudy, ATemplateTakesThePlaceOfAnEditedStudyOnlyAfterAQuestion) {
    QTemporaryDir folder;
    QFile file(folder.filePath("small.toml"));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("name = 'small'\ntasks = ['demo']\n[[scheme]]\nid = 'fixed'\n");
    file.close();
    form.offerTemplates({{.name = "small", .about = "A small one.", .file = file.fileName()}});
    auto* start = part<QToolButton>(form, "start_from");
    EXPECT_TRUE(start->isVisible());
    ASSERT_EQ(start->menu()->actions().size(), 1);
    EXPECT_EQ(start->menu()->actions()[0]->text(), "small   –   A small one.");
    start->menu()->actions()[0]->trigger();
    EXPECT_EQ(form.study().name, "small");
    EXPECT_FALSE(form.edited());
    edit();
    start->menu()->actions()[0]->trigger();
    EXPECT_EQ(form.study().name, "mine");
    ASSERT_NE(question(), nullptr);
    answer("discard_study");
    EXPECT_TRUE(waitFor([this] { return form.study().name == "small"; }));
    EXPECT_TRUE(form.isVisible());
}

class StudyProblems : public testing::Test {
protected:
    QString problems() {
        QTest::qWait(120);
        return part<QLabel>(form, "study_problems")->text();
    }
    bool launchable() { return part<QPushButton>(form, "launch")->isEnabled(); }
    QTemporaryDir folder;
    StudyForm form;
};

TEST_F(StudyProblems, FilesThatAreNotThereAreNamedAtOnce) {
    Study study = defaultStudy();
    study.tasks = {"rte"};
    study.data.folder = folder.path().toStdString();
    form.setStudy(study);
    EXPECT_TRUE(problems().contains("RTE/train.tsv")) << problems().toStdString();
    EXPECT_FALSE(launchable());
    study.tasks = {"demo"};
    form.setStudy(study);
    EXPECT_TRUE(launchable()) << problems().toStdString();
    part<QLineEdit>(form, "data_vocab")->setText(folder.filePath("vocab.txt"));
    EXPECT_TRUE(problems().contains("vocab.txt"));
    EXPECT_FALSE(launchable());
    QFile vocabulary(folder.filePath("vocab.txt"));
    ASSERT_TRUE(vocabulary.open(QIODevice::WriteOnly));
    vocabulary.close();
    form.show();
    QTest::qWait(50);
    QApplication::sendEvent(&form, std::make_unique<QEvent>(QEvent::WindowActivate).get());
    EXPECT_EQ(problems(), "") << "it has come while another window was looked at";
    EXPECT_TRUE(launchable());
}

TEST_F(StudyProblems, ADamagedFileIsNamedBeforeTheLaunch) {
    auto* tasks = part<TaskList>(form, "tasks");
    EXPECT_EQ(tasks->problemOf("rte"), "");
    const auto report = [](const std::string& state) {
        return SplitReport{
            .task = "rte",
            .split = "train",
            .file = "RTE/train.tsv",
            .rows = 0,
            .official_rows = 2490,
            .state = state,
            .message = state == "error" ? "RTE/train.tsv:7: the label is no label." : ""};
    };
    tasks->showReports({report("error")});
    EXPECT_EQ(tasks->problemOf("rte"), "RTE/train.tsv:7: the label is no label.");
    EXPECT_TRUE(launchable()) << "the demo does not read it";
    Study study = defaultStudy();
    study.tasks = {"rte"};
    form.setStudy(study);
    tasks->showReports({report("error")});
    EXPECT_TRUE(problems().contains("RTE/train.tsv:7")) << problems().toStdString();
    EXPECT_FALSE(launchable());
    tasks->showReports({report("complete")});
    EXPECT_FALSE(problems().contains("RTE/train.tsv:7")) << "somebody has mended it";
}

TEST_F(StudyProblems, MoreRunsThanAStudyCanHaveAreRefusedBeforeAnyIsMade) {
    Study study = defaultStudy();
    for (std::uint64_t seed = 1; seed <= 1000; ++seed) study.seeds.push_back(100 + seed);
    std::vector<ParameterValue> values;
    for (int i = 0; i < 1000; ++i) values.emplace_back(i / 1000.0);
    study.schemes = {{.id = "fixed", .parameters = {}, .grid = {{"kd_weight", values}}}};
    form.setStudy(study);
    EXPECT_TRUE(problems().contains("20000 are the most")) << problems().toStdString();
    EXPECT_FALSE(launchable());
}

TEST_F(StudyProblems, ADeviceThatThisMachineLacksIsNamedAtOnce) {
    part<QLineEdit>(form, "study_device")->setText("cuda:1");
    EXPECT_TRUE(launchable()) << "it is not known yet what there is";
    form.setDevices({"cpu", "cuda:0"});
    EXPECT_TRUE(problems().contains("cuda:1")) << problems().toStdString();
    EXPECT_FALSE(launchable());
    part<QLineEdit>(form, "study_device")->setText("cuda:0");
    EXPECT_EQ(problems(), "");
}

TEST_F(StudyProblems, ATeacherThatIsNotThereOrDoesNotFitIsNamedAtOnce) {
    Study study = defaultStudy();
    const auto planned = expand(study);
    Snapshot snapshot;
    auto row = std::make_shared<RunRow>();
    row->id = 4;
    row->uuid = "0123456789";
    row->task = "demo";
    row->role = "teacher";
    row->state = RunState::kFinished;
    row->spec_json = toJson(planned.front().spec).dump();
    snapshot.runs = {{.row = row}};
    form.showHistory(snapshot);
    auto* run = part<QLineEdit>(form, "teacher_run");
    for (const char* fits : {"0123456789", "01234567", "4"}) {
        run->setText(fits);
        EXPECT_EQ(problems(), "") << fits;
    }
    run->setText("abcdefabcdef");
    EXPECT_TRUE(problems().contains("No finished teacher")) << problems().toStdString();
    EXPECT_FALSE(launchable());
    run->setText("0123456789");
    part<QLineEdit>(form, "data_label_noise")->setText("0.2");
    EXPECT_TRUE(problems().contains("label_noise")) << problems().toStdString();
}

TEST_F(StudyProblems, WhyALaunchWasRefusedStaysUntilTheNextEdit) {
    form.show();
    QTest::mouseClick(part<QPushButton>(form, "launch"), Qt::LeftButton);
    form.showHistory(Snapshot());  // runs end meanwhile: that must not let it start twice
    EXPECT_FALSE(launchable());
    form.launchFailed("The disk is full.");
    form.showHistory(Snapshot());
    EXPECT_EQ(problems(), "The disk is full.");
    EXPECT_TRUE(launchable());
    part<QLineEdit>(form, "seeds")->setText("7");
    EXPECT_EQ(problems(), "");
}

TEST_F(StudyProblems, OtherTasksAreAnEditAndWhatTheFolderHoldsIsNone) {
    auto* tasks = part<TaskList>(form, "tasks");
    form.launchFailed("The disk is full.");
    tasks->showReports({});
    EXPECT_EQ(problems(), "The disk is full.");
    for (int row = 0; row < tasks->count(); ++row)  // as a click does
        if (tasks->item(row)->text().startsWith("Demo"))
            tasks->item(row)->setCheckState(Qt::Unchecked);
    EXPECT_FALSE(problems().contains("The disk is full.")) << problems().toStdString();
}

}  // namespace
}  // namespace alphascope
