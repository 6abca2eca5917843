// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/table_builder.h"

#include "report/table_caption.h"
#include "widgets/result_view.h"
#include "widgets/save_text.h"
#include "widgets/table_controls.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QDate>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QSplitter>
#include <QTabWidget>
#include <QTableWidget>
#include <QTimer>
#include <QVBoxLayout>

#include <set>
#include <utility>

namespace alphascope {

namespace {
constexpr int kDelayMilliseconds = 150;
enum Tab { kTable, kLatex, kCsv, kMarkdown };
}  // namespace

TableBuilder::TableBuilder(QWidget* parent)
    : QWidget(parent, Qt::Window),
      controls_(new TableControls),
      tabs_(new QTabWidget(this)),
      view_(new QTableWidget(this)),
      caption_(new QPlainTextEdit(this)),
      made_caption_(new QPushButton(tr("Made caption"), this)),
      notes_(new QLabel(this)),
      status_(new QLabel(this)),
      progress_(new QProgressBar(this)),
      stop_(new QPushButton(this)),
      delay_(new QTimer(this)) {
    setObjectName(QStringLiteral("table_builder"));
    setWindowTitle(tr("Build a result table"));
    resize(1180, 760);
    auto* scroll = new QScrollArea(this);
    scroll->setAccessibleName(tr("What the table shows"));
    scroll->setWidget(controls_);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setMinimumWidth(controls_->minimumSizeHint().width() + 24);
    scroll->setFrameShape(QFrame::NoFrame);
    tabs_->setObjectName(QStringLiteral("builder_tabs"));
    tabs_->setAccessibleName(tr("The table as it is seen and as it is written"));
    tabs_->addTab(buildPreview(), tr("Table"));
    latex_ = addSource(QStringLiteral("builder_latex"), tr("LaTeX"));
    csv_ = addSource(QStringLiteral("builder_csv"), tr("CSV"));
    markdown_ = addSource(QStringLiteral("builder_markdown"), tr("Markdown"));
    auto* right = new QWidget(this);
    auto* column = new QVBoxLayout(right);
    column->setContentsMargins(0, 8, 8, 8);
    column->addWidget(tabs_, 1);
    column->addWidget(buildButtons());
    auto* split = new QSplitter(this);
    split->addWidget(scroll);
    split->addWidget(right);
    split->setStretchFactor(1, 1);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(split);
    delay_->setSingleShot(true);
    delay_->setInterval(kDelayMilliseconds);
    connect(delay_, &QTimer::timeout, this, &TableBuilder::ask);
    connect(controls_, &TableControls::changed, this, [this] {
        settled_ = false;
        delay_->start();
    });
    connect(&worker_, &TableWorker::answered, this, &TableBuilder::showAnswer);
    connect(&worker_, &TableWorker::progressed, this, &TableBuilder::showProgress);
    connect(&worker_, &TableWorker::stopped, this, [this] {
        if (!controls_->problem().isEmpty()) return;  // which says more
        stopped_ = true;
        progress_->hide();
        stop_->setText(tr("Test on"));
        status_->setText(tr("The tests were stopped; what was tested is kept."));
    });
}

QWidget* TableBuilder::buildPreview() {
    view_->setObjectName(QStringLiteral("builder_table"));
    view_->setTabKeyNavigation(false);
    view_->setAccessibleName(tr("The table as it is now"));
    setUpResultView(*view_);
    caption_->setObjectName(QStringLiteral("builder_caption"));
    caption_->setAccessibleName(tr("Caption"));
    caption_->setTabChangesFocus(true);
    caption_->setFixedHeight(4 * fontMetrics().height() + 12);
    made_caption_->setObjectName(QStringLiteral("builder_made_caption"));
    made_caption_->setAccessibleName(tr("Go back to the made caption"));
    made_caption_->setEnabled(false);
    notes_->setObjectName(QStringLiteral("builder_notes"));
    notes_->setTextFormat(Qt::PlainText);
    notes_->setWordWrap(true);
    notes_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    notes_->setForegroundRole(QPalette::PlaceholderText);
    notes_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    notes_->setContentsMargins(4, 4, 4, 4);
    auto* scroll = new QScrollArea(this);
    scroll->setAccessibleName(tr("Notes on the table"));
    scroll->setWidget(notes_);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    auto* page = new QWidget(this);
    auto* column = new QVBoxLayout(page);
    auto* head = new QHBoxLayout;
    auto* label = new QLabel(tr("&Caption"), page);
    label->setBuddy(caption_);
    head->addWidget(label);
    head->addStretch(1);
    head->addWidget(made_caption_);
    column->addLayout(head);
    column->addWidget(caption_);
    column->addWidget(view_, 3);
    column->addWidget(scroll, 1);
    connect(caption_, &QPlainTextEdit::textChanged, this, [this] {
        own_caption_ = true;
        made_caption_->setEnabled(true);
        renderTexts();
    });
    connect(made_caption_, &QPushButton::clicked, this, [this] {
        own_caption_ = false;
        render();
    });
    return page;
}

QPlainTextEdit* TableBuilder::addSource(const QString& name, const QString& title) {
    auto* edit = new QPlainTextEdit(this);
    edit->setObjectName(name);
    edit->setAccessibleName(tr("The table as %1").arg(title));
    edit->setReadOnly(true);
    edit->setLineWrapMode(QPlainTextEdit::NoWrap);
    edit->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    tabs_->addTab(edit, title);
    return edit;
}

QWidget* TableBuilder::buildButtons() {
    status_->setObjectName(QStringLiteral("builder_status"));
    status_->setTextFormat(Qt::PlainText);
    status_->setWordWrap(true);
    progress_->setObjectName(QStringLiteral("builder_progress"));
    progress_->setAccessibleName(tr("Tests made"));
    progress_->setFormat(tr("%v of %m tests"));
    progress_->setMaximumWidth(220);
    progress_->hide();
    stop_->setObjectName(QStringLiteral("builder_stop"));
    stop_->setAccessibleName(tr("Stop or continue the tests"));
    stop_->hide();
    auto* to_clipboard = new QPushButton(tr("&Copy"), this);
    to_clipboard->setObjectName(QStringLiteral("builder_copy"));
    to_clipboard->setAccessibleName(tr("Copy what the tab shows"));
    to_clipboard->setToolTip(tr("What the tab shows; the table itself is copied as Markdown"));
    auto* to_file = new QPushButton(tr("&Save as…"), this);
    to_file->setObjectName(QStringLiteral("builder_save"));
    to_file->setAccessibleName(tr("Save what the tab shows"));
    to_file->setToolTip(to_clipboard->toolTip());
    auto* bar = new QWidget(this);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(status_, 1);
    row->addWidget(progress_);
    row->addWidget(stop_);
    row->addWidget(to_clipboard);
    row->addWidget(to_file);
    connect(stop_, &QPushButton::clicked, this, &TableBuilder::stopOrGoOn);
    connect(to_clipboard, &QPushButton::clicked, this, &TableBuilder::copy);
    connect(to_file, &QPushButton::clicked, this, &TableBuilder::save);
    return bar;
}

void TableBuilder::showSnapshot(const std::shared_ptr<const Snapshot>& snapshot) {
    if (!snapshot) return;
    const std::size_t ended = snapshot->endedKey();
    std::set<std::string> studies;
    for (const RunSummary& run : snapshot->runs) studies.insert(run.row->study);
    QStringList names;
    for (const std::string& study : studies) names << QString::fromStdString(study);
    controls_->setStudies(names);
    if (std::exchange(ended_, ended) == ended) return;
    place_.database = snapshot->database;
    place_.mode = snapshot->read_only ? StoreReader::Mode::kImmutable : StoreReader::Mode::kLive;
    worker_.forgetRuns();
    settled_ = false;
    delay_->start();
}

TableRecipe TableBuilder::recipe() const {
    TableRecipe recipe = controls_->recipe();
    if (own_caption_) recipe.spec.caption = caption_->toPlainText().toStdString();
    return recipe;
}

void TableBuilder::restore(const TableRecipe& recipe) {
    controls_->restore(recipe);
    if (!recipe.spec.caption.empty())  // it counts as typed
        caption_->setPlainText(QString::fromStdString(recipe.spec.caption));
}

void TableBuilder::ask() {
    if (place_.database.empty()) return;
    const QString problem = controls_->problem();
    if (!problem.isEmpty()) {
        worker_.cancel();
        status_->setText(problem);
        return;
    }
    TableRequest request = place_;
    request.query = controls_->query();
    request.spec = controls_->spec();
    request.spec.program =
        tr("Alphascope %1").arg(QCoreApplication::applicationVersion()).trimmed().toStdString();
    request.spec.date = QDate::currentDate().toString(Qt::ISODate).toStdString();
    stopped_ = false;
    worker_.request(std::move(request));
}

void TableBuilder::showAnswer(const std::shared_ptr<const TableAnswer>& answer) {
    if (answer->whole) controls_->offer(*answer->whole);
    TableSpec now = controls_->spec();
    now.program = answer->request.spec.program;
    now.date = answer->request.spec.date;
    const bool current = now == answer->request.spec && controls_->query() == answer->request.query;
    const bool testing = current && !answer->complete && answer->problem.empty();
    settled_ = current && !testing;
    if (!current) delay_->start();
    progress_->setVisible(testing && !now.baseline.empty());
    stop_->setVisible(testing);
    stop_->setText(tr("Stop"));
    if (testing) progress_->setRange(0, 0);
    if (!answer->problem.empty()) {
        status_->setText(QString::fromStdString(answer->problem));
        return;
    }
    status_->setText(answer->table.columns.empty() ? tr("No run has finished yet.") : QString());
    table_ = answer->table;
    render();
}

void TableBuilder::showProgress(int done, int all) {
    progress_->setRange(0, all);
    progress_->setValue(done);
}

void TableBuilder::stopOrGoOn() {
    if (stopped_)
        ask();
    else
        worker_.cancel();
}

void TableBuilder::render() {
    fillResultView(*view_, table_, true);
    QStringList notes;
    for (const std::string& note : table_.notes) notes << QString::fromStdString(note);
    notes_->setText(notes.join(QLatin1Char('\n')));
    if (!own_caption_) {
        const QSignalBlocker quiet(caption_);
        table_.spec.caption.clear();
        caption_->setPlainText(QString::fromStdString(tableCaption(table_)));
        made_caption_->setEnabled(false);
    }
    renderTexts();
}

void TableBuilder::renderTexts() {
    table_.spec.caption = own_caption_ ? caption_->toPlainText().toStdString() : std::string();
    latex_->setPlainText(QString::fromStdString(toLatex(table_)));
    csv_->setPlainText(QString::fromStdString(toCsv(table_)));
    markdown_->setPlainText(QString::fromStdString(toMarkdown(table_)));
}

QString TableBuilder::text() const {
    switch (tabs_->currentIndex()) {
        case kLatex:
            return latex_->toPlainText();
        case kCsv:
            return csv_->toPlainText();
        default:
            return markdown_->toPlainText();
    }
}

QString TableBuilder::suffix() const {
    switch (tabs_->currentIndex()) {
        case kLatex:
            return QStringLiteral("tex");
        case kCsv:
            return QStringLiteral("csv");
        default:
            return QStringLiteral("md");
    }
}

void TableBuilder::copy() {
    QGuiApplication::clipboard()->setText(text());
    status_->setText(tr("Copied."));
}

void TableBuilder::save() {
    const QString problem =
        saveText(this, tr("Save the table"), QStringLiteral("table"), suffix(), text());
    status_->setText(problem);
}

}  // namespace alphascope
