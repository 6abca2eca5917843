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

#include <QAction>
#include <QFileDialog>
#include <QFontDatabase>
#include <QFormLayout>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSaveFile>
#include <QScrollArea>
#include <QSplitter>
#include <QStyle>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace alphascope {

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
    FieldMaker general(*general_);
    FieldMaker data_maker(*data_);
    FieldMaker teacher(*teacher_);
    FieldMaker student(*student_);
    fields::visitStudy(general, defaults);
    fields::visitData(data_maker, defaults.data);
    fields::visitTeacher(teacher, defaults.teacher);
    fields::visitTrain(student, defaults.student);
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
    soon_->setSingleShot(true);
    soon_->setInterval(60);
    connect(soon_, &QTimer::timeout, this, &StudyForm::refresh);
    const auto later = [this] { soon_->start(); };
    for (FieldForm* form : {general_, data_, teacher_, student_}) {
        connect(form, &FieldForm::changed, this, later);
    }
    connect(tasks_, &TaskList::changed, this, later);
    connect(files_, &QPlainTextEdit::textChanged, this, later);
    connect(schemes_, &SchemeListEditor::changed, this, later);
    connect(seeds_, &QLineEdit::textChanged, this, later);
    connect(data_->textLine("folder"), &QLineEdit::textChanged, this, &StudyForm::folderChanged);
    setStudy(defaults);
}

void StudyForm::describeFields() {
    data_->describe("folder", tr("the folder that holds the GLUE tasks"));
    data_->describe("vocab", tr("vocab.txt or tokenizer.json; empty: made from the train split"));
    data_->describe("train_rows", tr("Rows of the train file to use, a seeded sample; 0: all"));
    data_->describe("vocab_size", tr("Size of a vocabulary made from the train split"));
    data_->describe("meta_share", tr("Share of train held out for the meta-gradient"));
    data_->describe("label_noise", tr("Share of train labels flipped on purpose after the split"));
    data_->describe("predict_test",
                    tr("Students also answer the test sets, for a submission to GLUE"));
    teacher_->describe("run", tr("empty: train one; else the number of an earlier run"));
    general_->describe("full_train_row",
                       tr("Adds label only on train and meta: what the split costs"));
    general_->describe("concurrent", tr("Runs at once, on the CPU and on each GPU"));
    general_->describe("threads",
                       tr("Threads of one run; 0: the cores divided by the runs at once"));
    general_->describe("device", tr("auto (a GPU where one is), cpu, cuda or cuda:N"));
    for (FieldForm* form : {teacher_, student_}) {
        form->describe("precision", tr("bf16: faster training passes, on a GPU only"));
        form->describe("layers", tr("0: as many as the encoder has"));
        form->describe("eval_every", tr("Steps between evaluations; 0: once an epoch"));
        form->describe("histogram_every", tr("Steps between histograms; 0: fifty a run"));
        form->describe("checkpoint_every", tr("Steps between checkpoints; 0: at each evaluation"));
        form->describe("pretrained", tr("folder of weights made elsewhere; empty: none"));
        form->describe("glove", tr("GloVe vectors (safetensors) for the words; empty: none"));
        form->describe("temperature_schedule",
                       tr("fixed, or a temperature of each sample: FLSW, CWSM"));
    }
    data_->setEssential({"folder", "vocab", "max_length", "meta_share", "label_noise"});
    teacher_->setEssential({"run", "pretrained", "encoder", "epochs", "learning_rate", "targets"});
    student_->setEssential(
        {"encoder", "init", "epochs", "batch_size", "learning_rate", "temperature"});
    teacher_->hideField("init");  // a teacher has no teacher to start from
    addBrowse(*data_, "folder", tr("Data folder"), true);
    addBrowse(*data_, "vocab", tr("Vocabulary"), false);
    for (FieldForm* form : {teacher_, student_})
        addBrowse(*form, "pretrained", tr("Folder of pretrained weights"), true);
}

void StudyForm::addBrowse(FieldForm& form, const std::string& name, const QString& title,
                          bool folder) {
    QLineEdit* line = form.textLine(name);
    QAction* browse =
        line->addAction(style()->standardIcon(QStyle::SP_DirOpenIcon), QLineEdit::TrailingPosition);
    browse->setToolTip(tr("Choose…"));
    connect(browse, &QAction::triggered, this, [this, line, title, folder] {
        const QString chosen = folder ? QFileDialog::getExistingDirectory(this, title, line->text())
                                      : QFileDialog::getOpenFileName(this, title, line->text());
        if (!chosen.isEmpty()) line->setText(chosen);
    });
}

