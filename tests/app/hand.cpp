// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/hand.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QTest>
#include <QTimer>
#include <QWindow>

#include <utility>

namespace alphascope::test {

namespace {

constexpr int kLookMilliseconds = 50;
constexpr int kMostLooks = 200;  // ten seconds

QPushButton* acceptButton(const QFileDialog& dialog) {
    const auto* box = dialog.findChild<QDialogButtonBox*>();
    if (box == nullptr) return nullptr;
    QPushButton* open = box->button(QDialogButtonBox::Open);
    return open != nullptr ? open : box->button(QDialogButtonBox::Save);
}

QFileDialog* shownFileDialog() {
    auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
    return dialog != nullptr && dialog->isVisible() ? dialog : nullptr;
}

}  // namespace

void Hand::reveal(QWidget& widget) {
    for (QWidget* up = widget.parentWidget(); up != nullptr; up = up->parentWidget()) {
        if (auto* area = qobject_cast<QScrollArea*>(up)) area->ensureWidgetVisible(&widget, 20, 20);
    }
    QTest::qWait(1);  // lay out and scroll
}

void Hand::click(QWidget& widget) {
    click(widget, widget.rect().center());
}

void Hand::click(QWidget& widget, QPoint at) {
    QWidget* window = widget.window();
    const QPoint point = widget.mapTo(window, at);
    const QWidget* hit = window->childAt(point);
    if (hit == nullptr) hit = window;
    if (!widget.isEnabled() || (hit != &widget && !widget.isAncestorOf(hit))) {
        throw Error(widget.objectName().toStdString() + " cannot be clicked: it is " +
                    (widget.isEnabled() ? "covered by " + hit->objectName().toStdString()
                                        : std::string("disabled")) +
                    ".");
    }
    QTest::mouseClick(window->windowHandle(), Qt::LeftButton, Qt::NoModifier, point);
}

void Hand::write(QWidget& field, const QString& text) {
    click(field, QPoint(8, field.height() / 2));
    QTest::keyClick(&field, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(&field, Qt::Key_Delete);
    QTest::keyClicks(&field, text);
    QTest::keyClick(&field, Qt::Key_Tab);
}

void Hand::tick(QCheckBox& box, bool on) {
    if (box.isChecked() != on) click(box, QPoint(8, box.height() / 2));
    if (box.isChecked() != on) throw Error(box.text().toStdString() + " cannot be ticked.");
}

void Hand::pick(QComboBox& box, const QString& entry) {
    QTest::keyClicks(&box, entry);
    if (box.currentText() != entry) {
        throw Error("\"" + entry.toStdString() + "\" cannot be chosen in " +
                    box.objectName().toStdString() + ".");
    }
}

void Hand::wait(const QString& what, const Condition& condition, int seconds) {
    if (!QTest::qWaitFor([&condition] { return condition(); }, seconds * 1000)) {
        throw Error("There is no " + what.toStdString() + ".");
    }
}

void Hand::add(Deed deed) {
    later_.push_back(std::move(deed));
    if (later_.size() == 1) QTimer::singleShot(kLookMilliseconds, [this] { look(); });
}

// A click in a deed may return only after the next deed is done, so that one's looking starts
// first.
void Hand::look() {
    try {
        if (!later_.front().ready()) {
            if (++looks_ > kMostLooks) throw Error("No menu or file dialog came up.");
            QTimer::singleShot(kLookMilliseconds, [this] { look(); });
            return;
        }
        looks_ = 0;
        const Deed deed = std::move(later_.front());
        later_.pop_front();
        if (!later_.empty()) QTimer::singleShot(kLookMilliseconds, [this] { look(); });
        deed.act();
    } catch (const Error& error) {
        // Out of the event loop it must not fly: expectDone() throws it.
        trouble_ = QString::fromStdString(error.what());
        later_.clear();
        if (QWidget* popup = QApplication::activePopupWidget()) popup->close();
        if (QWidget* dialog = QApplication::activeModalWidget()) dialog->close();
    }
}

void Hand::thenChooseAction(const QString& name) {
    add({.ready = [] { return qobject_cast<QMenu*>(QApplication::activePopupWidget()) != nullptr; },
         .act =
             [name] {
                 auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
                 for (QAction* action : menu->actions()) {
                     if (action->objectName() != name) continue;
                     click(*menu, menu->actionGeometry(action).center());
                     return;
                 }
                 throw Error("The menu has no " + name.toStdString() + ".");
             }});
}

void Hand::thenNameFile(const QString& path) {
    add({.ready = [] { return shownFileDialog() != nullptr; },
         .act =
             [path] {
                 QFileDialog& dialog = *shownFileDialog();
                 auto* line = dialog.findChild<QLineEdit*>(QStringLiteral("fileNameEdit"));
                 QPushButton* accept = acceptButton(dialog);
                 if (line == nullptr || accept == nullptr) {
                     throw Error("The file dialog has no line for a name.");
                 }
                 line->setCompleter(nullptr);  // its list comes late and takes a click for itself
                 // Without a window manager nobody gives the dialog the focus, and a line without
                 // it is overwritten by the dialog's own completion.
                 QApplication::setActiveWindow(&dialog);
                 line->setFocus();
                 QTest::keyClick(line, Qt::Key_A, Qt::ControlModifier);
                 QTest::keyClicks(line, path);
                 click(*accept);
             }});
}

void Hand::expectDone() {
    if (!trouble_.isEmpty()) throw Error(trouble_.toStdString());
    if (!later_.empty()) throw Error("A menu or file dialog was expected and did not come.");
}

}  // namespace alphascope::test
