// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/alpha_panel.h"

#include "widgets/alpha_histogram.h"
#include "widgets/alpha_over_time.h"
#include "widgets/look.h"
#include "widgets/plot_link.h"

#include <qcustomplot.h>
#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numeric>
#include <utility>

namespace alphascope {

AlphaPanel::AlphaPanel(PlotLink& link, QWidget* parent)
    : QWidget(parent),
      link_(link),
      title_(new QLabel(this)),
      logarithmic_(new QCheckBox(tr("log counts"), this)),
      mode_(new QComboBox(this)),
      now_(new AlphaHistogram(this)),
      step_(new QSlider(Qt::Horizontal, this)),
      over_time_(new AlphaOverTime(this)) {
    setObjectName(QStringLiteral("alpha"));
    title_->setObjectName(QStringLiteral("alpha_title"));
    title_->setTextFormat(Qt::PlainText);
    title_->setWordWrap(true);  // a long name must not widen the window
    title_->setToolTip(tr("A sample seen twice since the histogram before this one counts twice"));
    title_->setForegroundRole(QPalette::PlaceholderText);
    logarithmic_->setObjectName(QStringLiteral("alpha_log"));
    auto* row = new QHBoxLayout;
    row->setContentsMargins(6, 2, 6, 0);
    row->addWidget(title_, 1);
    row->addWidget(logarithmic_);
    row->addWidget(mode_);
    auto* plots = new QSplitter(Qt::Vertical, this);
    plots->setObjectName(QStringLiteral("alpha_splitter"));
    auto* upper = new QWidget(plots);
    auto* column = new QVBoxLayout(upper);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(now_, 1);
    column->addWidget(step_);
    plots->addWidget(upper);
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
    mode_->setObjectName(QStringLiteral("alpha_mode"));
    mode_->setAccessibleName(tr("α over time as"));
    mode_->addItems({tr("heat map"), tr("quantiles")});
    connect(mode_, &QComboBox::currentIndexChanged, over_time_,
            [this](int mode) { over_time_->setMode(static_cast<AlphaOverTime::Mode>(mode)); });
    buildSlider();
    link_.join(over_time_->plot());
    connect(&link_, &PlotLink::picked, this, &AlphaPanel::pick);
    showEmpty();
}

void AlphaPanel::buildSlider() {
    step_->setObjectName(QStringLiteral("alpha_step"));
    step_->setAccessibleName(tr("Step of the histogram"));
    step_->setToolTip(tr("The step whose histogram is shown; at the right end it is the latest"));
    step_->setContentsMargins(6, 0, 6, 0);
    connect(step_, &QSlider::valueChanged, this, [this](int place) {
        latest_ = place == step_->maximum();
        rebuild();
    });
}

/// The histogram at a step holds the samples since the one before it.
void AlphaPanel::pick(double step) {
    if (!shown_ || !shown_->hasAlpha() || link_.cursorUnit() != XAxis::kStep) return;
    const auto& all = shown_->histograms;
    const auto found = std::find_if(all.begin(), all.end(), [step](const auto& histogram) {
        return static_cast<double>(histogram.step) >= step;
    });
    step_->setValue(static_cast<int>(found - all.begin()));
}

std::size_t AlphaPanel::place() const {
    const std::size_t last = shown_->histograms.size() - 1;
    return latest_ ? last : std::min(last, static_cast<std::size_t>(step_->value()));
}

void AlphaPanel::showSnapshot(const std::shared_ptr<const Snapshot>& snapshot) {
    if (!snapshot) return;
    const auto next = snapshot->selected.empty() ? nullptr : snapshot->selected.front();
    std::vector<std::shared_ptr<const RunDetail>> others;
    for (const auto& run : snapshot->selected)
        if (run != next && run->hasAlpha()) others.push_back(run);
    if (next == shown_ && others == others_) return;
    others_ = std::move(others);
    if (!shown_ || !next || shown_->row.uuid != next->row.uuid) {
        now_->clearRange();
        latest_ = true;
    }
    shown_ = next;
    rebuild();
}

void AlphaPanel::rebuild() {
    if (!shown_ || !shown_->hasAlpha()) {
        showEmpty();
        return;
    }
    {
        const QSignalBlocker quiet(step_);
        const std::size_t at = place();
        step_->setMaximum(static_cast<int>(shown_->histograms.size()) - 1);
        step_->setValue(static_cast<int>(at));
    }
    const HistogramTaken& taken = shown_->histograms[place()];
    const auto last = static_cast<double>(shown_->histograms.back().step);
    const QColor colour = runColour(shown_->row, isDark(palette()));
    const auto samples =
        std::accumulate(taken.counts.begin(), taken.counts.end(), std::uint64_t{0});
    title_->setText(tr("%1 · seed %2 · step %3 · %4 samples since the last histogram")
                        .arg(QString::fromStdString(shown_->row.label))
                        .arg(shown_->row.seed)
                        .arg(taken.step)
                        .arg(samples));
    logarithmic_->setEnabled(true);
    now_->showHistogram(taken, colour);
    compare(taken.step);
    over_time_->showHistograms(shown_->histograms, colour);
    over_time_->markStep(latest_ ? std::nan("") : static_cast<double>(taken.step));
    link_.setExtent(over_time_->plot(), 0.0, last);
    step_->setVisible(step_->maximum() > 0);
}

void AlphaPanel::compare(std::int64_t step) {
    std::vector<AlphaHistogram::Other> others;
    for (const auto& run : others_) {
        const auto nearest = std::min_element(
            run->histograms.begin(), run->histograms.end(), [step](const auto& a, const auto& b) {
                return std::abs(a.step - step) < std::abs(b.step - step);
            });
        others.push_back({*nearest, runColour(run->row, isDark(palette())),
                          tr("%1 · seed %2 · step %3")
                              .arg(QString::fromStdString(run->row.label))
                              .arg(run->row.seed)
                              .arg(nearest->step)});
    }
    now_->showOthers(others);
}

void AlphaPanel::showEmpty() {
    title_->clear();
    logarithmic_->setEnabled(false);
    step_->hide();
    link_.setExtent(over_time_->plot(), 0.0, 0.0);
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
