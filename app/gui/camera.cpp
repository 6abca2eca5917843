// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/camera.h"

#include "app/gui/main_window.h"
#include "app/gui/workspace.h"
#include "widgets/alpha_panel.h"
#include "widgets/sample_panel.h"
#include "widgets/series_panel.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QPixmap>
#include <QTableView>
#include <QTimer>

#include <cstdio>

namespace alphascope {

namespace {

constexpr int kPatienceMilliseconds = 60000;
constexpr int kSettleMilliseconds = 500;  // a replot and an answer from the reader
constexpr int kOpenMilliseconds = 2000;   // a table with its tests, a folder's check
constexpr int kFigureWidth = 640;
constexpr int kFigureHeight = 360;
constexpr double kFigureScale = 2.0;

void leave(int code, const char* message) {
    if (message != nullptr) std::fprintf(stderr, "alphascope: %s\n", message);
    QCoreApplication::exit(code);
}

}  // namespace

Camera::Camera(MainWindow& window, const Options& options)
    : QObject(&window),
      window_(window),
      screenshot_(options.screenshot),
      figures_(options.export_figures),
      command_(options.command),
      with_sample_(options.range.has_value()),
      timer_(new QTimer(this)) {
    since_.start();
    connect(timer_, &QTimer::timeout, this, &Camera::look);
    timer_->start(100);
    // What is wrong before there is a picture is why there will be none.
    connect(&window, &MainWindow::troubled, this, [this](const QString& message) {
        if (!timer_->isActive()) return;
        timer_->stop();
        leave(1, message.toUtf8().constData());
    });
}

void Camera::look() {
    const bool ready =
        window_.settled() && (!with_sample_ || window_.workspace().samples().answered());
    if (ready) {
        timer_->stop();
        if (with_sample_) openFirstSample();
        if (!command_.isEmpty() && !choose())
            return leave(1, "--command names no entry of the menus. Try new_study or shortcuts.");
        QTimer::singleShot(command_.isEmpty() ? kSettleMilliseconds : kOpenMilliseconds, this,
                           &Camera::shoot);
    } else if (since_.elapsed() > kPatienceMilliseconds) {
        timer_->stop();
        leave(1, "there was nothing to show within a minute. Check --db, --select and --range.");
    }
}

void Camera::openFirstSample() {
    auto* table = window_.findChild<QTableView*>(QStringLiteral("samples"));
    if (table == nullptr || table->model()->rowCount() == 0) return;
    table->setCurrentIndex(table->model()->index(0, 0));  // selectRow() fails from right to left
}

bool Camera::choose() {
    auto* action = window_.findChild<QAction*>(command_);
    if (action == nullptr) return false;
    action->trigger();
    return true;
}

/// What the command has opened, else the window.
QWidget& Camera::subject() const {
    if (!command_.isEmpty())
        for (QWidget* other : QApplication::topLevelWidgets())
            if (other != &window_ && other->isVisible()) return *other;
    return window_;
}

void Camera::shoot() {
    if (!screenshot_.isEmpty() && !subject().grab().save(screenshot_)) {
        leave(1, "the screenshot cannot be written. Choose another place.");
        return;
    }
    if (!figures_.isEmpty() && !exportFigures()) {
        leave(1, "the figures cannot be written: the run has no α, or the folder is not writable.");
        return;
    }
    leave(0, nullptr);
}

bool Camera::exportFigures() {
    if (!QDir().mkpath(figures_)) return false;
    const QDir folder(figures_);
    Workspace& workspace = window_.workspace();
    const bool losses = workspace.losses().savePng(folder.filePath(QStringLiteral("losses.png")),
                                                   kFigureWidth, kFigureHeight, kFigureScale);
    const bool now = workspace.alpha().saveNowPng(folder.filePath(QStringLiteral("alpha-now.png")),
                                                  kFigureWidth, kFigureHeight, kFigureScale);
    const bool time =
        workspace.alpha().saveTimePng(folder.filePath(QStringLiteral("alpha-over-time.png")),
                                      kFigureWidth, kFigureHeight, kFigureScale);
    return losses && now && time;
}

}  // namespace alphascope
