// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/banner.h"

#include "widgets/live_icon.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include <utility>

namespace alphascope {

Banner::Banner(QWidget* parent)
    : QFrame(parent),
      icon_(new QLabel(this)),
      text_(new QLabel(this)),
      button_(new QPushButton(this)) {
    setObjectName(QStringLiteral("banner"));
    setAccessibleName(tr("Message"));
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::AlternateBase);
    text_->setObjectName(QStringLiteral("banner_text"));
    text_->setTextFormat(Qt::PlainText);
    text_->setWordWrap(true);
    text_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    button_->setObjectName(QStringLiteral("banner_button"));
    button_->setAccessibleName(tr("What the message offers"));
    connect(button_, &QPushButton::clicked, this, [this] {
        hide();
        if (const auto then = std::exchange(then_, nullptr)) then();  // which may offer something
    });
    auto* close = new QToolButton(this);
    close->setObjectName(QStringLiteral("banner_close"));
    close->setAccessibleName(tr("Dismiss message"));
    close->setAutoRaise(true);
    close->setIcon(liveIcon(QStringLiteral("close")));
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(10, 4, 6, 4);
    row->addWidget(icon_);
    row->addWidget(text_, 1);
    row->addWidget(button_);
    row->addWidget(close);
    button_->hide();
    hide();
}

void Banner::say(Kind kind, const QString& text) {
    const QString icon =
        kind == Kind::kError ? QStringLiteral("warning") : QStringLiteral("information");
    icon_->setPixmap(liveIcon(icon).pixmap(QSize(16, 16), devicePixelRatio()));
    text_->setText(text);
    button_->hide();
    show();
}

void Banner::offer(const QString& text, const QString& button, std::function<void()> then) {
    say(Kind::kNotice, text);
    then_ = std::move(then);
    button_->setText(button);
    button_->setAccessibleName(button);
    button_->show();
}

void Banner::withdraw() {
    if (!button_->isHidden()) hide();
}

QString Banner::text() const {
    return isHidden() ? QString() : text_->text();
}

}  // namespace alphascope
