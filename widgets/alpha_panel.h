// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/sample_lookup.h"
#include "widgets/snapshot.h"

#include <QJsonObject>
#include <QWidget>

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

class QCheckBox;
class QComboBox;
class QLabel;
class QSlider;
class QStackedWidget;

namespace alphascope {

class AlphaDifference;
class AlphaHistogram;
class AlphaOverTime;
class AlphaOverlay;
class AlphaRidge;
class PlotLink;
class PlotPane;

/// α of the current run: the histogram of one step above the heat map over time. The step is the
/// latest, until another is chosen: with the slider, which moves the line in the linked
/// plots, by Left and Right in a plot of α over time, or by a click into any linked plot.
/// Other selected runs are outlines over it, or are subtracted from it.
class AlphaPanel : public QWidget {
    Q_OBJECT

public:
    explicit AlphaPanel(PlotLink& link, QWidget* parent = nullptr);

    void showSnapshot(const std::shared_ptr<const Snapshot>& snapshot);
    void markRange(double low, double high);
    void clearRange();
    /// The step whose histogram was chosen; nothing: the latest is shown.
    [[nodiscard]] std::optional<std::int64_t> chosenStep() const;
    void chooseStep(std::int64_t step) { choose(static_cast<double>(step)); }
    /// How it is looked at (not the run, nor the step), to be found again.
    [[nodiscard]] QJsonObject state() const;
    void restore(const QJsonObject& state);
    bool saveNowPng(const QString& file, int width, int height, double scale);
    bool saveTimePng(const QString& file, int width, int height, double scale);

signals:
    /// Of the samples at some steps; any steps: of each sample's latest.
    void rangeSelected(double low, double high, const alphascope::StepRange& steps);

private:
    void buildSlider();
    void buildTools();
    void connectKeys();
    void stepFrom(PlotPane& pane, int by);
    /// The other runs beside the one shown, as the box says.
    void nameAxes();
    void showCompared(std::int64_t step);
    void selectRange(double low, double high);
    void pick(double x);
    void choose(double step);
    void rebuild();
    /// Those of the other runs at the step nearest to this.
    void compare(std::int64_t step);
    void showEmpty();
    /// Which of the run's histograms is shown.
    [[nodiscard]] std::size_t place() const;

    PlotLink& link_;
    QLabel* title_;
    QCheckBox* logarithmic_;
    QComboBox* compare_;
    QComboBox* mode_;
    QStackedWidget* upper_;
    AlphaHistogram* now_;
    AlphaDifference* difference_;
    QSlider* step_;
    QStackedWidget* lower_;
    AlphaOverTime* over_time_;
    AlphaRidge* ridge_;
    AlphaOverlay* overlay_;
    bool picking_ = false;  ///< the step comes from a click into a linked plot
    bool latest_ = true;    ///< the histogram shown is the newest, and goes on being it
    std::shared_ptr<const RunDetail> shown_;                ///< part of a snapshot, see there
    std::vector<std::shared_ptr<const RunDetail>> others_;  ///< selected with it
};

}  // namespace alphascope
