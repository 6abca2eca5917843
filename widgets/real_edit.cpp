// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/real_edit.h"

#include <QLocale>
#include <QPalette>

#include <cmath>

namespace alphascope {

RealEdit::RealEdit(double min, double max, QWidget* parent)
    : QLineEdit(parent), min_(min), max_(max) {
    setToolTip(tr("between %1 and %2").arg(min).arg(max));
    connect(this, &QLineEdit::textChanged, this, &RealEdit::read);
    connect(this, &QLineEdit::editingFinished, this, [this] { setValue(value_); });
}

void RealEdit::setValue(double value) {
    value_ = value;
    // Plain decimals where they are short: "0.0005" reads better than "5e-04".
    const bool plain = value == 0.0 || std::abs(value) >= 1e-7;
    QLocale locale = QLocale::c();
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    setText(locale.toString(value, plain ? 'f' : 'g', QLocale::FloatingPointShortest));
}

void RealEdit::read(const QString& text) {
    bool is_number = false;
    const double value = QLocale::c().toDouble(text.trimmed(), &is_number);
    const bool good = is_number && value >= min_ && value <= max_;
    // Red is for the eye; leaving the field brings the last valid number back.
    QPalette colours;
    if (!good) colours.setColor(QPalette::Text, QColor(0xD5, 0x5E, 0x00));
    setPalette(colours);
    if (!good) return;
    const bool changed = value != value_;
    value_ = value;
    if (changed) emit valueChanged(value);
}

}  // namespace alphascope
