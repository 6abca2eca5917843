// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/alpha_shares.h"
#include "widgets/plot_pane.h"
#include "widgets/snapshot.h"

#include <memory>
#include <vector>

class QCPBars;
class QCPItemText;

namespace alphascope {

/// Two runs, or two groups of them, whose shares of samples over α are subtracted.
struct AlphaPair {
    using Runs = std::vector<std::shared_ptr<const RunDetail>>;
    Runs first, second;
    QString first_name, second_name;  ///< "RW-KD (n = 3)", or a run's name

    [[nodiscard]] bool empty() const { return first.empty() || second.empty(); }
    [[nodiscard]] AlphaShares at(std::int64_t step) const;
};

/// The pair that a selection makes: the runs of the first run's row against those of the next other
/// row; where all are of one row, the first run against the others.
AlphaPair pairOf(const AlphaPair::Runs& selected);

/// The difference at one step as bars around a zero line: up and blue where the first has more,
/// down and orange where the second has.
class AlphaDifference : public PlotPane {
    Q_OBJECT

public:
    explicit AlphaDifference(QWidget* parent = nullptr);

    void showPair(const AlphaPair& pair, std::int64_t step);
    /// Of the bars, in points: a hundredth of all samples.
    [[nodiscard]] double pointsAt(int bin) const;

private:
    QCPBars* more_;
    QCPBars* less_;
    QCPItemText* atoms_;
};

}  // namespace alphascope
