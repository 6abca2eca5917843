// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <chrono>
#include <functional>
#include <optional>

class QSystemTrayIcon;
class QWidget;

namespace alphascope {

/// Lets runs go on behind a hidden window, and ends when none is left. An icon in the desktop's
/// tray brings the window back, and tells when the runs have ended; without a tray nothing would
/// bring it back, and it is minimised instead. Also tells the desktop what happens while nobody
/// looks at the window.
class Background : public QObject {
    Q_OBJECT

public:
    /// `busy`: whether runs are still active.
    Background(QWidget& window, std::function<bool()> busy);

    /// Hides the window; false where it was minimised instead.
    bool enter();
    /// A message of the desktop, where it has a tray and nobody looks at the window. A click on it
    /// brings the window back.
    void tell(const QString& text);
    /// Whether there is a tray, whatever the desktop says (tests have none).
    void assumeTray(bool there) { tray_there_ = there; }
    /// How long a message may be read before its icon goes.
    void setPatience(std::chrono::milliseconds patience) { patience_ = patience; }

signals:
    /// Nothing is active any more behind the hidden window.
    void ended();
    /// The desktop has been asked to show this.
    void told(const QString& text);

private:
    void look();
    void leave();
    void end();
    void answerClick();
    [[nodiscard]] bool hasTray() const;
    [[nodiscard]] bool watched() const;
    void putIcon();
    void takeIcon();
    void show(const QString& text);

    QWidget& window_;
    std::function<bool()> busy_;
    QTimer timer_;            ///< while the window is hidden
    QTimer icon_timer_;       ///< takes away an icon that is there for a message alone
    QElapsedTimer all_done_;  ///< since it was told that nothing is active any more
    std::chrono::milliseconds patience_{6000};
    std::optional<bool> tray_there_;
    QPointer<QSystemTrayIcon> tray_;  ///< while hidden, or while a message is to be read
};

}  // namespace alphascope
