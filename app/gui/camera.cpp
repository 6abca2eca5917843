// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/camera.h"

#include "app/gui/main_window.h"
#include "app/gui/workspace.h"
#include "widgets/alpha_panel.h"
#include "widgets/sample_panel.h"
#include "widgets/series_panel.h"

#include <QCoreApplication>
#include <QDir>
#include <QPixmap>
#include <QTableView>
#include <QTimer>

#include <cstdio>

namespace alphascope {

namespace {

constexpr int kPatienceMilliseconds = 60000;
constexpr int kSettleMilliseconds = 500;  // a replot and an answer from the reader
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
      with_sample_(options.range.has_value()),
      timer_(new QTimer(this)) {
    since_.start();
    connect(timer_, &QTimer::timeout, this, &Camera::look);
    timer_->start(100);
}

void Camera::look() {
    const bool ready =
        window_.settled() && (!with_sample_ || window_.workspace().samples().answered());
    if (ready) {
        timer_->stop();
        if (with_sample_) openFirstSample();
        QTimer::singleShot(kSettleMilliseconds, this, &Camera::shoot);
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

void Camera::shoot() {
    if (!screenshot_.isEmpty() && !window_.grab().save(screenshot_)) {
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
