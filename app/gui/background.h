// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include <functional>

class QSystemTrayIcon;
class QWidget;

namespace alphascope {

/// Lets runs go on behind a hidden window, and ends when none is left. Where the desktop has a
/// tray, an icon in it brings the window back, and tells when the runs have ended.
class Background : public QObject {
    Q_OBJECT

public:
    /// `busy`: whether runs are still active.
    Background(QWidget& window, std::function<bool()> busy);

    /// Hides the window.
    void enter();

signals:
    /// Nothing is active any more behind the hidden window.
    void ended();

private:
    void look();
    void leave();

    QWidget& window_;
    std::function<bool()> busy_;
    QTimer timer_;
    QSystemTrayIcon* tray_ = nullptr;  ///< while hidden, where there is a tray
};

}  // namespace alphascope
