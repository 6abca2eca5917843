// SPDX-License-Identifier: GPL-3.0-or-later
// How the study form is put together.
#include "widgets/field_form.h"
#include "widgets/file_list_editor.h"
#include "widgets/live_icon.h"
#include "widgets/menu_text.h"
#include "widgets/scheme_list_editor.h"
#include "widgets/study_form.h"
#include "widgets/task_list.h"

#include <QAction>
#include <QCheckBox>
#include <QFileDialog>
#include <QFontDatabase>
#include <QFormLayout>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

namespace alphascope {

void StudyForm::connectParts() {
    soon_->setSingleShot(true);
    soon_->setInterval(60);
    connect(soon_, &QTimer::timeout, this, &StudyForm::refresh);
    const auto later = [this] {
        refused_.clear();
        soon_->start();
    };
    for (FieldForm* form : {general_, data_, teacher_, student_}) {
        connect(form, &FieldForm::changed, this, later);
    }
    connect(tasks_, &TaskList::ticked, this, later);
    // What it found comes late, and is no edit: a refusal stays.
    connect(tasks_, &TaskList::changed, soon_, qOverload<>(&QTimer::start));
    connect(files_, &QPlainTextEdit::textChanged, this, later);
    connect(schemes_, &SchemeListEditor::changed, this, later);
    connect(seeds_, &QLineEdit::textChanged, this, later);
    connect(data_->textLine("folder"), &QLineEdit::textChanged, this, &StudyForm::folderChanged);
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
    general_->describe("budget_minutes",
                       tr("Minutes after which no further run of it starts; 0: no limit"));
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
        line->addAction(liveIcon(QStringLiteral("folder")), QLineEdit::TrailingPosition);
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
    start_from_ = new QToolButton(this);
    start_from_->setObjectName(QStringLiteral("start_from"));
    start_from_->setText(tr("Start from"));
    start_from_->setToolTip(tr("Studies that come with the program"));
    start_from_->setPopupMode(QToolButton::InstantPopup);
    start_from_->setMenu(new QMenu(start_from_));
    start_from_->menu()->setToolTipsVisible(true);
    start_from_->hide();
    row->addWidget(start_from_);
    QPushButton* load_button = button(QStringLiteral("load_study"), tr("Load…"));
    QPushButton* save_button = button(QStringLiteral("save_study"), tr("Save…"));
    row->addStretch(1);
    background_ = new QCheckBox(tr("In the &background"), this);
    background_->setObjectName(QStringLiteral("in_background"));
    background_->setToolTip(
        tr("The runs survive this window and a crash of one another: each is a process of its own. "
           "Any window or terminal shows them and can pause or cancel them."));
    row->addWidget(background_);
    QPushButton* close_button = button(QStringLiteral("close_study"), tr("Close"));
    launch_ = button(QStringLiteral("launch"), tr("Launch"));
    // No default button: Enter in a field must not start hours of work. And no focus by a click,
    // which would put an old number back into a spin box before the new one is looked at.
    launch_->setFocusPolicy(Qt::TabFocus);
    connect(load_button, &QPushButton::clicked, this, [this] { ask([this] { chooseFile(); }); });
    connect(save_button, &QPushButton::clicked, this, &StudyForm::saveAs);
    connect(close_button, &QPushButton::clicked, this, &QDialog::reject);
    connect(launch_, &QPushButton::clicked, this, &StudyForm::launch);
    return bar;
}

bool StudyForm::inBackground() const {
    return background_->isChecked();
}

void StudyForm::setInBackground(bool on) {
    background_->setChecked(on);
}

void StudyForm::offerTemplates(const std::vector<StudyTemplate>& templates) {
    QMenu* menu = start_from_->menu();
    menu->clear();
    for (const StudyTemplate& one : templates) {
        QAction* action = menu->addAction(
            menuText(one.about.isEmpty() ? one.name
                                         : QStringLiteral("%1   –   %2").arg(one.name, one.about)));
        action->setObjectName(QStringLiteral("start_from_") + one.name);
        connect(action, &QAction::triggered, this,
                [this, file = one.file] { ask([this, file] { load(file); }); });
    }
    start_from_->setVisible(!templates.empty());
}

}  // namespace alphascope
