// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/dev_score_panel.h"

#include "widgets/look.h"
#include "widgets/plot_link.h"
#include "widgets/plot_pane.h"
#include "widgets/plot_style.h"
#include "widgets/snapshot_builder.h"

#include <qcustomplot.h>
#include <QEvent>
#include <QVBoxLayout>

#include <algorithm>
#include <map>

namespace alphascope {

namespace {

constexpr double kRoom = 1.03;  // so that the last marker is seen whole

struct Scores {
    QVector<double> steps;
    QVector<double> values;  ///< × 100
};

std::map<std::string, Scores> scoresOf(const RunDetail& run, const std::string& metric) {
    std::map<std::string, Scores> scores;
    for (const EvaluationRow& evaluation : run.evaluations) {
        for (const auto& [name, value] : evaluation.scores) {
            if (name != metric) continue;
            scores[evaluation.set].steps.push_back(static_cast<double>(evaluation.step));
            scores[evaluation.set].values.push_back(value * 100.0);
        }
    }
    return scores;
}

}  // namespace

DevScorePanel::DevScorePanel(PlotLink& link, QWidget* parent)
    : QWidget(parent),
      link_(link),
      pane_(new PlotPane(QStringLiteral("score_plot"), tr("Scores over steps"), this)) {
    setObjectName(QStringLiteral("dev_scores"));
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(pane_);
    QCustomPlot& plot = pane_->plot();
    plot.xAxis->setLabel(tr("step"));
    link_.join(plot);
    pane_->showMessage(tr("Select a run to see its scores."));
}

void DevScorePanel::showSnapshot(const std::shared_ptr<const Snapshot>& snapshot) {
    if (!snapshot || snapshot->selected == shown_) return;
    shown_ = snapshot->selected;
    rebuild();
}

void DevScorePanel::rebuild() {
    QCustomPlot& plot = pane_->plot();
    plot.clearGraphs();
    clearMajority();
    plot.legend->clearItems();
    // Scores of different metrics cannot share an axis: the current run's metric decides.
    const std::string metric = shown_.empty() ? "" : judgingMetric(shown_.front()->row.task);
    for (const auto& run : shown_) addRun(*run, metric, shown_.size() == 1);
    if (plot.graphCount() == 0) {
        pane_->showMessage(shown_.empty() ? tr("Select a run to see its scores.")
                                          : tr("This run has not been evaluated yet."));
        link_.setExtent(plot, 0.0, 0.0);
        return;
    }
    plot.yAxis->rescale();
    double last = 0.0;
    for (int i = 0; i < plot.graphCount(); ++i)
        last = std::max(last, (plot.graph(i)->data()->constEnd() - 1)->key);
    link_.setExtent(plot, 0.0, last * kRoom);
    if (shown_.size() == 1) addMajority(*shown_.front());
    const QCPRange range = plot.yAxis->range();
    const double margin = std::max(1.0, 0.1 * range.size());
    plot.yAxis->setRange(range.lower - margin, range.upper + margin);
    plot.yAxis->setLabel(QString::fromStdString(metric) + QStringLiteral(" × 100"));
    plot.legend->setVisible(true);
    placeLegend(plot);
    pane_->showPlot();
    plot.replot(QCustomPlot::rpQueuedReplot);
}

void DevScorePanel::addRun(const RunDetail& run, const std::string& metric, bool alone) {
    QCustomPlot& plot = pane_->plot();
    const QColor ground = palette().color(QPalette::Base);
    const QColor colour = runColour(run.row, isDark(palette()));
    for (const auto& [set, curve] : scoresOf(run, metric)) {
        const bool meta = set == "meta";
        if (set == "train") continue;
        const QColor pen = blend(colour, ground, meta ? 0.6 : 1.0);
        QCPGraph* graph = plot.addGraph();
        graph->setData(curve.steps, curve.values, true);
        graph->setPen(QPen(pen, meta ? 1 : 2, meta ? Qt::DashLine : Qt::SolidLine));
        graph->setScatterStyle(
            QCPScatterStyle(meta ? QCPScatterStyle::ssDiamond : QCPScatterStyle::ssDisc,
                            QPen(pen, 1), QBrush(meta ? ground : pen), 6));
        const QString name = QString::fromStdString(set);
        graph->setName(alone ? name : runTitle(run.row.label, run.row.seed));
        if (alone || !meta) graph->addToLegend();
    }
}

void DevScorePanel::clearMajority() {
    for (QCPAbstractItem* item : {static_cast<QCPAbstractItem*>(majority_line_.data()),
                                  static_cast<QCPAbstractItem*>(majority_text_.data())})
        if (item != nullptr) pane_->plot().removeItem(item);
}

void DevScorePanel::addMajority(const RunDetail& run) {
    if (run.majority.empty()) return;
    QCustomPlot& plot = pane_->plot();
    const double score = run.majority.front().second * 100.0;
    plot.yAxis->setRange(std::min(plot.yAxis->range().lower, score),
                         std::max(plot.yAxis->range().upper, score));
    const QColor grey =
        blend(palette().color(QPalette::Text), palette().color(QPalette::Base), 0.5);
    auto* line = new QCPItemStraightLine(&plot);
    majority_line_ = line;
    line->point1->setCoords(0.0, score);
    line->point2->setCoords(1.0, score);
    line->setPen(QPen(grey, 1, Qt::DashDotLine));
    auto* text = new QCPItemText(&plot);
    majority_text_ = text;
    text->setObjectName(QStringLiteral("majority_text"));
    text->position->setTypeX(QCPItemPosition::ptAxisRectRatio);
    text->position->setTypeY(QCPItemPosition::ptPlotCoords);
    text->position->setCoords(0.01, score);
    text->setPositionAlignment(Qt::AlignLeft | Qt::AlignBottom);
    text->setColor(grey);
    text->setText(tr("majority class %1").arg(percentText(run.majority.front().second)));
}

void DevScorePanel::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) rebuild();
}

}  // namespace alphascope
