// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/task_list.h"

#include "study/task.h"

#include <QCoreApplication>
#include <QPointer>
#include <QSignalBlocker>
#include <QThreadPool>

#include <exception>

namespace alphascope {

namespace {

bool isTrainable(const TaskDescriptor& task) {
    const SplitDescriptor* train = task.findSplit("train");
    return task.folder.empty() || (train != nullptr && train->label.has_value());
}

QString splitText(const SplitReport& report) {
    const QString name = QString::fromStdString(report.split);
    if (report.state == "complete") return TaskList::tr("%1 %L2").arg(name).arg(report.rows);
    if (report.state == "partial") {
        return TaskList::tr("%1 partial: %L2 of %L3 in %4")
            .arg(name)
            .arg(report.rows)
            .arg(report.official_rows)
            .arg(QString::fromStdString(std::filesystem::path(report.file).filename().string()));
    }
    if (report.state == "error") {
        return TaskList::tr("%1: %2").arg(name, QString::fromStdString(report.message));
    }
    return TaskList::tr("%1 missing").arg(name);
}

}  // namespace

TaskList::TaskList(QWidget* parent) : QListWidget(parent) {
    setObjectName(QStringLiteral("tasks"));
    setAccessibleName(tr("Tasks"));
    setSelectionMode(QAbstractItemView::NoSelection);
    for (const TaskDescriptor& task : taskTable()) {
        if (!isTrainable(task)) continue;
        auto* item = new QListWidgetItem(QString::fromStdString(task.name), this);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsUserCheckable);
        item->setCheckState(Qt::Unchecked);
        item->setData(Qt::UserRole, QString::fromStdString(task.id));
        items_[task.id] = item;
        describe(task.id, task.folder.empty() ? tr("built in") : tr("no data folder"));
    }
    // Only a hand comes here: what the list does by itself is done quietly.
    connect(this, &QListWidget::itemChanged, this, &TaskList::ticked);
    connect(this, &TaskList::ticked, this, &TaskList::changed);
}

void TaskList::describe(const std::string& task, const QString& state) {
    const QSignalBlocker quiet(this);
    const QString name = QString::fromStdString(findTask(task).name);
    items_.at(task)->setText(state.isEmpty() ? name : QStringLiteral("%1   %2").arg(name, state));
    items_.at(task)->setToolTip(state);
}

void TaskList::setTasks(const std::vector<std::string>& ids) {
    const QSignalBlocker quiet(this);
    for (const auto& [id, item] : items_) item->setCheckState(Qt::Unchecked);
    for (const std::string& id : ids) {
        const auto found = items_.find(id);
        if (found != items_.end()) found->second->setCheckState(Qt::Checked);
    }
}

QString TaskList::problemOf(const std::string& task) const {
    const auto found = problems_.find(task);
    return found == problems_.end() ? QString() : found->second;
}

std::vector<std::string> TaskList::tasks() const {
    std::vector<std::string> ids;
    for (int row = 0; row < count(); ++row) {
        if (item(row)->checkState() == Qt::Checked) {
            ids.push_back(item(row)->data(Qt::UserRole).toString().toStdString());
        }
    }
    return ids;
}

void TaskList::checkFolder(const QString& folder) {
    folder_ = folder;
    problems_.clear();
    for (const auto& [id, item] : items_) {
        if (findTask(id).folder.empty()) continue;
        describe(id, folder.isEmpty() ? tr("no data folder") : tr("looking…"));
    }
    look();
}

void TaskList::lookAgain() {
    if (!all_there_) look();
}

void TaskList::look() {
    const int number = ++check_;
    if (folder_.isEmpty()) return;
    QThreadPool::globalInstance()->start(
        [guard = QPointer<TaskList>(this), folder = folder_, number] {
            std::vector<SplitReport> reports;
            try {
                reports = checkDataFolder(folder.toStdString());
            } catch (const std::exception&) {
                // No report for a task reads as "missing", which is what the user has to know here.
            }
            QMetaObject::invokeMethod(QCoreApplication::instance(), [guard, number, reports] {
                if (guard && guard->check_ == number) guard->showReports(reports);
            });
        });
}

void TaskList::showReports(const std::vector<SplitReport>& reports) {
    problems_.clear();
    all_there_ = true;
    for (const auto& [id, item] : items_) {
        const TaskDescriptor& task = findTask(id);
        if (task.folder.empty()) continue;
        QStringList parts;
        bool any_found = false;
        for (const SplitReport& report : reports) {
            if (report.task != id) continue;
            const SplitDescriptor* split = task.findSplit(report.split);
            if (split == nullptr || !split->label)
                continue;  // the test files are not needed to train
            parts << splitText(report);
            if (report.state == "error") problems_[id] = QString::fromStdString(report.message);
            const bool here = report.state == "complete" || report.state == "partial";
            all_there_ = all_there_ && here;
            any_found = any_found || here || report.state == "error";
        }
        describe(id, any_found ? parts.join(tr(", ")) : tr("not in this folder"));
    }
    emit changed();
}

}  // namespace alphascope
