// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/study_form.h"

#include "study/error.h"
#include "study/fields.h"
#include "widgets/field_form.h"
#include "widgets/file_list_editor.h"
#include "widgets/look.h"
#include "widgets/scheme_list_editor.h"
#include "widgets/seed_text.h"
#include "widgets/task_list.h"

#include <QEvent>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSaveFile>
#include <QSplitter>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace alphascope {

namespace {

/// The forms: of the study in general, its data, its teacher and its students.
template <typename Visitor, typename AnyStudy>
void visitForms(AnyStudy& study, const std::array<FieldForm*, 4>& forms) {
    Visitor general(*forms[0]), data(*forms[1]), teacher(*forms[2]), student(*forms[3]);
    fields::visitStudy(general, study);
    fields::visitData(data, study.data);
    fields::visitTeacher(teacher, study.teacher);
    fields::visitTrain(student, study.student);
}

}  // namespace

Study defaultStudy() {
    Study study;
    study.name = "demo";
    study.tasks = {"demo"};
    study.schemes = {{.id = "label-only", .parameters = {}},
                     {.id = "fixed", .parameters = {}},
                     {.id = "rw-kd", .parameters = {}}};
    return study;
}

StudyForm::StudyForm(QWidget* parent)
    : QDialog(parent),
      general_(new FieldForm(QStringLiteral("study_"), this)),
      data_(new FieldForm(QStringLiteral("data_"), this)),
      teacher_(new FieldForm(QStringLiteral("teacher_"), this)),
      student_(new FieldForm(QStringLiteral("student_"), this)),
      tasks_(new TaskList(this)),
      files_(new FileListEditor(this)),
      schemes_(new SchemeListEditor(this)),
      seeds_(new QLineEdit(this)),
      soon_(new QTimer(this)) {
    setObjectName(QStringLiteral("study_form"));
    setWindowTitle(tr("New study"));
    resize(1060, 760);
    const Study defaults = defaultStudy();
    visitForms<FieldMaker>(defaults, {general_, data_, teacher_, student_});
    describeFields();
    auto* parts = new QSplitter(this);
    parts->addWidget(buildForm());
    parts->addWidget(buildSummary());
    parts->setStretchFactor(0, 3);
    parts->setStretchFactor(1, 2);
    parts->setChildrenCollapsible(false);
    auto* all = new QVBoxLayout(this);
    all->addWidget(parts, 1);
    all->addWidget(buildButtons());
    connectParts();
    setStudy(defaults);
}

void StudyForm::setStudy(const Study& study) {
    base_ = study;
    visitForms<FieldFiller>(study, {general_, data_, teacher_, student_});
    tasks_->setTasks(study.tasks);
    files_->setFiles(study.files_by_task);
    seeds_->setText(seedText(study.seeds));
    schemes_->setSchemes(study.schemes);
    refused_.clear();
    opened_ = QString::fromStdString(this->study().toToml());
    refresh();
}

Study StudyForm::study() const {
    Study study = base_;
    visitForms<FieldTaker>(study, {general_, data_, teacher_, student_});
    study.tasks = tasks_->tasks();
    study.seeds = parseSeeds(seeds_->text()).value_or(std::vector<std::uint64_t>{});
    study.schemes = schemes_->schemes();
    study.files_by_task = files_->files();
    std::erase_if(study.files_by_task, [&study](const auto& entry) {
        return std::find(study.tasks.begin(), study.tasks.end(), entry.first) == study.tasks.end();
    });
    return study;
}

bool StudyForm::edited() const {
    bool unreadable = !files_->problems().isEmpty() || !schemes_->problems().isEmpty();
    for (const FieldForm* form : {general_, data_, teacher_, student_})
        unreadable = unreadable || !form->problems().isEmpty();
    return unreadable || QString::fromStdString(study().toToml()) != opened_;
}

