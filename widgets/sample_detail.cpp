// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/sample_detail.h"

#include "report/alpha_shares.h"
#include "study/error.h"
#include "widgets/alpha_explainer.h"
#include "widgets/look.h"
#include "widgets/plot_keys.h"
#include "widgets/plot_pane.h"
#include "widgets/sample_model.h"

#include <qcustomplot.h>
#include <QEvent>
#include <QHBoxLayout>
#include <QMouseEvent>
#include <QPlainTextEdit>
#include <QTabWidget>

#include <algorithm>
#include <cmath>

namespace alphascope {

SampleDetail::SampleDetail(QWidget* parent)
    : QWidget(parent),
      text_(new QPlainTextEdit(this)),
      explainer_(new AlphaExplainer(this)),
      pane_(new PlotPane(QStringLiteral("sample_plot"), tr("α of this sample over epochs"), this)) {
    setObjectName(QStringLiteral("sample_detail"));
    text_->setObjectName(QStringLiteral("sample_text"));
    text_->setAccessibleName(tr("The sample in full"));
    text_->setReadOnly(true);
    text_->setFrameShape(QFrame::NoFrame);
    QCustomPlot& plot = pane_->plot();
    plot.xAxis->setLabel(tr("epoch"));
    plot.yAxis->setRange(-0.05, 1.05);
    plot.addGraph();
    plot.addGraph()->setLineStyle(QCPGraph::lsNone);  // the point that is explained
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    auto* pages = new QTabWidget(this);
    pages->setObjectName(QStringLiteral("sample_pages"));
    pages->setAccessibleName(tr("About the sample"));
    pages->setDocumentMode(true);
    pages->addTab(text_, tr("Sample"));
    pages->addTab(explainer_, tr("Why this α"));
    row->addWidget(pages, 3);
    row->addWidget(pane_, 2);
    plot.setToolTip(tr("Click a point to see how α came about in that epoch"));
    connect(&plot, &QCustomPlot::mouseRelease, this, [this](QMouseEvent* event) {
        if (event->button() == Qt::LeftButton) pick(event->position());
    });
    PlotKeys& keys = PlotKeys::of(plot);
    keys.setArrows(PlotKeys::Arrows::kStep);
    keys.setMoves({});  // all epochs are seen
    connect(&keys, &PlotKeys::stepped, this, [this](int across) {
        if (across != 0) step(across);
    });
    clear();
}

void SampleDetail::clear() {
    text_->clear();
    text_->setPlaceholderText(tr("Select a sample to read it in full."));
    explainer_->showMessage(tr("Select a sample to see how it came to its α."));
    points_.clear();
    history_ = {};
    run_.reset();
    pane_->showMessage({});
}

void SampleDetail::showSample(const SampleRow& row, const std::shared_ptr<const RunDetail>& run) {
    run_ = run;
    row_ = row;
    history_ = {};
    points_.clear();
    picked_ = 0;
    QStringList lines;
    if (!row.text_a.empty()) lines << QString::fromStdString(row.text_a);
    if (!row.text_b.empty()) lines << QString::fromStdString(row.text_b);
    QStringList facts;
    facts << tr("sample %1, label %2")
                 .arg(row.view.record.id)
                 .arg(QString::fromStdString(row.label_name));
    if (std::isfinite(row.teacher_p))
        facts << tr("teacher gives it %1").arg(numberText(row.teacher_p, 2));
    if (std::isfinite(row.student_p)) facts << tr("student %1").arg(numberText(row.student_p, 2));
    facts << tr("label loss %1, teacher loss %2")
                 .arg(numberText(static_cast<double>(row.view.record.label_loss), 2),
                      numberText(static_cast<double>(row.view.record.teacher_loss), 2));
    const QString flags = flagText(row.view.flags);
    if (!flags.isEmpty()) facts << flags;
    lines << QString() << facts.join(QStringLiteral("; ")) + QLatin1Char('.');
    text_->setPlainText(lines.join(QLatin1Char('\n')));
    explainer_->showMessage(tr("Reading the sample's history…"));
}

void SampleDetail::showHistory(const SampleHistory& history) {
    if (!run_ || history.records.empty()) return;
    history_ = history;
    picked_ = history_.records.size() - 1;
    drawHistory();
    explain();
}

void SampleDetail::drawHistory() {
    QVector<double> epochs;
    QVector<double> alphas;
    points_.clear();
    for (const SampleRecord& record : history_.records) {
        epochs.push_back(record.epoch + 1.0);
        alphas.push_back(static_cast<double>(record.alpha));
        points_.emplace_back(epochs.back(), alphas.back());
    }
    QCustomPlot& plot = pane_->plot();
    plot.yAxis->setLabel(alphaIsShare(run_->row.scheme) ? tr("α (teacher's share)") : tr("α"));
    const QColor colour = runColour(run_->row, isDark(palette()));
    QCPGraph* graph = plot.graph(0);
    graph->setData(epochs, alphas, true);
    graph->setPen(QPen(colour, 1.5));
    graph->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, colour, 6));
    const auto& [epoch, alpha] = points_[picked_];
    plot.graph(1)->setData({epoch}, {alpha});
    plot.graph(1)->setScatterStyle(QCPScatterStyle(
        QCPScatterStyle::ssCircle, QPen(palette().color(QPalette::Text), 1.5), Qt::NoBrush, 11));
    const QSharedPointer<QCPAxisTickerFixed> whole(new QCPAxisTickerFixed);
    whole->setTickStep(1.0);
    whole->setScaleStrategy(QCPAxisTickerFixed::ssMultiples);
    plot.xAxis->setTicker(whole);
    plot.xAxis->setRange(0.7, std::max(2.0, epochs.back()) + 0.3);
    pane_->showPlot();
    plot.replot(QCustomPlot::rpQueuedReplot);
}

