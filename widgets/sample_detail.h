// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/sample_lookup.h"

#include <QWidget>

#include <memory>
#include <vector>

class QPlainTextEdit;

namespace alphascope {

class PlotPane;

/// One sample in full: its text, what label, teacher and student say, and its α over epochs.
class SampleDetail : public QWidget {
    Q_OBJECT

public:
    explicit SampleDetail(QWidget* parent = nullptr);

    void showSample(const SampleRow& row, const QColor& colour);
    void showHistory(const std::vector<SampleRecord>& records);
    void clear();
    /// The points drawn: (epoch from 1, α).
    [[nodiscard]] std::vector<std::pair<double, double>> points() const;

private:
    QPlainTextEdit* text_;
    PlotPane* pane_;
    QColor colour_;
    std::vector<std::pair<double, double>> points_;
};

}  // namespace alphascope
