// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/result_view.h"

#include "report/table_caption.h"
#include "report/table_notes.h"
#include "report/table_text.h"
#include "widgets/look.h"

#include <QCoreApplication>
#include <QHeaderView>
#include <QTableWidget>

#include <cmath>

namespace alphascope {

namespace {

constexpr int kNameWidth = 34;  // characters of a row's name, at most

struct ResultView {
    Q_DECLARE_TR_FUNCTIONS(ResultView)
};

QString cellTip(const TableCell& cell, const TableColumn& column, const TableSpec& spec) {
    QString tip =
        ResultView::tr("%1 on %2 (%3), %4")
            .arg(QString::fromStdString(column.metric), QString::fromStdString(column.file),
                 ResultView::tr("%Ln sample(s)", nullptr, static_cast<int>(column.rows)),
                 ResultView::tr("%Ln seed(s)", nullptr, static_cast<int>(cell.score.n)));
    if (std::isfinite(cell.gap_closed))
        tip +=
            ResultView::tr("\n%1 % of the teacher's gap closed").arg(percentText(cell.gap_closed));
    if (!cell.above_majority) tip += ResultView::tr("\nNot above the majority class.");
    if (!std::isnan(cell.test.p))
        tip += ResultView::tr("\n%1 points against %2: p = %3, corrected by Holm %4")
                   .arg(percentText(cell.test.difference), QString::fromStdString(spec.baseline),
                        numberText(cell.test.p, 4), numberText(cell.test.p_holm, 4));
    return tip;
}

QTableWidgetItem* numberItem(const QString& text) {
    auto* item = new QTableWidgetItem(text);
    item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    return item;
}

QTableWidgetItem* scoreItem(const QTableWidget& view, const TableCell& cell, const QString& text) {
    QTableWidgetItem* item = numberItem(text);
    QFont font = view.font();
    font.setBold(cell.best);
    font.setUnderline(cell.second);
    item->setFont(font);
    return item;
}

/// A row's name can be longer than there is room; its tool tip has it all.
void nameRow(QTableWidget& view, int row, const std::string& label) {
    const QString name = QString::fromStdString(label);
    const QFontMetrics metrics = view.fontMetrics();
    auto* item = new QTableWidgetItem(metrics.elidedText(
        name, Qt::ElideRight, (kNameWidth - 2) * metrics.averageCharWidth()));  // a header does not
    item->setToolTip(name);
    item->setData(Qt::AccessibleTextRole, name);
    view.setVerticalHeaderItem(row, item);
}

void addBlock(QTableWidget& view, const TableBlock& block) {
    const int title = view.rowCount();
    view.setRowCount(title + 1 + static_cast<int>(block.labels.size()));
    view.setVerticalHeaderItem(title, new QTableWidgetItem(QString()));
    auto* heading = new QTableWidgetItem(QString::fromStdString(block.title));
    QFont font = view.font();
    font.setItalic(true);
    heading->setFont(font);
    view.setItem(title, 0, heading);
    view.setSpan(title, 0, 1, view.columnCount());
    for (std::size_t r = 0; r < block.labels.size(); ++r) {
        const int row = title + 1 + static_cast<int>(r);
        nameRow(view, row, block.labels[r]);
        for (std::size_t c = 0; c < block.cells[r].size(); ++c)
            view.setItem(row, static_cast<int>(c),
                         numberItem(QString::fromStdString(block.cells[r][c])));
    }
}

}  // namespace

QString cellText(const TableCell& cell, const TableSpec& spec) {
    if (cell.score.n == 0) return QStringLiteral("–");
    QString text = percentText(cell.score.mean);
    if (cell.score.n > 1)
        text += QStringLiteral(" ± %1 (%2)").arg(percentText(cell.score.std)).arg(cell.score.n);
    if (const std::string marks = cellMarks(cell, spec); !marks.empty())
        text += QLatin1Char(' ') + QString::fromStdString(marks);
    return leftToRight(text);
}

void setUpResultView(QTableWidget& view) {
    view.setEditTriggers(QAbstractItemView::NoEditTriggers);
    view.setSelectionMode(QAbstractItemView::ContiguousSelection);
    view.setShowGrid(false);
    view.setFrameShape(QFrame::NoFrame);
    view.verticalHeader()->setDefaultSectionSize(view.fontMetrics().height() + 6);
    view.verticalHeader()->setMaximumWidth(view.fontMetrics().averageCharWidth() * kNameWidth);
}

void fillResultView(QTableWidget& view, const ResultTable& table, bool blocks) {
    view.clear();
    view.clearSpans();
    view.setRowCount(static_cast<int>(table.rows.size()));
    const auto columns = static_cast<int>(table.columns.size());
    view.setColumnCount(columns + (table.averaged.empty() ? 0 : 1));
    QStringList titles;
    for (const auto& title : columnTitles(table.columns)) titles << QString::fromStdString(title);
    if (!table.averaged.empty())
        titles << ResultView::tr("average\nof %1").arg(table.averaged.size());
    view.setHorizontalHeaderLabels(titles);
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        const TableRow& row = table.rows[r];
        nameRow(view, static_cast<int>(r), row.label);
        for (std::size_t c = 0; c < row.cells.size() && c < table.columns.size(); ++c) {
            QTableWidgetItem* item =
                scoreItem(view, row.cells[c], cellText(row.cells[c], table.spec));
            item->setToolTip(cellTip(row.cells[c], table.columns[c], table.spec));
            view.setItem(static_cast<int>(r), static_cast<int>(c), item);
        }
        if (!table.averaged.empty())
            view.setItem(static_cast<int>(r), columns,
                         scoreItem(view, row.average, QString::fromStdString(averageText(row))));
    }
    if (blocks && columns > 0)
        for (const TableBlock& block : tableBlocks(table)) addBlock(view, block);
    view.resizeColumnsToContents();
}

}  // namespace alphascope
