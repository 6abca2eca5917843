// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/command_palette.h"

#include <QAction>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QRegularExpression>
#include <QTableWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace alphascope {

namespace {

constexpr int kPlaceRole = Qt::UserRole;  // in commands_

/// The text of an entry without its mnemonic and the dots that announce a dialog.
QString plain(QString text) {
    static const QRegularExpression appended(QStringLiteral("\\(&\\w\\)"));  // as in Chinese
    static const QRegularExpression marked(QStringLiteral("&(.)"));          // "&&" stands for "&"
    text.remove(appended).replace(marked, QStringLiteral("\\1"));
    return text.remove(QStringLiteral("…"));
}

void collect(const QList<QAction*>& actions, const QString& way, std::vector<Command>& commands) {
    for (QAction* action : actions) {
        if (action->isSeparator()) continue;
        const QString path = way + plain(action->text());
        if (action->menu() != nullptr)
            collect(action->menu()->actions(), path + QStringLiteral(" › "), commands);
        else
            commands.push_back({.action = action, .path = path});
    }
}

}  // namespace

std::vector<Command> commandsOf(const QMenuBar& menus) {
    std::vector<Command> commands;
    collect(menus.actions(), {}, commands);
    return commands;
}

std::vector<Command> commandsOf(QWidget& panel, const QString& title) {
    std::vector<Command> commands;
    const QString way = title + QStringLiteral(" › ");
    QList<QPointer<QWidget>> parts;  // menus that are filled anew lose their submenus meanwhile
    for (QWidget* part : panel.findChildren<QWidget*>()) parts.append(part);
    for (const QPointer<QWidget>& part : parts) {
        if (!part || part->isWindow()) continue;  // menus
        auto* tool = qobject_cast<QToolButton*>(part);
        auto* push = qobject_cast<QPushButton*>(part);
        // A button that is not there now cannot be pressed; keys of an empty list stay its keys.
        if ((tool != nullptr || push != nullptr) && !part->isVisibleTo(&panel)) continue;
        if (tool != nullptr && tool->menu() != nullptr) {
            emit tool->menu()->aboutToShow();  // many are filled when they open
            collect(tool->menu()->actions(), way + plain(tool->text()) + QStringLiteral(" › "),
                    commands);
        } else if (push != nullptr && !push->text().isEmpty()) {
            commands.push_back({.button = push, .path = way + plain(push->text())});
        } else if (tool == nullptr) {
            for (QAction* action : part->actions())
                if (!action->text().isEmpty() && action->menu() == nullptr)
                    collect({action}, way, commands);
        }
    }
    return commands;
}

bool Command::enabled() const {
    return (action && action->isEnabled()) || (button && button->isEnabled());
}

QString Command::shortcut() const {
    return action ? action->shortcut().toString(QKeySequence::NativeText) : keys;
}

void Command::run() const {
    if (action) action->trigger();
    if (button) button->click();
}

int fitOf(const QString& words, const QString& text) {
    int fit = 0;
    for (const QString& word : words.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        const auto place = text.indexOf(word, 0, Qt::CaseInsensitive);
        if (place < 0) return -1;
        const bool starts = place == 0 || !text[place - 1].isLetter();
        fit += starts ? 100 : 10;
    }
    return std::max<int>(0, fit * 10 - static_cast<int>(text.size()));
}

CommandPalette::CommandPalette(std::vector<Command> commands, QWidget* parent)
    : QDialog(parent, Qt::Popup),
      commands_(std::move(commands)),
      words_(new QLineEdit(this)),
      list_(new QListWidget(this)) {
    setObjectName(QStringLiteral("command_palette"));
    setAttribute(Qt::WA_DeleteOnClose);
    words_->setObjectName(QStringLiteral("palette_words"));
    words_->setPlaceholderText(tr("What do you want to do?"));
    words_->setAccessibleName(tr("Find a command"));
    words_->installEventFilter(this);
    list_->setObjectName(QStringLiteral("palette_list"));
    list_->setAccessibleName(tr("Commands"));
    list_->setFocusPolicy(Qt::NoFocus);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(6, 6, 6, 6);
    column->addWidget(words_);
    column->addWidget(list_);
    resize(520, 360);
    connect(words_, &QLineEdit::textChanged, this, &CommandPalette::refill);
    connect(words_, &QLineEdit::returnPressed, this, &CommandPalette::run);
    connect(list_, &QListWidget::itemClicked, this, &CommandPalette::run);
    refill();
}

void CommandPalette::refill() {
    std::vector<std::pair<int, int>> found;  // minus the fit, place
    for (int i = 0; i < static_cast<int>(commands_.size()); ++i) {
        const Command& command = commands_[static_cast<std::size_t>(i)];
        const int fit = fitOf(words_->text(), command.path);
        if (fit >= 0 && command.enabled()) found.emplace_back(-fit, i);
    }
    if (!words_->text().trimmed().isEmpty()) std::stable_sort(found.begin(), found.end());
    list_->clear();
    for (const auto& [unused, place] : found) {
        const Command& command = commands_[static_cast<std::size_t>(place)];
        const QString keys = command.shortcut();
        auto* item = new QListWidgetItem(
            keys.isEmpty() ? command.path : QStringLiteral("%1    %2").arg(command.path, keys),
            list_);
        item->setData(kPlaceRole, place);
    }
    list_->setCurrentRow(0);
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        const int by = key == Qt::Key_Down ? 1 : key == Qt::Key_Up ? -1 : 0;
        if (by != 0 && list_->count() > 0) {
            list_->setCurrentRow((list_->currentRow() + by + list_->count()) % list_->count());
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

void CommandPalette::run() {
    const QListWidgetItem* item = list_->currentItem();
    if (item == nullptr) return;
    const auto place = static_cast<std::size_t>(item->data(kPlaceRole).toInt());
    const Command command = commands_[place];
    close();
    command.run();
}

ShortcutSheet::ShortcutSheet(const std::vector<Command>& commands, QWidget* parent)
    : QDialog(parent) {
    setObjectName(QStringLiteral("shortcut_sheet"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Shortcuts"));
    auto* table = new QTableWidget(0, 2, this);
    table->setObjectName(QStringLiteral("shortcuts"));
    table->setAccessibleName(tr("Shortcuts"));
    table->setHorizontalHeaderLabels({tr("Keys"), tr("Command")});
    table->verticalHeader()->hide();
    table->setTabKeyNavigation(false);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->horizontalHeader()->setStretchLastSection(true);
    for (const Command& command : commands) {
        const QString keys = command.shortcut();
        if (keys.isEmpty()) continue;
        const int row = table->rowCount();
        table->insertRow(row);
        table->setItem(row, 0, new QTableWidgetItem(keys));
        table->setItem(row, 1, new QTableWidgetItem(command.path));
    }
    table->resizeColumnToContents(0);
    auto* column = new QVBoxLayout(this);
    column->addWidget(table);
    resize(460, 480);
}

}  // namespace alphascope
