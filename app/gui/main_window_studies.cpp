// SPDX-License-Identifier: GPL-3.0-or-later
// What the window does with studies: forms, launches, retries.
#include "app/gui/main_window.h"

#include "app/gui/places.h"
#include "app/gui/retry.h"
#include "store/imported_run.h"
#include "study/error.h"
#include "widgets/start_page.h"
#include "widgets/study_form.h"

#include <QSettings>

#include <algorithm>
#include <utility>

namespace alphascope {
namespace {

const QString kInBackground = QStringLiteral("study/in_background");

}  // namespace

void MainWindow::openStudyForm(const Study& study) {
    auto* form = new StudyForm(this);
    form->setAttribute(Qt::WA_DeleteOnClose);
    Study filled = study;
    if (filled.data.folder.empty()) filled.data.folder = data_folder_.toStdString();
    form->setStudy(filled);
    form->offerTemplates(studyTemplates());
    if (!options_.unattended()) form->setInBackground(QSettings().value(kInBackground).toBool());
    if (!devices_.empty()) form->setDevices(devices_);
    if (const Snapshot* now = current())
        form->showHistory(*now);
    else
        told_ = 0;  // the first picture of the database that is being opened tells it
    connect(form, &StudyForm::launchRequested, this, [this, form](const Study& wanted) {
        const bool background = form->inBackground();
        if (!options_.unattended()) QSettings().setValue(kInBackground, background);
        const int request = background ? launcher_.submitInBackground(wanted, database_)
                                       : launcher_.submit(wanted, database_);
        waiting_[request] = form;
    });
    form->show();
}

/// A launch is answered where it was asked for: in the form, or in the banner.
void MainWindow::showAnswer(int request, const QString& problem) {
    const auto found = waiting_.extract(request);
    const QPointer<StudyForm> form = found.empty() ? nullptr : found.mapped();
    if (form && problem.isEmpty()) form->launched();
    if (form && !problem.isEmpty()) form->launchFailed(problem);
    if (!form && !problem.isEmpty()) say(problem, true);
    if (!problem.isEmpty()) start_->setEnabled(true);
}

void MainWindow::newStudy() {
    if (read_only_) openDatabase(home_);  // from the gallery's start page
    Study study = defaultStudy();
    study.name = "study";
    openStudyForm(study);
}

void MainWindow::openStudyFile(const QString& file) {
    try {
        const Study study = readStudy(file.toStdString());
        if (read_only_) openDatabase(home_);
        openStudyForm(study);
    } catch (const Error& error) {
        say(QString::fromStdString(error.what()), true);
    }
}

void MainWindow::runDemo() {
    if (read_only_) openDatabase(home_);
    try {
        launcher_.submit(demoStudy(), database_);
        start_->setEnabled(false);  // a second click must not start a second demo
        say(tr("The demo is being prepared: a teacher and its students, on built-in sentences."),
            false);
    } catch (const Error& error) {
        say(QString::fromStdString(error.what()), true);
    }
}

void MainWindow::retryFailed() {
    const Snapshot* now = current();
    const auto groups = now ? worthRetrying(*now) : std::vector<std::vector<std::int64_t>>();
    if (groups.empty())
        say(tr("No run of this database has failed or was cut off."), false);
    else
        launcher_.retry(groups, database_);
}

void MainWindow::again(qint64 run_id) {
    const Snapshot* now = current();
    const RunSummary* run = now != nullptr ? now->findRun(run_id) : nullptr;
    if (run == nullptr) return;
    if (isImported(*run->row))
        return say(tr("This run was imported, and only its curves are known: it cannot be run "
                      "again."),
                   false);
    again_ = run->row;
    reader_.requestStudy(run->row->study_uuid);
}

/// The study of the run that is wanted again has come.
void MainWindow::openAgain(const QString& study_uuid, const QString& toml) {
    if (!again_ || study_uuid.toStdString() != again_->study_uuid) return;  // of an earlier wish
    const auto run = std::exchange(again_, nullptr);
    try {
        const Study whole = parseStudy(toml.toStdString(), "the stored study");
        const Study study = onlyOf(whole, runSpecFromText(run->spec_json));
        if (read_only_) openDatabase(home_);
        openStudyForm(study);
    } catch (const Error& error) {
        say(QString::fromStdString(error.what()), true);
    }
}

/// Only this one may be asked for what concerns the shown database: its ids mean other runs in
/// another.
const Snapshot* MainWindow::current() const {
    return shown_ && shown_->database == database_ ? shown_.get() : nullptr;
}

/// Open forms learn what has ended meanwhile, and what there is in a database that was opened.
void MainWindow::tellForms(const Snapshot& snapshot) {
    const auto forms = findChildren<StudyForm*>();
    if (forms.isEmpty()) return;
    const std::size_t key = snapshot.endedKey();
    if (std::exchange(told_, key) == key) return;
    for (StudyForm* form : forms) form->showHistory(snapshot);
}

void MainWindow::learnDevices(const QStringList& devices) {
    devices_.clear();
    for (const QString& device : devices) devices_.push_back(device.toStdString());
    for (StudyForm* form : findChildren<StudyForm*>()) form->setDevices(devices_);
}

bool MainWindow::formsAreEdited() const {
    const auto forms = findChildren<StudyForm*>();
    return std::any_of(forms.begin(), forms.end(),
                       [](const StudyForm* form) { return form->isVisible() && form->edited(); });
}

/// Goes on once no form holds what nobody has saved: asks about one after the other.
void MainWindow::leaveForms(const std::function<void()>& then) {
    for (StudyForm* form : findChildren<StudyForm*>()) {
        if (!form->isVisible() || !form->edited()) continue;
        form->raise();
        return form->leave([this, then] { leaveForms(then); });
    }
    then();
}

}  // namespace alphascope
