// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QPointer>
#include <QString>

#include <vector>

class QAction;
class QLineEdit;
class QListWidget;
class QMenuBar;

namespace alphascope {

/// An entry of the menus, with the way to it: "View › Theme › Dark".
struct Command {
    QPointer<QAction> action;
    QString path;
};

/// Every entry of the menus that does something, in their order.
std::vector<Command> commandsOf(const QMenuBar& menus);

/// How well `words` fit `text`: every word must be in it, in any order; fewer letters in between
/// are better, and words at the start of a word of the text. Negative: they do not fit.
int fitOf(const QString& words, const QString& text);

/// Finds and does anything that the menus can do, by a few letters of its name.
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

/// All shortcuts of the menus in a table.
class ShortcutSheet : public QDialog {
    Q_OBJECT

public:
    ShortcutSheet(const std::vector<Command>& commands, QWidget* parent);
};

}  // namespace alphascope
