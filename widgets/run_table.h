// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/run_list_model.h"
#include "widgets/run_rows.h"
#include "widgets/run_view.h"

#include <QTableView>

#include <cstdint>
#include <memory>
#include <vector>

namespace alphascope {

/// The table of runs: which columns, in which order and groups. What is selected is always seen: a
/// run that a filter, the archive or a closed group takes away is not selected any more.
class RunTable : public QTableView {
    Q_OBJECT

public:
    explicit RunTable(QWidget* parent = nullptr);

    void showSnapshot(const std::shared_ptr<const Snapshot>& snapshot);
    [[nodiscard]] RunListModel& runs() { return *model_; }
    [[nodiscard]] const RunListModel& runs() const { return *model_; }
    [[nodiscard]] RunRows& rows() { return *rows_; }
    [[nodiscard]] const RunRows& rows() const { return *rows_; }

    /// Selects and scrolls to these runs, those of them that are seen.
    void selectRuns(const std::vector<std::int64_t>& ids);
    /// The selected runs, the current one first.
    [[nodiscard]] std::vector<std::int64_t> selectedRuns() const;
    /// Opens the group in that row and selects its runs.
    void selectGroup(int row);

    /// Shows or hides a column, by its key.
    void showColumn(const QString& key, bool on);
    [[nodiscard]] bool showsColumn(const QString& key) const;
    void resetColumns();
    /// Those that are seen, from left to right.
    [[nodiscard]] std::vector<RunView::Column> columns() const;
    /// All but the filter, which is not the table's.
    [[nodiscard]] RunView view() const;
    void setView(const RunView& view);

signals:
    /// Other runs are selected; `by_hand`: the user did that with the mouse or the keyboard.
    void selectedRunsChanged(bool by_hand);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    /// The head of a group can be the current row, but what is selected stays.
    QItemSelectionModel::SelectionFlags selectionCommand(const QModelIndex& index,
                                                         const QEvent* event) const override;

private:
    void setColumns(const std::vector<RunView::Column>& wanted);
    void fitScheme();
    void announce(bool by_hand);
    [[nodiscard]] int usualWidth(int column) const;

    RunListModel* model_;
    RunRows* rows_;
    std::vector<std::int64_t> announced_;  ///< what was selected when it was told last, in order
    bool columns_chosen_ = false;          ///< by the user: none comes by itself any more
    bool arranging_ = false;               ///< the table itself moves and widens columns
    bool selecting_ = false;               ///< the table itself moves the selection
};

}  // namespace alphascope
