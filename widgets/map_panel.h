// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/cartography.h"
#include "widgets/snapshot.h"

#include <QWidget>

#include <cstdint>
#include <memory>
#include <vector>

class QCPGraph;
class QLabel;
class QRect;

namespace alphascope {

class PlotPane;

/// The map of the current run's samples: mean α over epochs against its variability, those whose
/// label the student favours filled, the others hollow, and known noise in another colour. A
/// rectangle drawn with the mouse chooses samples. It asks and is answered; it never reads itself.
class MapPanel : public QWidget {
    Q_OBJECT

public:
    using Points = std::vector<SamplePoint>;

    explicit MapPanel(QWidget* parent = nullptr);

    void showSnapshot(const std::shared_ptr<const Snapshot>& snapshot);
    void showMap(qint64 run_id, const std::shared_ptr<const Points>& points);
    /// Samples with variability and mean α in the ranges, both ends included; ascending ids.
    [[nodiscard]] std::vector<std::uint32_t> within(double left, double right, double low,
                                                    double high) const;

signals:
    void mapWanted(qint64 run_id);
    void samplesChosen(std::vector<std::uint32_t> ids);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    /// How a sample is drawn: noise (2) + favoured (1).
    static constexpr int kKinds = 4;
    static int kindOf(const SamplePoint& point);
    void ask();
    void rebuild();
    void style();
    void showLegend();
    void choose(const QRect& rectangle);

    QLabel* title_;
    PlotPane* pane_;
    std::vector<QCPGraph*> graphs_;  ///< by kind
    std::shared_ptr<const RunDetail> run_;
    std::shared_ptr<const Points> points_;
    std::size_t asked_at_ = 0;  ///< evaluations of the run when the map was asked for
};

}  // namespace alphascope
