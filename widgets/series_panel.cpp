// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/series_panel.h"

#include "widgets/empty_menu.h"
#include "widgets/menu_text.h"
#include "widgets/plot_keys.h"
#include "widgets/plot_link.h"
#include "widgets/plot_pane.h"
#include "widgets/series_cursor.h"

#include <qcustomplot.h>
#include <QActionGroup>
#include <QCheckBox>
#include <QDragEnterEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QMimeData>
#include <QPainter>
#include <QPixmap>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace alphascope {

namespace {

constexpr int kSliderSteps = 50;
constexpr double kMostMemory = 0.25;  // of the curve, at the slider's end
constexpr double kRoom = 1.03;        // so that the last marker is seen whole
constexpr int kNextFrame = 30;        // ms

/// The first metric of all the runs' tasks; empty where they have several.
std::string sharedMetric(const SeriesDrawing::Runs& runs) {
    if (runs.empty()) return {};
    const std::string metric = judgingMetric(runs.front()->row.task);
    const bool same = std::all_of(runs.begin(), runs.end(), [&](const auto& run) {
        return judgingMetric(run->row.task) == metric;
    });
    return same ? metric : std::string();
}

/// The slider moves by the square root, so that small amounts have room.
double memoryAt(int position) {
    const double share = static_cast<double>(position) / kSliderSteps;
    return kMostMemory * share * share;
}
int positionOf(double memory) {
    return static_cast<int>(std::lround(kSliderSteps * std::sqrt(memory / kMostMemory)));
}

constexpr QSize kDashSize(26, 12);

/// A piece of line, as the plot draws the series.
QIcon dashIcon(Qt::PenStyle dash, const QPalette& palette) {
    constexpr qreal kSharp = 2.0;
    QPixmap pixmap(kDashSize * kSharp);
    pixmap.setDevicePixelRatio(kSharp);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setPen(QPen(palette.color(QPalette::WindowText), 1.5, dash));
    const int middle = kDashSize.height() / 2;
    painter.drawLine(0, middle, kDashSize.width(), middle);
    return pixmap;
}

}  // namespace

SeriesPanel::SeriesPanel(const QString& name, const QString& title, SeriesView view, PlotLink& link,
                         QWidget* parent)
    : QWidget(parent),
      link_(link),
      view_(std::move(view)),
      pane_(new PlotPane(name + QStringLiteral("_plot"), title, this)),
      boxes_(new QWidget(this)),
      smoothing_(new QSlider(Qt::Horizontal, this)),
      drawing_(pane_->plot()) {
    setObjectName(name);
    setAcceptDrops(true);
    buildTools();
    QCustomPlot& plot = pane_->plot();
    plot.axisRect()->insetLayout()->setInsetAlignment(0, Qt::AlignTop | Qt::AlignRight);
    link_.join(plot, PlotLink::Height::kCanBeZoomed);
    connect(&link_, &PlotLink::cursorMoved, this, &SeriesPanel::showCursor);
    connect(&link_, &PlotLink::heightZoomed, this, [this](const QCustomPlot* zoomed) {
        if (zoomed == &pane_->plot()) height_kept_ = true;
    });
    connect(&plot, &QCustomPlot::mouseDoubleClick, this, &SeriesPanel::followData);
    later_.setSingleShot(true);
    connect(&later_, &QTimer::timeout, this, &SeriesPanel::catchUp);
    connect(&PlotKeys::of(plot), &PlotKeys::wholeWanted, this, &SeriesPanel::followData);
    new SeriesCursor(plot, link_);  // the plot owns it
    connect(pane_, &PlotPane::areaResized, this, [this] {
        fitHeight();
        drawing_.refill();
        pane_->plot().replot(QCustomPlot::rpQueuedReplot);
    });
    connect(plot.xAxis, QOverload<const QCPRange&>::of(&QCPAxis::rangeChanged), this, [this] {
        fitHeight();
        drawing_.refill();
    });
    setView(SeriesView(view_));
}

void SeriesPanel::buildTools() {
    auto* row = new QHBoxLayout;
    row->setContentsMargins(6, 2, 6, 0);
    auto* boxes = new QHBoxLayout(boxes_);
    boxes->setContentsMargins(0, 0, 0, 0);
    row->addWidget(boxes_);
    row->addStretch(1);
    smoothing_->setObjectName(QStringLiteral("smoothing"));
    smoothing_->setAccessibleName(tr("Smoothing"));
    smoothing_->setToolTip(tr("Smoothing: an exponential mean over a share of the curve"));
    smoothing_->setRange(0, kSliderSteps);
    smoothing_->setMaximumWidth(90);
    connect(smoothing_, &QSlider::valueChanged, this, [this](int position) {
        SeriesView view = view_;
        view.smoothing = memoryAt(position);
        change(view);
    });
    auto* button = new QToolButton(this);
    button->setObjectName(QStringLiteral("series_menu"));
    button->setText(tr("View"));
    button->setAccessibleName(tr("View of this plot"));
    button->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(button);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] { buildMenu(*menu); });
    button->setMenu(menu);
    row->addWidget(smoothing_);
    row->addWidget(button);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(row);
    all->addWidget(pane_, 1);
}

