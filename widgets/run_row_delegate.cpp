// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run_row_delegate.h"

#include "widgets/look.h"
#include "widgets/run_rows.h"

#include <QHeaderView>
#include <QPainter>
#include <QTableView>

namespace alphascope {

namespace {

constexpr int kColourWidth = 5;
constexpr int kColourRoom = 9;  // from the cell's left edge to its text

void paintBar(QPainter& painter, const QStyleOptionViewItem& option, double share) {
    const QRect bar(option.rect.left() + 3, option.rect.bottom() - 3, option.rect.width() - 6, 2);
    const QRect done(bar.topLeft(), QSize(qRound(bar.width() * share), bar.height()));
    const bool selected = (option.state & QStyle::State_Selected) != 0;
    const QColor ground = option.palette.color(selected ? QPalette::Highlight : QPalette::Base);
    const QColor fill =
        option.palette.color(selected ? QPalette::HighlightedText : QPalette::Highlight);
    painter.fillRect(bar, blend(fill, ground, 0.3));
    painter.fillRect(QStyle::visualRect(option.direction, bar, done), fill);
}

void paintColour(QPainter& painter, const QStyleOptionViewItem& option, const QColor& colour) {
    const QRect stripe(option.rect.left() + 2, option.rect.top() + 3, kColourWidth,
                       option.rect.height() - 6);
    painter.fillRect(stripe.adjusted(-1, -1, 1, 1), option.palette.color(QPalette::Base));
    painter.fillRect(stripe, colour);
}

}  // namespace

RunRowDelegate::RunRowDelegate(QTableView& table) : QStyledItemDelegate(&table), table_(table) {}

void RunRowDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                           const QModelIndex& index) const {
    const auto* rows = static_cast<const RunRows*>(index.model());
    if (rows->group(index.row()) != nullptr) return paintHead(*painter, option, index);
    const auto* runs = static_cast<const RunListModel*>(rows->sourceModel());
    const RunSummary* run = runs->run(rows->mapToSource(index).row());
    if (run == nullptr) return;
    QStyleOptionViewItem cell(option);
    if (run->row->marks.archived)
        cell.palette.setColor(QPalette::Text, option.palette.color(QPalette::PlaceholderText));
    const bool scheme = index.column() == RunListModel::kScheme;
    if (!scheme) {
        QStyledItemDelegate::paint(painter, cell, index);
        const double share = index.data(RunListModel::kProgressRole).toDouble();
        if (index.column() == RunListModel::kProgress && share >= 0.0)
            paintBar(*painter, option, share);
        return;
    }
    // The ground of the whole cell first, then the text beside the colour.
    if ((option.state & QStyle::State_Selected) != 0)
        painter->fillRect(
            option.rect,
            option.palette.brush(
                (option.state & QStyle::State_Active) != 0 ? QPalette::Active : QPalette::Inactive,
                QPalette::Highlight));
    cell.rect.setLeft(option.rect.left() + kColourRoom);
    QStyledItemDelegate::paint(painter, cell, index);
    paintColour(*painter, option, runColour(*run->row, isDark(option.palette)));
}

/// Each cell paints its slice of the one line.
void RunRowDelegate::paintHead(QPainter& painter, const QStyleOptionViewItem& option,
                               const QModelIndex& index) const {
    const QColor text = option.palette.color(QPalette::Text);
    const QColor ground = option.palette.color(QPalette::Base);
    const bool current = table_.currentIndex().row() == index.row() && table_.hasFocus();
    painter.save();
    painter.setClipRect(option.rect);
    painter.fillRect(option.rect, blend(current ? option.palette.color(QPalette::Highlight) : text,
                                        ground, current ? 0.3 : 0.1));
    painter.setPen(text);
    QFont font = option.font;
    font.setBold(true);
    painter.setFont(font);
    const bool open = index.data(RunRows::kOpenRole).toBool();
    const QRect line(6, option.rect.top(), table_.viewport()->width() - 12, option.rect.height());
    const QString whole = (open ? QStringLiteral("▾ ") : QStringLiteral("▸ ")) +
                          index.data(RunRows::kHeadRole).toString();
    painter.drawText(line, Qt::AlignVCenter | Qt::AlignLeft,
                     QFontMetrics(font).elidedText(whole, Qt::ElideRight, line.width()));
    painter.restore();
}

}  // namespace alphascope
