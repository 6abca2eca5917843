// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/plot_pane.h"
#include "widgets/snapshot.h"

#include <QColor>

#include <array>
#include <optional>
#include <vector>

class QCPBars;
class QCPGraph;
class QCPItemRect;
class QMouseEvent;

namespace alphascope {

/// α of the samples since the previous histogram, as bars on the store's fixed bins. Samples that
/// count as 0, ½ or 1 are drawn apart, as the darker part of their bar, with their count.
/// Clicking a bar or dragging over several chooses a range. By keys, Left and Right go from bar to
/// bar, and to the samples at exactly 0, ½ and 1 beside theirs; Shift takes more bars along, and
/// Enter chooses.
class AlphaHistogram : public PlotPane {
    Q_OBJECT

public:
    explicit AlphaHistogram(QWidget* parent = nullptr);

    void showHistogram(const HistogramTaken& histogram, const QColor& colour);
    /// Another run's histogram to compare with.
    struct Other {
        HistogramTaken histogram;
        QColor colour;
        QString name;
    };
    /// Draws the others as outlines over the bars, each with as many samples in all as the bars
    /// have, so that shares compare; at most kMostOthers of them.
    void showOthers(const std::vector<Other>& others);
    static constexpr std::size_t kMostOthers = 4;
    void setLogarithmic(bool on);
    /// Draws the chosen range without asking for it again.
    void markRange(double low, double high);
    void clearRange();
    /// The counts on the screen, for tests: bin totals and the three atoms.
    [[nodiscard]] const std::array<std::uint32_t, kAlphaBins>& shownCounts() const;
    [[nodiscard]] std::array<double, kAlphaBins> barHeights() const;
    /// Of these, what is no atom.
    [[nodiscard]] std::array<double, kAlphaBins> between() const;

signals:
    /// Bounds lie on bin edges; where they are equal, it is the samples at exactly that α.
    void rangeSelected(double low, double high);

private:
    void press(QMouseEvent* event);
    void drag(QMouseEvent* event);
    void release();
    /// A bar, or what is exactly 0, ½ or 1: then the bounds are equal.
    struct Stop {
        double low = 0.0, high = 0.0;
        bool operator==(const Stop&) const = default;
    };
    static Stop stopOf(int bin);
    static Stop barOf(const Stop& stop);
    [[nodiscard]] std::vector<Stop> stops() const;
    [[nodiscard]] QString textOf(const Stop& range) const;
    void connectKeys();
    void step(int by, bool extend);
    void letGo();
    void drawRange(double low, double high);
    void labelAtoms();
    /// The legend of the outlines, which has room for so much of their names.
    void nameOthers();
    void fitAxis();
    [[nodiscard]] int binAt(const QPoint& point) const;

    QCPBars* bars_;
    QCPBars* atoms_;
    QCPItemRect* mark_;
    std::vector<QCPGraph*> outlines_;
    HistogramTaken shown_;
    std::vector<Other> others_;
    std::optional<Stop> reached_, from_;  ///< by keys: the place, and where the range begins
    std::optional<Stop> marked_;          ///< what has been chosen
    std::optional<int> drag_from_;
    int drag_to_ = 0;
};

}  // namespace alphascope
