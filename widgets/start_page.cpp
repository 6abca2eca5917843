// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/start_page.h"

#include "widgets/live_icon.h"

#include <QCommandLinkButton>
#include <QIcon>
#include <QLabel>
#include <QVBoxLayout>

namespace alphascope {

StartPage::StartPage(QWidget* parent) : QWidget(parent), column_(new QVBoxLayout) {
    setObjectName(QStringLiteral("start_page"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    auto* logo = new QLabel(this);
    logo->setPixmap(QIcon(QStringLiteral(":/icons/alphascope.svg")).pixmap(72, 72));
    auto* title = new QLabel(tr("Alphascope"), this);
    QFont font = title->font();
    font.setPointSizeF(font.pointSizeF() * 2.0);
    title->setFont(font);
    auto* about =
        new QLabel(tr("Train small students from labels and a teacher, and see which of the two "
                      "each sample learns from."),
                   this);
    about->setWordWrap(true);
    about->setForegroundRole(QPalette::PlaceholderText);
    column_->addStretch(2);
    column_->addWidget(logo);
    column_->addWidget(title, 0, Qt::AlignLeft);  // a Latin name would stay on its own side
    column_->addWidget(about);
    column_->addSpacing(18);
    addChoice(QStringLiteral("start_new_study"), QStringLiteral("new-study"), tr("New study…"),
              tr("Choose data, teacher, student and weighting schemes"),
              &StartPage::newStudyRequested);
    addChoice(QStringLiteral("start_demo"), QStringLiteral("demo"), tr("Run the demo"),
              tr("Built-in sentences with known wrong labels; about two minutes, no download"),
              &StartPage::demoRequested);
    addChoice(QStringLiteral("start_gallery"), QStringLiteral("gallery"), tr("Open the gallery"),
              tr("Finished example runs, read-only"), &StartPage::galleryRequested);
    addChoice(QStringLiteral("start_open"), QStringLiteral("open-database"), tr("Open database…"),
              tr("Runs of another file, also while another program writes it"),
              &StartPage::openRequested);
    column_->addStretch(3);
    auto* row = new QHBoxLayout(this);
    row->addStretch(1);
    row->addLayout(column_, 2);
    row->addStretch(1);
}

void StartPage::addChoice(const QString& name, const QString& icon, const QString& title,
                          const QString& about, void (StartPage::*signal)()) {
    auto* button = new QCommandLinkButton(title, about, this);
    button->setObjectName(name);
    button->setAccessibleName(title);
    button->setAccessibleDescription(about);
    button->setIcon(liveIcon(icon));
    connect(button, &QCommandLinkButton::clicked, this, signal);
    column_->addWidget(button);
}

}  // namespace alphascope
