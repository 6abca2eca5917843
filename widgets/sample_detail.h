// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/sample_lookup.h"
#include "widgets/snapshot.h"

#include <QWidget>

#include <memory>
#include <vector>

class QPlainTextEdit;

namespace alphascope {

class AlphaExplainer;
class PlotPane;

/// One sample in full: its text, what label, teacher and student say, its α over epochs, and how it
/// came to its α at its latest step, or at another whose point is clicked or reached by Left and
/// Right.
class SampleDetail : public QWidget {
    Q_OBJECT

public:
    explicit SampleDetail(QWidget* parent = nullptr);

    void showSample(const SampleRow& row, const std::shared_ptr<const RunDetail>& run);
    void showHistory(const SampleHistory& history);
    void clear();
    /// The points drawn: (epoch from 1, α).
    [[nodiscard]] std::vector<std::pair<double, double>> points() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void explain();
    void pick(const QPointF& place);
    void pickAt(std::size_t place);
    void step(int by);
    void drawHistory();

    QPlainTextEdit* text_;
    AlphaExplainer* explainer_;
    PlotPane* pane_;
    std::shared_ptr<const RunDetail> run_;  ///< part of a snapshot, see there
    SampleRow row_;
    SampleHistory history_;
    std::size_t picked_ = 0;  ///< of the history
    std::vector<std::pair<double, double>> points_;
};

}  // namespace alphascope
