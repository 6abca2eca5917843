// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/settings_panel.h"

#include "report/settings_diff.h"
#include "study/error.h"
#include "widgets/run_title.h"

#include <QCheckBox>
#include <QHeaderView>
#include <QLabel>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace alphascope {

namespace {
const QString kOnlyDifferences = QStringLiteral("only_differences");
}

SettingsPanel::SettingsPanel(QWidget* parent)
    : QWidget(parent),
      only_differences_(new QCheckBox(tr("Only what differs"), this)),
      notice_(new QLabel(this)),
      table_(new QTableWidget(this)) {
    setObjectName(QStringLiteral("settings"));
    only_differences_->setObjectName(QStringLiteral("only_differences"));
    only_differences_->setChecked(true);
    notice_->setObjectName(QStringLiteral("settings_notice"));
    notice_->setTextFormat(Qt::PlainText);
    notice_->setWordWrap(true);
    notice_->setForegroundRole(QPalette::PlaceholderText);
    table_->setObjectName(QStringLiteral("settings_table"));
    table_->setTabKeyNavigation(false);
    table_->setAccessibleName(tr("Settings of the selected runs"));
    table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table_->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(4, 4, 4, 4);
    all->addWidget(only_differences_);
    all->addWidget(notice_);
    all->addWidget(table_, 1);
    connect(only_differences_, &QCheckBox::toggled, this, &SettingsPanel::rebuild);
    rebuild();
}

void SettingsPanel::showSnapshot(const std::shared_ptr<const Snapshot>& snapshot) {
    if (!snapshot) return;
    const bool same = std::equal(
        runs_.begin(), runs_.end(), snapshot->selected.begin(), snapshot->selected.end(),
        [](const RunRow& run, const auto& other) { return run.uuid == other->row.uuid; });
    if (same) return;
    runs_.clear();
    for (const auto& run : snapshot->selected) runs_.push_back(run->row);
    rebuild();
}

QJsonObject SettingsPanel::state() const {
    return {{kOnlyDifferences, only_differences_->isChecked()}};
}

void SettingsPanel::restore(const QJsonObject& state) {
    only_differences_->setChecked(state[kOnlyDifferences].toBool(true));
}

void SettingsPanel::rebuild() {
    std::vector<SettingRow> rows;
    QString notice = runs_.empty() ? tr("Select a run to see its settings.") : QString();
    try {
        rows = settingsOf(runs_);
    } catch (const Error& error) {  // one run of another program; its numbers are still worth it
        notice = QString::fromStdString(error.what());
    }
    const bool several = runs_.size() > 1;
    only_differences_->setEnabled(several);
    if (several && only_differences_->isChecked()) {
        std::erase_if(rows, [](const SettingRow& row) { return !row.differs(); });
        if (rows.empty() && notice.isEmpty()) notice = tr("These runs have the same settings.");
    }
    notice_->setText(notice);
    notice_->setVisible(!notice.isEmpty());
    table_->setRowCount(static_cast<int>(rows.size()));
    table_->setColumnCount(static_cast<int>(runs_.size()));
    for (int column = 0; column < table_->columnCount(); ++column) {
        const RunRow& run = runs_[static_cast<std::size_t>(column)];
        table_->setHorizontalHeaderItem(column, new QTableWidgetItem(titleOf(run, run.label)));
    }
    for (int row = 0; row < table_->rowCount(); ++row) {
        const SettingRow& setting = rows[static_cast<std::size_t>(row)];
        table_->setVerticalHeaderItem(row,
                                      new QTableWidgetItem(QString::fromStdString(setting.path)));
        for (int column = 0; column < table_->columnCount(); ++column) {
            auto* item = new QTableWidgetItem(
                QString::fromStdString(setting.values[static_cast<std::size_t>(column)]));
            QFont font = item->font();
            font.setBold(several && setting.differs());
            item->setFont(font);
            table_->setItem(row, column, item);
        }
    }
}

}  // namespace alphascope
