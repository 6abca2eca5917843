// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/sample_panel.h"

#include "widgets/look.h"
#include "widgets/sample_detail.h"
#include "widgets/sample_model.h"

#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

#include <array>
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
      notice_(new QLabel(this)),
      table_(new QTableView(this)),
      model_(new SampleModel(this)),
      proxy_(new QSortFilterProxyModel(this)),
      detail_(new SampleDetail(this)) {
    setObjectName(QStringLiteral("samples_panel"));
    title_->setObjectName(QStringLiteral("samples_title"));
    title_->setToolTip(
        tr("Every sample of the run counts once, by its α at its latest step; the histogram counts "
           "the samples since the histogram before it, so the two numbers differ."));
    notice_->setObjectName(QStringLiteral("samples_notice"));
    for (QLabel* label : {title_, notice_}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setContentsMargins(6, 2, 6, 2);
    }
    notice_->setForegroundRole(QPalette::PlaceholderText);
    buildTable();
    auto* parts = new QSplitter(Qt::Vertical, this);
    parts->setObjectName(QStringLiteral("samples_splitter"));
    parts->addWidget(table_);
    parts->addWidget(detail_);
    parts->setSizes({300, 150});
    parts->setStretchFactor(0, 2);
    parts->setStretchFactor(1, 1);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(2);
    all->addWidget(title_);
    all->addWidget(notice_);
    all->addWidget(parts, 1);
    reset();
}

void SamplePanel::buildTable() {
    proxy_->setSourceModel(model_);
    proxy_->setSortRole(SampleModel::kSortRole);
    table_->setObjectName(QStringLiteral("samples"));
    table_->setAccessibleName(tr("Samples in the chosen range of α"));
    table_->setModel(proxy_);
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
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
    const std::array<int, SampleModel::kColumns> widths{7, 9, 15, 9, 9, 7, 9, 40};
    for (int column = 0; column < SampleModel::kColumns; ++column) {
        table_->setColumnWidth(column, unit * widths[static_cast<std::size_t>(column)]);
    }
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &SamplePanel::currentChanged);
}

void SamplePanel::reset() {
    chosen_ = false;
    answered_ = false;
    seen_histograms_ = 0;
    model_->show(nullptr);
    detail_->clear();
    notice_->hide();
    const bool none = run_ && !run_->hasAlpha() && run_->row.teacher_uuid.empty();
    title_->setText(none ? tr("This run has no α, so no samples to choose by it.")
                         : tr("Click a bar of the α histogram, or drag over several, to read the "
                              "samples behind them."));
}

void SamplePanel::showSnapshot(const std::shared_ptr<const Snapshot>& snapshot) {
    if (!snapshot) return;
    const auto next = snapshot->selected.empty() ? nullptr : snapshot->selected.front();
    const bool same = run_ && next && run_->row.uuid == next->row.uuid;
    run_ = next;
    if (!same) {
        reset();
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

void SamplePanel::chooseRange(double low, double high) {
    choose({.low = low, .high = high, .ids = {}});
}

void SamplePanel::chooseSamples(std::vector<std::uint32_t> ids) {
    if (!ids.empty()) choose({.ids = std::move(ids)});
}

void SamplePanel::choose(SampleQuery query) {
    if (!run_) return;
    query_ = std::move(query);
    chosen_ = true;
    answered_ = false;
    seen_histograms_ = run_->histograms.size();
    table_->clearSelection();
    title_->setText(tr("Reading the samples: %1…").arg(textOf(query_)));
    emit samplesWanted(run_->row.id, query_);
}

QString SamplePanel::textOf(const SampleQuery& query) {
    return query.ids.empty() ? tr("latest α in %1").arg(rangeText(query.low, query.high))
                             : tr("chosen on the map");
}

void SamplePanel::askAgain() {
    if (run_ && chosen_) emit samplesWanted(run_->row.id, query_);
}

void SamplePanel::showSamples(const std::shared_ptr<const SampleResult>& result) {
    if (!run_ || result->run_id != run_->row.id || result->query != query_) {
        return;  // an answer to a question of earlier
    }
    answered_ = true;
    model_->show(result);
    detail_->clear();
    QString text = textOf(result->query);
    text[0] = text[0].toUpper();
    title_->setText(
        result->total > result->rows.size()
            ? tr("%1: %2 of %Ln sample(s)", nullptr, static_cast<int>(result->total))
                  .arg(text, QLocale().toString(result->rows.size()))
            : tr("%1: %Ln sample(s)", nullptr, static_cast<int>(result->rows.size())).arg(text));
    showNotice(*result);
}

void SamplePanel::showNotice(const SampleResult& result) {
    QStringList lines;
    if (result.total > result.rows.size()) {
        lines << tr(
            "Those with the highest α are listed. Choose a narrower range to see the rest.");
    }
    if (!result.text_problem.empty()) lines << QString::fromStdString(result.text_problem);
    notice_->setText(lines.join(QLatin1Char('\n')));
    notice_->setVisible(!lines.isEmpty());
}

void SamplePanel::currentChanged() {
    const QModelIndex index = proxy_->mapToSource(table_->currentIndex());
    const SampleRow* row = model_->sample(index.row());
    if (row == nullptr || !run_) return;
    detail_->showSample(*row, runColour(run_->row.uuid, isDark(palette())));
    emit historyWanted(run_->row.id, row->view.record.id);
}

void SamplePanel::showHistory(qint64 run_id, quint32 sample_id,
                              const std::vector<SampleRecord>& records) {
    const QModelIndex index = proxy_->mapToSource(table_->currentIndex());
    const SampleRow* row = model_->sample(index.row());
    if (!run_ || run_->row.id != run_id || row == nullptr || row->view.record.id != sample_id)
        return;
    detail_->showHistory(records);
}

}  // namespace alphascope