void StudyForm::ask(const std::function<void()>& then) {
    if (!edited()) return then();
    if (question_ && question_->isVisible()) {  // an answered one goes a little later
        question_->raise();
        return question_->activateWindow();
    }
    auto* question = new QMessageBox(QMessageBox::Question, tr("Discard this study?"),
                                     tr("Discard this study? What you have set would be lost."),
                                     QMessageBox::NoButton, this);
    question_ = question;
    question->setObjectName(QStringLiteral("discard_question"));
    question->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton* keep = question->addButton(tr("Keep editing"), QMessageBox::RejectRole);
    keep->setObjectName(QStringLiteral("keep_editing"));
    QPushButton* discard = question->addButton(tr("Discard"), QMessageBox::DestructiveRole);
    discard->setObjectName(QStringLiteral("discard_study"));
    question->setDefaultButton(keep);
    question->setEscapeButton(keep);
    // After the question has gone, so that a file dialog has the form to itself.
    connect(
        discard, &QPushButton::clicked, this, [then] { then(); }, Qt::QueuedConnection);
    question->open();
}

void StudyForm::leave(const std::function<void()>& then) {
    ask([this, then] {
        QDialog::reject();
        if (then) then();
    });
}

void StudyForm::reject() {
    leave({});
}

/// Files may have come while another window was looked at.
bool StudyForm::event(QEvent* event) {
    if (event->type() == QEvent::WindowActivate && !asked_) {
        tasks_->lookAgain();
        soon_->start();
    }
    return QDialog::event(event);
}

/// `runs` are those of the study, where it makes any.
QStringList StudyForm::problems(const Study& study, std::vector<PlannedRun>& runs) const {
    QStringList found;
    for (const FieldForm* form : {general_, data_, teacher_, student_}) found << form->problems();
    found << files_->problems() << schemes_->problems();
    if (!parseSeeds(seeds_->text())) {
        found << tr("\"%1\" is no list of seeds; write 1,2,3 or 1-5.").arg(seeds_->text());
    }
    if (!found.isEmpty()) return found;
    for (const std::string& problem : validate(study)) found << QString::fromStdString(problem);
    if (!found.isEmpty()) return found;
    runs = expand(study);
    for (const std::string& task : study.tasks)
        if (!study.files_by_task.contains(task)) found << tasks_->problemOf(task);
    found.removeAll(QString());
    return found << studyLacks(runs, devices_, teachers_);
}

void StudyForm::showProblem(const QString& problem) {
    problems_->setText(problem);
    problems_->setVisible(!problem.isEmpty());
}

void StudyForm::refresh() {
    soon_->stop();
    if (asked_) return;
    const Study now = study();
    offerTeachers();
    std::vector<PlannedRun> runs;
    const QStringList found = problems(now, runs);
    QStringList lines;
    if (!refused_.isEmpty()) lines << refused_;
    for (const QString& problem : found) lines << QStringLiteral("• ") + problem;
    showProblem(lines.join(QLatin1Char('\n')));
    launch_->setEnabled(found.isEmpty());
    toml_->setPlainText(QString::fromStdString(now.toToml()));
    if (!found.isEmpty()) {
        count_->setText(tr("Not ready yet"));
        time_->clear();
        return;
    }
    int teachers = 0;
    for (const PlannedRun& run : runs) teachers += run.spec.role == Role::kTeacher ? 1 : 0;
    const int all = static_cast<int>(runs.size());
    count_->setText(tr("%1: %2, %3")
                        .arg(tr("%Ln run(s)", nullptr, all),
                             tr("%Ln teacher(s)", nullptr, teachers),
                             tr("%Ln student(s)", nullptr, all - teachers)));
    time_->setText(timeText(runs, now.concurrent));
}

