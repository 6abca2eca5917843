// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/theme.h"

#include <QApplication>
#include <QProxyStyle>
#include <QStyleOption>

namespace alphascope {

namespace {

/// Fusion outlines a check box with a darker window colour, which nobody sees on a dark ground.
class VisibleChecks : public QProxyStyle {
public:
    VisibleChecks() : QProxyStyle(QStringLiteral("Fusion")) {}
    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override {
        const bool check =
            element == PE_IndicatorCheckBox || element == PE_IndicatorItemViewItemCheck;
        const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option);
        const auto* item = qstyleoption_cast<const QStyleOptionViewItem*>(option);
        if (check && button != nullptr) {
            QStyleOptionButton light(*button);
            lighten(light.palette);
            QProxyStyle::drawPrimitive(element, &light, painter, widget);
        } else if (check && item != nullptr) {
            QStyleOptionViewItem light(*item);
            lighten(light.palette);
            QProxyStyle::drawPrimitive(element, &light, painter, widget);
        } else {
            QProxyStyle::drawPrimitive(element, option, painter, widget);
        }
    }

private:
    static void lighten(QPalette& palette) {
        const bool dark = palette.color(QPalette::Window).lightnessF() < 0.4F;
        if (dark) palette.setColor(QPalette::Window, QColor(0xA0A6AC));
    }
};

struct Tones {
    QColor window, base, alternate, text, faint, button, highlight, highlighted;
};

QPalette paletteOf(const Tones& tones) {
    QPalette palette(tones.button, tones.window);
    palette.setColor(QPalette::Window, tones.window);
    palette.setColor(QPalette::Base, tones.base);
    palette.setColor(QPalette::AlternateBase, tones.alternate);
    palette.setColor(QPalette::ToolTipBase, tones.base);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText,
                            QPalette::ToolTipText, QPalette::BrightText}) {
        palette.setColor(role, tones.text);
        palette.setColor(QPalette::Disabled, role, tones.faint);
    }
    palette.setColor(QPalette::PlaceholderText, tones.faint);
    palette.setColor(QPalette::Highlight, tones.highlight);
    palette.setColor(QPalette::HighlightedText, tones.highlighted);
    palette.setColor(QPalette::Inactive, QPalette::Highlight, tones.highlight);
    palette.setColor(QPalette::Link, tones.highlight);
    return palette;
}

const Tones kLight{QColor(0xF2F3F4), QColor(0xFFFFFF), QColor(0xF6F7F8), QColor(0x1C1F22),
                   QColor(0x63686E), QColor(0xECEEF0), QColor(0x2C7BB6), QColor(0xFFFFFF)};
const Tones kDark{QColor(0x23262A), QColor(0x191B1E), QColor(0x1F2225), QColor(0xE4E6E8),
                  QColor(0x9CA2A8), QColor(0x2E3237), QColor(0x2F6F9F), QColor(0xFFFFFF)};

}  // namespace

Theme::Theme() {
    QApplication::setStyle(new VisibleChecks);  // the application owns it
}

void Theme::apply(const QString& name) const {
    if (name == QStringLiteral("light"))
        QApplication::setPalette(paletteOf(kLight));
    else if (name == QStringLiteral("dark"))
        QApplication::setPalette(paletteOf(kDark));
    else
        QApplication::setPalette(QPalette());  // sets nothing, so that the system's roles count
}

}  // namespace alphascope
