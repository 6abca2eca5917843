// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/sample_panel.h"

#include "report/sample_export.h"
#include "widgets/look.h"
#include "widgets/sample_detail.h"
#include "widgets/sample_model.h"
#include "widgets/sample_query_bar.h"

#include <QAction>
#include <QFileDialog>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QSaveFile>
#include <QShortcut>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace alphascope {

namespace {

/// "[0.9, 1]", "[0.45, 0.5)".
QString rangeText(double low, double high) {
    const QLatin1Char end(high >= 1.0 || low == high ? ']' : ')');
    return leftToRight(
        QStringLiteral("[%1, %2%3").arg(low, 0, 'g', 4).arg(high, 0, 'g', 4).arg(end));
}

}  // namespace

SamplePanel::SamplePanel(QWidget* parent)
    : QWidget(parent),
      title_(new QLabel(this)),
      bar_(new SampleQueryBar(this)),
      notice_(new QLabel(this)),
      table_(new QTableView(this)),
      model_(new SampleModel(this)),
      proxy_(new QSortFilterProxyModel(this)),
      detail_(new SampleDetail(this)) {
    setObjectName(QStringLiteral("samples_panel"));
    title_->setObjectName(QStringLiteral("samples_title"));
    title_->setToolTip(
        tr("Every sample of the run counts once, by its α at its latest step; the histogram counts "
           "the samples since the histogram before it, so the two numbers differ. After a click "
           "into the histogram of an earlier step, the samples of the steps that it covers are "
           "listed, by their α at that time."));
    notice_->setObjectName(QStringLiteral("samples_notice"));
    for (QLabel* label : {title_, notice_}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setContentsMargins(6, 2, 6, 2);
    }
    notice_->setForegroundRole(QPalette::PlaceholderText);
    buildTable();
    connect(bar_, &SampleQueryBar::changed, this, &SamplePanel::narrow);
    auto* escape = new QShortcut(Qt::Key_Escape, this);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, &SamplePanel::clear);
    connect(bar_, &SampleQueryBar::exportWanted, this, &SamplePanel::askWhereToExport);
    auto* parts = new QSplitter(Qt::Vertical, this);
    parts->setObjectName(QStringLiteral("samples_splitter"));
    parts->addWidget(table_);
    parts->addWidget(detail_);
    parts->setSizes({280, 190});
    parts->setStretchFactor(0, 2);
    parts->setStretchFactor(1, 1);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(2);
    all->addWidget(title_);
    all->addWidget(bar_);
    all->addWidget(notice_);
    all->addWidget(parts, 1);
    reset();
}

void SamplePanel::buildTable() {
    proxy_->setSourceModel(model_);
    proxy_->setSortRole(SampleModel::kSortRole);
    table_->setObjectName(QStringLiteral("samples"));
    table_->setTabKeyNavigation(false);
    table_->setAccessibleName(tr("Samples in the chosen range of α"));
    table_->setModel(proxy_);
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->setSelectionMode(QAbstractItemView::ExtendedSelection);
    table_->setShowGrid(false);
    table_->setWordWrap(false);
    table_->setAlternatingRowColors(true);
    table_->setSortingEnabled(true);
    table_->sortByColumn(SampleModel::kAlpha, Qt::DescendingOrder);
    table_->verticalHeader()->hide();
    table_->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
    table_->horizontalHeader()->setStretchLastSection(true);
    table_->horizontalHeader()->setHighlightSections(false);
    table_->horizontalHeader()->setMinimumSectionSize(30);
    const int unit = fontMetrics().averageCharWidth();
    const std::array<int, SampleModel::kColumns> widths{7, 9, 15, 9, 9, 7, 7, 9, 40, 4};
    for (int column = 0; column < SampleModel::kColumns; ++column) {
        table_->setColumnWidth(column, unit * widths[static_cast<std::size_t>(column)]);
    }
    table_->horizontalHeader()->moveSection(SampleModel::kMark, 0);
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &SamplePanel::currentChanged);
    connect(table_->horizontalHeader(), &QHeaderView::sortIndicatorChanged, this,
            &SamplePanel::reorder);
    auto* mark = new QAction(tr("Mark, or take the mark off"), table_);
    mark->setObjectName(QStringLiteral("sample_mark"));
    mark->setShortcut(Qt::Key_M);
    mark->setShortcutContext(Qt::WidgetShortcut);
    connect(mark, &QAction::triggered, this, &SamplePanel::markSelected);
    table_->addAction(mark);
    table_->setContextMenuPolicy(Qt::ActionsContextMenu);
}

void SamplePanel::reset() {
    chosen_ = false;
    answered_ = false;
    more_ = false;
    seen_histograms_ = 0;
    query_ = {};
    wanted_.clear();
    model_->show(nullptr);
    detail_->clear();
    notice_->hide();
    bar_->setExportPossible(false);
    title_->setText(hint());
}

QString SamplePanel::hint() const {
    const bool none = run_ && !run_->hasAlpha() && run_->row.teacher_uuid.empty();
    return none ? tr("This run has no α, so no samples to choose by it.")
                : tr("Click a bar of the α histogram, or drag over several, to read the samples "
                     "behind them; or search all samples below.");
}