QString StudyForm::timeText(const std::vector<PlannedRun>& runs, int concurrent) const {
    const auto gpus = std::count_if(devices_.begin(), devices_.end(),
                                    [](const auto& device) { return device.starts_with("cuda"); });
    const TimeEstimate time =
        times_.of(runs, {.concurrent = concurrent, .gpus = static_cast<int>(gpus)});
    if (time.known == 0) return tr("No run like these has finished yet, so their time is unknown.");
    const QString text = clockText(time.seconds);
    if (time.unknown == 0) return tr("about %1, as runs like these took").arg(text);
    return tr("about %1 for %2 of them; nothing like the other %3 has finished yet")
        .arg(text)
        .arg(time.known)
        .arg(time.unknown);
}

void StudyForm::folderChanged() {
    tasks_->checkFolder(data_->textLine("folder")->text());
}

void StudyForm::showHistory(const Snapshot& snapshot) {
    std::vector<RunRow> finished;
    teachers_.emplace();
    for (const RunSummary& run : snapshot.runs) {
        if (run.row->role != "teacher" || run.row->state != RunState::kFinished) continue;
        teachers_->push_back({.id = run.row->id,
                              .uuid = run.row->uuid,
                              .task = run.row->task,
                              .spec_json = run.row->spec_json,
                              .shown = tr("%1 · %2 · seed %3 · %4")
                                           .arg(QString::fromStdString(run.row->task),
                                                QString::fromStdString(run.row->label))
                                           .arg(run.row->seed)
                                           .arg(QString::fromStdString(run.row->study))});
    }
    offered_.reset();
    for (auto run = snapshot.runs.rbegin();
         run != snapshot.runs.rend() && finished.size() < RunTimes::kMostExamples; ++run)
        if (run->row->state == RunState::kFinished) finished.push_back(*run->row);
    std::reverse(finished.begin(), finished.end());
    times_ = RunTimes(finished);
    refresh();
}

/// Those of the chosen tasks; made anew only where they are others.
void StudyForm::offerTeachers() {
    const auto tasks = tasks_->tasks();
    if (!teachers_ || offered_ == tasks) return;
    offered_ = tasks;
    std::vector<std::pair<QString, QString>> choices;
    for (const FinishedTeacher& teacher : *teachers_)
        if (std::find(tasks.begin(), tasks.end(), teacher.task) != tasks.end())
            choices.emplace_back(teacher.shown, QString::fromStdString(teacher.uuid));
    teacher_->offer("run", choices);
}

void StudyForm::setDevices(const std::vector<std::string>& devices) {
    devices_ = devices;
    refresh();
}

void StudyForm::chooseFile() {
    const QString file =
        QFileDialog::getOpenFileName(this, tr("Load a study"), {}, QStringLiteral("*.toml"));
    if (!file.isEmpty()) load(file);
}

void StudyForm::load(const QString& file) {
    try {
        Study loaded = readStudy(file.toStdString());
        if (loaded.data.folder.empty()) loaded.data.folder = study().data.folder;
        setStudy(loaded);
    } catch (const std::exception& error) {
        refused_ = QString::fromStdString(error.what());
        refresh();
    }
}

void StudyForm::saveAs() {
    const QString name = QFileDialog::getSaveFileName(this, tr("Save the study"),
                                                      QStringLiteral("untitled.study.toml"),
                                                      QStringLiteral("*.toml"));
    if (name.isEmpty()) return;
    QSaveFile file(name);
    const QByteArray text = QByteArray::fromStdString(study().toToml());
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit()) {
        refused_ =
            tr("%1 cannot be written: %2. Choose another place.").arg(name, file.errorString());
        return refresh();
    }
    opened_ = QString::fromUtf8(text);
}

void StudyForm::launch() {
    refresh();
    if (!launch_->isEnabled()) return;
    asked_ = true;
    launch_->setEnabled(false);  // until the answer
    count_->setText(tr("Starting…"));
    emit launchRequested(study());
}

void StudyForm::launched() {
    accept();
}

void StudyForm::launchFailed(const QString& problem) {
    asked_ = false;
    refused_ = problem;
    refresh();
}

}  // namespace alphascope
