// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/loss_panel.h"

#include "widgets/look.h"
#include "widgets/plot_pane.h"
#include "widgets/plot_style.h"

#include <qcustomplot.h>
#include <QCheckBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QMouseEvent>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <cmath>

namespace alphascope {

namespace {

struct Term {
    const char* series;
    const char* name;
    Qt::PenStyle pen;
    double strength;  ///< how far the run's colour stands out from the ground
};
constexpr std::array<Term, 3> kTerms{{
    {"label_loss", QT_TRANSLATE_NOOP("LossPanel", "label"), Qt::DashLine, 0.8},
    {"teacher_loss", QT_TRANSLATE_NOOP("LossPanel", "teacher"), Qt::DotLine, 0.8},
    {"total_loss", QT_TRANSLATE_NOOP("LossPanel", "total"), Qt::SolidLine, 1.0},
}};

constexpr double kLegendShare = 0.28;  // room above the curves

QString runName(const RunDetail& run) {
    return QStringLiteral("%1 · seed %2")
        .arg(QString::fromStdString(run.row.label))
        .arg(run.row.seed);
}

}  // namespace

LossPanel::LossPanel(QWidget* parent)
    : QWidget(parent),
      pane_(new PlotPane(QStringLiteral("loss_plot"), tr("Losses over steps"), this)) {
    setObjectName(QStringLiteral("losses"));
    auto* row = new QHBoxLayout;
    row->setContentsMargins(6, 2, 6, 0);
    for (const Term& term : kTerms) {
        auto* box = new QCheckBox(tr(term.name), this);
        box->setObjectName(QStringLiteral("show_%1").arg(QLatin1String(term.series)));
        box->setAccessibleName(tr("Show the %1 loss").arg(tr(term.name)));
        box->setChecked(true);
        connect(box, &QCheckBox::toggled, this, &LossPanel::rebuild);
        terms_.push_back(box);
        row->addWidget(box);
    }
    row->addStretch(1);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(row);
    all->addWidget(pane_, 1);

    QCustomPlot& plot = pane_->plot();
    plot.xAxis->setLabel(tr("step"));
    plot.yAxis->setLabel(tr("loss (nats)"));
    plot.setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    plot.axisRect()->setRangeDrag(Qt::Horizontal);
    plot.axisRect()->setRangeZoom(Qt::Horizontal);
    plot.legend->setFillOrder(
        QCPLegend::foColumnsFirst);  // one line that hides little of the curves
    plot.legend->setWrap(static_cast<int>(kTerms.size()));
    plot.axisRect()->insetLayout()->setInsetAlignment(0, Qt::AlignTop | Qt::AlignRight);
    connect(&plot, &QCustomPlot::mouseWheel, this, [this] { zoomed_ = true; });
    connect(&plot, &QCustomPlot::mousePress, this,
            [this](QMouseEvent* event) { pressed_at_ = event->pos(); });
    connect(&plot, &QCustomPlot::mouseRelease, this, [this] { pressed_at_.reset(); });
    // A click alone moves nothing, so the axis goes on following the run.
    connect(&plot, &QCustomPlot::mouseMove, this, [this](QMouseEvent* event) {
        if (pressed_at_ && event->pos() != *pressed_at_) zoomed_ = true;
    });
    connect(&plot, &QCustomPlot::mouseDoubleClick, this, &LossPanel::resetZoom);
    pane_->showMessage(tr("Select a run to see its losses."));
}

void LossPanel::showSnapshot(const std::shared_ptr<const Snapshot>& snapshot) {
    if (!snapshot || snapshot->selected == shown_) return;
    const bool same_runs = std::equal(
        shown_.begin(), shown_.end(), snapshot->selected.begin(), snapshot->selected.end(),
        [](const auto& a, const auto& b) { return a->row.uuid == b->row.uuid; });
    if (!same_runs) zoomed_ = false;
    shown_ = snapshot->selected;
    rebuild();
}

void LossPanel::rebuild() {
    QCustomPlot& plot = pane_->plot();
    plot.clearGraphs();
    plot.legend->clearItems();
    for (const auto& run : shown_) addRun(*run, shown_.size() == 1);
    if (plot.graphCount() == 0) {
        pane_->showMessage(shown_.empty() ? tr("Select a run to see its losses.")
                                          : tr("No step of this run has been logged yet."));
        return;
    }
    plot.legend->setVisible(true);
    if (!zoomed_) {
        plot.rescaleAxes();
        plot.xAxis->setRangeLower(0.0);
        const QCPRange range = plot.yAxis->range();
        plot.yAxis->setRange(std::min(0.0, range.lower), range.upper + kLegendShare * range.size());
    }
    pane_->showPlot();
    plot.replot(QCustomPlot::rpQueuedReplot);
}

void LossPanel::addRun(const RunDetail& run, bool alone) {
    QCustomPlot& plot = pane_->plot();
    const QColor ground = palette().color(QPalette::Base);
    const QColor colour = runColour(run.row.uuid, isDark(palette()));
    for (std::size_t i = 0; i < kTerms.size(); ++i) {
        const Series* series = run.find(kTerms[i].series);
        if (!terms_[i]->isChecked() || series == nullptr) continue;
        if (std::all_of(series->values.begin(), series->values.end(),
                        [](double v) { return std::isnan(v); })) {
            continue;  // a run without teacher logs NaN for its loss
        }
        const QVector<double> steps(series->steps.begin(), series->steps.end());
        const QVector<double> values(series->values.begin(), series->values.end());
        if (alone) {
            QCPGraph* raw = plot.addGraph();
            raw->setData(steps, values, true);
            raw->setPen(QPen(blend(colour, ground, 0.16), 1));
        }
        QCPGraph* line = plot.addGraph();
        line->setData(steps, smooth(values), true);
        line->setPen(
            QPen(blend(colour, ground, kTerms[i].strength), alone ? 2 : 1.5, kTerms[i].pen));
        const QString term = tr(kTerms[i].name);
        line->setName(alone ? term : QStringLiteral("%1 · %2").arg(runName(run), term));
        line->addToLegend();
    }
}

void LossPanel::resetZoom() {
    zoomed_ = false;
    rebuild();
}

bool LossPanel::savePng(const QString& file, int width, int height, double scale) {
    return pane_->savePng(file, width, height, scale);
}

void LossPanel::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) rebuild();
}

}  // namespace alphascope
