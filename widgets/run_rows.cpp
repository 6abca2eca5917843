// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run_rows.h"

#include "metrics/summary.h"
#include "widgets/core_words.h"
#include "widgets/look.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <unordered_map>
#include <utility>

namespace alphascope {

QString groupSummary(const RunListGroup& group) {
    QString text = RunRows::tr("%Ln run(s)", nullptr, group.runs);
    if (group.several_tasks) return text + RunRows::tr(" · several tasks");
    if (group.scored == 0) return text;
    text += RunRows::tr(" · dev %1").arg(percentText(group.mean));
    if (group.scored > 1) text += QStringLiteral(" ± %1").arg(percentText(group.std));
    if (group.scored != group.runs) text += QStringLiteral(" (n = %1)").arg(group.scored);
    return text;
}

RunRows::RunRows(RunListModel& source, QObject* parent)
    : QAbstractProxyModel(parent), source_(source) {
    setSourceModel(&source);
    followSource();
    work();
}

void RunRows::followSource() {
    connect(&source_, &QAbstractItemModel::modelAboutToBeReset, this,
            [this] { beginResetModel(); });
    connect(&source_, &QAbstractItemModel::modelReset, this, [this] {
        work();
        endResetModel();
    });
    connect(
        &source_, &QAbstractItemModel::columnsAboutToBeInserted, this,
        [this](const QModelIndex&, int first, int last) { beginInsertColumns({}, first, last); });
    connect(&source_, &QAbstractItemModel::columnsInserted, this, [this] { endInsertColumns(); });
    connect(
        &source_, &QAbstractItemModel::columnsAboutToBeRemoved, this,
        [this](const QModelIndex&, int first, int last) { beginRemoveColumns({}, first, last); });
    connect(&source_, &QAbstractItemModel::columnsRemoved, this,
            [this](const QModelIndex&, int first, int last) {
                endRemoveColumns();
                if (sort_column_ > last)
                    sort_column_ -= last - first + 1;
                else if (sort_column_ >= first)
                    sort(RunListModel::kState, Qt::AscendingOrder);
                if (grouping_ != kTaskAndScheme && source_.columnOf(grouping_) < 0) setGrouping({});
            });
    connect(&source_, &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex& first, const QModelIndex& last) {
                for (int row = first.row(); row <= last.row(); ++row)
                    if (const int seen = rowOfSource(row); seen >= 0)
                        emit dataChanged(index(seen, 0), index(seen, columnCount() - 1));
            });
    connect(&source_, &RunListModel::updated, this, [this](bool changed) {
        if (changed) rearrange();
    });
}

void RunRows::setFilter(RunFilter filter) {
    filter_ = std::move(filter);
    rearrange();
}

QStringList RunRows::unknownSettings() const {
    QStringList unknown;
    for (const std::string& name : filter_.settings())
        if (!source_.anyHasSetting(name)) unknown << QString::fromStdString(name);
    return unknown;
}

void RunRows::setShowArchived(bool on) {
    if (on == archived_) return;
    archived_ = on;
    rearrange();
}

void RunRows::setGrouping(const QString& key) {
    if (key == grouping_) return;
    grouping_ = key;
    closed_.clear();
    rearrange();
}

void RunRows::setOpen(int row, bool open) {
    const RunListGroup* of = group(row);
    if (of == nullptr || of->open == open) return;
    if (open)
        closed_.erase(of->title);
    else
        closed_.insert(of->title);
    rearrange();
}

void RunRows::setAllOpen(bool open) {
    closed_.clear();
    if (!open)
        for (const RunListGroup& group : groups_) closed_.insert(group.title);
    rearrange();
}

void RunRows::setClosed(const QStringList& titles) {
    std::set<QString> wanted(titles.begin(), titles.end());
    if (wanted == closed_) return;
    closed_ = std::move(wanted);
    rearrange();
}

void RunRows::sort(int column, Qt::SortOrder order) {
    sort_column_ = std::clamp(column, 0, columnCount() - 1);
    sort_order_ = order;
    rearrange();
}

