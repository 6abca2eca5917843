// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/time_estimate.h"
#include "study/study.h"
#include "widgets/snapshot.h"
#include "widgets/study_checks.h"

#include <QDialog>
#include <QPointer>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

class QCheckBox;
class QLabel;
class QLineEdit;
class QMessageBox;
class QPlainTextEdit;
class QPushButton;
class QTimer;
class QToolButton;
class QVBoxLayout;

namespace alphascope {

class FieldForm;
class FileListEditor;
class SchemeListEditor;
class TaskList;

/// A study that a new one may start from.
struct StudyTemplate {
    QString name;
    QString about;  ///< one sentence
    QString file;
};

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
    /// What runs may be computed on here ("cpu", "cuda:0"), once it is known.
    void setDevices(const std::vector<std::string>& devices);
    /// The entries of "Start from".
    void offerTemplates(const std::vector<StudyTemplate>& templates);
    /// Whether the runs are to survive this program, in processes of their own.
    [[nodiscard]] bool inBackground() const;
    void setInBackground(bool on);
    /// Whether it holds something that was neither given to it, nor saved.
    [[nodiscard]] bool edited() const;
    /// Closes the form and then does `then`; where it is edited, only after a question.
    void leave(const std::function<void()>& then);
    /// Keeps the form's data folder where the file names none.
    void load(const QString& file);
    /// What came of launchRequested: the form is done, or says why not and can be tried again.
    void launched();
    void launchFailed(const QString& problem);

signals:
    void launchRequested(const alphascope::Study& study);

protected:
    void reject() override;  ///< Escape, Close, the window's own button
    bool event(QEvent* event) override;

private:
    QWidget* buildForm();
    QWidget* buildSummary();
    QWidget* buildButtons();
    void describeFields();
    void connectParts();
    void chooseFile();
    /// Does `then` where nothing would be lost by it, else after a question.
    void ask(const std::function<void()>& then);
    void offerTeachers();
    void addBrowse(FieldForm& form, const std::string& name, const QString& title, bool folder);
    void refresh();
    [[nodiscard]] QString timeText(const std::vector<PlannedRun>& runs, int concurrent) const;
    [[nodiscard]] QStringList problems(const Study& study, std::vector<PlannedRun>& runs) const;
    void showProblem(const QString& problem);
    void folderChanged();
    void saveAs();
    void launch();

    RunTimes times_;
    std::optional<std::vector<FinishedTeacher>> teachers_;  ///< empty: not known yet
    std::optional<std::vector<std::string>> offered_;  ///< the tasks whose teachers are offered
    std::vector<std::string> devices_;                 ///< empty: not known yet
    QString opened_;                                   ///< the file of what it was opened with
    QString refused_;     ///< why it was not launched or loaded; until the next edit
    bool asked_ = false;  ///< a launch that is not answered yet
    Study base_;          ///< what the form has no row for comes from here
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
    QPointer<QMessageBox> question_;  ///< whether to discard the study
    QToolButton* start_from_;
    QCheckBox* background_;
    QPushButton* launch_;
    QTimer* soon_;  ///< many changes at once make one refresh
};

/// The study that "New study" starts from: the demo, with label only, fixed and RW-KD.
Study defaultStudy();

}  // namespace alphascope
