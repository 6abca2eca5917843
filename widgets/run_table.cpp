// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run_table.h"

#include "widgets/run_row_delegate.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>
#include <array>

namespace alphascope {

namespace {

constexpr int kStateWidth = 26;
constexpr int kLeastSchemeLetters = 16;
constexpr std::array kUsual{RunListModel::kState, RunListModel::kTask,     RunListModel::kScheme,
                            RunListModel::kSeed,  RunListModel::kProgress, RunListModel::kScore};

}  // namespace

RunTable::RunTable(QWidget* parent)
    : QTableView(parent), model_(new RunListModel(this)), rows_(new RunRows(*model_, this)) {
    setObjectName(QStringLiteral("runs"));
    setAccessibleName(tr("Runs"));
    setTabKeyNavigation(false);  // Tab leaves the table
    setModel(rows_);
    setItemDelegate(new RunRowDelegate(*this));
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setShowGrid(false);
    setWordWrap(false);
    setSortingEnabled(true);
    sortByColumn(RunListModel::kState, Qt::AscendingOrder);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 9);
    QHeaderView* header = horizontalHeader();
    header->setHighlightSections(false);
    header->setMinimumSectionSize(24);
    header->setSectionsMovable(true);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    resetColumns();
    connect(header, &QHeaderView::sectionResized, this, [this](int column) {
        columns_chosen_ = columns_chosen_ || !arranging_;
        if (column != RunListModel::kScheme) fitScheme();
    });
    connect(header, &QHeaderView::sectionMoved, this,
            [this] { columns_chosen_ = columns_chosen_ || !arranging_; });
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this,
            [this] { announce(!selecting_); });
    connect(rows_, &QAbstractItemModel::layoutAboutToBeChanged, this,
            [this] { selecting_ = true; });
    connect(rows_, &RunRows::rearranged, this, [this] {
        selecting_ = false;
        announce(false);
    });
    connect(rows_, &QAbstractItemModel::modelReset, this, [this] { announce(false); });
}

void RunTable::showSnapshot(const std::shared_ptr<const Snapshot>& snapshot) {
    model_->update(snapshot);
    if (columns_chosen_ || !isColumnHidden(RunListModel::kTags) || model_->tags().isEmpty()) return;
    showColumn(model_->columnKey(RunListModel::kTags), true);
    columns_chosen_ = false;  // nobody has chosen it; it is there because there are tags
}

/// The order does not count: a list that is sorted anew shows the same runs.
void RunTable::announce(bool by_hand) {
    if (arranging_) return;  // a column that comes or goes seems to take the selection along
    std::vector<std::int64_t> now = selectedRuns();
    if (!by_hand) {
        auto a = now, b = announced_;
        std::sort(a.begin(), a.end());
        std::sort(b.begin(), b.end());
        if (a == b) return;
    }
    announced_ = std::move(now);
    emit selectedRunsChanged(by_hand);
}

void RunTable::selectRuns(const std::vector<std::int64_t>& ids) {
    QItemSelection selection;
    QModelIndex first;
    for (const std::int64_t id : ids) {
        const int row = rows_->rowOfSource(model_->rowOf(id));
        if (row < 0) continue;
        const QModelIndex index = rows_->index(row, 0);
        if (!first.isValid()) first = index;
        selection.select(index, index.siblingAtColumn(rows_->columnCount() - 1));
    }
    if (!first.isValid()) return;
    selecting_ = true;
    selectionModel()->setCurrentIndex(first, QItemSelectionModel::NoUpdate);
    selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    scrollTo(first);
    selecting_ = false;
}

std::vector<std::int64_t> RunTable::selectedRuns() const {
    std::vector<std::int64_t> ids;
    const QModelIndex current = selectionModel()->currentIndex();
    for (const QModelIndex& index : selectionModel()->selectedRows()) {
        const auto id = index.data(RunListModel::kIdRole).toLongLong();
        if (id == 0) continue;  // the head of a group
        if (index.row() == current.row())
            ids.insert(ids.begin(), id);
        else
            ids.push_back(id);
    }
    return ids;
}

void RunTable::selectGroup(int row) {
    const auto ids = rows_->runsOf(row);
    rows_->setOpen(row, true);
    selectRuns(ids);
    announce(true);
}

void RunTable::keyPressEvent(QKeyEvent* event) {
    const RunListGroup* head = rows_->group(currentIndex().row());
    if (head == nullptr) return QTableView::keyPressEvent(event);
    const int row = currentIndex().row();
    switch (event->key()) {
        case Qt::Key_Space:
        case Qt::Key_Return:
        case Qt::Key_Enter:
            return rows_->setOpen(row, !head->open);
        case Qt::Key_Left:
            return rows_->setOpen(row, false);
        case Qt::Key_Right:
            return rows_->setOpen(row, true);
        default:
            QTableView::keyPressEvent(event);
    }
}

/// A click on the head of a group opens or closes it, and selects nothing else.
void RunTable::mousePressEvent(QMouseEvent* event) {
    const QModelIndex index = indexAt(event->position().toPoint());
    const RunListGroup* head = index.isValid() ? rows_->group(index.row()) : nullptr;
    if (head == nullptr) return QTableView::mousePressEvent(event);
    selectionModel()->setCurrentIndex(index, QItemSelectionModel::NoUpdate);
    if (event->button() == Qt::LeftButton) rows_->setOpen(index.row(), !head->open);
}

