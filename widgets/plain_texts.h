// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace alphascope {

/// No text of this program is markup, and names, sentences and messages may come from a stranger's
/// file. Labels and tool tips guess whether a text is rich; while this lives, they show all of it
/// as it is.
class PlainTexts : public QObject {
    Q_OBJECT

public:
    /// For all widgets of the application, which must be there.
    explicit PlainTexts(QObject* parent = nullptr);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

}  // namespace alphascope
