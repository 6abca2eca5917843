// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QObject>
#include <QString>

#include <functional>

class QMenu;
class QWidget;

namespace alphascope {

/// How something looks, kept under names: menu entries that choose, keep and delete such states.
class KeptStates : public QObject {
    Q_OBJECT

public:
    struct Words {
        QString kind;        ///< of the object names: "view" makes keep_view, view_NAME and so on
        QString keep;        ///< the entry that keeps the present state
        QString keep_title;  ///< of the dialog that asks for a name
        QString gone;        ///< the submenu that deletes
    };
    /// `now` tells the present state. The dialog belongs to `parent`.
    KeptStates(Words words, std::function<QJsonObject()> now, QWidget* parent);

    /// All states by name.
    [[nodiscard]] const QJsonObject& all() const { return all_; }
    void setAll(const QJsonObject& states);
    /// Keeps one under that name, as the way back from lost().
    void put(const QString& name, const QJsonObject& state);
    /// The entries of the kept ones, then those that keep and delete.
    void addChoices(QMenu& menu);
    void addTools(QMenu& menu);

signals:
    void chosen(const QJsonObject& state);
    /// One was kept or deleted, or all were set.
    void changed();
    /// The user deleted or replaced one; `what` says so.
    void lost(const QString& what, const QString& name, const QJsonObject& state);

private:
    void askForName();
    void keepNow(const QString& name);
    void drop(const QString& name);

    Words words_;
    std::function<QJsonObject()> now_;
    QWidget* parent_;
    QJsonObject all_;
};

}  // namespace alphascope
