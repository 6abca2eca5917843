// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/real_edit.h"

#include <QLocale>
#include <QPalette>

#include <cmath>
#include <utility>

namespace alphascope {

NumberEdit::NumberEdit(QString range, QWidget* parent)
    : QLineEdit(parent), range_(std::move(range)) {
    setToolTip(range_);
    connect(this, &QLineEdit::textChanged, this, [this](const QString& text) {
        valid_ = read(text.trimmed());
        QPalette colours;
        if (!valid_) colours.setColor(QPalette::Text, QColor(0xD5, 0x5E, 0x00));
        setPalette(colours);
        emit changed();
    });
}

RealEdit::RealEdit(double min, double max, QWidget* parent)
    : NumberEdit(NumberEdit::tr("between %1 and %2").arg(min).arg(max), parent),
      min_(min),
      max_(max) {}

void RealEdit::setValue(double value) {
    // Plain decimals where they are short: "0.0005" reads better than "5e-04".
    const bool plain = value == 0.0 || std::abs(value) >= 1e-7;
    QLocale locale = QLocale::c();
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    setText(locale.toString(value, plain ? 'f' : 'g', QLocale::FloatingPointShortest));
}

bool RealEdit::read(const QString& text) {
    bool is_number = false;
    double value = QLocale::c().toDouble(text, &is_number);
    QLocale local;
    local.setNumberOptions(QLocale::RejectGroupSeparator);
    if (!is_number) value = local.toDouble(text, &is_number);  // a decimal comma, say
    if (!is_number || value < min_ || value > max_) return false;
    value_ = value;
    return true;
}

SeedEdit::SeedEdit(QWidget* parent) : NumberEdit(NumberEdit::tr("a whole number from 0"), parent) {}

void SeedEdit::setValue(std::int64_t value) {
    setText(QString::number(value));
}

bool SeedEdit::read(const QString& text) {
    bool is_number = false;
    const qlonglong value = text.toLongLong(&is_number);
    if (!is_number || value < 0) return false;
    value_ = value;
    return true;
}

}  // namespace alphascope
