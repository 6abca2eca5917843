// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QVBoxLayout;

namespace alphascope {

/// What an empty database shows: what this is, and four ways to go on.
class StartPage : public QWidget {
    Q_OBJECT

public:
    explicit StartPage(QWidget* parent = nullptr);

signals:
    void newStudyRequested();
    void demoRequested();
    void galleryRequested();
    void openRequested();

private:
    void addChoice(const QString& name, const QString& icon, const QString& title,
                   const QString& about, void (StartPage::*signal)());

    QVBoxLayout* column_;
};

}  // namespace alphascope
