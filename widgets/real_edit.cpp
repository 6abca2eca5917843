// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/real_edit.h"

#include <QLocale>
#include <QPalette>
#include <QRegularExpression>

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

RealEdit::RealEdit(double min, double max, Count count, QWidget* parent, Kind kind)
    : NumberEdit((count == Count::kOne   ? NumberEdit::tr("between %1 and %2")
                  : kind == Kind::kWhole ? NumberEdit::tr("a whole number between %1 and %2, or "
                                                          "several of them")
                                         : NumberEdit::tr("between %1 and %2, or several of them"))
                     .arg(min)
                     .arg(max),
                 parent),
      min_(min),
      max_(max),
      count_(count),
      kind_(kind) {}

void RealEdit::setValues(const std::vector<double>& values) {
    QLocale locale = QLocale::c();
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    QStringList texts;
    for (const double value : values) {
        // Plain decimals where they are short: "0.0005" reads better than "5e-04".
        const bool plain = value == 0.0 || std::abs(value) >= 1e-7;
        texts << locale.toString(value, plain ? 'f' : 'g', QLocale::FloatingPointShortest);
    }
    setText(texts.join(QStringLiteral(", ")));
}

bool RealEdit::readOne(const QString& text, std::vector<double>& into) const {
    bool is_number = false;
    double value = QLocale::c().toDouble(text, &is_number);
    QLocale local;
    local.setNumberOptions(QLocale::RejectGroupSeparator);
    if (!is_number) value = local.toDouble(text, &is_number);  // a decimal comma, say
    if (!is_number || value < min_ || value > max_) return false;
    if (whole() && value != std::floor(value)) return false;
    into.push_back(value);
    return true;
}

bool RealEdit::read(const QString& text) {
    std::vector<double> found;
    static const QRegularExpression between(QStringLiteral("[;\\s]+"));
    const QStringList parts =
        count_ == Count::kOne ? QStringList{text} : text.split(between, Qt::SkipEmptyParts);
    for (QString part : parts) {
        if (count_ == Count::kSeveral && part.endsWith(QLatin1Char(','))) part.chop(1);
        if (readOne(part, found)) continue;
        // Not a decimal comma, then, but one between two numbers.
        const QStringList numbers = part.split(QLatin1Char(','));
        if (count_ == Count::kOne || numbers.size() == 1) return false;
        for (const QString& number : numbers)
            if (!readOne(number, found)) return false;
    }
    if (found.empty()) return false;
    values_ = found;
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