QWidget* StudyForm::buildForm() {
    auto* inside = new QWidget(this);
    auto* columns = new QHBoxLayout(inside);
    auto* left = new QVBoxLayout;
    auto* right = new QVBoxLayout;
    columns->addLayout(left, 1);
    columns->addLayout(right, 1);
    const auto group = [inside](const QString& title, std::initializer_list<QWidget*> parts) {
        auto* box = new QGroupBox(title, inside);
        auto* column = new QVBoxLayout(box);
        for (QWidget* part : parts) column->addWidget(part);
        return box;
    };
    auto* seed_row = new QWidget(inside);
    auto* seed_form = new QFormLayout(seed_row);
    seed_form->setContentsMargins(0, 0, 0, 0);
    seed_form->addRow(tr("seeds"), seeds_);
    seeds_->setObjectName(QStringLiteral("seeds"));
    seeds_->setAccessibleName(tr("Seeds"));
    seeds_->setPlaceholderText(tr("1,2,3 or 1-5"));
    tasks_->setMinimumHeight(210);
    left->addWidget(group(tr("Data"), {data_, tasks_, files_}));
    left->addWidget(group(tr("Runs"), {seed_row, general_}));
    left->addStretch(1);
    right->addWidget(group(tr("Teacher"), {teacher_}));
    right->addWidget(group(tr("Student"), {student_}));
    right->addWidget(group(tr("Schemes"), {schemes_}));
    right->addStretch(1);
    auto* scroll = new QScrollArea(this);
    scroll->setAccessibleName(tr("Settings of the study"));
    scroll->setWidget(inside);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setMinimumWidth(620);
    return scroll;
}