void SampleDetail::pick(const QPointF& place) {
    if (history_.records.empty()) return;
    const double epoch = pane_->plot().xAxis->pixelToCoord(place.x());
    const auto nearest =
        std::min_element(points_.begin(), points_.end(), [epoch](const auto& a, const auto& b) {
            return std::abs(a.first - epoch) < std::abs(b.first - epoch);
        });
    pickAt(static_cast<std::size_t>(nearest - points_.begin()));
}

void SampleDetail::pickAt(std::size_t place) {
    picked_ = place;
    drawHistory();
    explain();
}

void SampleDetail::step(int by) {
    if (points_.empty()) return;
    const auto last = static_cast<std::ptrdiff_t>(points_.size()) - 1;
    const auto place =
        std::clamp<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(picked_) + by, 0, last);
    pickAt(static_cast<std::size_t>(place));
    const auto& [epoch, alpha] = points_[picked_];
    PlotKeys::of(pane_->plot())
        .say(tr("epoch %1: α %2").arg(numberText(epoch, 0), numberText(alpha, 3)));
}

void SampleDetail::explain() {
    AlphaQuestion question;
    try {
        question = alphaQuestion(run_->row, row_.view, history_, picked_);
    } catch (const Error& error) {  // a run of a newer program
        explainer_->showMessage(QString::fromStdString(error.what()));
        return;
    }
    const auto step = static_cast<double>(question.record.step);
    for (const auto& [name, series] : run_->series) {
        const auto found = std::lower_bound(series.steps.begin(), series.steps.end(), step);
        if (found != series.steps.end() && *found == step)
            question.at_step[name] =
                series.values[static_cast<std::size_t>(found - series.steps.begin())];
    }
    explainer_->explain(question);
}

void SampleDetail::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !history_.records.empty()) drawHistory();
}

std::vector<std::pair<double, double>> SampleDetail::points() const {
    return points_;
}

}  // namespace alphascope
