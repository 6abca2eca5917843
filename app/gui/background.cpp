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
    icon_timer_.setSingleShot(true);
    connect(&icon_timer_, &QTimer::timeout, this, &Background::takeIcon);
}

bool Background::hasTray() const {
    return tray_there_.value_or(QSystemTrayIcon::isSystemTrayAvailable());
}

/// A dialog of the window counts as the window.
bool Background::watched() const {
    return window_.isVisible() && !window_.isMinimized() &&
           QGuiApplication::focusWindow() != nullptr;
}

void Background::putIcon() {
    if (tray_) return;
    tray_ = new QSystemTrayIcon(window_.windowIcon(), this);
    connect(tray_, &QSystemTrayIcon::activated, this, &Background::leave);
    connect(tray_, &QSystemTrayIcon::messageClicked, this, &Background::answerClick);
    tray_->show();
}

void Background::takeIcon() {
    icon_timer_.stop();
    if (tray_) tray_->deleteLater();  // it may be the one that has been clicked
    tray_.clear();
}

bool Background::enter() {
    if (!hasTray()) {
        window_.showMinimized();
        return false;
    }
    QGuiApplication::setQuitOnLastWindowClosed(false);  // a dialog may outlive the window's sight
    window_.hide();
    icon_timer_.stop();
    putIcon();
    tray_->setToolTip(tr("Alphascope: runs are going on. Click to see them."));
    all_done_.invalidate();
    timer_.start();
    return true;
}

void Background::show(const QString& text) {
    tray_->showMessage(tr("Alphascope"), text);
    emit told(text);
}

void Background::tell(const QString& text) {
    if (watched() || !hasTray()) return;
    putIcon();
    if (!timer_.isActive()) icon_timer_.start(patience_);
    show(text);
}

void Background::look() {
    if (window_.isVisible()) return leave();  // somebody else has shown it
    if (busy_()) return all_done_.invalidate();
    if (!all_done_.isValid()) {
        all_done_.start();
        show(tr("All runs have ended."));
    }
    // Its message goes with the icon, so the program stays until somebody can have read it.
    if (all_done_.elapsed() >= patience_.count()) end();
}

void Background::end() {
    timer_.stop();
    emit ended();
}

/// That all runs have ended needs no window; whatever else is told does.
void Background::answerClick() {
    if (timer_.isActive() && all_done_.isValid() && !busy_()) return end();
    leave();
}

void Background::leave() {
    timer_.stop();
    QGuiApplication::setQuitOnLastWindowClosed(true);
    takeIcon();
    window_.setWindowState(window_.windowState() & ~Qt::WindowMinimized);
    window_.show();
    window_.raise();
    window_.activateWindow();
}

}  // namespace alphascope