QWidget* StudyForm::buildSummary() {
    auto* side = new QWidget(this);
    count_ = new QLabel(side);
    count_->setObjectName(QStringLiteral("run_count"));
    QFont large = count_->font();
    large.setPointSizeF(large.pointSizeF() * 1.25);
    count_->setFont(large);
    time_ = new QLabel(side);
    time_->setObjectName(QStringLiteral("run_time"));
    problems_ = new QLabel(side);
    problems_->setObjectName(QStringLiteral("study_problems"));
    for (QLabel* label : {count_, time_, problems_}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    toml_ = new QPlainTextEdit(side);
    toml_->setObjectName(QStringLiteral("study_toml"));
    toml_->setAccessibleName(tr("The study as a file"));
    toml_->setReadOnly(true);
    toml_->setLayoutDirection(Qt::LeftToRight);
    toml_->setLineWrapMode(QPlainTextEdit::NoWrap);
    toml_->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    auto* all = new QVBoxLayout(side);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(count_);
    all->addWidget(time_);
    all->addWidget(problems_);
    all->addWidget(toml_, 1);
    return side;
}

QWidget* StudyForm::buildButtons() {
    auto* bar = new QWidget(this);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    const auto button = [this, row](const QString& name, const QString& text) {
        auto* one = new QPushButton(text, this);
        one->setObjectName(name);
        one->setAutoDefault(false);
        row->addWidget(one);
        return one;
    };
    QPushButton* load_button = button(QStringLiteral("load_study"), tr("Load…"));
    QPushButton* save_button = button(QStringLiteral("save_study"), tr("Save…"));
    row->addStretch(1);
    QPushButton* close_button = button(QStringLiteral("close_study"), tr("Close"));
    launch_ = button(QStringLiteral("launch"), tr("Launch"));
    // No default button: Enter in a field must not start hours of work. And no focus by a click,
    // which would put an old number back into a spin box before the new one is looked at.
    launch_->setFocusPolicy(Qt::TabFocus);
    connect(load_button, &QPushButton::clicked, this, [this] {
        const QString file =
            QFileDialog::getOpenFileName(this, tr("Load a study"), {}, QStringLiteral("*.toml"));
        if (!file.isEmpty()) load(file);
    });
    connect(save_button, &QPushButton::clicked, this, &StudyForm::saveAs);
    connect(close_button, &QPushButton::clicked, this, &QDialog::reject);
    connect(launch_, &QPushButton::clicked, this, &StudyForm::launch);
    return bar;
}

void StudyForm::setStudy(const Study& study) {
    base_ = study;
    FieldFiller general(*general_);
    FieldFiller data_filler(*data_);
    FieldFiller teacher(*teacher_);
    FieldFiller student(*student_);
    fields::visitStudy(general, study);
    fields::visitData(data_filler, study.data);
    fields::visitTeacher(teacher, study.teacher);
    fields::visitTrain(student, study.student);
    tasks_->setTasks(study.tasks);
    files_->setFiles(study.files_by_task);
    seeds_->setText(seedText(study.seeds));
    schemes_->setSchemes(study.schemes);
    refresh();
}

Study StudyForm::study() const {
    Study study = base_;
    FieldTaker general(*general_);
    FieldTaker data_taker(*data_);
    FieldTaker teacher(*teacher_);
    FieldTaker student(*student_);
    fields::visitStudy(general, study);
    fields::visitData(data_taker, study.data);
    fields::visitTeacher(teacher, study.teacher);
    fields::visitTrain(student, study.student);
    study.tasks = tasks_->tasks();
    study.seeds = parseSeeds(seeds_->text()).value_or(std::vector<std::uint64_t>{});
    study.schemes = schemes_->schemes();
    study.files_by_task = files_->files();
    std::erase_if(study.files_by_task, [&study](const auto& entry) {
        return std::find(study.tasks.begin(), study.tasks.end(), entry.first) == study.tasks.end();
    });
    return study;
}

QStringList StudyForm::problems(const Study& study) const {
    QStringList found;
    for (const FieldForm* form : {general_, data_, teacher_, student_}) found << form->problems();
    found << files_->problems() << schemes_->problems();
    if (!parseSeeds(seeds_->text())) {
        found << tr("\"%1\" is no list of seeds; write 1,2,3 or 1-5.").arg(seeds_->text());
    }
    if (!found.isEmpty()) return found;
    for (const std::string& problem : validate(study)) found << QString::fromStdString(problem);
    return found;
}

void StudyForm::showProblem(const QString& problem) {
    problems_->setText(problem);
    problems_->setVisible(!problem.isEmpty());
}

void StudyForm::refresh() {
    soon_->stop();  // later, it would take away what is said here
    const Study now = study();
    const QStringList found = problems(now);
    QStringList lines;
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
    const auto runs = expand(now);
    for (const PlannedRun& run : runs) teachers += run.spec.role == Role::kTeacher ? 1 : 0;
    const int all = static_cast<int>(runs.size());
    count_->setText(tr("%1: %2, %3")
                        .arg(tr("%Ln run(s)", nullptr, all),
                             tr("%Ln teacher(s)", nullptr, teachers),
                             tr("%Ln student(s)", nullptr, all - teachers)));
    time_->setText(timeText(runs, now.concurrent));
}

QString StudyForm::timeText(const std::vector<PlannedRun>& runs, int concurrent) const {
    const TimeEstimate time = times_.of(runs);
    if (time.known == 0) return tr("No run like these has finished yet, so their time is unknown.");
    const QString text = clockText(time.seconds / concurrent);
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
    std::vector<std::pair<QString, QString>> choices;
    std::vector<RunRow> finished;
    for (const RunSummary& run : snapshot.runs) {
        if (run.row->role != "teacher" || run.row->state != RunState::kFinished) continue;
        choices.emplace_back(
            tr("%1 · %2 · seed %3 · %4")
                .arg(QString::fromStdString(run.row->task), QString::fromStdString(run.row->label))
                .arg(run.row->seed)
                .arg(QString::fromStdString(run.row->study)),
            QString::fromStdString(run.row->uuid));
    }
    teacher_->offer("run", choices);
    for (auto run = snapshot.runs.rbegin();
         run != snapshot.runs.rend() && finished.size() < RunTimes::kMostExamples; ++run)
        if (run->row->state == RunState::kFinished) finished.push_back(*run->row);
    std::reverse(finished.begin(), finished.end());
    times_ = RunTimes(finished);
    refresh();
}

void StudyForm::load(const QString& file) {
    try {
        Study loaded = readStudy(file.toStdString());
        if (loaded.data.folder.empty()) loaded.data.folder = study().data.folder;
        setStudy(loaded);
    } catch (const std::exception& error) {
        showProblem(QString::fromStdString(error.what()));
    }
}

void StudyForm::saveAs() {
    const QString name = QFileDialog::getSaveFileName(
        this, tr("Save the study"), QStringLiteral("study.toml"), QStringLiteral("*.toml"));
    if (name.isEmpty()) return;
    QSaveFile file(name);
    const QByteArray text = QByteArray::fromStdString(study().toToml());
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit()) {
        showProblem(tr("%1 cannot be written: %2.").arg(name, file.errorString()));
    }
}

void StudyForm::launch() {
    refresh();
    if (!launch_->isEnabled()) return;
    launch_->setEnabled(false);  // until the answer
    count_->setText(tr("Starting…"));
    emit launchRequested(study());
}

void StudyForm::launched() {
    accept();
}

void StudyForm::launchFailed(const QString& problem) {
    refresh();
    showProblem(problem);
}

}  // namespace alphascope
