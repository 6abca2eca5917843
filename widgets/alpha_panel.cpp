// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/alpha_panel.h"

#include "widgets/alpha_heat_map.h"
#include "widgets/alpha_histogram.h"
#include "widgets/look.h"

#include <QCheckBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QSplitter>
#include <QVBoxLayout>

#include <numeric>

namespace alphascope {

AlphaPanel::AlphaPanel(QWidget* parent)
    : QWidget(parent),
      title_(new QLabel(this)),
      logarithmic_(new QCheckBox(tr("log counts"), this)),
      now_(new AlphaHistogram(this)),
      over_time_(new AlphaHeatMap(this)) {
    setObjectName(QStringLiteral("alpha"));
    title_->setObjectName(QStringLiteral("alpha_title"));
    title_->setTextFormat(Qt::PlainText);
    title_->setToolTip(tr("A sample seen twice since the histogram before this one counts twice"));
    title_->setForegroundRole(QPalette::PlaceholderText);
    logarithmic_->setObjectName(QStringLiteral("alpha_log"));
    auto* row = new QHBoxLayout;
    row->setContentsMargins(6, 2, 6, 0);
    row->addWidget(title_, 1);
    row->addWidget(logarithmic_);
    auto* plots = new QSplitter(Qt::Vertical, this);
    plots->setObjectName(QStringLiteral("alpha_splitter"));
    plots->addWidget(now_);
    plots->addWidget(over_time_);
    plots->setChildrenCollapsible(false);
    plots->setStretchFactor(0, 5);
    plots->setStretchFactor(1, 4);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(row);
    all->addWidget(plots, 1);
    connect(logarithmic_, &QCheckBox::toggled, now_, &AlphaHistogram::setLogarithmic);
    connect(now_, &AlphaHistogram::rangeSelected, this, &AlphaPanel::rangeSelected);
    showEmpty();
}

void AlphaPanel::showSnapshot(const std::shared_ptr<const Snapshot>& snapshot) {
    if (!snapshot) return;
    const auto next = snapshot->selected.empty() ? nullptr : snapshot->selected.front();
    if (next == shown_) return;
    if (!shown_ || !next || shown_->row.uuid != next->row.uuid) now_->clearRange();
    shown_ = next;
    rebuild();
}

void AlphaPanel::rebuild() {
    if (!shown_ || !shown_->hasAlpha()) {
        showEmpty();
        return;
    }
    const HistogramTaken& latest = shown_->histograms.back();
    const QColor colour = runColour(shown_->row.uuid, isDark(palette()));
    const auto samples =
        std::accumulate(latest.counts.begin(), latest.counts.end(), std::uint64_t{0});
    title_->setText(tr("%1 · seed %2 · step %3 · %4 samples since the last histogram")
                        .arg(QString::fromStdString(shown_->row.label))
                        .arg(shown_->row.seed)
                        .arg(latest.step)
                        .arg(samples));
    logarithmic_->setEnabled(true);
    now_->showHistogram(latest, colour);
    over_time_->showHistograms(shown_->histograms, colour);
}

void AlphaPanel::showEmpty() {
    title_->clear();
    logarithmic_->setEnabled(false);
    QString text = tr("Select a run to see how it weighs its samples.");
    if (shown_) {
        const bool waits = !shown_->row.teacher_uuid.empty() && !isEnded(shown_->row.state);
        text = waits ? tr("The first histogram of α comes a few steps after the start.")
                     : tr("This run has no α: it learns from the labels alone, without a teacher.");
        if (!shown_->row.teacher_uuid.empty() && !waits) {
            text = tr("This run ended before its first histogram of α.");
        }
    }
    now_->showMessage(text);
    over_time_->showMessage({});
}

void AlphaPanel::markRange(double low, double high) {
    now_->markRange(low, high);
}

bool AlphaPanel::saveNowPng(const QString& file, int width, int height, double scale) {
    return now_->savePng(file, width, height, scale);
}

bool AlphaPanel::saveTimePng(const QString& file, int width, int height, double scale) {
    return over_time_->savePng(file, width, height, scale) && shown_ && shown_->hasAlpha();
}

void AlphaPanel::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) rebuild();
}

}  // namespace alphascope