void SeriesPanel::addChoice(QMenu& menu, const QString& title, const QStringList& names, int chosen,
                            const std::function<void(int)>& choose) {
    menu.addSection(title);
    auto* group = new QActionGroup(&menu);
    for (int i = 0; i < names.size(); ++i) {
        QAction* action = menu.addAction(names[i]);
        action->setCheckable(true);
        action->setChecked(i == chosen);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [choose, i] { choose(i); });
    }
}

void SeriesPanel::addLogarithmic(QMenu& menu, const QString& name, bool SeriesView::*axis) {
    QAction* log = menu.addAction(name);
    log->setCheckable(true);
    log->setChecked(view_.*axis);
    connect(log, &QAction::toggled, this, [this, axis](bool on) {
        SeriesView view = view_;
        view.*axis = on;
        change(view);
    });
}

void SeriesPanel::buildMenu(QMenu& menu) {
    emptyMenu(menu);
    addChoice(menu, tr("Horizontal axis"), {tr("Step"), tr("Epoch"), tr("Training time")},
              static_cast<int>(view_.x), [this](int i) {
                  SeriesView view = view_;
                  view.x = static_cast<XAxis>(i);
                  change(view);
              });
    addLogarithmic(menu, tr("Logarithmic horizontal axis"), &SeriesView::logarithmic_x);
    addChoice(menu, tr("Runs"),
              {tr("Each run"), tr("Group mean ± standard deviation"),
               tr("Group mean ± standard error"), tr("Group mean, 95 % interval")},
              view_.grouped ? 1 + static_cast<int>(view_.spread) : 0, [this](int i) {
                  SeriesView view = view_;
                  view.grouped = i > 0;
                  if (i > 0) view.spread = static_cast<Spread>(i - 1);
                  change(view);
              });
    menu.addSection(tr("Vertical axis"));
    addLogarithmic(menu, tr("Logarithmic"), &SeriesView::logarithmic);
    QMenu* remove = menu.addMenu(tr("Take off the plot"));
    remove->setEnabled(!view_.series.empty());
    for (const std::string& name : view_.series) {
        QAction* action = remove->addAction(menuText(seriesTitle(name)));
        connect(action, &QAction::triggered, this, [this, name] {
            SeriesView view = view_;
            view.remove(name);
            change(view);
        });
    }
    connect(menu.addAction(tr("Follow the data")), &QAction::triggered, this,
            &SeriesPanel::followData);
}

void SeriesPanel::buildBoxes() {
    qDeleteAll(boxes_->findChildren<QCheckBox*>(QString(), Qt::FindDirectChildrenOnly));
    for (std::size_t i = 0; i < view_.series.size(); ++i) {
        const std::string& name = view_.series[i];
        auto* box = new QCheckBox(menuText(seriesTitle(name)), boxes_);
        box->setIcon(dashIcon(dashOf(name, i), palette()));
        box->setIconSize(kDashSize);
        box->setObjectName(QStringLiteral("show_") + QString::fromStdString(name));
        box->setAccessibleName(tr("Show %1").arg(seriesTitle(name)));
        box->setChecked(view_.shows(name));
        connect(box, &QCheckBox::toggled, this, [this, name](bool on) {
            view_.setShown(name, on);
            rebuild();
            emit viewChanged();
        });
        boxes_->layout()->addWidget(box);
    }
}

void SeriesPanel::setView(const SeriesView& view) {
    view_ = view;
    height_kept_ = false;
    buildBoxes();
    const QSignalBlocker quiet(smoothing_);
    smoothing_->setValue(positionOf(view_.smoothing));
    rebuild();
}

void SeriesPanel::change(const SeriesView& view) {
    if (view == view_) return;
    const bool same_boxes = view.series == view_.series;
    const bool other_axis = view.x != view_.x || view.logarithmic_x != view_.logarithmic_x;
    if (view.logarithmic != view_.logarithmic || !same_boxes) height_kept_ = false;
    view_ = view;
    if (!same_boxes) buildBoxes();
    rebuild();
    if (other_axis) link_.setAutomatic();
    emit viewChanged();
}

