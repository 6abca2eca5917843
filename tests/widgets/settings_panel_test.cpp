// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/settings_panel.h"
#include "widgets/with_snapshots.h"

#include <QCheckBox>
#include <QLabel>
#include <QTableWidget>

namespace alphascope {
namespace {

class Settings : public test::WithSnapshots {
protected:
    void select(std::vector<std::int64_t> ids) { panel.showSnapshot(show(std::move(ids))); }
    QString valueOf(const QString& path, int column) {
        for (int row = 0; row < table()->rowCount(); ++row)
            if (table()->verticalHeaderItem(row)->text() == path)
                return table()->item(row, column)->text();
        return QStringLiteral("not shown");
    }
    QTableWidget* table() { return panel.findChild<QTableWidget*>("settings_table"); }
    QString notice() { return panel.findChild<QLabel*>("settings_notice")->text(); }

    SettingsPanel panel;
};

TEST_F(Settings, OfAnImportedRunAreOnlyWhatIsKnown) {
    RunSpec spec{.study = "logs", .task = "imported", .role = Role::kImported, .scheme = ""};
    spec.data.folder = "lr_0.1";
    StoreWriter& writer = made->writer();
    const auto id = writer.createRun(writer.createStudy("logs", ""), spec);
    select({id});
    EXPECT_EQ(valueOf("data.folder", 0), "lr_0.1");
    EXPECT_EQ(valueOf("role", 0), "imported");
    EXPECT_EQ(table()->rowCount(), 3);
    EXPECT_EQ(table()->horizontalHeaderItem(0)->text(), "lr_0.1");
}

TEST_F(Settings, OfTwoRunsAreWhatDiffers) {
    EXPECT_TRUE(notice().contains("Select a run"));
    select({made->rw_kd, made->fixed});
    EXPECT_EQ(valueOf("scheme", 0), "rw-kd");
    EXPECT_EQ(valueOf("scheme", 1), "fixed");
    EXPECT_EQ(valueOf("task", 0), "not shown");
    panel.findChild<QCheckBox*>("only_differences")->click();
    EXPECT_EQ(valueOf("task", 0), "demo");
    EXPECT_TRUE(table()->horizontalHeaderItem(1)->text().contains("fixed"));
}

TEST_F(Settings, OfOneRunAreAll) {
    select({made->rw_kd});
    EXPECT_EQ(valueOf("task", 0), "demo");
    EXPECT_TRUE(notice().isEmpty());
}

TEST_F(Settings, SayWhenNothingDiffers) {
    select({made->rw_kd, made->rw_kd});
    EXPECT_TRUE(notice().contains("same settings")) << notice().toStdString();
}

}  // namespace
}  // namespace alphascope
