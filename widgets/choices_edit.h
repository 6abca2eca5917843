// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>
#include <QStringList>

namespace alphascope {

/// One of several names, chosen from the list; or several of them, written with commas between.
/// What is no such name stays in the line, in red. The wheel does not change it while one scrolls
/// past.
class ChoicesEdit : public QComboBox {
    Q_OBJECT

public:
    explicit ChoicesEdit(const QStringList& choices, QWidget* parent = nullptr);

    void setValues(const QStringList& values);
    /// The last valid names; never empty.
    [[nodiscard]] const QStringList& values() const { return values_; }
    [[nodiscard]] bool valid() const { return valid_; }
    /// "one of free, mlp, or several of them".
    [[nodiscard]] QString range() const;

signals:
    void changed();

protected:
    void wheelEvent(QWheelEvent* event) override;

private:
    void read();

    QStringList choices_;
    QStringList values_;
    bool valid_ = true;
};

}  // namespace alphascope
