// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace alphascope {

/// A line for one real number, written and read back exactly ("0.0005"), with a point whatever the
/// locale, so that the form and the study file agree.
class RealEdit : public QLineEdit {
    Q_OBJECT

public:
    RealEdit(double min, double max, QWidget* parent = nullptr);

    void setValue(double value);
    /// The last valid number.
    [[nodiscard]] double value() const { return value_; }

signals:
    void valueChanged(double value);

private:
    void read(const QString& text);

    double min_;
    double max_;
    double value_ = 0.0;
};

}  // namespace alphascope
