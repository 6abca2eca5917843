// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/background.h"

#include <QGuiApplication>
#include <QSystemTrayIcon>
#include <QWidget>

#include <utility>

namespace alphascope {

namespace {
constexpr int kLookMilliseconds = 1000;
}

Background::Background(QWidget& window, std::function<bool()> busy)
    : QObject(&window), window_(window), busy_(std::move(busy)) {
    timer_.setInterval(kLookMilliseconds);
    connect(&timer_, &QTimer::timeout, this, &Background::look);
}

bool Background::enter() {
    if (!tray_there_.value_or(QSystemTrayIcon::isSystemTrayAvailable())) {
        window_.showMinimized();
        return false;
    }
    QGuiApplication::setQuitOnLastWindowClosed(false);  // a dialog may outlive the window's sight
    window_.hide();
    tray_ = new QSystemTrayIcon(window_.windowIcon(), this);
    tray_->setToolTip(tr("Alphascope: runs are going on. Click to see them."));
    connect(tray_, &QSystemTrayIcon::activated, this, &Background::leave);
    tray_->show();
    timer_.start();
    return true;
}

void Background::look() {
    if (window_.isVisible()) return leave();  // somebody else has shown it
    if (busy_()) return;
    timer_.stop();
    if (tray_ != nullptr) tray_->showMessage(tr("Alphascope"), tr("All runs have ended."));
    emit ended();
}

void Background::leave() {
    timer_.stop();
    QGuiApplication::setQuitOnLastWindowClosed(true);
    if (tray_ != nullptr) tray_->deleteLater();
    tray_ = nullptr;
    window_.show();
    window_.raise();
    window_.activateWindow();
}

}  // namespace alphascope
