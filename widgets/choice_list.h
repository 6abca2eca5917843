// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListWidget>

namespace alphascope {

/// Names to be ticked and put in order: by dragging, or with Alt+Up and Alt+Down.
class ChoiceList : public QListWidget {
    Q_OBJECT

public:
    explicit ChoiceList(QWidget* parent = nullptr);

    /// Offers exactly these. Those that were offered before keep their place and their tick, new
    /// ones follow, ticked. Says nothing.
    void setChoices(const QStringList& names);
    /// All of them, in their order.
    [[nodiscard]] QStringList names() const;
    /// The ticked names in their order.
    [[nodiscard]] QStringList chosen() const;
    /// Ticks these and unticks all others.
    void choose(const QStringList& names);
    /// The same, and puts them first, in this order; what is not offered is left out.
    void arrange(const QStringList& names);
    /// Moves the current name; nothing happens at the ends.
    void moveCurrent(int by);

signals:
    void changed();  ///< by the user: a tick or the order

protected:
    void keyPressEvent(QKeyEvent* event) override;
    [[nodiscard]] QSize sizeHint() const override;
};

}  // namespace alphascope
