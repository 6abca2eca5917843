// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/cartography.h"

#include <QObject>
#include <QPoint>

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

class QCPItemTracer;
class QCustomPlot;

namespace alphascope {

/// Goes over the samples of a map by keys: Ctrl with an arrow to the nearest one that way, with a
/// ring around it and its numbers read out; Enter takes it.
class MapCursor : public QObject {
    Q_OBJECT

public:
    using Points = std::vector<SamplePoint>;

    /// Belongs to the plot, whose x is the variability and y the mean α.
    explicit MapCursor(QCustomPlot& plot);

    /// Stays at its sample where the map still has it. Null: there is no map.
    void setPoints(const std::shared_ptr<const Points>& points);
    void letGo();
    /// The sample reached.
    [[nodiscard]] std::optional<std::uint32_t> sample() const;

signals:
    void chosen(std::uint32_t sample);

private:
    void step(const QPoint& by);
    /// The place in points_ of the nearest sample within 45° of that way, else anywhere that way.
    [[nodiscard]] std::optional<std::size_t> nearest(const QPoint& by) const;
    [[nodiscard]] std::optional<std::size_t> first() const;
    [[nodiscard]] std::optional<std::size_t> beside(int by) const;
    void show();

    QCustomPlot& plot_;
    QCPItemTracer* ring_;
    std::shared_ptr<const Points> points_;
    std::optional<std::size_t> at_;  ///< of points_
};

}  // namespace alphascope
