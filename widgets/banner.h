// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QString>

#include <functional>

class QLabel;
class QPushButton;

namespace alphascope {

/// A strip that says one thing at a time and stops nobody from working. Plain text, selectable.
class Banner : public QFrame {
    Q_OBJECT

public:
    enum class Kind { kNotice, kError };
    explicit Banner(QWidget* parent = nullptr);

    void say(Kind kind, const QString& text);
    /// Says it with a button that does something and dismisses the message.
    void offer(const QString& text, const QString& button, std::function<void()> then);
    /// What was offered cannot be had any more.
    void withdraw();
    [[nodiscard]] QString text() const;

private:
    QLabel* icon_;
    QLabel* text_;
    QPushButton* button_;
    std::function<void()> then_;
};

}  // namespace alphascope
