// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "study/error.h"

#include <QPoint>
#include <QString>
#include <QWidget>

#include <deque>
#include <functional>

class QCheckBox;
class QComboBox;

namespace alphascope::test {

/// Uses a window as a person does: a click is handed to the window system at a point and reaches
/// whatever lies there, and a widget that is covered or outside the window cannot be clicked.
/// Throws Error with what was wanted where the window does not answer.
class Hand {
public:
    using Condition = std::function<bool()>;

    /// The part of `parent` with this object name that can be seen, scrolled to.
    template <typename Widget>
    static Widget& part(const QWidget& parent, const QString& name) {
        for (Widget* widget : parent.findChildren<Widget*>(name)) {
            if (!widget->isVisible()) continue;
            reveal(*widget);
            return *widget;
        }
        throw Error("Nothing visible is called " + name.toStdString() + ".");
    }
    static void click(QWidget& widget);
    static void click(QWidget& widget, QPoint at);
    /// Replaces the text of a line or a spin box.
    static void write(QWidget& field, const QString& text);
    static void tick(QCheckBox& box, bool on);
    /// Chooses by typing the beginning of the entry.
    static void pick(QComboBox& box, const QString& entry);
    /// Waits until the condition holds; `what` completes "there is no ...".
    static void wait(const QString& what, const Condition& condition, int seconds = 30);

    /// For clicks that return only when the menu or file dialog they open is gone: says beforehand
    /// what to do with it. Several are done in this order.
    void thenChooseAction(const QString& name);
    void thenNameFile(const QString& path);
    /// Throws if one of those could not be done.
    void expectDone();

private:
    static void reveal(QWidget& widget);
    struct Deed {
        Condition ready;
        std::function<void()> act;
    };
    void add(Deed deed);
    void look();

    std::deque<Deed> later_;
    int looks_ = 0;
    QString trouble_;
};

}  // namespace alphascope::test
