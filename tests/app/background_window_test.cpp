// SPDX-License-Identifier: GPL-3.0-or-later
// Runs of other processes in the whole window: real ones, of alphascope-cli with the fake training
// module, whose runs with seeds of 20 and above work until the file "go" lies in the files folder.
#include "app/window_fixture.h"

#include "app/gui/workspace.h"
#include "core/run/demo_study.h"
#include "run/process_executor.h"
#include "store/reader.h"
#include "study/error.h"
#include "widgets/queue_panel.h"
#include "widgets/study_form.h"

#include <gmock/gmock.h>
#include <QAction>
#include <QCheckBox>
#include <QLabel>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QTest>

#include <csignal>
#include <fstream>
#include <thread>

namespace alphascope {
namespace {

using test::part;
using test::waitFor;
using testing::ElementsAre;

class BackgroundWindow : public test::WindowOfItsOwn {
protected:
    /// No process of a failed test stays behind.
    ~BackgroundWindow() override {
        if (!std::filesystem::exists(file_)) return;
        for (const RunRow& run : StoreReader(file_).runs())
            if (run.owner != Owner::self() && run.owner.alive())
                kill(static_cast<pid_t>(run.owner.pid), SIGKILL);
    }
    static Study study(const std::vector<std::uint64_t>& seeds) {
        Study study = demoStudy("label-only", seeds);
        study.device = "cpu";
        return study;
    }
    [[nodiscard]] std::vector<RunState> states() const {
        std::vector<RunState> states;
        try {
            for (const RunRow& run : StoreReader(file_).runs()) states.push_back(run.state);
        } catch (const Error&) {  // there is nothing in it yet
        }
        return states;
    }
    [[nodiscard]] bool reach(const std::vector<RunState>& wanted) const {
        return waitFor([&] { return states() == wanted; });
    }
    void letGo() const {
        std::ofstream(std::filesystem::path(file_.string() + ".files") / "go") << "go";
    }
};

constexpr auto kRunning = RunState::kRunning, kQueued = RunState::kQueued,
               kFinished = RunState::kFinished, kCancelled = RunState::kCancelled,
               kInterrupted = RunState::kInterrupted;

TEST_F(BackgroundWindow, ShowsWhatGoesOnElsewhereAndAsksItsOwners) {
    ProcessExecutor executor(file_);
    ASSERT_EQ(executor.submit(study({20, 21, 22})).size(), 3U);
    ASSERT_TRUE(reach({kRunning, kQueued, kQueued}));
    const auto window = opened();
    auto* list = part<QListWidget>(*window, "other_runs");
    ASSERT_TRUE(waitFor([&] { return list->count() == 3; }));
    EXPECT_TRUE(list->item(0)->text().contains("seed 20 · running"));
    EXPECT_TRUE(list->item(1)->text().contains("seed 21 · queued"));
    EXPECT_EQ(part<QListWidget>(*window, "queue_list")->count(), 0) << "none waits in this window";
    EXPECT_EQ(states(), (std::vector{kRunning, kQueued, kQueued})) << "they were left as they are";
    const auto ask = [&](int row, const char* verb) {
        list->clearSelection();
        list->item(row)->setSelected(true);
        part<QAction>(*window, verb)->trigger();
    };
    ask(0, "other_pause");
    ASSERT_TRUE(reach({RunState::kPaused, kQueued, kQueued}));
    ask(0, "other_resume");
    ASSERT_TRUE(reach({kRunning, kQueued, kQueued}));
    ask(1, "other_cancel");
    ASSERT_TRUE(reach({kRunning, kCancelled, kQueued}));
    letGo();
    ASSERT_TRUE(reach({kFinished, kCancelled, kFinished}));
    EXPECT_TRUE(waitFor([&] { return list->count() == 0; }));
    EXPECT_FALSE(list->isVisible());
}

/// They could tell nobody, and nobody else opens the database.
TEST_F(BackgroundWindow, LearnsThatProcessesWereKilled) {
    ProcessExecutor executor(file_);
    ASSERT_EQ(executor.submit(study({20, 21})).size(), 2U);
    ASSERT_TRUE(reach({kRunning, kQueued}));
    const auto window = opened();
    auto* list = part<QListWidget>(*window, "other_runs");
    ASSERT_TRUE(waitFor([&] { return list->count() == 2; }));
    kill(static_cast<pid_t>(executor.pid()), SIGKILL);
    ASSERT_TRUE(reach({kRunning, kInterrupted})) << "what trains goes on, what waited does not";
    EXPECT_TRUE(waitFor([&] { return list->count() == 1; }));
    kill(static_cast<pid_t>(StoreReader(file_).findRun("1")->owner.pid), SIGKILL);
    ASSERT_TRUE(reach({kInterrupted, kInterrupted}));
    EXPECT_TRUE(waitFor([&] { return list->count() == 0; }));
}

TEST_F(BackgroundWindow, AStudyInTheBackgroundOutlivesTheWindowThatStartedIt) {
    {
        const auto window = opened();
        part<QAction>(*window, "new_study")->trigger();
        auto* form = window->findChild<StudyForm*>();
        ASSERT_NE(form, nullptr);
        form->setStudy(study({20, 21}));
        EXPECT_FALSE(form->inBackground());
        part<QCheckBox>(*form, "in_background")->setChecked(true);
        QTest::mouseClick(part<QPushButton>(*form, "launch"), Qt::LeftButton);
        ASSERT_TRUE(reach({kRunning, kQueued}));
        ASSERT_TRUE(waitFor([&] { return window->findChildren<StudyForm*>().isEmpty(); }));
        window->close();
        EXPECT_FALSE(window->isVisible());
        EXPECT_TRUE(window->findChildren<QMessageBox*>().isEmpty()) << "there is nothing to ask";
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    EXPECT_EQ(states(), (std::vector{kRunning, kQueued}));
    const auto window = opened();  // and it is found again
    auto* list = part<QListWidget>(*window, "other_runs");
    ASSERT_TRUE(waitFor([&] { return list->count() == 2; }));
    letGo();
    EXPECT_TRUE(reach({kFinished, kFinished}));
    part<QAction>(*window, "new_study")->trigger();
    EXPECT_TRUE(window->findChild<StudyForm*>()->inBackground()) << "the choice is kept";
}

TEST_F(BackgroundWindow, AStudyThatCannotRunIsRefusedInItsForm) {
    const auto window = opened();
    part<QAction>(*window, "new_study")->trigger();
    auto* form = window->findChild<StudyForm*>();
    Study reused = study({20});
    reused.teacher.run = "00000000-0000-0000-0000-000000000000";
    reused.schemes = {{.id = "fixed", .parameters = {}}};
    form->setStudy(reused);
    form->setInBackground(true);
    emit form->launchRequested(reused);
    EXPECT_TRUE(waitFor([&] {
        return part<QLabel>(*form, "study_problems")->text().contains("not in this database");
    }));
    EXPECT_TRUE(states().empty());
}

}  // namespace
}  // namespace alphascope
