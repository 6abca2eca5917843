// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/command_palette.h"

#include <QAction>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMenuBar>
#include <QRegularExpression>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace alphascope {

namespace {

constexpr int kPlaceRole = Qt::UserRole;  // in commands_

/// The text of an entry without its mnemonic and the dots that announce a dialog.
QString plain(QString text) {
    static const QRegularExpression appended(QStringLiteral("\\(&\\w\\)"));  // as in Chinese
    text.remove(appended).remove(QLatin1Char('&'));
    return text.remove(QStringLiteral("…"));
}

void collect(const QList<QAction*>& actions, const QString& way, std::vector<Command>& commands) {
    for (QAction* action : actions) {
        if (action->isSeparator()) continue;
        const QString path = way + plain(action->text());
        if (action->menu() != nullptr)
            collect(action->menu()->actions(), path + QStringLiteral(" › "), commands);
        else
            commands.push_back({action, path});
    }
}

}  // namespace

std::vector<Command> commandsOf(const QMenuBar& menus) {
    std::vector<Command> commands;
    collect(menus.actions(), {}, commands);
    return commands;
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
        if (fit >= 0 && command.action && command.action->isEnabled()) found.emplace_back(-fit, i);
    }
    if (!words_->text().trimmed().isEmpty()) std::stable_sort(found.begin(), found.end());
    list_->clear();
    for (const auto& [unused, place] : found) {
        const Command& command = commands_[static_cast<std::size_t>(place)];
        const QString keys = command.action->shortcut().toString(QKeySequence::NativeText);
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
    const QPointer<QAction> action = commands_[place].action;
    close();
    if (action) action->trigger();
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
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->horizontalHeader()->setStretchLastSection(true);
    for (const Command& command : commands) {
        if (!command.action || command.action->shortcut().isEmpty()) continue;
        const int row = table->rowCount();
        table->insertRow(row);
        const QString keys = command.action->shortcut().toString(QKeySequence::NativeText);
        table->setItem(row, 0, new QTableWidgetItem(keys));
        table->setItem(row, 1, new QTableWidgetItem(command.path));
    }
    table->resizeColumnToContents(0);
    auto* column = new QVBoxLayout(this);
    column->addWidget(table);
    resize(460, 480);
}

}  // namespace alphascope