void SamplePanel::clear() {
    bar_->clear();
    reset();
    emit samplesShown({});
    emit cleared();
}

void SamplePanel::openMarks() {
    std::string hash;
    if (run_)
        for (const SetRow& set : run_->sets)
            if (set.set == "train") hash = set.sha256;
    marks_.open(hash);
    bar_->setMarksPossible(marks_.possible());
    model_->setMarks(marks_.possible() ? &marks_ : nullptr);
}

void SamplePanel::showSnapshot(const std::shared_ptr<const Snapshot>& snapshot) {
    if (!snapshot) return;
    const auto next = snapshot->selected.empty() ? nullptr : snapshot->selected.front();
    const bool same = run_ && next && run_->row.uuid == next->row.uuid;
    run_ = next;
    openMarks();
    if (!same) {
        reset();
        narrow();  // what is searched for is searched for in the next run too
        return;
    }
    // While a run goes on, its samples move; a new histogram says that enough have moved to look
    // again.
    const bool idle = table_->selectionModel()->selectedRows().empty();
    if (chosen_ && idle && run_->histograms.size() > seen_histograms_) {
        seen_histograms_ = run_->histograms.size();
        emit samplesWanted(run_->row.id, query_);
    }
}

void SamplePanel::chooseRange(double low, double high, const StepRange& steps) {
    choose({.low = low, .high = high, .steps = steps, .ids = {}});
}

void SamplePanel::chooseSamples(std::vector<std::uint32_t> ids) {
    if (!ids.empty()) choose({.ids = std::move(ids)});
}

void SamplePanel::choose(SampleQuery query) {
    if (!run_) return;
    query_ = std::move(query);
    chosen_ = true;
    wanted_.clear();
    ask();
}

void SamplePanel::narrow() {
    SampleQuery query = query_;
    bar_->fill(query, marks_);
    if (chosen_ && query == query_) return;  // as when the search of the last session comes back
    if (run_ && (chosen_ || query.narrowed())) choose(query);
}

void SamplePanel::ask() {
    bar_->fill(query_, marks_);
    const QHeaderView* header = table_->horizontalHeader();
    if (const auto field = SampleModel::fieldOf(header->sortIndicatorSection())) {
        query_.order = *field;
        query_.descending = header->sortIndicatorOrder() == Qt::DescendingOrder;
    }
    answered_ = false;
    seen_histograms_ = run_->histograms.size();
    table_->clearSelection();
    title_->setText(tr("Reading the samples: %1…").arg(textOf(query_)));
    emit samplesWanted(run_->row.id, query_);
}

/// The table sorts what it lists; where there is more, other samples come first in another order.
void SamplePanel::reorder() {
    const int column = table_->horizontalHeader()->sortIndicatorSection();
    if (run_ && answered_ && more_ && SampleModel::fieldOf(column)) ask();
}

QString SamplePanel::textOf(const SampleQuery& query) {
    const bool all = query.steps.any() && query.low <= 0.0 && query.high >= 1.0 && query.narrowed();
    const QString where = !query.ids.empty() ? tr("chosen on the map")
                          : all              ? tr("all samples")
                          : query.steps.any()
                              ? tr("latest α in %1").arg(rangeText(query.low, query.high))
                              : tr("steps %1 to %2, α in %3")
                                    .arg(query.steps.after + 1)
                                    .arg(query.steps.last)
                                    .arg(rangeText(query.low, query.high));
    return query.narrowed() ? tr("%1, filtered").arg(where) : where;
}

void SamplePanel::askAgain() {
    if (run_ && chosen_) emit samplesWanted(run_->row.id, query_);
}

void SamplePanel::showSamples(const std::shared_ptr<const SampleResult>& result) {
    if (finishExport(*result)) return;
    if (!run_ || result->run_id != run_->row.id) return;
    if (!chosen_ || result->query != query_) return;  // an answer to a question of earlier
    // The same once more, as while a run goes on: what is selected stays so.
    if (answered_)
        for (const std::uint32_t id : selectedSamples()) wanted_.insert(id);
    answered_ = true;
    more_ = result->total > result->rows.size();
    model_->show(result);
    detail_->clear();
    bar_->setExportPossible(result->total > 0);
    QString text = textOf(result->query);
    text[0] = text[0].toUpper();
    title_->setText(
        more_ ? tr("%1: %2 of %Ln sample(s)", nullptr, static_cast<int>(result->total))
                    .arg(text, QLocale().toString(result->rows.size()))
              : tr("%1: %Ln sample(s)", nullptr, static_cast<int>(result->rows.size())).arg(text));
    selectWanted();
    showNotice(*result);
    emit samplesShown(result->ids);
}

std::vector<std::uint32_t> SamplePanel::selectedSamples() const {
    std::vector<std::uint32_t> ids;
    for (const QModelIndex& index : table_->selectionModel()->selectedRows())
        if (const SampleRow* row = model_->sample(proxy_->mapToSource(index).row()))
            ids.push_back(row->view.record.id);
    return ids;
}

