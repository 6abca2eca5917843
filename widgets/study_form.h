// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/time_estimate.h"
#include "study/study.h"
#include "widgets/snapshot.h"

#include <QDialog>

#include <memory>
#include <vector>

class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QTimer;
class QVBoxLayout;

namespace alphascope {

class FieldForm;
class FileListEditor;
class SchemeListEditor;
class TaskList;

/// A study as a form, with the file it makes beside it and the number of runs below.
class StudyForm : public QDialog {
    Q_OBJECT

public:
    explicit StudyForm(QWidget* parent = nullptr);

    void setStudy(const Study& study);
    /// What the form says now.
    [[nodiscard]] Study study() const;
    /// What has run so far: its finished teachers may be reused, and its times tell of times to
    /// come.
    void showHistory(const Snapshot& snapshot);
    /// Keeps the form's data folder where the file names none.
    void load(const QString& file);
    /// What came of launchRequested: the form is done, or says why not and can be tried again.
    void launched();
    void launchFailed(const QString& problem);

signals:
    void launchRequested(const alphascope::Study& study);

private:
    QWidget* buildForm();
    QWidget* buildSummary();
    QWidget* buildButtons();
    void describeFields();
    void addBrowse(FieldForm& form, const std::string& name, const QString& title, bool folder);
    void refresh();
    [[nodiscard]] QString timeText(const std::vector<PlannedRun>& runs, int concurrent) const;
    [[nodiscard]] QStringList problems(const Study& study) const;
    void showProblem(const QString& problem);
    void folderChanged();
    void saveAs();
    void launch();

    RunTimes times_;
    Study base_;  ///< what the form has no row for comes from here
    FieldForm* general_;
    FieldForm* data_;
    FieldForm* teacher_;
    FieldForm* student_;
    TaskList* tasks_;
    FileListEditor* files_;
    SchemeListEditor* schemes_;
    QLineEdit* seeds_;
    QLabel* count_;
    QLabel* time_;
    QLabel* problems_;
    QPlainTextEdit* toml_;
    QPushButton* launch_;
    QTimer* soon_;  ///< many changes at once make one refresh
};

/// The study that "New study" starts from: the demo, with label only, fixed and RW-KD.
Study defaultStudy();

}  // namespace alphascope
