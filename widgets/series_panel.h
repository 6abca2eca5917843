// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/series_drawing.h"
#include "widgets/series_view.h"
#include "widgets/snapshot.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

#include <memory>
#include <vector>

class QHBoxLayout;
class QMenu;
class QSlider;

namespace alphascope {

class PlotLink;
class PlotPane;

/// The mime type of series dragged onto a plot: their names, a line each.
inline constexpr const char* kSeriesMimeType = "application/x-alphascope-series";

/// Any series of the selected runs over steps, epochs or time. Series are dropped onto it and
/// switched on and off above it; the rest of its view is in its menu. The height fits what is seen,
/// until somebody zooms it (the wheel with Ctrl, or on the vertical axis); a double click goes
/// back. While runs go on, only what is new is drawn; behind another panel nothing is, until it is
/// seen again.
class SeriesPanel : public QWidget {
    Q_OBJECT

public:
    /// `name` becomes the panel's object name and, with "_plot", the plot's.
    SeriesPanel(const QString& name, const QString& title, SeriesView view, PlotLink& link,
                QWidget* parent = nullptr);

    void showSnapshot(const std::shared_ptr<const Snapshot>& snapshot);
    [[nodiscard]] const SeriesView& view() const { return view_; }
    void setView(const SeriesView& view);
    [[nodiscard]] PlotPane& pane() { return *pane_; }
    bool savePng(const QString& file, int width, int height, double scale);

signals:
    void viewChanged();

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

    /// What is said where there is no curve.
    [[nodiscard]] virtual QString emptyText() const;
    /// Adds to the curves that have just been drawn; the vertical range is set after it.
    virtual void decorate() {}
    void rebuild();
    [[nodiscard]] const SeriesDrawing::Runs& shown() const { return shown_; }
    [[nodiscard]] SeriesDrawing& drawing() { return drawing_; }

private:
    void buildTools();
    void buildMenu(QMenu& menu);
    void addLogarithmic(QMenu& menu, const QString& name, bool SeriesView::*axis);
    void addChoice(QMenu& menu, const QString& title, const QStringList& names, int chosen,
                   const std::function<void(int)>& choose);
    void buildBoxes();
    void change(const SeriesView& view);
    [[nodiscard]] bool isSeen() const;
    [[nodiscard]] int restLeft() const;
    void follow();
    void catchUp();
    void present();
    void followData();
    bool fitHeight();
    QString whyNothing();
    void showCursor();

    PlotLink& link_;
    SeriesView view_;
    PlotPane* pane_;
    QWidget* boxes_;
    QSlider* smoothing_;
    SeriesDrawing drawing_;
    SeriesDrawing::Runs shown_;
    bool height_kept_ = false;  ///< somebody has zoomed it
    bool stale_ = false;        ///< what is drawn is not what shown_ says
    QTimer later_;              ///< catches up
    QElapsedTimer rebuilt_;     ///< since the last whole drawing
    qint64 took_ = 0;           ///< milliseconds of that drawing
};

}  // namespace alphascope
