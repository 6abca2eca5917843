// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot_pane.h"

#include "widgets/plot_export.h"
#include "widgets/plot_keys.h"
#include "widgets/plot_style.h"

#include <qcustomplot.h>
#include <QClipboard>
#include <QEvent>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLabel>
#include <QMenu>
#include <QMessageBox>
#include <QStackedLayout>

#include <algorithm>
#include <utility>

namespace alphascope {

namespace {

constexpr int kMostFits = 4;

}  // namespace

PlotPane::PlotPane(const QString& name, const QString& title, QWidget* parent)
    : QWidget(parent),
      stack_(new QStackedLayout(this)),
      plot_(new QCustomPlot(this)),
      message_(new QLabel(this)) {
    plot_->setObjectName(name);
    plot_->setAccessibleName(title);
    plot_->setLayoutDirection(Qt::LeftToRight);  // axes run as they do in papers
    plot_->setMinimumSize(120, 60);
    PlotKeys::of(*plot_);  // Tab comes here, and the menu key opens its menu
    plot_->setNoAntialiasingOnDrag(true);
    plot_->setAutoAddPlottableToLegend(false);
    message_->setObjectName(name + QStringLiteral("_message"));
    message_->setAlignment(Qt::AlignCenter);
    message_->setWordWrap(true);
    message_->setTextFormat(Qt::PlainText);
    message_->setMargin(16);
    message_->setAutoFillBackground(true);
    message_->setBackgroundRole(QPalette::Base);
    message_->setForegroundRole(QPalette::PlaceholderText);
    stack_->setContentsMargins(0, 0, 0, 0);
    stack_->addWidget(plot_);
    stack_->addWidget(message_);
    plot_->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(plot_, &QWidget::customContextMenuRequested, this, &PlotPane::openMenu);
    connect(plot_, &QCustomPlot::afterLayout, this, &PlotPane::noteArea);
    applyTheme(*plot_, palette());
}

void PlotPane::openMenu(const QPoint& place) {
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("plot_menu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto offer = [this, menu](const QString& text, PrintWidth width) {
        connect(menu->addAction(text), &QAction::triggered, this,
                [this, width] { askAndSave(width); });
    };
    offer(tr("Save for &one column, %1 mm…").arg(kColumnMillimetres), PrintWidth::kColumn);
    offer(tr("Save for the &width of a page, %1 mm…").arg(kPageMillimetres), PrintWidth::kPage);
    offer(tr("&Save as it is on the screen…"), PrintWidth::kScreen);
    connect(menu->addAction(tr("&Copy as a picture")), &QAction::triggered, this,
            [this] { QGuiApplication::clipboard()->setPixmap(plot_->toPixmap()); });
    menu->popup(plot_->mapToGlobal(place));
}

void PlotPane::askAndSave(PrintWidth width) {
    const QString file = QFileDialog::getSaveFileName(this, tr("Save the plot"),
                                                      plot_->objectName() + QStringLiteral(".pdf"),
                                                      tr("PDF (*.pdf);;SVG (*.svg);;PNG (*.png)"));
    if (file.isEmpty()) return;
    const QString problem = savePlot(*plot_, file, width);
    if (!problem.isEmpty()) QMessageBox::warning(this, tr("Save the plot"), problem);
    plot_->replot();
}

/// What is fitted to the area may change it, as a longer number beside the axis does: a few times
/// for one size of the plot is enough.
void PlotPane::noteArea() {
    const QSize area = plot_->axisRect()->size();
    const QSize whole = plot_->viewport().size();
    if (std::exchange(fitted_to_, whole) != whole) fits_ = 0;
    if (std::exchange(area_, area) == area || ++fits_ > kMostFits) return;
    if (whole != plot_->size())  // drawn for a file: now or never
        emit areaResized();
    else
        QMetaObject::invokeMethod(this, &PlotPane::areaResized, Qt::QueuedConnection);
}

void PlotPane::showPlot() {
    message_->clear();
    stack_->setCurrentWidget(plot_);
}

void PlotPane::showMessage(const QString& message) {
    message_->setText(message);
    stack_->setCurrentWidget(message_);
}

QString PlotPane::message() const {
    return message_->text();
}

bool PlotPane::savePng(const QString& file, int width, int height, double scale) {
    return stack_->currentWidget() == plot_ && plot_->savePng(file, width, height, scale);
}

void PlotPane::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    // One label a few lines of text, so that they never touch.
    plot_->yAxis->ticker()->setTickCount(std::clamp(height() / (fontMetrics().height() * 3), 2, 6));
}

void PlotPane::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() != QEvent::PaletteChange) return;
    applyTheme(*plot_, palette());
    emit themed();
    plot_->replot(QCustomPlot::rpQueuedReplot);
}

}  // namespace alphascope
