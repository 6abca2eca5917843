// SPDX-License-Identifier: GPL-3.0-or-later
// From the start page to the gallery and back, and where new runs go meanwhile.
#include "app/gui/places.h"

#include "app/window_fixture.h"

#include "app/gui/workspace.h"
#include "store/reader.h"
#include "store/writer.h"
#include "widgets/run_list_panel.h"
#include "widgets/study_form.h"

#include <gmock/gmock.h>
#include <QAction>
#include <QCommandLinkButton>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>

#include <set>

namespace alphascope {
namespace {

using test::waitFor;

/// The gallery's form on disk: one file that is not in WAL mode.
void makeGallery(const std::filesystem::path& file) {
    { const test::MadeDatabase made(file); }
    QFile header(QString::fromStdString(file.string()));
    ASSERT_TRUE(header.open(QIODevice::ReadWrite));
    ASSERT_TRUE(header.seek(18));
    header.write(QByteArray(2, '\1'));  // PRAGMA journal_mode = DELETE writes just this
}

class GalleryWindow : public test::WindowOfItsOwn {
protected:
    GalleryWindow() {
        makeGallery(gallery_);
        qputenv("ALPHASCOPE_GALLERY", gallery_.string().c_str());
        window_ = opened();
        EXPECT_TRUE(waitFor([this] { return std::filesystem::exists(file_) && shows(0); }));
    }
    ~GalleryWindow() override { qunsetenv("ALPHASCOPE_GALLERY"); }

    template <typename Widget>
    Widget* part(const QString& name) {
        return test::part<Widget>(*window_, name);
    }
    bool shows(int runs) {
        return part<QLabel>("status_text")->text().contains(QStringLiteral("   %1 runs").arg(runs));
    }
    QString page() { return part<QStackedWidget>("pages")->currentWidget()->objectName(); }
    void openGallery() {
        QTest::mouseClick(part<QCommandLinkButton>("start_gallery"), Qt::LeftButton);
        ASSERT_TRUE(waitFor([this] { return shows(5) && page() == "workspace"; }));
    }
    std::vector<RunRow> runsAtHome() { return StoreReader(file_).runs(); }

