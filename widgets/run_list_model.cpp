// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run_list_model.h"

#include "store/imported_run.h"
#include "study/task.h"
#include "widgets/core_words.h"
#include "widgets/look.h"

#include <QFont>
#include <QPalette>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <set>

namespace alphascope {

namespace {

constexpr int kReadAtOnce = 200;  // specifications, a few milliseconds

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

bool shownAlike(const RunSummary& a, const RunSummary& b) {
    const bool same_score =
        a.dev_score == b.dev_score || (std::isnan(a.dev_score) && std::isnan(b.dev_score));
    if (a.row == b.row) return same_score && a.scores == b.scores;
    return same_score && a.row->id == b.row->id && a.row->state == b.row->state &&
           a.row->step == b.row->step && a.row->total_steps == b.row->total_steps &&
           a.row->message == b.row->message && a.row->train_seconds == b.row->train_seconds &&
           a.row->marks == b.row->marks && a.scores == b.scores;
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
    connect(&idle_, &QTimer::timeout, this, &RunListModel::readSettings);
}

void RunListModel::update(const std::shared_ptr<const Snapshot>& snapshot) {
    bool changed = false;
    const auto notice = [&changed] { changed = true; };
    const std::array watches{connect(this, &QAbstractItemModel::modelReset, notice),
                             connect(this, &QAbstractItemModel::rowsInserted, notice),
                             connect(this, &QAbstractItemModel::dataChanged, notice)};
    takeOver(snapshot);
    for (const auto& watch : watches) disconnect(watch);
    if (settings_read_ < rowCount()) idle_.start(0);
    emit updated(changed);
}

/// A few at a time, so that a filter on a setting finds them parsed already.
void RunListModel::readSettings() {
    const int end = std::min(rowCount(), settings_read_ + kReadAtOnce);
    for (; settings_read_ < end; ++settings_read_) settings_.read(*run(settings_read_)->row);
    if (settings_read_ >= rowCount()) idle_.stop();
}

void RunListModel::takeOver(const std::shared_ptr<const Snapshot>& snapshot) {
    const auto old = snapshot_;
    const int before = rowCount();
    const int after = snapshot ? static_cast<int>(snapshot->runs.size()) : 0;
    bool same_start = after >= before;
    for (int row = 0; same_start && row < before; ++row) {
        const auto at = static_cast<std::size_t>(row);
        const auto &was = old->runs[at].row, &is = snapshot->runs[at].row;
        same_start = was == is || was->uuid == is->uuid;
    }
    if (!same_start) {  // another database, or a run was deleted
        beginResetModel();
        snapshot_ = snapshot;
        settings_ = RunSettings();
        settings_read_ = 0;
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
        emit dataChanged(index(row, 0), index(row, columnCount() - 1));
    }
}

void RunListModel::indexRows(int first) {
    if (first == 0) rows_.clear();
    for (int row = first; row < rowCount(); ++row) rows_[run(row)->row->id] = row;
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
    return parent.isValid() ? 0 : kColumns + static_cast<int>(extras_.size());
}

QString RunListModel::text(const RunSummary& run, int column) const {
    switch (column) {
        case kTask:
            return taskName(run.row->task);
        case kScheme:
            return QString::fromStdString(run.row->label);
        case kSeed:
            return isImported(*run.row) ? QString() : QString::number(run.row->seed);
        case kProgress:
            return progressText(*run.row);
        case kScore:
            return percentText(run.dev_score);
        case kTags:
            return tagsText(*run.row);
        case kNote:
            return QString::fromStdString(run.row->marks.note).section(QLatin1Char('\n'), 0, 0);
        case kStudy:
            return QString::fromStdString(run.row->study);
        default:
            break;
    }
    const Extra* more = extra(column);
    return more == nullptr ? QString() : extraText(run, *more);
}

QString RunListModel::extraText(const RunSummary& run, const Extra& extra) const {
    const RunKey value = extraKey(run, extra);
    if (!value.number) return QString::fromStdString(value.text);
    const bool share = !extra.setting && !extra.name.ends_with("loss");
    return share ? percentText(*value.number) : plainNumber(*value.number);
}

const RunListModel::Extra* RunListModel::extra(int column) const {
    const auto place = static_cast<std::size_t>(column - kColumns);
    return column < kColumns || place >= extras_.size() ? nullptr : &extras_[place];
}

RunKey RunListModel::key(const RunSummary& run, int column) const {
    switch (column) {
        case kTask:
            return {{}, run.row->task};
        case kScheme:
            return {{}, run.row->label};
        case kSeed:
            return {static_cast<double>(run.row->seed), {}};
        case kProgress:
            return {progressOf(*run.row), {}};
        case kScore:
            if (std::isnan(run.dev_score)) return {};
            return {run.dev_score, {}};
        case kTags:
            return {{}, tagsText(*run.row).toStdString()};
        case kNote:
            return {{}, run.row->marks.note};
        case kStudy:
            return {{}, run.row->study};
        default:
            break;
    }
    const Extra* more = extra(column);
    return more == nullptr ? RunKey{static_cast<double>(run.row->id), {}}  // as they came
                           : extraKey(run, *more);
}

RunKey RunListModel::extraKey(const RunSummary& run, const Extra& extra) const {
    if (extra.setting) {
        const auto* value = settings_.find(*run.row, extra.name);
        if (value == nullptr) return {};
        if (const auto* number = std::get_if<double>(value)) return {*number, {}};
        return {{}, std::string(std::get<std::string_view>(*value))};
    }
    if (!run.scores || !snapshot_->score_names) return {};
    for (const auto& [number, value] : *run.scores)
        if (!std::isnan(value) && snapshot_->score_names->at(number) == extra.name)
            return {value, {}};
    return {};
}

std::vector<RunKey> RunListModel::keys(int column) const {
    std::vector<RunKey> all;
    all.reserve(static_cast<std::size_t>(rowCount()));
    for (int row = 0; row < rowCount(); ++row) all.push_back(key(*run(row), column));
    return all;
}

RunKey RunListModel::groupKey(int row, int column) const {
    const RunSummary& of = *run(row);
    return column == kState ? RunKey{{}, runStateName(of.row->state)} : key(of, column);
}

void RunListModel::setExtras(const QStringList& keys) {
    for (int i = static_cast<int>(extras_.size()) - 1; i >= 0; --i) {
        if (keys.contains(extras_[static_cast<std::size_t>(i)].key)) continue;
        beginRemoveColumns({}, kColumns + i, kColumns + i);
        extras_.erase(extras_.begin() + i);
        endRemoveColumns();
    }
    for (const QString& key : keys) {
        if (columnOf(key) >= 0 || !isSettingOrScore(key)) continue;
        const QString name = key.section(QLatin1Char(':'), 1);
        beginInsertColumns({}, columnCount(), columnCount());
        extras_.push_back({key, key.startsWith(kSettingPrefix), name.toStdString()});
        endInsertColumns();
    }
}

QString RunListModel::columnKey(int column) const {
    static const std::array kKeys{"state", "task", "scheme", "seed", "progress",
                                  "dev",   "tags", "note",   "study"};
    if (const Extra* more = extra(column)) return more->key;
    return QLatin1String(kKeys.at(static_cast<std::size_t>(column)));
}

int RunListModel::columnOf(const QString& key) const {
    for (int column = 0; column < columnCount(); ++column)
        if (columnKey(column) == key) return column;
    return -1;
}

void RunListModel::readAllSettings() const {
    for (int row = 0; row < rowCount(); ++row) settings_.read(*run(row)->row);
}

bool RunListModel::anyHasSetting(const std::string& name) const {
    readAllSettings();
    return settings_.has(name);
}

QStringList RunListModel::possibleExtras() const {
    readAllSettings();
    QStringList keys;
    for (const std::string& path : settings_.paths())
        keys << kSettingPrefix + QString::fromStdString(path);
    if (snapshot_ && snapshot_->score_names)
        for (const std::string& name : *snapshot_->score_names)
            keys << kScorePrefix + QString::fromStdString(name);
    keys.sort();
    return keys;
}

QStringList RunListModel::tags() const {
    std::set<QString> all;
    for (int row = 0; row < rowCount(); ++row)
        for (const std::string& tag : run(row)->row->marks.tags)
            all.insert(QString::fromStdString(tag));
    return {all.begin(), all.end()};
}

QString RunListModel::toolTip(const RunRow& row) const {
    const QString study = QString::fromStdString(row.study);
    const QString uuid = QString::fromStdString(row.uuid).left(8);
    QString tip = isImported(row) ? tr("%1 · imported\nstudy %2 · run %3")
                                        .arg(QString::fromStdString(row.label), study, uuid)
                                  : tr("%1 · %2 · seed %3 · %4\nstudy %5 · run %6")
                                        .arg(taskName(row.task), QString::fromStdString(row.label))
                                        .arg(row.seed)
                                        .arg(stateText(row), study, uuid);
    if (row.marks.archived) tip += tr("\narchived");
    if (!row.marks.tags.empty()) tip += tr("\ntags: %1").arg(tagsText(row));
    if (!row.marks.note.empty()) tip += tr("\nnote: ") + QString::fromStdString(row.marks.note);
    return tip;
}

QVariant RunListModel::data(const QModelIndex& index, int role) const {
    const RunSummary* found = index.isValid() ? run(index.row()) : nullptr;
    if (found == nullptr) return {};
    const RunRow& row = *found->row;
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
            return toolTip(row);
        case kIdRole:
            return QVariant::fromValue<qlonglong>(row.id);
        case kProgressRole:
            return row.state == RunState::kRunning ? progressOf(row) : -1.0;
        default:
            return {};
    }
}

Qt::Alignment RunListModel::sideOf(int column) const {
    const Extra* more = extra(column);
    const bool number = column == kSeed || column == kScore || (more != nullptr && !more->setting);
    return number ? Qt::AlignRight : Qt::AlignLeft;
}

QVariant RunListModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount()) return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter | sideOf(section));
    if (const Extra* more = extra(section)) {
        if (role == Qt::DisplayRole) return extraTitle(more->key);
        return role == Qt::ToolTipRole ? QVariant(QString::fromStdString(more->name)) : QVariant();
    }
    const std::array<QString, kColumns> titles{QString(),  tr("Task"),     tr("Scheme"),
                                               tr("Seed"), tr("Progress"), tr("Dev"),
                                               tr("Tags"), tr("Note"),     tr("Study")};
    const std::array<QString, kColumns> tips{
        tr("State; sorts by age"),
        tr("Task"),
        tr("Weighting scheme and the run's colour in plots; teachers are in italics"),
        tr("Seed"),
        tr("Progress and time left; for a finished run its training time"),
        tr("Latest score on the dev set, × 100, in the task's first metric"),
        tr("Tags that you gave the run"),
        tr("The first line of your note"),
        tr("Study")};
    if (role == Qt::DisplayRole) return titles[static_cast<std::size_t>(section)];
    if (role == Qt::ToolTipRole) return tips[static_cast<std::size_t>(section)];
    return {};
}

}  // namespace alphascope
