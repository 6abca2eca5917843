// SPDX-License-Identifier: GPL-3.0-or-later
// Tags, the archive and kept views in the whole window, over a database on disk.
#include "app/window_fixture.h"

#include "app/gui/workspace.h"
#include "store/reader.h"
#include "store/writer.h"
#include "study/study.h"
#include "widgets/kept_states.h"
#include "widgets/look.h"
#include "widgets/run_list_panel.h"
#include "widgets/study_form.h"

#include <gmock/gmock.h>
#include <qcustomplot.h>
#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace alphascope {
namespace {

using test::optionsFor;
using test::part;
using test::waitFor;

class MarksWindow : public test::Window {
protected:
    [[nodiscard]] std::unique_ptr<MainWindow> openedWithoutFollowing(
        const std::filesystem::path& file = made->file(), int runs = 5) const {
        auto window = opened(optionsFor(file), runs);
        window->workspace().runs().setFollowing(false);
        return window;
    }
    static RunMarks stored(std::int64_t id) {
        return StoreReader(made->file()).findRun(std::to_string(id))->marks;
    }
};

TEST_F(MarksWindow, AnArchivedRunGoesAndComesBackByUndo) {
    const auto window = openedWithoutFollowing();
    auto* table = part<RunTable>(*window, "runs");
    auto* undo = part<QAction>(*window, "undo_marks");
    EXPECT_FALSE(undo->isEnabled());
    window->workspace().runs().select({made->label_only});
    part<QAction>(*window, "archive_runs")->trigger();
    ASSERT_TRUE(waitFor([&] { return table->rows().rowCount() == 4; }));
    EXPECT_TRUE(stored(made->label_only).archived);
    EXPECT_TRUE(window->workspace().runs().selected().empty());
    EXPECT_TRUE(part<QLabel>(*window, "banner_text")->text().contains("1 run archived"));
    part<QPushButton>(*window, "banner_button")->click();
    ASSERT_TRUE(waitFor([&] { return table->rows().rowCount() == 5; }));
    EXPECT_FALSE(undo->isEnabled());
    part<QPushButton>(*window, "banner_button")->click();  // hidden by now: nothing to undo
    EXPECT_FALSE(stored(made->label_only).archived);
}

TEST_F(MarksWindow, AColourReachesThePlotsAndUndoGoesBackStepByStep) {
    const auto window = openedWithoutFollowing();
    window->workspace().runs().select({made->rw_kd});
    auto* plot = part<QCustomPlot>(*window, "dev_scores_plot");
    ASSERT_TRUE(waitFor([&] { return plot->graphCount() > 0; }));
    const auto painted = [&](const QColor& colour) {
        return waitFor([&] { return plot->graph(0)->pen().color().rgb() == colour.rgb(); });
    };
    const bool dark = isDark(plot->palette());
    auto* runs = &window->workspace().runs();
    MarkChange blue, back;
    blue.run_id = back.run_id = made->rw_kd;
    blue.colour = "blue";
    back.colour = "";
    emit runs->marksRequested({blue}, {back}, "Colour changed.");
    EXPECT_TRUE(painted(markColour("blue", dark)));
    MarkChange green = blue;
    green.colour = "green";
    emit runs->marksRequested({green}, {blue}, "Colour changed.");
    EXPECT_TRUE(painted(markColour("green", dark)));
    auto* undo = part<QAction>(*window, "undo_marks");
    undo->trigger();
    EXPECT_TRUE(painted(markColour("blue", dark)));
    undo->trigger();
    EXPECT_TRUE(waitFor([&] { return stored(made->rw_kd).colour.empty(); }));
    EXPECT_FALSE(undo->isEnabled());
}

TEST_F(MarksWindow, WhatCouldNotBeWrittenHasNoWayBack) {
    const auto window = openedWithoutFollowing();
    auto* undo = part<QAction>(*window, "undo_marks");
    MarkChange change;
    change.run_id = 777;  // is not there
    change.add_tags = {"paper"};
    emit window->workspace().runs().marksRequested({change}, {change}, "Tags changed.");
    auto* said = part<QLabel>(*window, "banner_text");
    ASSERT_TRUE(waitFor([&] { return said->text().contains("no run 777"); }));
    EXPECT_FALSE(undo->isEnabled());
}

TEST_F(MarksWindow, ViewsAreFoundAgain) {
    const std::filesystem::path file = folder->filePath("views.db").toStdString();
    {
        StoreWriter writer(file);
        const Study study = defaultStudy();
        const auto run = writer.createRun(writer.createStudy("views", study.toToml()),
                                          expand(study).back().spec);
        writer.setState(run, RunState::kFinished, "");
    }
    {
        const auto window = openedWithoutFollowing(file, 1);
        RunListPanel& runs = window->workspace().runs();
        auto* table = part<RunTable>(*window, "runs");
        part<QLineEdit>(runs, "run_filter")->setText("demo");
        table->showColumn("setting:train.learning_rate", true);
        table->rows().setGrouping("scheme");
        runs.keptViews().setAll({{"mine", toJson(runs.view())}});
        window->close();
    }
    const auto window = openedWithoutFollowing(file, 1);
    RunListPanel& runs = window->workspace().runs();
    EXPECT_EQ(runs.view().filter, "demo");
    EXPECT_EQ(runs.view().grouping, "scheme");
    EXPECT_TRUE(part<RunTable>(*window, "runs")->showsColumn("setting:train.learning_rate"));
    EXPECT_EQ(runViewFromJson(runs.keptViews().all()["mine"].toObject()), runs.view());
}

}  // namespace
}  // namespace alphascope