    const std::filesystem::path gallery_ = folder_.filePath("gallery.db").toStdString();
    std::unique_ptr<MainWindow> window_;
};

TEST_F(GalleryWindow, TheGalleryIsReadOnlyAndTheWayBackLeadsToTheDatabaseOfTheCommandLine) {
    EXPECT_EQ(page(), "start_page");
    openGallery();
    EXPECT_EQ(window_->windowTitle(), "Gallery – Alphascope");
    EXPECT_TRUE(part<QLabel>("banner_text")->text().contains("read-only"));
    for (const char* name : {"new_study", "run_demo"}) {
        EXPECT_FALSE(part<QAction>(name)->isEnabled()) << name;
    }
    for (const char* name : {"pause_runs", "cancel_runs"}) {
        EXPECT_FALSE(part<QPushButton>(name)->isEnabled()) << name;
    }
    part<QAction>("open_own")->trigger();
    ASSERT_TRUE(waitFor([this] { return shows(0); }));
    EXPECT_EQ(page(), "start_page");
    EXPECT_TRUE(part<QLabel>("status_text")->text().contains("runs.db"));
    EXPECT_TRUE(part<QAction>("new_study")->isEnabled());
    // Nothing was written beside the gallery.
    EXPECT_FALSE(std::filesystem::exists(gallery_.string() + "-wal"));
}

TEST_F(GalleryWindow, TheStartPageCanBeShownAgainAndLeadsToANewStudyAtHome) {
    openGallery();
    part<QAction>("show_start_page")->trigger();
    ASSERT_TRUE(waitFor([this] { return page() == "start_page"; }));
    QTest::mouseClick(part<QCommandLinkButton>("start_new_study"), Qt::LeftButton);
    EXPECT_TRUE(waitFor([this] { return shows(0); }));
    auto* form = window_->findChild<StudyForm*>();
    ASSERT_NE(form, nullptr);
    Study study = defaultStudy();
    study.schemes = {{.id = "label-only", .parameters = {}}};
    form->setStudy(study);
    QTest::mouseClick(form->findChild<QPushButton*>("launch"), Qt::LeftButton);
    ASSERT_TRUE(waitFor([this] { return !runsAtHome().empty() && page() == "workspace"; }));
    EXPECT_EQ(runsAtHome()[0].study, "demo");
}

TEST_F(GalleryWindow, TheFormOffersNoTeacherOfAnotherDatabase) {
    openGallery();  // it has a finished teacher
    part<QAction>("show_start_page")->trigger();
    ASSERT_TRUE(waitFor([this] { return page() == "start_page"; }));
    QTest::mouseClick(part<QCommandLinkButton>("start_new_study"), Qt::LeftButton);
    auto* form = window_->findChild<StudyForm*>();
    ASSERT_NE(form, nullptr);
    const auto offered = [form] {
        int actions = 0;
        for (const QMenu* menu : form->findChild<QLineEdit*>("teacher_run")->findChildren<QMenu*>())
            actions += static_cast<int>(menu->actions().size());
        return actions;
    };
    form->setStudy(defaultStudy());
    EXPECT_EQ(offered(), 0);
    ASSERT_TRUE(waitFor([this] { return shows(0); }));
    QTest::qWait(200);
    EXPECT_EQ(offered(), 0);
    // One that finishes while the form is open is offered.
    {
        StoreWriter writer(file_);
        const Study study = defaultStudy();
        const auto id = writer.createRun(writer.createStudy("made", study.toToml()),
                                         expand(study).front().spec);
        writer.setState(id, RunState::kFinished, "");
    }
    EXPECT_TRUE(waitFor([&] { return offered() == 1; }));
}

TEST_F(GalleryWindow, ARunOfTheGalleryIsMadeAgainAtHome) {
    openGallery();
    window_->workspace().runs().setFollowing(false);
    const auto gallery_run = StoreReader(gallery_).runs()[2];
    window_->workspace().runs().select({gallery_run.id});
    auto* again = part<QPushButton>("again_with");
    ASSERT_TRUE(waitFor([again] { return again->isEnabled(); }));
    QTest::mouseClick(again, Qt::LeftButton);
    ASSERT_TRUE(waitFor([this] { return window_->findChild<StudyForm*>() != nullptr; }));
    ASSERT_TRUE(waitFor([this] { return shows(0); })) << "the user's own database";
    const Study study = window_->findChild<StudyForm*>()->study();
    ASSERT_EQ(study.schemes.size(), 1U);
    EXPECT_EQ(study.schemes[0].id, gallery_run.scheme);
    EXPECT_EQ(study.seeds, std::vector<std::uint64_t>{gallery_run.seed});
    EXPECT_FALSE(study.full_train_row);
}

TEST_F(GalleryWindow, ClosingTheWindowOverAnEditedStudyAsks) {
    QTest::mouseClick(part<QCommandLinkButton>("start_new_study"), Qt::LeftButton);
    auto* form = window_->findChild<StudyForm*>();
    form->findChild<QLineEdit*>("study_name")->setText("mine");
    window_->close();
    EXPECT_TRUE(window_->isVisible());
    ASSERT_NE(form->findChild<QMessageBox*>("discard_question"), nullptr);
    QTest::mouseClick(form->findChild<QPushButton*>("discard_study"), Qt::LeftButton);
    EXPECT_TRUE(waitFor([this] { return !window_->isVisible(); }));
}

TEST_F(GalleryWindow, StudiesThatComeWithTheProgramAreOffered) {
    QTest::mouseClick(part<QCommandLinkButton>("start_new_study"), Qt::LeftButton);
    auto* form = window_->findChild<StudyForm*>();
    const auto actions = form->findChild<QToolButton*>("start_from")->menu()->actions();
    ASSERT_GE(actions.size(), 10);
    for (QAction* action : actions) {
        EXPECT_TRUE(action->text().contains(" – ")) << "without a sentence";
        action->trigger();
        EXPECT_EQ(action->objectName(), "start_from_" + QString::fromStdString(form->study().name));
    }
}

TEST_F(GalleryWindow, ADoubleClickOnTheDemoStartsOne) {
    auto* demo = part<QCommandLinkButton>("start_demo");
    QTest::mouseClick(demo, Qt::LeftButton);
    QTest::mouseDClick(demo, Qt::LeftButton);
    ASSERT_TRUE(waitFor([this] { return page() == "workspace"; }));
    QTest::qWait(700);  // a second one would be there by then
    std::set<std::string> teachers;
    for (const RunRow& run : runsAtHome()) {
        if (run.role == "teacher") teachers.insert(run.uuid);
    }
    EXPECT_EQ(teachers.size(), 1U);
}

TEST_F(GalleryWindow, ClosingOverTheGalleryAsksWhenRunsGoOnAtHome) {
    QTest::mouseClick(part<QCommandLinkButton>("start_new_study"), Qt::LeftButton);
    auto* form = window_->findChild<StudyForm*>();
    Study study = defaultStudy();
    study.seeds = {20};  // the fake module works on it until it is cancelled
    form->setStudy(study);
    QTest::mouseClick(form->findChild<QPushButton*>("launch"), Qt::LeftButton);
    ASSERT_TRUE(waitFor([this] { return page() == "workspace"; }));
    part<QAction>("open_gallery")->trigger();
    ASSERT_TRUE(waitFor([this] { return shows(5); }));
    EXPECT_TRUE(part<QLabel>("banner_text")->text().contains("go on meanwhile"));
    window_->close();
    EXPECT_TRUE(window_->isVisible());
    ASSERT_NE(part<QMessageBox>("close_question"), nullptr);
    QTest::mouseClick(part<QPushButton>("close_stop_runs"), Qt::LeftButton);
    EXPECT_TRUE(waitFor([this] { return !window_->isVisible(); }));
    for (const RunRow& run : runsAtHome()) EXPECT_TRUE(isEnded(run.state)) << run.label;
}

}  // namespace
}  // namespace alphascope
