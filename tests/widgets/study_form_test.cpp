// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/study_form.h"
#include "widgets/part.h"

#include "study/error.h"
#include "widgets/field_form.h"
#include "widgets/task_list.h"

#include <gmock/gmock.h>
#include <QCheckBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>

namespace alphascope {
namespace {

using test::part;

QString countText(StudyForm& form) {
    QTest::qWait(120);  // the form answers after a short rest
    return part<QLabel>(form, "run_count")->text();
}

/// Far from every default, so that a field that is not carried over is seen.
Study unusualStudy() {
    Study study = defaultStudy();
    study.name = "unusual";
    study.tasks = {"mrpc", "rte"};
    study.seeds = {1, 2, 3, 7};
    study.data = {.folder = "/data/glue",
                  .files = {},
                  .vocab = "/data/vocab.txt",
                  .vocab_size = 5000,
                  .max_length = 96,
                  .meta_share = 0.15,
                  .split_seed = 4,
                  .label_noise = 0.125,
                  .noise_in_meta = true,
                  .predict_test = true,
                  .full_train = false};
    study.files_by_task["rte"]["train"] = "sample.tsv";
    study.teacher.train.epochs = 5;
    study.teacher.train.learning_rate = 2e-5;
    study.teacher.seed = 9;
    study.teacher.targets = "cross_fit";
    study.student.encoder = "small";
    study.student.batch_size = 16;
    study.student.temperature = 2.5;
    study.student.eval_every = 50;
    study.full_train_row = false;
    study.threads = 2;
    study.concurrent = 2;
    study.schemes = {{.id = "fixed", .parameters = {{"kd_weight", 0.25}}},
                     {.id = "rw-kd", .parameters = {}}};
    return study;
}

TEST(StudyForm, GivesTheStudyItWasGiven) {
    StudyForm form;
    const Study given = unusualStudy();
    form.setStudy(given);
    const Study taken = form.study();
    EXPECT_EQ(taken.name, given.name);
    EXPECT_EQ(taken.tasks, given.tasks);
    EXPECT_EQ(taken.seeds, given.seeds);
    EXPECT_TRUE(taken.data == given.data);
    EXPECT_EQ(taken.files_by_task, given.files_by_task);
    EXPECT_TRUE(taken.teacher.train == given.teacher.train);
    EXPECT_EQ(taken.teacher.targets, given.teacher.targets);
    EXPECT_EQ(taken.teacher.seed, given.teacher.seed);
    EXPECT_TRUE(taken.student == given.student);
    EXPECT_EQ(taken.full_train_row, given.full_train_row);
    EXPECT_EQ(taken.threads, given.threads);
    EXPECT_EQ(taken.concurrent, given.concurrent);
    ASSERT_EQ(taken.schemes.size(), 2U);
    EXPECT_EQ(std::get<double>(taken.schemes[0].parameters.at("kd_weight")), 0.25);
}

TEST(StudyForm, ShowsAFileThatParsesToTheSameStudy) {
    StudyForm form;
    form.setStudy(unusualStudy());
    QTest::qWait(120);
    const std::string toml = part<QPlainTextEdit>(form, "study_toml")->toPlainText().toStdString();
    const Study parsed = parseStudy(toml, "form");
    StudyForm second;
    second.setStudy(parsed);
    EXPECT_EQ(second.study().toToml(), form.study().toToml());
    EXPECT_TRUE(parsed.student == unusualStudy().student);
    EXPECT_EQ(parsed.seeds, unusualStudy().seeds);
}

TEST(StudyForm, CountsTheRunsAsTheyAreChosen) {
    StudyForm form;
    EXPECT_EQ(countText(form),
              "5 runs: 1 teacher, 4 students");  // 3 schemes and the full-train row
    part<QLineEdit>(form, "seeds")->setText("1-3");
    EXPECT_EQ(countText(form), "13 runs: 1 teacher, 12 students");
    part<QCheckBox>(form, "study_full_train_row")->setChecked(false);
    EXPECT_EQ(countText(form), "10 runs: 1 teacher, 9 students");
}

TEST(StudyForm, NamesTheProblemAndLocksTheLaunch) {
    StudyForm form;
    auto* launch = part<QPushButton>(form, "launch");
    EXPECT_TRUE(launch->isEnabled());
    part<QLineEdit>(form, "seeds")->setText("1,x");
    EXPECT_EQ(countText(form), "Not ready yet");
    EXPECT_FALSE(launch->isEnabled());
    EXPECT_TRUE(part<QLabel>(form, "study_problems")->text().contains("1,x"));
    part<QLineEdit>(form, "seeds")->setText("1");
    part<TaskList>(form, "tasks")->setTasks({});
    form.setStudy([] {
        Study study = defaultStudy();
        study.schemes.clear();
        return study;
    }());
    EXPECT_FALSE(launch->isEnabled());
}

TEST(StudyForm, LaunchesWhatItShows) {
    StudyForm form;
    Study launched;
    QObject::connect(&form, &StudyForm::launchRequested,
                     [&launched](const Study& study) { launched = study; });
    form.show();
    part<QLineEdit>(form, "seeds")->setText("5");
    part<QSpinBox>(form, "student_epochs")->setValue(1);
    QTest::mouseClick(part<QPushButton>(form, "launch"), Qt::LeftButton);
    EXPECT_THAT(launched.seeds, testing::ElementsAre(5));
    EXPECT_EQ(launched.student.epochs, 1);
    EXPECT_TRUE(form.isVisible());  // until it is known that the study has started
    form.launched();
    EXPECT_FALSE(form.isVisible());
}

TEST(StudyForm, StaysWithItsContentsWhenTheLaunchFails) {
    StudyForm form;
    form.show();
    part<QLineEdit>(form, "seeds")->setText("5");
    auto* launch = part<QPushButton>(form, "launch");
    QTest::mouseClick(launch, Qt::LeftButton);
    EXPECT_FALSE(launch->isEnabled());  // a second click would start it twice
    form.launchFailed("The file is not there.");
    EXPECT_TRUE(form.isVisible());
    EXPECT_TRUE(launch->isEnabled());
    EXPECT_EQ(part<QLabel>(form, "study_problems")->text(), "The file is not there.");
    EXPECT_THAT(form.study().seeds, testing::ElementsAre(5));
}

TEST(StudyForm, RefusesANumberOutOfRangeInsteadOfLaunchingTheOldOne) {
    StudyForm form;
    form.show();
    QSignalSpy launched(&form, &StudyForm::launchRequested);
    auto* launch = part<QPushButton>(form, "launch");
    auto* problems = part<QLabel>(form, "study_problems");
    for (const auto& [name, text] :
         {std::pair{"student_learning_rate", "7"}, std::pair{"student_batch_size", "0"},
          std::pair{"data_split_seed", "-3"}, std::pair{"fixed_kd_weight", "1.5"}}) {
        form.setStudy(defaultStudy());
        EXPECT_TRUE(launch->isEnabled());
        QWidget* field = part<QWidget>(form, name);
        QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(field, text);
        QTest::mouseClick(launch, Qt::LeftButton);
        EXPECT_EQ(countText(form), "Not ready yet") << name;
        EXPECT_TRUE(problems->text().contains(QStringLiteral("\"%1\"").arg(text))) << name;
    }
    EXPECT_EQ(launched.count(), 0);
}

TEST(StudyForm, IsNotLaunchedByEnterInAField) {
    StudyForm form;
    form.show();
    QSignalSpy launched(&form, &StudyForm::launchRequested);
    for (const char* name : {"study_name", "seeds", "student_epochs", "student_learning_rate"}) {
        QTest::keyClick(part<QWidget>(form, name), Qt::Key_Return);
    }
    EXPECT_EQ(launched.count(), 0);
    EXPECT_TRUE(form.isVisible());
}

TEST(StudyForm, KeepsSeedsThatNoSpinBoxHolds) {
    StudyForm form;
    Study study = defaultStudy();
    study.data.split_seed = 3000000000U;
    study.teacher.seed = 9000000000000000001U;
    form.setStudy(study);
    EXPECT_EQ(form.study().data.split_seed, 3000000000U);
    EXPECT_EQ(form.study().teacher.seed, 9000000000000000001U);
}

TEST(StudyForm, TakesOtherFilesLineByLine) {
    StudyForm form;
    Study study = defaultStudy();
    study.tasks = {"rte", "qnli"};
    form.setStudy(study);
    auto* files = part<QPlainTextEdit>(form, "data_files");
    files->setPlainText("qnli train = a part.tsv\n\n rte  dev=other.tsv");
    const auto taken = form.study().files_by_task;
    EXPECT_EQ(taken.at("qnli").at("train"), "a part.tsv");
    EXPECT_EQ(taken.at("rte").at("dev"), "other.tsv");
    for (const char* bad : {"qnli train", "nothing train = x.tsv", "qnli trian = x.tsv"}) {
        files->setPlainText(bad);
        EXPECT_EQ(countText(form), "Not ready yet") << bad;
        EXPECT_TRUE(part<QLabel>(form, "study_problems")->text().contains(bad)) << bad;
    }
}

TEST(StudyForm, LoadsAFileAndSaysWhatIsWrongWithIt) {
    QTemporaryDir folder;
    QFile good(folder.filePath("good.toml"));
    ASSERT_TRUE(good.open(QIODevice::WriteOnly));
    good.write(QByteArray::fromStdString(unusualStudy().toToml()));
    good.close();
    StudyForm form;
    form.load(good.fileName());
    EXPECT_EQ(form.study().name, "unusual");
    EXPECT_EQ(form.study().data.folder, "/data/glue");
    form.load(QStringLiteral(ALPHASCOPE_SOURCE_DIR "/resources/studies/mrpc.study.toml"));
    EXPECT_EQ(form.study().data.folder, "/data/glue");  // that file names none
    form.load(good.fileName());
    QFile bad(folder.filePath("bad.toml"));
    ASSERT_TRUE(bad.open(QIODevice::WriteOnly));
    bad.write("name = 'x'\ncolour = 3\n");
    bad.close();
    form.load(bad.fileName());
    EXPECT_TRUE(part<QLabel>(form, "study_problems")->text().contains("bad.toml:2"));
    EXPECT_EQ(form.study().name, "unusual");  // the form keeps what it had
}

TEST(TaskList, SaysWhatTheFolderHolds) {
    TaskList list;
    list.showReports({{.task = "rte",
                       .split = "train",
                       .file = "RTE/train.tsv",
                       .rows = 2490,
                       .official_rows = 2490,
                       .state = "complete",
                       .message = ""},
                      {.task = "qnli",
                       .split = "train",
                       .file = "QNLI/part.tsv",
                       .rows = 1000,
                       .official_rows = 104743,
                       .state = "partial",
                       .message = ""},
                      {.task = "mrpc",
                       .split = "train",
                       .file = "",
                       .rows = 0,
                       .official_rows = 3668,
                       .state = "missing",
                       .message = ""}});
    QStringList texts;
    for (int row = 0; row < list.count(); ++row) texts << list.item(row)->text();
    EXPECT_EQ(texts.filter("RTE").size(), 1);
    EXPECT_TRUE(texts.filter("RTE")[0].contains("2,490"));
    EXPECT_TRUE(texts.filter("QNLI")[0].contains("partial"));
    EXPECT_TRUE(texts.filter("QNLI")[0].contains("part.tsv"));
    EXPECT_TRUE(texts.filter("MRPC")[0].contains("not in this folder"));
    EXPECT_TRUE(texts.filter("Demo")[0].contains("built in"));
    EXPECT_TRUE(texts.filter("iagnostic").isEmpty());  // it has no train split
}

TEST(StudyForm, SaysThatThereIsNoDataFolderBeforeOneIsChosen) {
    StudyForm form;
    form.setStudy(defaultStudy());
    auto* tasks = part<TaskList>(form, "tasks");
    QStringList texts;
    for (int row = 0; row < tasks->count(); ++row) texts << tasks->item(row)->text();
    EXPECT_EQ(texts.filter("no data folder").size(), texts.size() - 1) << "all but the demo";
    EXPECT_EQ(texts.filter("built in").size(), 1);
}

TEST(TaskList, LooksIntoAFolderWithoutHoldingTheWindow) {
    QTemporaryDir folder;
    TaskList list;
    QSignalSpy changed(&list, &TaskList::changed);
    list.checkFolder(folder.path());
    EXPECT_TRUE(list.item(0)->text().contains("looking"));
    ASSERT_TRUE(QTest::qWaitFor([&changed] { return changed.count() > 0; }, 10000));
    EXPECT_TRUE(list.item(0)->text().contains("not in this folder"));
}

TEST(FieldForm, HidesWhatIsNotEssentialUntilAsked) {
    FieldForm form("x_");
    form.addInteger("often", 0, 10);
    form.addInteger("seldom", 0, 10);
    form.setEssential({"often"});
    form.show();
    EXPECT_TRUE(part<QWidget>(form, "x_often")->isVisible());
    EXPECT_FALSE(part<QWidget>(form, "x_seldom")->isVisible());
    part<QCheckBox>(form, "x_more")->click();
    EXPECT_TRUE(part<QWidget>(form, "x_seldom")->isVisible());
}

}  // namespace
}  // namespace alphascope
