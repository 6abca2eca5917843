// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/cartography.h"
#include "widgets/snapshot.h"

#include <QPolygonF>
#include <QWidget>

#include <cstdint>
#include <memory>
#include <vector>

class QComboBox;
class QCPCurve;
class QCPGraph;
class QLabel;
class QMouseEvent;
class QRect;

namespace alphascope {

class MapCursor;
class PlotPane;

/// The map of the current run's samples: mean α over epochs against its variability, those whose
/// label the student favours filled, the others hollow, and known noise in another colour; or each
/// in the colour of how often the student was right about it. A
/// rectangle or a lasso drawn with the mouse chooses samples; Escape lets go of them. Samples that
/// are chosen anywhere have a ring. It asks and is answered; it never reads itself.
class MapPanel : public QWidget {
    Q_OBJECT

public:
    using Points = std::vector<SamplePoint>;

    explicit MapPanel(QWidget* parent = nullptr);

    void showSnapshot(const std::shared_ptr<const Snapshot>& snapshot);
    void showMap(qint64 run_id, const std::shared_ptr<const Points>& points);
    /// Those that are listed elsewhere; all or none of the map have no ring.
    void markSamples(const std::vector<std::uint32_t>& ids);
    /// How it is looked at, to be found again.
    [[nodiscard]] QJsonObject state() const;
    void restore(const QJsonObject& state);
    /// Samples with variability and mean α in the ranges, both ends included; ascending ids.
    [[nodiscard]] std::vector<std::uint32_t> within(double left, double right, double low,
                                                    double high) const;
    /// Samples within a closed line through (variability, mean α); ascending ids.
    [[nodiscard]] std::vector<std::uint32_t> within(const QPolygonF& line) const;

signals:
    void mapWanted(qint64 run_id);
    void samplesChosen(std::vector<std::uint32_t> ids);
    /// Escape was pressed.
    void cleared();

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    /// How a sample is drawn: noise (2) + favoured (1); or by how often the student was right, from
    /// always (0) to never (kKinds - 1), which is drawn last.
    static constexpr int kKinds = 6;
    [[nodiscard]] int kindOf(const SamplePoint& point) const;
    [[nodiscard]] bool byCorrectness() const;
    /// `least` and `most` are the correctness of the samples of that kind.
    [[nodiscard]] QString nameOf(int kind, float least, float most) const;
    [[nodiscard]] QColor colourOf(int kind) const;
    void ask();
    void rebuild();
    void style();
    void showLegend();
    void buildTools();
    void showRings();
    void choose(const QRect& rectangle);
    void choose(const QPolygonF& line, std::vector<std::uint32_t> ids);
    void setLasso(bool on);
    void press(QMouseEvent* event);
    void drag(QMouseEvent* event);
    void release();
    void escape();
    void showLine(const QPolygonF& line);
    [[nodiscard]] QPointF placeOf(const QMouseEvent& event) const;

    QLabel* title_;
    QComboBox* tool_;
    QComboBox* colour_;
    PlotPane* pane_;
    MapCursor* cursor_;
    QCPCurve* line_;                 ///< around what was chosen here
    QCPGraph* rings_;                ///< around what is chosen
    std::vector<QCPGraph*> graphs_;  ///< by kind
    std::shared_ptr<const RunDetail> run_;
    std::shared_ptr<const Points> points_;
    QPolygonF lasso_;  ///< being drawn
    bool drawing_ = false;
    std::vector<std::uint32_t> chosen_;  ///< within line_, ascending
    std::vector<std::uint32_t> marked_;  ///< ascending
    std::size_t asked_at_ = 0;           ///< evaluations of the run when the map was asked for
};

}  // namespace alphascope
