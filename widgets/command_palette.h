// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QPointer>
#include <QString>

#include <vector>

class QAbstractButton;
class QAction;
class QLineEdit;
class QListWidget;
class QMenuBar;

namespace alphascope {

/// An entry of the menus or of a panel, with the way to it: "View › Theme › Dark".
struct Command {
    QPointer<QAction> action;
    QPointer<QAbstractButton> button;  ///< where it is a button of a panel instead
    QString path;
    QString keys;  ///< where it is neither, but a key that a panel takes by itself

    [[nodiscard]] bool enabled() const;
    [[nodiscard]] QString shortcut() const;  ///< as it is written; mostly empty
    void run() const;
};

/// Every entry of the menus that does something, in their order.
std::vector<Command> commandsOf(const QMenuBar& menus);
/// What a panel can do by keys, by buttons, and by the menus of its buttons.
std::vector<Command> commandsOf(QWidget& panel, const QString& title);

/// How well `words` fit `text`: every word must be in it, in any order; fewer letters in between
/// are better, and words at the start of a word of the text. Negative: they do not fit.
int fitOf(const QString& words, const QString& text);

/// Finds and does anything that the menus and panels can do, by a few letters of its name.
class CommandPalette : public QDialog {
    Q_OBJECT

public:
    CommandPalette(std::vector<Command> commands, QWidget* parent);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void refill();
    void run();

    std::vector<Command> commands_;
    QLineEdit* words_;
    QListWidget* list_;
};

/// All shortcuts in a table.
class ShortcutSheet : public QDialog {
    Q_OBJECT

public:
    ShortcutSheet(const std::vector<Command>& commands, QWidget* parent);
};

}  // namespace alphascope