/// What is selected stays so, as far as it is still seen.
void RunRows::rearrange() {
    // The hint keeps the widths and places of columns.
    emit layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const QModelIndexList old = persistentIndexList();
    std::vector<std::pair<int, QString>> meant;  // a row of the source, or a group's title
    for (const QModelIndex& index : old) {
        const RunListGroup* head = group(index.row());
        meant.emplace_back(head != nullptr ? -1 : rows_[static_cast<std::size_t>(index.row())],
                           head != nullptr ? head->title : QString());
    }
    work();
    std::unordered_map<QString, int> heads;
    for (std::size_t row = 0; row < rows_.size(); ++row)
        if (const RunListGroup* head = group(static_cast<int>(row)))
            heads.emplace(head->title, static_cast<int>(row));
    QModelIndexList now;
    for (qsizetype i = 0; i < old.size(); ++i) {
        const auto& [source_row, title] = meant[static_cast<std::size_t>(i)];
        const auto head = heads.find(title);
        const int row = source_row >= 0       ? rowOfSource(source_row)
                        : head != heads.end() ? head->second
                                              : -1;
        now << (row < 0 ? QModelIndex() : index(row, old[i].column()));
    }
    changePersistentIndexList(old, now);
    emit layoutChanged({}, QAbstractItemModel::VerticalSortHint);
    emit rearranged();
}

void RunRows::work() {
    filterRuns();
    sortRuns();
    groupRuns();
    layOut();
}

void RunRows::filterRuns() {
    order_.clear();
    hidden_ = 0;
    const bool all = archived_ || filter_.namesArchived();
    for (int row = 0; row < source_.rowCount(); ++row) {
        const RunSummary& run = *source_.run(row);
        if (!filter_.matches({*run.row, run.dev_score, &source_.settings()})) continue;
        if (run.row->marks.archived && !all)
            ++hidden_;
        else
            order_.push_back(row);
    }
}

void RunRows::sortRuns() {
    const std::vector<RunKey> keys = source_.keys(sort_column_);
    const auto key = [&keys](int row) -> const RunKey& {
        return keys[static_cast<std::size_t>(row)];
    };
    // What is not there comes last in both directions.
    const auto before = [&](int left, int right) {
        const RunKey &a = key(left), &b = key(right);
        if (a.there() != b.there()) return a.there();
        return sort_order_ == Qt::AscendingOrder ? a < b : b < a;
    };
    if (!std::is_sorted(order_.begin(), order_.end(), before))
        std::stable_sort(order_.begin(), order_.end(), before);
}

std::string RunRows::groupName(int source_row, int column, const std::string& name) const {
    const RunRow& run = *source_.run(source_row)->row;
    if (column < 0) return run.task + '\n' + name;
    RunKey key = source_.groupKey(source_row, column);
    return key.number ? std::to_string(std::bit_cast<std::uint64_t>(*key.number))
                      : std::move(key.text);
}

RunListGroup RunRows::headOf(int source_row, int column, const std::string& name) const {
    RunListGroup head;
    const RunRow& run = *source_.run(source_row)->row;
    if (column < 0) {
        head.key.text = run.task + '\n' + name;
        head.title = taskName(run.task) + QStringLiteral(" · ") + QString::fromStdString(name);
        return head;
    }
    head.key = source_.groupKey(source_row, column);
    const QString value = head.key.number                  ? plainNumber(*head.key.number)
                          : column == RunListModel::kTask  ? taskName(head.key.text)
                          : column == RunListModel::kState ? inWords(head.key.text)
                                                           : QString::fromStdString(head.key.text);
    head.title = value.isEmpty() ? tr("(none)") : value;
    return head;
}

void RunRows::groupRuns() {
    groups_.clear();
    const int column = source_.columnOf(grouping_);
    if (column < 0 && grouping_ != kTaskAndScheme) return;
    std::vector<const RunRow*> runs;
    if (column < 0) {
        for (int row = 0; row < source_.rowCount(); ++row) names_.learn(*source_.run(row)->row);
        for (const int row : order_) runs.push_back(source_.run(row)->row.get());
    }
    const std::vector<std::string> names = names_.of(runs);
    const std::string no_name;
    std::unordered_map<std::string, std::size_t> places;
    for (std::size_t i = 0; i < order_.size(); ++i) {
        const std::string& name = column < 0 ? names[i] : no_name;
        const auto [place, is_new] =
            places.try_emplace(groupName(order_[i], column, name), groups_.size());
        if (is_new) groups_.push_back(headOf(order_[i], column, name));
        groups_[place->second].members.push_back(order_[i]);
    }
    for (RunListGroup& group : groups_) summarise(group);
    std::stable_sort(groups_.begin(), groups_.end(),
                     [](const RunListGroup& a, const RunListGroup& b) { return a.key < b.key; });
}

