// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/table_panel.h"

#include "widgets/look.h"

#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QSaveFile>
#include <QScrollArea>
#include <QTableWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

namespace alphascope {

namespace {

const char* suffixOf(TablePanel::Format format) {
    switch (format) {
        case TablePanel::Format::kLatex:
            return "tex";
        case TablePanel::Format::kCsv:
            return "csv";
        case TablePanel::Format::kMarkdown:
            return "md";
    }
    return "txt";
}

QString columnTitle(const TableColumn& column) {
    QString title = QString::fromStdString(column.task);
    if (column.set != "dev") title += QStringLiteral(" · ") + QString::fromStdString(column.set);
    return title + QLatin1Char('\n') + QString::fromStdString(column.metric);
}

QString cellTip(const TableCell& cell, const TableColumn& column) {
    QString tip =
        TablePanel::tr("%1 on %2 (%3), %4")
            .arg(QString::fromStdString(column.metric), QString::fromStdString(column.file),
                 TablePanel::tr("%Ln sample(s)", nullptr, static_cast<int>(column.rows)),
                 TablePanel::tr("%Ln seed(s)", nullptr, static_cast<int>(cell.score.n)));
    if (std::isfinite(cell.gap_closed)) {
        tip +=
            TablePanel::tr("\n%1 % of the teacher's gap closed").arg(percentText(cell.gap_closed));
    }
    if (!cell.above_majority) tip += TablePanel::tr("\nNot above the majority class.");
    return tip;
}

}  // namespace

QString cellText(const TableCell& cell) {
    if (cell.score.n == 0) return QStringLiteral("–");
    QString text = percentText(cell.score.mean);
    if (cell.score.n > 1) {
        text += QStringLiteral(" ± %1 (%2)").arg(percentText(cell.score.std)).arg(cell.score.n);
    }
    return leftToRight(cell.above_majority ? text : text + QStringLiteral(" ▽"));
}

TablePanel::TablePanel(QWidget* parent)
    : QWidget(parent),
      study_(new QComboBox(this)),
      selection_(new QComboBox(this)),
      view_(new QTableWidget(this)),
      notes_(new QLabel(this)) {
    setObjectName(QStringLiteral("table_panel"));
    view_->setObjectName(QStringLiteral("result_table"));
    view_->setAccessibleName(tr("Results: schemes by tasks"));
    view_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    view_->setSelectionMode(QAbstractItemView::ContiguousSelection);
    view_->setShowGrid(false);
    view_->setFrameShape(QFrame::NoFrame);
    view_->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
    notes_->setObjectName(QStringLiteral("table_notes"));
    notes_->setTextFormat(Qt::PlainText);
    notes_->setWordWrap(true);
    notes_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    notes_->setForegroundRole(QPalette::PlaceholderText);
    notes_->setContentsMargins(6, 2, 6, 2);
    notes_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* scroll = new QScrollArea(this);
    scroll->setObjectName(QStringLiteral("table_notes_area"));
    scroll->setAccessibleName(tr("Notes on the table"));
    scroll->setWidget(notes_);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(2);
    all->addWidget(buildBar());
    all->addWidget(view_, 3);
    all->addWidget(scroll, 1);
}

QWidget* TablePanel::buildBar() {
    study_->setObjectName(QStringLiteral("table_study"));
    study_->setAccessibleName(tr("Study"));
    study_->addItem(tr("All studies"), QString());
    study_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    study_->setMinimumContentsLength(10);
    selection_->setObjectName(QStringLiteral("table_selection"));
    selection_->setAccessibleName(tr("Which evaluation counts"));
    selection_->addItem(tr("final step"), static_cast<int>(Selection::kFinalStep));
    selection_->addItem(tr("best on meta"), static_cast<int>(Selection::kBestOnMeta));
    selection_->addItem(tr("best on dev (optimistic)"), static_cast<int>(Selection::kBestOnDev));
    connect(study_, &QComboBox::activated, this, [this] {
        study_chosen_ = true;
        ask();
    });
    connect(selection_, &QComboBox::currentIndexChanged, this, &TablePanel::ask);
    auto* bar = new QWidget(this);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(4, 2, 4, 0);
    row->addWidget(study_);
    row->addWidget(selection_);
    row->addStretch(1);
    row->addWidget(buildExport(QStringLiteral("export_latex"), tr("LaTeX"), Format::kLatex));
    row->addWidget(buildExport(QStringLiteral("export_csv"), tr("CSV"), Format::kCsv));
    row->addWidget(
        buildExport(QStringLiteral("export_markdown"), tr("Markdown"), Format::kMarkdown));
    return bar;
}

QToolButton* TablePanel::buildExport(const QString& name, const QString& text, Format format) {
    auto* button = new QToolButton(this);
    button->setObjectName(name);
    button->setText(text);
    button->setAccessibleName(tr("Copy the table as %1").arg(text));
    button->setToolTip(tr("Copy as %1; the arrow saves a file").arg(text));
    button->setPopupMode(QToolButton::MenuButtonPopup);
    auto* menu = new QMenu(button);
    QAction* copy = menu->addAction(tr("Copy"));
    QAction* file = menu->addAction(tr("Save as…"));
    file->setObjectName(name + QStringLiteral("_save"));
    button->setMenu(menu);
    const auto to_clipboard = [this, format] {
        QGuiApplication::clipboard()->setText(exported(format));
    };
    connect(button, &QToolButton::clicked, this, to_clipboard);
    connect(copy, &QAction::triggered, this, to_clipboard);
    connect(file, &QAction::triggered, this, [this, format] { save(format); });
    return button;
}

void TablePanel::showSnapshot(const std::shared_ptr<const Snapshot>& snapshot) {
    if (!snapshot) return;
    std::set<std::string> studies;
    std::string signature = snapshot->database.string();
    for (const RunSummary& run : snapshot->runs) {
        studies.insert(run.row.study);
        if (isEnded(run.row.state)) {
            signature += ' ' + run.row.uuid + runStateName(run.row.state);
        }
    }
    for (const std::string& study : studies) {
        const QString name = QString::fromStdString(study);
        if (study_->findData(name) < 0) study_->addItem(name, name);
    }
    for (int i = study_->count() - 1; i > 0; --i) {
        if (!studies.contains(study_->itemData(i).toString().toStdString())) study_->removeItem(i);
    }
    // Runs of different studies rarely belong in one table, so the current run's study is shown.
    if (!study_chosen_ && !snapshot->selected.empty()) {
        const QString name = QString::fromStdString(snapshot->selected.front()->row.study);
        if (study_->currentData().toString() != name) {
            study_->setCurrentIndex(study_->findData(name));
            signature_.clear();
        }
    }
    if (signature == signature_) return;
    signature_ = signature;
    ask();
}

void TablePanel::chooseStudy(const QString& study) {
    study_chosen_ = true;
    study_->setCurrentIndex(std::max(0, study_->findData(study)));
    ask();
}

void TablePanel::ask() {
    emit tableWanted(study_->currentData().toString().toStdString(),
                     static_cast<Selection>(selection_->currentData().toInt()));
}

void TablePanel::showTable(std::shared_ptr<const ResultTable> table) {
    table_ = std::move(table);
    fillCells();
    QStringList notes;
    for (const std::string& note : table_->notes) notes << QString::fromStdString(note);
    if (table_->columns.empty()) notes.prepend(tr("No run has finished yet."));
    notes_->setText(notes.join(QLatin1Char('\n')));
}

void TablePanel::fillCells() {
    view_->clear();
    view_->setRowCount(static_cast<int>(table_->rows.size()));
    view_->setColumnCount(static_cast<int>(table_->columns.size()));
    QStringList titles;
    for (const TableColumn& column : table_->columns) titles << columnTitle(column);
    view_->setHorizontalHeaderLabels(titles);
    QStringList labels;
    for (std::size_t r = 0; r < table_->rows.size(); ++r) {
        const TableRow& row = table_->rows[r];
        labels << QString::fromStdString(row.label);
        for (std::size_t c = 0; c < row.cells.size() && c < table_->columns.size(); ++c) {
            auto* item = new QTableWidgetItem(cellText(row.cells[c]));
            item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
            item->setToolTip(cellTip(row.cells[c], table_->columns[c]));
            QFont font = view_->font();
            font.setBold(row.cells[c].best);
            item->setFont(font);
            view_->setItem(static_cast<int>(r), static_cast<int>(c), item);
        }
    }
    view_->setVerticalHeaderLabels(labels);
    view_->resizeColumnsToContents();
}

QString TablePanel::exported(Format format) const {
    if (!table_) return {};
    switch (format) {
        case Format::kLatex:
            return QString::fromStdString(toLatex(*table_));
        case Format::kCsv:
            return QString::fromStdString(toCsv(*table_));
        case Format::kMarkdown:
            return QString::fromStdString(toMarkdown(*table_));
    }
    return {};
}

void TablePanel::save(Format format) {
    const QString suffix = QLatin1String(suffixOf(format));
    const QString name = QFileDialog::getSaveFileName(this, tr("Save the table"),
                                                      QStringLiteral("results.") + suffix,
                                                      QStringLiteral("*.") + suffix);
    if (name.isEmpty()) return;
    QSaveFile file(name);
    if (!file.open(QIODevice::WriteOnly) || file.write(exported(format).toUtf8()) < 0 ||
        !file.commit()) {
        emit failed(
            tr("%1 cannot be written: %2. Choose another place.").arg(name, file.errorString()));
    }
}

}  // namespace alphascope
