// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run_list_model.h"

#include "study/task.h"
#include "widgets/core_words.h"
#include "widgets/look.h"

#include <QFont>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace alphascope {

namespace {

constexpr std::array kStates{RunState::kQueued,      RunState::kRunning, RunState::kPaused,
                             RunState::kFinished,    RunState::kFailed,  RunState::kCancelled,
                             RunState::kInterrupted, RunState::kBlocked};

double progressOf(const RunRow& row) {
    if (row.total_steps <= 0) return row.state == RunState::kFinished ? 1.0 : 0.0;
    return std::min(1.0, static_cast<double>(row.step) / static_cast<double>(row.total_steps));
}

QString progressText(const RunRow& row) {
    if (row.state == RunState::kFinished) return clockText(row.train_seconds);
    if (row.state != RunState::kRunning) return inWords(runStateName(row.state));
    const QString percent = RunListModel::tr("%1 %").arg(std::floor(progressOf(row) * 100.0));
    const QString left = clockText(secondsLeft(row));
    return left.isEmpty() ? percent : QStringLiteral("%1 · %2").arg(percent, left);
}

QString taskName(const std::string& id) {
    const TaskDescriptor* task = knownTask(id);
    return QString::fromStdString(task != nullptr ? task->name : id);
}

Qt::AlignmentFlag sideOf(int column) {
    const bool number = column == RunListModel::kSeed || column == RunListModel::kScore;
    return number ? Qt::AlignRight : Qt::AlignLeft;
}

bool shownAlike(const RunSummary& a, const RunSummary& b) {
    const bool same_score =
        a.dev_score == b.dev_score || (std::isnan(a.dev_score) && std::isnan(b.dev_score));
    return same_score && a.row.id == b.row.id && a.row.state == b.row.state &&
           a.row.step == b.row.step && a.row.total_steps == b.row.total_steps &&
           a.row.message == b.row.message && a.row.train_seconds == b.row.train_seconds;
}

}  // namespace

double secondsLeft(const RunRow& row) {
    if (row.step <= 0 || row.total_steps <= 0 || row.train_seconds <= 0.0) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    return row.train_seconds / static_cast<double>(row.step) *
           static_cast<double>(row.total_steps - row.step);
}

QString stateText(const RunRow& row) {
    QString text = inWords(runStateName(row.state));
    if (!row.message.empty()) text += QStringLiteral(": ") + QString::fromStdString(row.message);
    return text;
}

RunListModel::RunListModel(QObject* parent) : QAbstractTableModel(parent) {
    for (const RunState state : kStates) icons_[state] = stateIcon(state);
}

void RunListModel::update(const std::shared_ptr<const Snapshot>& snapshot) {
    const auto old = snapshot_;
    const int before = rowCount();
    const int after = snapshot ? static_cast<int>(snapshot->runs.size()) : 0;
    bool same_start = after >= before;
    for (int row = 0; same_start && row < before; ++row) {
        const auto at = static_cast<std::size_t>(row);
        same_start = old->runs[at].row.uuid == snapshot->runs[at].row.uuid;
    }
    if (!same_start) {  // another database, or a run was deleted
        beginResetModel();
        snapshot_ = snapshot;
        indexRows(0);
        endResetModel();
        return;
    }
    if (after > before) beginInsertRows({}, before, after - 1);
    snapshot_ = snapshot;
    indexRows(before);
    if (after > before) endInsertRows();
    for (int row = 0; row < before; ++row) {
        const auto at = static_cast<std::size_t>(row);
        if (shownAlike(old->runs[at], snapshot_->runs[at])) continue;
        emit dataChanged(index(row, 0), index(row, kColumns - 1));
    }
}

void RunListModel::indexRows(int first) {
    if (first == 0) rows_.clear();
    for (int row = first; row < rowCount(); ++row) rows_[run(row)->row.id] = row;
}

const RunSummary* RunListModel::run(int row) const {
    return row >= 0 && row < rowCount() ? &snapshot_->runs[static_cast<std::size_t>(row)] : nullptr;
}

int RunListModel::rowOf(std::int64_t id) const {
    const auto found = rows_.find(id);
    return found == rows_.end() ? -1 : found->second;
}

int RunListModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() || !snapshot_ ? 0 : static_cast<int>(snapshot_->runs.size());
}

int RunListModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : kColumns;
}

QString RunListModel::text(const RunSummary& run, int column) const {
    switch (column) {
        case kTask:
            return taskName(run.row.task);
        case kScheme:
            return QString::fromStdString(run.row.label);
        case kSeed:
            return QString::number(run.row.seed);
        case kProgress:
            return progressText(run.row);
        case kScore:
            return percentText(run.dev_score);
        default:
            return {};
    }
}

bool RunListModel::less(int column, int left, int right) const {
    const RunSummary &a = *run(left), &b = *run(right);
    switch (column) {
        case kTask:
            return a.row.task < b.row.task;
        case kScheme:
            return a.row.label < b.row.label;
        case kSeed:
            return a.row.seed < b.row.seed;
        case kScore:
            return (std::isnan(a.dev_score) ? -1.0 : a.dev_score) <
                   (std::isnan(b.dev_score) ? -1.0 : b.dev_score);
        case kProgress:
            return progressOf(a.row) < progressOf(b.row);
        default:
            return a.row.id < b.row.id;
    }
}

QVariant RunListModel::data(const QModelIndex& index, int role) const {
    const RunSummary* found = index.isValid() ? run(index.row()) : nullptr;
    if (found == nullptr) return {};
    const RunRow& row = found->row;
    switch (role) {
        case Qt::DisplayRole:
            return text(*found, index.column());
        case Qt::DecorationRole:
            return index.column() == kState ? QVariant(icons_.at(row.state)) : QVariant();
        case Qt::TextAlignmentRole:
            return QVariant::fromValue(Qt::AlignVCenter | sideOf(index.column()));
        case Qt::FontRole: {
            QFont font;
            font.setItalic(row.role == "teacher");
            return font;
        }
        case Qt::AccessibleTextRole:
        case Qt::ToolTipRole:
            return tr("%1 · %2 · seed %3 · %4\nstudy %5 · run %6")
                .arg(taskName(row.task), QString::fromStdString(row.label))
                .arg(row.seed)
                .arg(stateText(row), QString::fromStdString(row.study),
                     QString::fromStdString(row.uuid).left(8));
        case kIdRole:
            return QVariant::fromValue<qlonglong>(row.id);
        case kProgressRole:
            return row.state == RunState::kRunning ? progressOf(row) : -1.0;
        default:
            return {};
    }
}

QVariant RunListModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    const std::array<QString, kColumns> titles{QString(),  tr("Task"),     tr("Scheme"),
                                               tr("Seed"), tr("Progress"), tr("Dev")};
    const std::array<QString, kColumns> tips{
        tr("State"),
        tr("Task"),
        tr("Weighting scheme; teachers are in italics"),
        tr("Seed"),
        tr("Progress and time left; for a finished run its training time"),
        tr("Latest score on the dev set, × 100, in the task's first metric")};
    if (section < 0 || section >= kColumns) return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter | sideOf(section));
    if (role == Qt::DisplayRole) return titles[static_cast<std::size_t>(section)];
    if (role == Qt::ToolTipRole) return tips[static_cast<std::size_t>(section)];
    return {};
}

}  // namespace alphascope
