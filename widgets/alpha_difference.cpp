// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/alpha_difference.h"

#include "widgets/look.h"
#include "widgets/run_groups.h"

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <span>

namespace alphascope {

namespace {

constexpr double kPoints = 100.0;  // in a whole
constexpr double kBinWidth = 1.0 / kAlphaBins;
constexpr double kLeastRange = 1.0;  // points, so that next to nothing looks like it

std::vector<std::span<const HistogramTaken>> histogramsOf(const AlphaPair::Runs& runs) {
    std::vector<std::span<const HistogramTaken>> all;
    for (const auto& run : runs) all.emplace_back(run->histograms);
    return all;
}

QString nameOf(const AlphaPair::Runs& runs) {
    const std::string name = rowName(*runs.front());
    if (runs.size() == 1) return runTitle(name, runs.front()->row.seed);
    return QStringLiteral("%1 (n = %2)").arg(QString::fromStdString(name)).arg(runs.size());
}

/// "+3.1", "−0.4".
QString signedText(double points) {
    const QString text = QString::number(std::abs(points), 'f', 1);
    if (text == QLatin1String("0.0")) return text;
    return (points < 0.0 ? QStringLiteral("−") : QStringLiteral("+")) + text;
}

}  // namespace

AlphaShares AlphaPair::at(std::int64_t step) const {
    return difference(meanShares(histogramsOf(first), step),
                      meanShares(histogramsOf(second), step));
}

AlphaPair pairOf(const AlphaPair::Runs& selected) {
    AlphaPair pair;
    if (selected.size() < 2) return pair;
    const auto groups = groupsOf(selected);
    if (groups.size() == 1) {
        pair.first = {selected.front()};
        pair.second.assign(std::next(selected.begin()), selected.end());
    } else {
        pair.first = groups[0].runs;
        pair.second = groups[1].runs;
    }
    pair.first_name = nameOf(pair.first);
    pair.second_name = nameOf(pair.second);
    return pair;
}

AlphaDifference::AlphaDifference(QWidget* parent)
    : PlotPane(QStringLiteral("alpha_difference_plot"), tr("Difference of two histograms of α"),
               parent) {
    QCustomPlot& p = plot();
    p.yAxis->setLabel(tr("difference (% of samples)"));
    p.xAxis->setRange(0.0, 1.0);
    p.xAxis->ticker()->setTickCount(11);
    more_ = new QCPBars(p.xAxis, p.yAxis);
    less_ = new QCPBars(p.xAxis, p.yAxis);
    for (QCPBars* bars : {more_, less_}) {
        bars->setWidth(kBinWidth * 0.9);
        bars->setPen(Qt::NoPen);
        bars->addToLegend();
    }
    p.legend->setVisible(true);
    // Between the bars of ½ and 1, which are the high ones.
    p.axisRect()->insetLayout()->setInsetPlacement(0, QCPLayoutInset::ipFree);
    p.axisRect()->insetLayout()->setInsetRect(0, QRectF(0.56, 0.03, 0.36, 0.1));
    atoms_ = new QCPItemText(&p);
    atoms_->setObjectName(QStringLiteral("difference_atoms"));
    atoms_->position->setType(QCPItemPosition::ptAxisRectRatio);
    atoms_->position->setCoords(0.5, 0.99);
    atoms_->setPositionAlignment(Qt::AlignHCenter | Qt::AlignBottom);
}

void AlphaDifference::showPair(const AlphaPair& pair, std::int64_t step) {
    const AlphaShares shares = pair.at(step);
    QVector<double> centres, more, less;
    double widest = kLeastRange;
    for (int bin = 0; bin < kAlphaBins; ++bin) {
        const double points = kPoints * shares.bins[static_cast<std::size_t>(bin)];
        centres.push_back((bin + 0.5) * kBinWidth);
        more.push_back(std::max(points, 0.0));
        less.push_back(std::min(points, 0.0));
        widest = std::max(widest, std::abs(points));
    }
    more_->setData(centres, more, true);
    less_->setData(centres, less, true);
    const bool dark = isDark(palette());
    const QColor text = palette().color(QPalette::Text);
    more_->setBrush(differenceColour(/*more=*/true, dark));
    less_->setBrush(differenceColour(/*more=*/false, dark));
    more_->setName(tr("more in %1").arg(pair.first_name));
    less_->setName(tr("more in %1").arg(pair.second_name));
    atoms_->setText(tr("at 0: %1   at ½: %2   at 1: %3")
                        .arg(signedText(kPoints * shares.atoms[0]),
                             signedText(kPoints * shares.atoms[1]),
                             signedText(kPoints * shares.atoms[2])));
    atoms_->setColor(text);
    QCustomPlot& p = plot();
    p.yAxis->grid()->setZeroLinePen(QPen(text, 1.5));
    p.yAxis->setRange(-1.35 * widest, 1.35 * widest);  // with room for the names and the atoms
    showPlot();
    p.replot(QCustomPlot::rpQueuedReplot);
}

double AlphaDifference::pointsAt(int bin) const {
    return more_->data()->at(bin)->value + less_->data()->at(bin)->value;
}

}  // namespace alphascope
