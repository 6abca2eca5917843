// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/glue_download.h"

#include <QDialog>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QProgressBar;
class QPushButton;

namespace alphascope {

class TaskList;

/// Where GLUE comes from: downloads the chosen tasks, or imports a zip archive or a folder, into
/// the data folder, and says what came of each file.
class DataDialog : public QDialog {
    Q_OBJECT

public:
    /// `base`: see GlueDownload.
    explicit DataDialog(const QString& folder, const QString& base = {}, QWidget* parent = nullptr);
    [[nodiscard]] QString folder() const;
    /// As the two import buttons do after their file dialogs.
    void importFrom(const QString& source);

signals:
    /// Files have come into this folder.
    void dataArrived(const QString& folder);

protected:
    void done(int result) override;

private:
    void build(const QString& folder);
    void buildButtons();
    void download();
    void chooseFolder();
    void report(const std::vector<ImportedFile>& files);
    void say(const QString& text);
    void showBusy(bool busy);
    [[nodiscard]] bool needsFolder();

    GlueDownload download_;
    QLineEdit* folder_ = nullptr;
    TaskList* tasks_ = nullptr;
    QCheckBox* diagnostic_ = nullptr;
    QPushButton *choose_ = nullptr, *get_ = nullptr, *archive_ = nullptr, *unpacked_ = nullptr,
                *cancel_ = nullptr;
    QProgressBar* bar_ = nullptr;
    QLabel* state_ = nullptr;
    QPlainTextEdit* said_ = nullptr;
    ImportThread importer_;
};

}  // namespace alphascope
