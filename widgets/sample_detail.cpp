// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/sample_detail.h"

#include "widgets/look.h"
#include "widgets/plot_pane.h"
#include "widgets/sample_model.h"

#include <qcustomplot.h>
#include <QHBoxLayout>
#include <QPlainTextEdit>

#include <algorithm>
#include <cmath>

namespace alphascope {

SampleDetail::SampleDetail(QWidget* parent)
    : QWidget(parent),
      text_(new QPlainTextEdit(this)),
      pane_(new PlotPane(QStringLiteral("sample_plot"), tr("α of this sample over epochs"), this)) {
    setObjectName(QStringLiteral("sample_detail"));
    text_->setObjectName(QStringLiteral("sample_text"));
    text_->setAccessibleName(tr("The sample in full"));
    text_->setReadOnly(true);
    text_->setFrameShape(QFrame::NoFrame);
    QCustomPlot& plot = pane_->plot();
    plot.xAxis->setLabel(tr("epoch"));
    plot.yAxis->setLabel(tr("α"));
    plot.yAxis->setRange(-0.05, 1.05);
    plot.addGraph();
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(text_, 3);
    row->addWidget(pane_, 2);
    clear();
}

void SampleDetail::clear() {
    text_->clear();
    text_->setPlaceholderText(tr("Select a sample to read it in full."));
    points_.clear();
    pane_->showMessage({});
}

void SampleDetail::showSample(const SampleRow& row, const QColor& colour) {
    colour_ = colour;
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
}

void SampleDetail::showHistory(const std::vector<SampleRecord>& records) {
    QVector<double> epochs;
    QVector<double> alphas;
    points_.clear();
    for (const SampleRecord& record : records) {
        epochs.push_back(record.epoch + 1.0);
        alphas.push_back(static_cast<double>(record.alpha));
        points_.emplace_back(epochs.back(), alphas.back());
    }
    if (points_.empty()) return;
    QCustomPlot& plot = pane_->plot();
    QCPGraph* graph = plot.graph(0);
    graph->setData(epochs, alphas, true);
    graph->setPen(QPen(colour_, 1.5));
    graph->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, colour_, 6));
    const QSharedPointer<QCPAxisTickerFixed> whole(new QCPAxisTickerFixed);
    whole->setTickStep(1.0);
    whole->setScaleStrategy(QCPAxisTickerFixed::ssMultiples);
    plot.xAxis->setTicker(whole);
    plot.xAxis->setRange(0.7, std::max(2.0, epochs.back()) + 0.3);
    pane_->showPlot();
    plot.replot(QCustomPlot::rpQueuedReplot);
}

std::vector<std::pair<double, double>> SampleDetail::points() const {
    return points_;
}

}  // namespace alphascope