void SamplePanel::showNotice(const SampleResult& result) {
    QStringList lines;
    if (result.total > result.rows.size()) {
        lines << tr("The first %1 in the order of the table are listed. Sort by another column, or "
                    "ask for fewer, to see the others.")
                     .arg(result.rows.size());
    }
    if (result.noise)
        lines << tr("Known noise: %1 of %2 labels were flipped on purpose. AUC of finding them: "
                    "%3 by mean α, %4 by mean label loss.")
                     .arg(result.noise->flipped)
                     .arg(result.noise->samples)
                     .arg(numberText(result.noise->alpha.auc, 3),
                          numberText(result.noise->label_loss.auc, 3));
    if (!result.text_problem.empty()) lines << QString::fromStdString(result.text_problem);
    notice_->setText(lines.join(QLatin1Char('\n')));
    notice_->setVisible(!lines.isEmpty());
}

void SamplePanel::markSelected() {
    const QModelIndexList rows = table_->selectionModel()->selectedRows(SampleModel::kMark);
    const auto checked = [](const QModelIndex& index) {
        return index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    };
    const bool all = std::all_of(rows.begin(), rows.end(), checked);
    const auto ids = selectedSamples();
    // Where the table is sorted by marks, rows move while they are marked.
    std::vector<QPersistentModelIndex> selected(rows.begin(), rows.end());
    for (const QPersistentModelIndex& index : selected)
        proxy_->setData(index, all ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
    if (all && ids.size() > 1) emit marksTaken(marks_.setHash(), ids);  // one is soon marked again
}

void SamplePanel::markAgain(const std::string& set_hash, const std::vector<std::uint32_t>& ids) {
    SampleMarks other;
    const bool here = set_hash == marks_.setHash();
    if (!here) other.open(set_hash);
    for (const std::uint32_t id : ids) (here ? marks_ : other).set(id, true);
    if (!here || model_->rowCount() == 0) return;
    emit model_->dataChanged(model_->index(0, SampleModel::kMark),
                             model_->index(model_->rowCount() - 1, SampleModel::kMark));
    if (bar_->onlyMarked()) narrow();
}

void SamplePanel::askWhereToExport() {
    const QString file = QFileDialog::getSaveFileName(
        this, tr("Export the samples"), QStringLiteral("samples.csv"),
        tr("CSV (*.csv);;Tab-separated (*.tsv);;JSON lines (*.jsonl)"));
    if (!file.isEmpty()) exportTo(file);
}

void SamplePanel::exportTo(const QString& file) {
    if (!run_ || !chosen_) return;
    if (!sampleFormatOf(file.toStdString())) {
        say(tr("%1 cannot be written: its name must end in .csv, .tsv or .jsonl.").arg(file));
        return;
    }
    SampleQuery query = query_;
    query.most = std::numeric_limits<std::size_t>::max();
    exports_.push_back({file, run_->row.id, query, marks_.ids()});
    emit samplesWanted(run_->row.id, query);
}

bool SamplePanel::finishExport(const SampleResult& result) {
    const auto found = std::find_if(exports_.begin(), exports_.end(), [&](const Export& wanted) {
        return wanted.run_id == result.run_id && wanted.query == result.query;
    });
    if (found == exports_.end()) return false;
    const Export wanted = std::move(*found);
    exports_.erase(found);
    write(wanted, result);
    return true;
}

void SamplePanel::write(const Export& wanted, const SampleResult& result) {
    const QString& name = wanted.file;
    const std::string text =
        samplesText(result.rows, wanted.marks, *sampleFormatOf(name.toStdString()));
    QSaveFile file(name);
    const bool done = file.open(QIODevice::WriteOnly) &&
                      file.write(text.data(), static_cast<qint64>(text.size())) ==
                          static_cast<qint64>(text.size()) &&
                      file.commit();
    if (!done) {
        say(tr("%1 cannot be written: %2. Choose another place.").arg(name, file.errorString()));
        return;
    }
    QString message =
        tr("%Ln sample(s) written to %1.", nullptr, static_cast<int>(result.rows.size())).arg(name);
    if (!result.text_problem.empty()) message += tr(" They have no sentences.");
    say(message);
}

void SamplePanel::say(const QString& message) {
    notice_->setText(message);
    notice_->show();
}

void SamplePanel::currentChanged() {
    const QModelIndex index = proxy_->mapToSource(table_->currentIndex());
    const SampleRow* row = model_->sample(index.row());
    if (row == nullptr || !run_) return;
    detail_->showSample(*row, run_);
    emit historyWanted(run_->row.id, row->view.record.id);
    if (!restoring_) emit sampleRead();
}

void SamplePanel::showHistory(qint64 run_id, quint32 sample_id, const SampleHistory& history) {
    const QModelIndex index = proxy_->mapToSource(table_->currentIndex());
    const SampleRow* row = model_->sample(index.row());
    if (!run_ || run_->row.id != run_id || row == nullptr || row->view.record.id != sample_id)
        return;
    detail_->showHistory(history);
}

}  // namespace alphascope