void SeriesPanel::followData() {
    height_kept_ = false;
    link_.setAutomatic();
    fitHeight();
    pane_->plot().replot(QCustomPlot::rpQueuedReplot);
}

/// To what is seen, unless somebody has zoomed it. False where there is nothing to show at all.
bool SeriesPanel::fitHeight() {
    const QCPRange before = pane_->plot().yAxis->range();
    const bool any = drawing_.fitHeight();
    if (height_kept_) pane_->plot().yAxis->setRange(before);
    return any;
}

void SeriesPanel::rebuild() {
    QElapsedTimer taken;
    taken.start();
    stale_ = false;
    QCustomPlot& plot = pane_->plot();
    const std::array axes{tr("step"), tr("epoch"), tr("training time (s)")};
    plot.xAxis->setLabel(axes[static_cast<std::size_t>(view_.x)]);
    std::vector<std::string> seen;
    const std::string first = sharedMetric(shown_);
    for (const auto& name : view_.series) {
        if (!view_.shows(name)) continue;
        const auto [set, metric] = scoreOf(name);
        const bool named = metric == kFirstMetric && !first.empty();
        seen.push_back(named ? scoreSeries(set, first) : name);
    }
    plot.yAxis->setLabel(unitOf(seen));
    drawing_.draw(shown_, view_, palette());
    present();
    took_ = taken.elapsed();
    rebuilt_.start();
}

/// Shows the lines that have just been drawn, or says why there are none.
void SeriesPanel::present() {
    QCustomPlot& plot = pane_->plot();
    if (drawing_.behind()) later_.start(kNextFrame);
    if (drawing_.empty()) {
        pane_->showMessage(emptyText());
        link_.setExtent(plot, 0.0, 0.0, view_.x);
        return;
    }
    plot.legend->setVisible(true);
    decorate();
    if (const QString reason = whyNothing(); !reason.isEmpty()) {
        pane_->showMessage(reason);
        link_.setExtent(plot, 0.0, 0.0, view_.x);
        return;
    }
    const bool points =
        std::any_of(view_.series.begin(), view_.series.end(),
                    [this](const auto& name) { return view_.shows(name) && isScore(name); });
    const double low = view_.logarithmic_x ? drawing_.low() : std::min(0.0, drawing_.low());
    link_.setExtent(plot, low, drawing_.high() * (points ? kRoom : 1.0), view_.x);
    drawing_.refill();
    drawing_.showValues(link_.cursorIn(view_.x));
    pane_->showPlot();
    plot.replot(QCustomPlot::rpQueuedReplot);
}

/// Why the curves that are there cannot be seen; sets the height. Empty where they can.
QString SeriesPanel::whyNothing() {
    if (!(drawing_.low() <= drawing_.high()))
        return tr(
            "Nothing here lies above 0 on the horizontal axis, so a logarithmic one has "
            "nothing to show. Choose View and switch Logarithmic horizontal axis off.");
    if (fitHeight()) return {};
    return view_.logarithmic
               ? tr("No value here is above 0, so a logarithmic axis has nothing to show. Choose "
                    "View and switch Logarithmic off.")
               : tr("No value here is a finite number, so there is nothing to draw.");
}

QString SeriesPanel::emptyText() const {
    return shown_.empty()         ? tr("Select a run to see its curves.")
           : view_.series.empty() ? tr("Drag a series onto this plot.")
                                  : tr("No step of this run has been logged yet.");
}

void SeriesPanel::showCursor() {
    drawing_.showValues(link_.cursorIn(view_.x));
    if (isVisible()) pane_->plot().replot(QCustomPlot::rpQueuedReplot);
}

void SeriesPanel::dragEnterEvent(QDragEnterEvent* event) {
    if (event->mimeData()->hasFormat(QLatin1String(kSeriesMimeType))) event->acceptProposedAction();
}

void SeriesPanel::dropEvent(QDropEvent* event) {
    const QByteArray names = event->mimeData()->data(QLatin1String(kSeriesMimeType));
    SeriesView view = view_;
    for (const QByteArray& name : names.split('\n'))
        if (!name.isEmpty()) view.add(name.toStdString());
    change(view);
    event->acceptProposedAction();
}

bool SeriesPanel::savePng(const QString& file, int width, int height, double scale) {
    if (stale_) rebuild();
    return pane_->savePng(file, width, height, scale);
}

void SeriesPanel::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() != QEvent::PaletteChange) return;
    buildBoxes();
    rebuild();
}

void SeriesPanel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    if (drawing_.empty()) return;
    fitHeight();
    drawing_.refill();
}

}  // namespace alphascope
