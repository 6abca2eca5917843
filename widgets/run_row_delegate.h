// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

class QTableView;

namespace alphascope {

/// Paints the rows of the run list: a run's colour before its scheme, a thin bar below the progress
/// of a running run, archived runs faint, and the head of a group across all columns.
class RunRowDelegate : public QStyledItemDelegate {
public:
    explicit RunRowDelegate(QTableView& table);
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;

private:
    void paintHead(QPainter& painter, const QStyleOptionViewItem& option,
                   const QModelIndex& index) const;

    QTableView& table_;
};

}  // namespace alphascope
