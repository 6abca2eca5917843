// SPDX-License-Identifier: GPL-3.0-or-later
// A selected sample, from one start of the window to the next.
#include "app/gui/main_window.h"
#include "app/gui/workspace.h"
#include "store/reader.h"
#include "widgets/alpha_histogram.h"
#include "widgets/part.h"
#include "widgets/run_list_panel.h"
#include "widgets/sample_model.h"
#include "widgets/wait.h"

#include <QCheckBox>
#include <QSettings>
#include <QTableView>

#include <cstdint>
#include <string>

namespace alphascope {
namespace {

using test::part;
using test::waitFor;

class SampleSessions : public test::WithDatabase {
protected:
    SampleSessions() { QSettings().clear(); }
    [[nodiscard]] static Options options() {
        Options made_options;
        made_options.database = QString::fromStdString(made->file().string());
        return made_options;
    }
    static QModelIndexList selectedSamples(MainWindow& window) {
        return part<QTableView>(window, "samples")->selectionModel()->selectedRows();
    }
    /// Waits until a run is shown; then the second of its samples is read.
    static void readASample(MainWindow& window, std::int64_t run) {
        const std::string uuid = StoreReader(made->file()).findRun(std::to_string(run))->uuid;
        const QString shown = QString::fromStdString(uuid);
        ASSERT_TRUE(waitFor([&] { return window.workspace().place()["run"].toString() == shown; }));
        emit window.findChild<AlphaHistogram*>()->rangeSelected(0.0, 1.0);
        auto* samples = part<QTableView>(window, "samples");
        ASSERT_TRUE(waitFor([&] { return samples->model()->rowCount() > 1; }));
        samples->selectRow(1);
        ASSERT_EQ(selectedSamples(window).size(), 1);
    }
    const Theme theme_;
};

TEST_F(SampleSessions, WhatIsNotThereYetIsKeptForTheNextStart) {
    QVariant alpha;
    {
        MainWindow window(options(), theme_);
        window.show();
        auto* runs = part<QTableView>(window, "runs");
        ASSERT_TRUE(waitFor([&] { return runs->model()->rowCount() == 5; }));
        window.workspace().runs().setFollowing(false);
        window.workspace().runs().select({made->rw_kd});
        readASample(window, made->rw_kd);
        alpha = selectedSamples(window)[0].data(SampleModel::kSortRole);
        window.close();
    }
    const QSettings settings;
    const QStringList runs = settings.value("session/runs").toStringList();
    const QByteArray place = settings.value("session/place").toByteArray();
    ASSERT_EQ(runs.size(), 1);
    ASSERT_TRUE(place.contains("\"selected\":[")) << place.toStdString();
    {
        MainWindow window(Options{}, theme_);
        window.show();
        window.close();  // before anything has been read
    }
    EXPECT_EQ(settings.value("session/runs").toStringList(), runs);
    EXPECT_EQ(settings.value("session/place").toByteArray(), place);
    MainWindow window(Options{}, theme_);
    window.show();
    ASSERT_TRUE(waitFor([&] { return selectedSamples(window).size() == 1; }));
    EXPECT_EQ(selectedSamples(window)[0].data(SampleModel::kSortRole), alpha);
}

TEST_F(SampleSessions, FollowStaysTickedWhereASampleIsFoundAgain) {
    SamplesWeighted some{.step = 21, .epoch = 0};
    for (std::size_t i = 0; i < 3; ++i) {
        some.ids.push_back(made->train_ids[i]);
        some.alpha.push_back(0.25F * static_cast<float>(i + 1));
        some.label_loss.push_back(0.5F);
        some.teacher_loss.push_back(0.5F);
    }
    made->writer().sink(made->running)->publish(some);
    made->writer().flush();
    {
        MainWindow window(options(), theme_);
        window.show();
        window.workspace().runs().setFollowing(true);
        readASample(window, made->running);
        EXPECT_FALSE(part<QCheckBox>(window, "follow")->isChecked()) << "by hand";
        window.workspace().runs().setFollowing(true);
        window.close();
    }
    MainWindow window(Options{}, theme_);
    window.show();
    ASSERT_TRUE(waitFor([&] { return selectedSamples(window).size() == 1; }));
    EXPECT_TRUE(part<QCheckBox>(window, "follow")->isChecked());
}

}  // namespace
}  // namespace alphascope
