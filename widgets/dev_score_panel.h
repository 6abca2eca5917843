// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/snapshot.h"

#include <QPointer>
#include <QWidget>

#include <memory>
#include <vector>

class QCPItemStraightLine;
class QCPItemText;

namespace alphascope {

class PlotLink;
class PlotPane;

/// Scores on the evaluation sets and on the meta set over steps, in the task's first metric, with
/// the majority-class score as a thin line. Colour is the run; the marker is the set.
class DevScorePanel : public QWidget {
    Q_OBJECT

public:
    explicit DevScorePanel(PlotLink& link, QWidget* parent = nullptr);

    void showSnapshot(const std::shared_ptr<const Snapshot>& snapshot);
    [[nodiscard]] PlotPane& pane() { return *pane_; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void rebuild();
    void addRun(const RunDetail& run, const std::string& metric, bool alone);
    void addMajority(const RunDetail& run);
    void clearMajority();

    PlotLink& link_;
    PlotPane* pane_;
    QPointer<QCPItemStraightLine> majority_line_;
    QPointer<QCPItemText> majority_text_;
    std::vector<std::shared_ptr<const RunDetail>> shown_;
};

}  // namespace alphascope
