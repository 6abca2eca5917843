// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run_view_menu.h"

#include "widgets/empty_menu.h"
#include "widgets/kept_states.h"
#include "widgets/menu_text.h"
#include "widgets/run_table.h"

#include <QActionGroup>
#include <QHeaderView>
#include <QMenu>

#include <map>
#include <utility>

namespace alphascope {

namespace {

QAction* addCheck(QMenu& menu, const QString& text, const QString& name, bool on) {
    QAction* action = menu.addAction(text);
    action->setObjectName(name);
    action->setCheckable(true);
    action->setChecked(on);
    return action;
}

void addColumn(QMenu& menu, RunTable& table, const QString& key, const QString& title) {
    QAction* action =
        addCheck(menu, title, QStringLiteral("column_") + key, table.showsColumn(key));
    QObject::connect(action, &QAction::toggled, &table,
                     [&table, key](bool on) { table.showColumn(key, on); });
}

/// "train" for "setting:train.learning_rate".
QString sectionOf(const QString& key) {
    if (key.startsWith(kScorePrefix)) return RunViewMenu::tr("Scores");
    const QString path = key.mid(kSettingPrefix.size());
    return path.contains(QLatin1Char('.')) ? path.section(QLatin1Char('.'), 0, 0)
                                           : RunViewMenu::tr("General settings");
}

}  // namespace

void fillColumnsMenu(QMenu& menu, RunTable& table) {
    const RunListModel& runs = table.runs();
    for (int column = 0; column < RunListModel::kColumns; ++column) {
        const QString title = runs.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        addColumn(menu, table, runs.columnKey(column),
                  title.isEmpty() ? RunViewMenu::tr("State") : title);
    }
    menu.addSeparator();
    std::map<QString, QMenu*> sections;
    for (const QString& key : runs.possibleExtras()) {
        QMenu*& section = sections[sectionOf(key)];
        if (section == nullptr) section = menu.addMenu(menuText(sectionOf(key)));
        addColumn(*section, table, key, menuText(extraTitle(key)));
    }
    menu.addSeparator();
    QAction* reset =
        menu.addAction(RunViewMenu::tr("As they came"), &table, [&table] { table.resetColumns(); });
    reset->setObjectName(QStringLiteral("reset_columns"));
}

RunViewMenu::RunViewMenu(RunTable& table, std::function<RunView()> view, QWidget* parent)
    : QToolButton(parent),
      table_(table),
      kept_(new KeptStates(
          {.kind = QStringLiteral("view"),
           .keep = tr("&Keep this view…"),
           .keep_title = tr("Keep this view"),
           .gone = tr("&Delete a view")},
          [view = std::move(view)] { return toJson(view()); }, this)) {
    connect(kept_, &KeptStates::chosen, this,
            [this](const QJsonObject& state) { emit viewChosen(runViewFromJson(state)); });
    setObjectName(QStringLiteral("run_view"));
    setText(tr("View"));
    setAccessibleName(tr("View of the run list"));
    setToolTip(tr("Archived runs, groups, columns, and views that you keep"));
    setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(this);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] { build(*menu); });
    setMenu(menu);
    QHeaderView* header = table_.horizontalHeader();
    connect(header, &QWidget::customContextMenuRequested, this, [this, header](const QPoint& at) {
        auto* columns = new QMenu(header);
        columns->setObjectName(QStringLiteral("columns_menu"));
        columns->setAttribute(Qt::WA_DeleteOnClose);
        fillColumnsMenu(*columns, table_);
        columns->popup(header->mapToGlobal(at));
    });
}

void RunViewMenu::build(QMenu& menu) {
    emptyMenu(menu);
    RunRows& rows = table_.rows();
    const QString archived = rows.hidden() > 0 ? tr("Show &archived runs (%1)").arg(rows.hidden())
                                               : tr("Show &archived runs");
    connect(addCheck(menu, archived, QStringLiteral("show_archived"), rows.showsArchived()),
            &QAction::toggled, this, [&rows](bool on) { rows.setShowArchived(on); });
    addGroups(*menu.addMenu(tr("&Group by")));
    fillColumnsMenu(*menu.addMenu(tr("&Columns")), table_);
    menu.addSeparator();
    kept_->addChoices(menu);
    QAction* plain = menu.addAction(tr("As it came"), this, [this] { emit viewChosen(RunView()); });
    plain->setObjectName(QStringLiteral("plain_view"));
    kept_->addTools(menu);
}

void RunViewMenu::addGroups(QMenu& menu) {
    const RunListModel& runs = table_.runs();
    std::vector<std::pair<QString, QString>> choices{
        {QString(), tr("Nothing")}, {RunRows::kTaskAndScheme, tr("Task and scheme")}};
    for (const int column : {RunListModel::kTask, RunListModel::kScheme, RunListModel::kStudy,
                             RunListModel::kState, RunListModel::kSeed, RunListModel::kTags}) {
        const QString title = runs.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        choices.emplace_back(runs.columnKey(column), title.isEmpty() ? tr("State") : title);
    }
    for (int column = RunListModel::kColumns; column < runs.columnCount(); ++column)
        choices.emplace_back(runs.columnKey(column), menuText(extraTitle(runs.columnKey(column))));
    auto* group = new QActionGroup(&menu);
    RunRows& rows = table_.rows();
    for (const auto& [key, title] : choices) {
        QAction* action =
            addCheck(menu, title, QStringLiteral("group_") + key, rows.grouping() == key);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [&rows, key = key] { rows.setGrouping(key); });
    }
    menu.addSeparator();
    menu.addAction(tr("Open all groups"), this, [&rows] { rows.setAllOpen(true); });
    menu.addAction(tr("Close all groups"), this, [&rows] { rows.setAllOpen(false); });
}

}  // namespace alphascope
