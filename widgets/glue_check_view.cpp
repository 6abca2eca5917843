// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/glue_check_view.h"

#include "report/glue_submission.h"
#include "study/error.h"

#include <QDialogButtonBox>
#include <QFileInfo>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace alphascope {

GlueCheckView::GlueCheckView(const QString& zip, QWidget* parent) : QDialog(parent) {
    setObjectName(QStringLiteral("glue_check"));
    setWindowTitle(tr("GLUE submission – %1").arg(QFileInfo(zip).fileName()));
    resize(760, 420);
    QString verdict, sentences;
    try {
        const auto faults = checkGlueZip(zip.toStdString());
        for (const GlueFault& fault : faults)
            sentences += QString::fromStdString(fault.sentence) + QLatin1Char('\n');
        verdict = faults.empty()
                      ? tr("✓ The file keeps the form of a GLUE submission: all %1 files with "
                           "every row.")
                            .arg(glueFiles().size())
                      : tr("✗ %n fault(s); the leaderboard would refuse this file.", nullptr,
                           static_cast<int>(faults.size()));
    } catch (const Error& error) {  // the file is no zip file
        verdict = QString::fromStdString(error.what());
    }
    auto* head = new QLabel(verdict, this);
    head->setObjectName(QStringLiteral("glue_verdict"));
    head->setTextFormat(Qt::PlainText);
    head->setWordWrap(true);
    auto* text = new QPlainTextEdit(sentences, this);
    text->setObjectName(QStringLiteral("glue_faults"));
    text->setAccessibleName(tr("Faults, one a line"));
    text->setReadOnly(true);
    text->setVisible(!sentences.isEmpty());
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    QPushButton* close = buttons->button(QDialogButtonBox::Close);
    close->setObjectName(QStringLiteral("glue_close"));
    close->setAccessibleName(tr("Close"));
    auto* column = new QVBoxLayout(this);
    column->addWidget(head);
    column->addWidget(text, 1);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

}  // namespace alphascope
