// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace alphascope {

/// What is wrong with a zip file as a GLUE submission, a sentence a line, to be read and copied.
class GlueCheckView : public QDialog {
    Q_OBJECT

public:
    explicit GlueCheckView(const QString& zip, QWidget* parent = nullptr);
};

}  // namespace alphascope
