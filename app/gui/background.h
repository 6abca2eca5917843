// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include <functional>
#include <optional>

class QSystemTrayIcon;
class QWidget;

namespace alphascope {

/// Lets runs go on behind a hidden window, and ends when none is left. An icon in the desktop's
/// tray brings the window back, and tells when the runs have ended; without a tray nothing would
/// bring it back, and it is minimised instead.
class Background : public QObject {
    Q_OBJECT

public:
    /// `busy`: whether runs are still active.
    Background(QWidget& window, std::function<bool()> busy);

    /// Hides the window; false where it was minimised instead.
    bool enter();
    /// Whether there is a tray, whatever the desktop says (tests have none).
    void assumeTray(bool there) { tray_there_ = there; }

signals:
    /// Nothing is active any more behind the hidden window.
    void ended();

private:
    void look();
    void leave();

    QWidget& window_;
    std::function<bool()> busy_;
    QTimer timer_;
    std::optional<bool> tray_there_;
    QSystemTrayIcon* tray_ = nullptr;  ///< while hidden
};

}  // namespace alphascope
