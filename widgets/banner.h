// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QString>

class QLabel;

namespace alphascope {

/// A strip that says one thing at a time and stops nobody from working. Plain text, selectable.
class Banner : public QFrame {
    Q_OBJECT

public:
    enum class Kind { kNotice, kError };
    explicit Banner(QWidget* parent = nullptr);

    void say(Kind kind, const QString& text);
    [[nodiscard]] QString text() const;

private:
    QLabel* icon_;
    QLabel* text_;
};

}  // namespace alphascope
