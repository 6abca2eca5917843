// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/save_text.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QSaveFile>

namespace alphascope {

QString writeText(const QString& name, const QString& text) {
    QSaveFile file(name);
    if (file.open(QIODevice::WriteOnly) && file.write(text.toUtf8()) >= 0 && file.commit())
        return {};
    return QCoreApplication::translate("SaveText",
                                       "%1 cannot be written: %2. Choose another place.")
        .arg(name, file.errorString());
}

QString saveText(QWidget* parent, const QString& title, const QString& suggested,
                 const QString& suffix, const QString& text) {
    const QString name = QFileDialog::getSaveFileName(
        parent, title, suggested + QLatin1Char('.') + suffix, QStringLiteral("*.") + suffix);
    return name.isEmpty() ? QString() : writeText(name, text);
}

}  // namespace alphascope
