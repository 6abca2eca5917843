// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/alpha_explanation.h"

#include <QWidget>

class QLabel;
class QTreeWidget;

namespace alphascope {

/// How a sample came to its α: the scheme's formula and settings, then the numbers from the losses
/// to α, each with where it comes from, and whether the stored α is met.
class AlphaExplainer : public QWidget {
    Q_OBJECT

public:
    explicit AlphaExplainer(QWidget* parent = nullptr);

    void explain(const AlphaQuestion& question);
    /// Nothing to explain, and why.
    void showMessage(const QString& message);

private:
    void addLine(const QStringList& cells);

    QLabel* scheme_;
    QTreeWidget* lines_;
    QLabel* verdict_;
};

}  // namespace alphascope
