// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

#include <cstdint>
#include <vector>

namespace alphascope {

/// A line for one number, written and read back exactly, with a point whatever the locale, so that
/// the form and the study file agree. What is no such number stays in the line, in red.
class NumberEdit : public QLineEdit {
    Q_OBJECT

public:
    /// Whether the line holds a number of its range.
    [[nodiscard]] bool valid() const { return valid_; }
    /// "between 0 and 1".
    [[nodiscard]] const QString& range() const { return range_; }

signals:
    void changed();

protected:
    NumberEdit(QString range, QWidget* parent);
    /// Takes the number from the text; false where there is none.
    virtual bool read(const QString& text) = 0;

private:
    QString range_;
    bool valid_ = false;
};

/// A real number: "0.0005"; with kWhole, one without a fraction. With kSeveral, one or more: "0.1,
/// 0.25, 0.5", also with ; or spaces between.
class RealEdit : public NumberEdit {
public:
    enum class Count { kOne, kSeveral };
    enum class Kind { kReal, kWhole };
    RealEdit(double min, double max, Count count = Count::kOne, QWidget* parent = nullptr,
             Kind kind = Kind::kReal);

    void setValues(const std::vector<double>& values);
    /// The last valid numbers; never empty.
    [[nodiscard]] const std::vector<double>& values() const { return values_; }
    [[nodiscard]] bool whole() const { return kind_ == Kind::kWhole; }

private:
    bool read(const QString& text) override;
    [[nodiscard]] bool readOne(const QString& text, std::vector<double>& into) const;

    double min_;
    double max_;
    Count count_;
    Kind kind_;
    std::vector<double> values_{0.0};
};

/// A whole number from 0 to the largest that a study file can hold, which no spin box reaches.
class SeedEdit : public NumberEdit {
public:
    explicit SeedEdit(QWidget* parent = nullptr);

    void setValue(std::int64_t value);
    /// The last valid number.
    [[nodiscard]] std::int64_t value() const { return value_; }

private:
    bool read(const QString& text) override;

    std::int64_t value_ = 0;
};

}  // namespace alphascope
