// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log_panel.h"

#include <QDateTime>
#include <QFontDatabase>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace alphascope {

namespace {

QString lineText(const LogRow& row) {
    const QString time = QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(row.time * 1000.0))
                             .toString(QStringLiteral("HH:mm:ss"));
    const QString mark = row.level == Logged::Level::kError     ? LogPanel::tr("error: ")
                         : row.level == Logged::Level::kWarning ? LogPanel::tr("warning: ")
                                                                : QString();
    return QStringLiteral("%1  %2%3").arg(time, mark, QString::fromStdString(row.text));
}

}  // namespace

LogPanel::LogPanel(QWidget* parent) : QWidget(parent), text_(new QPlainTextEdit(this)) {
    setObjectName(QStringLiteral("log_panel"));
    text_->setObjectName(QStringLiteral("log"));
    text_->setAccessibleName(tr("Log of the current run"));
    text_->setReadOnly(true);
    text_->setLayoutDirection(Qt::LeftToRight);  // lines are the library's, in English
    text_->setFrameShape(QFrame::NoFrame);
    text_->setMaximumBlockCount(5000);
    text_->setPlaceholderText(tr("Select a run to read its log."));
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(this->font().pointSizeF() * 0.92);
    text_->setFont(font);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(text_);
}

void LogPanel::showSnapshot(const std::shared_ptr<const Snapshot>& snapshot) {
    if (!snapshot) return;
    if (snapshot->selected.empty()) {
        text_->clear();
        run_.clear();
        lines_ = 0;
        return;
    }
    const RunDetail& run = *snapshot->selected.front();
    const bool same = run.row.uuid == run_ && run.row.revision == revision_ &&
                      run.row.header == header_ && run.log.size() >= lines_;
    if (!same) {
        text_->clear();
        run_ = run.row.uuid;
        revision_ = run.row.revision;
        header_ = run.row.header;
        lines_ = 0;
        if (!run.row.header.empty()) {
            text_->appendPlainText(QString::fromStdString(run.row.header));
        }
    }
    // appendPlainText keeps the view at the end only if it stood there.
    for (; lines_ < run.log.size(); ++lines_) text_->appendPlainText(lineText(run.log[lines_]));
}

}  // namespace alphascope