QItemSelectionModel::SelectionFlags RunTable::selectionCommand(const QModelIndex& index,
                                                               const QEvent* event) const {
    if (index.isValid() && rows_->group(index.row()) != nullptr)
        return QItemSelectionModel::NoUpdate;
    return QTableView::selectionCommand(index, event);
}

void RunTable::resizeEvent(QResizeEvent* event) {
    QTableView::resizeEvent(event);
    fitScheme();
}

/// The scheme's column takes what the others leave, and keeps enough to be read.
void RunTable::fitScheme() {
    if (arranging_ || isColumnHidden(RunListModel::kScheme)) return;
    int others = 0;
    for (int column = 0; column < rows_->columnCount(); ++column)
        if (column != RunListModel::kScheme && !isColumnHidden(column))
            others += columnWidth(column);
    const int least = fontMetrics().averageCharWidth() * kLeastSchemeLetters;
    arranging_ = true;
    setColumnWidth(RunListModel::kScheme, std::max(least, viewport()->width() - others));
    arranging_ = false;
}

int RunTable::usualWidth(int column) const {
    const int unit = fontMetrics().averageCharWidth();
    switch (column) {
        case RunListModel::kState:
            return kStateWidth;
        case RunListModel::kSeed:
            return unit * 7;
        case RunListModel::kTask:
        case RunListModel::kScore:
            return unit * 8;
        case RunListModel::kNote:
            return unit * 24;
        default:
            break;
    }
    const QString title = rows_->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    return std::max(unit * 12, fontMetrics().horizontalAdvance(title) + unit * 4);
}

void RunTable::resetColumns() {
    std::vector<RunView::Column> usual;
    for (const int column : kUsual) usual.push_back({model_->columnKey(column), 0});
    setColumns(usual);
    columns_chosen_ = false;
}

void RunTable::setColumns(const std::vector<RunView::Column>& wanted) {
    QStringList extras;
    for (const auto& column : wanted)
        if (isSettingOrScore(column.key)) extras << column.key;
    if (rows_->sortColumn() >= RunListModel::kColumns &&
        !extras.contains(model_->columnKey(rows_->sortColumn())))
        sortByColumn(RunListModel::kState, Qt::AscendingOrder);
    const auto selected = selectedRuns();  // a new column is not part of what is selected
    selecting_ = arranging_ = true;
    model_->setExtras(extras);
    selecting_ = false;
    selectRuns(selected);
    for (int column = 0; column < rows_->columnCount(); ++column) {
        const QString key = model_->columnKey(column);
        setColumnHidden(column, std::none_of(wanted.begin(), wanted.end(),
                                             [&](const auto& c) { return c.key == key; }));
    }
    int place = 0;
    for (const auto& column : wanted) {
        const int logical = model_->columnOf(column.key);
        if (logical < 0) continue;  // of a later version
        setColumnWidth(logical, column.width > 0 ? column.width : usualWidth(logical));
        horizontalHeader()->moveSection(horizontalHeader()->visualIndex(logical), place++);
    }
    if (place == 0) setColumnHidden(RunListModel::kScheme, false);
    arranging_ = false;
    fitScheme();
    announce(false);
}

bool RunTable::showsColumn(const QString& key) const {
    const int column = model_->columnOf(key);
    return column >= 0 && !isColumnHidden(column);
}

void RunTable::showColumn(const QString& key, bool on) {
    if (on == showsColumn(key)) return;
    auto wanted = columns();
    if (on)
        wanted.push_back({key, 0});
    else
        std::erase_if(wanted, [&key](const auto& column) { return column.key == key; });
    if (wanted.empty()) return;  // the last one stays
    setColumns(wanted);
    columns_chosen_ = true;
}

std::vector<RunView::Column> RunTable::columns() const {
    std::vector<RunView::Column> seen;
    for (int place = 0; place < rows_->columnCount(); ++place) {
        const int column = horizontalHeader()->logicalIndex(place);
        if (!isColumnHidden(column))
            seen.push_back({model_->columnKey(column), columnWidth(column)});
    }
    return seen;
}

RunView RunTable::view() const {
    RunView view;
    if (columns_chosen_) view.columns = columns();
    view.sort = model_->columnKey(rows_->sortColumn());
    view.descending = rows_->sortOrder() == Qt::DescendingOrder;
    view.grouping = rows_->grouping();
    view.closed = rows_->closed();
    view.archived = rows_->showsArchived();
    return view;
}

void RunTable::setView(const RunView& view) {
    if (view.columns.empty()) {
        resetColumns();
    } else {
        setColumns(view.columns);
        columns_chosen_ = true;
    }
    rows_->setShowArchived(view.archived);
    rows_->setGrouping(view.grouping);
    rows_->setClosed(view.closed);
    const int column = std::max(0, model_->columnOf(view.sort));
    sortByColumn(column, view.descending ? Qt::DescendingOrder : Qt::AscendingOrder);
}

}  // namespace alphascope
