// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/live_icon.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QSvgRenderer>

namespace alphascope {

namespace {

class LiveEngine final : public QIconEngine {
public:
    explicit LiveEngine(QByteArray svg) : svg_(std::move(svg)) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override {
        const auto group = mode == QIcon::Disabled ? QPalette::Disabled : QPalette::Active;
        const QColor colour = QGuiApplication::palette().color(group, QPalette::ButtonText);
        QByteArray svg = svg_;
        svg.replace("currentColor", colour.name().toLatin1());
        QSvgRenderer(svg).render(painter, rect);
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, pixmap.rect(), mode, state);
        return pixmap;
    }
    [[nodiscard]] QIconEngine* clone() const override { return new LiveEngine(svg_); }

private:
    QByteArray svg_;
};

}  // namespace

QIcon liveIcon(const QString& name) {
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    const bool there = file.open(QIODevice::ReadOnly);
    Q_ASSERT(there);
    return QIcon(new LiveEngine(there ? file.readAll() : QByteArray()));
}

}  // namespace alphascope
