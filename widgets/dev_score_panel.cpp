// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/dev_score_panel.h"

#include "widgets/look.h"
#include "widgets/plot_pane.h"

#include <qcustomplot.h>
#include <QJsonArray>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace alphascope {

namespace {

SeriesView scoreView() {
    return {.series = {}, .hidden = {}, .smoothing = 0.0};
}

/// The one that judges the task first, the meta set last.
int rankOf(const std::string& set, const std::string& task) {
    if (set == judgingSet(task)) return 0;
    return set == "meta" ? 2 : 1;
}

}  // namespace

DevScorePanel::DevScorePanel(PlotLink& link, QWidget* parent)
    : SeriesPanel(QStringLiteral("dev_scores"), tr("Scores over training"), scoreView(), link,
                  parent) {
    rebuild();  // with a text of its own
}

void DevScorePanel::showSnapshot(const std::shared_ptr<const Snapshot>& snapshot) {
    if (!snapshot || snapshot->selected == shown()) return;
    std::set<std::pair<int, std::string>> sets;
    for (const auto& run : snapshot->selected)
        for (const EvaluationRow& evaluation : run->evaluations)
            if (evaluation.set != "train")
                sets.emplace(rankOf(evaluation.set, run->row.task), evaluation.set);
    SeriesView next = view();
    known_.insert(next.series.begin(), next.series.end());
    for (const auto& [rank, set] : sets)
        if (const std::string name = scoreSeries(set, kFirstMetric); known_.insert(name).second)
            next.add(name);
    if (next != view()) setView(next);
    SeriesPanel::showSnapshot(snapshot);
}

QJsonObject DevScorePanel::state() const {
    QJsonObject state = toJson(view());
    QJsonArray known;
    for (const std::string& name : known_) known.append(QString::fromStdString(name));
    state[QStringLiteral("known")] = known;
    return state;
}

void DevScorePanel::restore(const QJsonObject& state) {
    for (const QJsonValue& name : state[QStringLiteral("known")].toArray())
        known_.insert(name.toString().toStdString());
    setView(seriesViewFromJson(state, view()));
}

QString DevScorePanel::emptyText() const {
    return shown().empty() ? tr("Select a run to see its scores.")
                           : tr("This run has not been evaluated yet.");
}

/// Whether most of what is drawn lies above a score.
bool DevScorePanel::isLow(double score) {
    const auto [low, high] = drawing().values();
    return score < (std::isnan(low) ? 0.0 : 0.5 * (low + high));
}

void DevScorePanel::decorate() {
    for (const auto& item : majority_)
        if (item) pane().plot().removeItem(item);
    majority_.clear();
    const SeriesView& view = this->view();
    const bool percents = std::any_of(
        view.series.begin(), view.series.end(),
        [&view](const std::string& name) { return view.shows(name) && isPercentage(name); });
    if (!percents) return drawing().reach({});
    std::map<std::string, double> by_task;
    for (const auto& run : shown())
        if (!run->majority.empty()) by_task[run->row.task] = run->majority.front().second;
    std::vector<double> scores;
    for (const auto& [task, share] : by_task) {
        const QString name = tr("majority class %1").arg(percentText(share));
        addMajority(by_task.size() == 1
                        ? name
                        : QStringLiteral("%1: %2").arg(QString::fromStdString(task), name),
                    share * 100.0);
        scores.push_back(share * 100.0);
    }
    drawing().reach(std::move(scores));
}

void DevScorePanel::addMajority(const QString& name, double score) {
    QCustomPlot& plot = pane().plot();
    const QColor grey =
        blend(palette().color(QPalette::Text), palette().color(QPalette::Base), 0.5);
    auto* line = new QCPItemStraightLine(&plot);
    line->setObjectName(QStringLiteral("majority_line"));
    line->point1->setCoords(0.0, score);
    line->point2->setCoords(1.0, score);
    line->setPen(QPen(grey, 1, Qt::DashDotLine));
    auto* text = new QCPItemText(&plot);
    text->setObjectName(QStringLiteral("majority_text"));
    text->position->setTypeX(QCPItemPosition::ptAxisRectRatio);
    text->position->setTypeY(QCPItemPosition::ptPlotCoords);
    text->position->setCoords(0.01, score);
    // Towards the curves: beyond it there is the edge, or the legend.
    text->setPositionAlignment(Qt::AlignLeft | (isLow(score) ? Qt::AlignBottom : Qt::AlignTop));
    text->setColor(grey);
    text->setText(name);
    majority_.insert(majority_.end(), {line, text});
}

}  // namespace alphascope
