// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/options.h"

#include <QElapsedTimer>
#include <QObject>

class QTimer;
class QWidget;

namespace alphascope {

class MainWindow;

/// Waits until the window shows what was asked for, writes the pictures and leaves the program:
/// exit code 0, or 1 with a line on standard error.
class Camera : public QObject {
    Q_OBJECT

public:
    Camera(MainWindow& window, const Options& options);

private:
    void look();
    void openFirstSample();
    /// Chooses the entry of the menus; false where there is none of that name.
    bool choose();
    [[nodiscard]] QWidget& subject() const;
    void shoot();
    bool exportFigures();

    MainWindow& window_;
    QString screenshot_;
    QString figures_;
    QString command_;
    bool with_sample_;
    QTimer* timer_;
    QElapsedTimer since_;
};

}  // namespace alphascope