void RunRows::summarise(RunListGroup& group) const {
    std::vector<double> scores;
    for (const int row : group.members) {
        const RunSummary& run = *source_.run(row);
        group.several_tasks =
            group.several_tasks || run.row->task != source_.run(group.members.front())->row->task;
        if (!std::isnan(run.dev_score)) scores.push_back(run.dev_score);
    }
    group.runs = static_cast<int>(group.members.size());
    group.scored = static_cast<int>(scores.size());
    group.open = !closed_.contains(group.title);
    const bool comparable = !scores.empty() && !group.several_tasks;
    const MeanStd summary = comparable ? meanStd(scores) : MeanStd{};
    group.mean = comparable ? summary.mean : std::numeric_limits<double>::quiet_NaN();
    group.std = comparable ? summary.std : std::numeric_limits<double>::quiet_NaN();
}

void RunRows::layOut() {
    rows_.clear();
    row_of_.assign(static_cast<std::size_t>(source_.rowCount()), -1);
    const auto show = [this](const std::vector<int>& runs) {
        for (const int row : runs) {
            row_of_[static_cast<std::size_t>(row)] = static_cast<int>(rows_.size());
            rows_.push_back(row);
        }
    };
    if (groups_.empty()) return show(order_);
    for (std::size_t i = 0; i < groups_.size(); ++i) {
        rows_.push_back(-1 - static_cast<int>(i));
        if (groups_[i].open) show(groups_[i].members);
    }
}

const RunListGroup* RunRows::group(int row) const {
    if (row < 0 || row >= rowCount()) return nullptr;
    const int what = rows_[static_cast<std::size_t>(row)];
    return what >= 0 ? nullptr : &groups_[static_cast<std::size_t>(-1 - what)];
}

std::vector<std::int64_t> RunRows::runsOf(int row) const {
    std::vector<std::int64_t> ids;
    if (const RunListGroup* of = group(row))
        for (const int member : of->members) ids.push_back(source_.run(member)->row->id);
    return ids;
}

int RunRows::rowOfSource(int source_row) const {
    const auto place = static_cast<std::size_t>(source_row);
    return source_row < 0 || place >= row_of_.size() ? -1 : row_of_[place];
}

QModelIndex RunRows::index(int row, int column, const QModelIndex& parent) const {
    const bool there =
        !parent.isValid() && row >= 0 && row < rowCount() && column >= 0 && column < columnCount();
    return there ? createIndex(row, column) : QModelIndex();
}

QModelIndex RunRows::parent(const QModelIndex&) const {
    return {};
}

int RunRows::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int RunRows::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : source_.columnCount();
}

QModelIndex RunRows::mapToSource(const QModelIndex& index) const {
    if (!index.isValid() || group(index.row()) != nullptr) return {};
    return source_.index(rows_[static_cast<std::size_t>(index.row())], index.column());
}

QModelIndex RunRows::mapFromSource(const QModelIndex& index) const {
    const int row = index.isValid() ? rowOfSource(index.row()) : -1;
    return row < 0 ? QModelIndex() : createIndex(row, index.column());
}

QVariant RunRows::data(const QModelIndex& index, int role) const {
    const RunListGroup* head = index.isValid() ? group(index.row()) : nullptr;
    if (head == nullptr) return QAbstractProxyModel::data(index, role);
    switch (role) {
        case kHeadRole:
        case Qt::AccessibleTextRole:
        case Qt::ToolTipRole:
            return QStringLiteral("%1   %2").arg(head->title, groupSummary(*head));
        case kOpenRole:
            return head->open;
        case RunListModel::kProgressRole:
            return -1.0;
        default:
            return {};
    }
}

QVariant RunRows::headerData(int section, Qt::Orientation orientation, int role) const {
    return source_.headerData(section, orientation, role);
}

Qt::ItemFlags RunRows::flags(const QModelIndex& index) const {
    if (index.isValid() && group(index.row()) != nullptr) return Qt::ItemIsEnabled;
    return QAbstractProxyModel::flags(index);
}

}  // namespace alphascope
