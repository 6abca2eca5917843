// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/table_panel.h"

#include "study/error.h"
#include "widgets/save_text.h"
#include "widgets/saved_files.h"
#include "widgets/table_builder.h"
#include "widgets/table_controls.h"

#include <QClipboard>
#include <QComboBox>
#include <QCoreApplication>
#include <QDate>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QProgressBar>
#include <QScrollArea>
#include <QTableWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <set>
#include <utility>

namespace alphascope {

namespace {

constexpr int kBarWidth = 60;  // px

const char* suffixOf(TablePanel::Format format) {
    switch (format) {
        case TablePanel::Format::kLatex:
            return "tex";
        case TablePanel::Format::kCsv:
            return "csv";
        case TablePanel::Format::kMarkdown:
            return "md";
    }
    return "txt";
}

}  // namespace

TablePanel::TablePanel(QWidget* parent)
    : QWidget(parent),
      study_(new QComboBox(this)),
      selection_(new QComboBox(this)),
      view_(new QTableWidget(this)),
      notes_(new QLabel(this)) {
    setObjectName(QStringLiteral("table_panel"));
    view_->setObjectName(QStringLiteral("result_table"));
    view_->setTabKeyNavigation(false);
    view_->setAccessibleName(tr("Results: schemes by tasks"));
    setUpResultView(*view_);
    notes_->setObjectName(QStringLiteral("table_notes"));
    notes_->setTextFormat(Qt::PlainText);
    notes_->setWordWrap(true);
    notes_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    notes_->setForegroundRole(QPalette::PlaceholderText);
    notes_->setContentsMargins(6, 2, 6, 2);
    notes_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* scroll = new QScrollArea(this);
    scroll->setObjectName(QStringLiteral("table_notes_area"));
    scroll->setAccessibleName(tr("Notes on the table"));
    scroll->setWidget(notes_);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(2);
    all->addWidget(buildBar());
    all->addWidget(view_, 3);
    all->addWidget(scroll, 1);
}

QWidget* TablePanel::buildBar() {
    study_->setObjectName(QStringLiteral("table_study"));
    study_->setAccessibleName(tr("Study"));
    study_->addItem(tr("All studies"), QString());
    study_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    study_->setMinimumContentsLength(10);
    selection_->setObjectName(QStringLiteral("table_selection"));
    selection_->setAccessibleName(tr("Which evaluation counts"));
    selection_->addItem(tr("final step"), static_cast<int>(Selection::kFinalStep));
    selection_->addItem(tr("best on meta"), static_cast<int>(Selection::kBestOnMeta));
    selection_->addItem(tr("best on dev (optimistic)"), static_cast<int>(Selection::kBestOnDev));
    connect(study_, &QComboBox::activated, this, [this] {
        study_chosen_ = true;
        ask();
    });
    connect(selection_, &QComboBox::currentIndexChanged, this, &TablePanel::ask);
    auto* bar = new QWidget(this);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(4, 2, 4, 0);
    row->addWidget(study_);
    row->addWidget(selection_);
    row->addStretch(1);
    auto* build = new QToolButton(this);
    build->setObjectName(QStringLiteral("open_builder"));
    build->setText(tr("Build…"));
    build->setAccessibleName(tr("Build a table of chosen tasks and rows"));
    build->setToolTip(tr("Choose tasks and rows, test against a baseline, edit the caption"));
    connect(build, &QToolButton::clicked, this, &TablePanel::openBuilder);
    row->addWidget(build);
    row->addWidget(buildReport());
    report_bar_ = buildReportBar();
    row->addWidget(report_bar_);
    row->addWidget(buildExport(QStringLiteral("export_latex"), tr("LaTeX"), Format::kLatex));
    row->addWidget(buildExport(QStringLiteral("export_csv"), tr("CSV"), Format::kCsv));
    row->addWidget(
        buildExport(QStringLiteral("export_markdown"), tr("Markdown"), Format::kMarkdown));
    return bar;
}

QProgressBar* TablePanel::buildReportBar() {
    auto* writing = new QProgressBar(this);
    writing->setObjectName(QStringLiteral("report_progress"));
    writing->setAccessibleName(tr("The report is being written"));
    writing->setRange(0, 0);  // how much is left nobody knows
    writing->setMaximumWidth(kBarWidth);
    writing->hide();
    connect(&saver_, &FileSaver::done, writing, &QWidget::hide);
    return writing;
}

QToolButton* TablePanel::buildReport() {
    report_ = new QToolButton(this);
    report_->setObjectName(QStringLiteral("save_report"));
    report_->setText(tr("Report…"));
    report_->setAccessibleName(tr("Save a report of the study, or stop writing it"));
    report_->setToolTip(tr("Save the study's report with its figures as one HTML or PDF file"));
    connect(report_, &QToolButton::clicked, this, [this] {
        if (saver_.busy())
            saver_.stop();
        else
            saveReport();
    });
    connect(&saver_, &FileSaver::done, this, [this](const QString& file, const QString& problem) {
        report_->setText(tr("Report…"));
        if (problem.isEmpty())
            emit noticed(tr("The report is written: %1").arg(file));
        else
            emit failed(problem);
    });
    connect(&submission_, &FileSaver::done, this,
            [this](const QString& zip, const QString& problem) {
                if (problem.isEmpty())
                    emit submissionSaved(zip);
                else
                    emit failed(problem);
            });
    return report_;
}

QToolButton* TablePanel::buildExport(const QString& name, const QString& text, Format format) {
    auto* button = new QToolButton(this);
    button->setObjectName(name);
    button->setText(text);
    button->setAccessibleName(tr("Copy the table as %1").arg(text));
    button->setToolTip(tr("Copy as %1; the arrow saves a file").arg(text));
    button->setPopupMode(QToolButton::MenuButtonPopup);
    auto* menu = new QMenu(button);
    QAction* copy = menu->addAction(tr("Copy"));
    QAction* file = menu->addAction(tr("Save as…"));
    file->setObjectName(name + QStringLiteral("_save"));
    button->setMenu(menu);
    const auto to_clipboard = [this, format] {
        QGuiApplication::clipboard()->setText(exported(format));
    };
    connect(button, &QToolButton::clicked, this, to_clipboard);
    connect(copy, &QAction::triggered, this, to_clipboard);
    connect(file, &QAction::triggered, this, [this, format] { save(format); });
    return button;
}

void TablePanel::showSnapshot(const std::shared_ptr<const Snapshot>& snapshot) {
    if (!snapshot) return;
    shown_ = snapshot;
    if (builder_ != nullptr && builder_->isVisible()) builder_->showSnapshot(snapshot);
    const std::size_t ended = snapshot->endedKey();
    listStudies(*snapshot);
    // Runs of different studies rarely belong in one table, so the current run's study is shown.
    if (!study_chosen_ && !snapshot->selected.empty()) {
        const QString name = QString::fromStdString(snapshot->selected.front()->row.study);
        if (study_->currentData().toString() != name) {
            study_->setCurrentIndex(study_->findData(name));
            ended_ = 0;
        }
    }
    // Runs of all studies together take long, and nobody has asked for them: a run will be
    // selected.
    if (ended_ == 0 && !study_chosen_ && !snapshot->runs.empty() && snapshot->selected.empty())
        return;
    if (std::exchange(ended_, ended) == ended) return;
    ask();
}

void TablePanel::listStudies(const Snapshot& snapshot) {
    const auto runs = std::pair(snapshot.database, snapshot.runs.size());
    if (std::exchange(listed_, runs) == runs) return;
    std::set<std::string> studies;
    for (const RunSummary& run : snapshot.runs) studies.insert(run.row->study);
    for (int i = study_->count() - 1; i > 0; --i)
        if (studies.erase(study_->itemData(i).toString().toStdString()) == 0) study_->removeItem(i);
    for (const std::string& study : studies) {
        const QString name = QString::fromStdString(study);
        study_->addItem(name, name);
    }
    if (const int wanted = study_->findData(wanted_study_); wanted > 0) {
        study_->setCurrentIndex(wanted);
        study_chosen_ = true;
    }
    if (!snapshot.runs.empty()) wanted_study_.clear();
}

QJsonObject TablePanel::state() const {
    const std::string built = builder_ != nullptr ? toJson(builder_->recipe()) : built_table_;
    return {{QStringLiteral("study"), study_chosen_ ? study_->currentData().toString() : QString()},
            {QStringLiteral("selection"), selection_->currentIndex()},
            {QStringLiteral("built"), QString::fromStdString(built)}};
}

void TablePanel::restore(const QJsonObject& state) {
    wanted_study_ = state[QLatin1String("study")].toString();
    const int selection = state[QLatin1String("selection")].toInt();
    if (selection >= 0 && selection < selection_->count()) selection_->setCurrentIndex(selection);
    built_table_ = state[QLatin1String("built")].toString().toStdString();
}

void TablePanel::chooseStudy(const QString& study) {
    study_chosen_ = true;
    study_->setCurrentIndex(std::max(0, study_->findData(study)));
    ask();
}

void TablePanel::ask() {
    emit tableWanted(study_->currentData().toString().toStdString(),
                     static_cast<Selection>(selection_->currentData().toInt()));
}

void TablePanel::showTable(std::shared_ptr<const ResultTable> table) {
    table_ = std::move(table);
    fillResultView(*view_, *table_, false);
    QStringList notes;
    for (const std::string& note : table_->notes) notes << QString::fromStdString(note);
    if (table_->columns.empty()) notes.prepend(tr("No run has finished yet."));
    notes_->setText(notes.join(QLatin1Char('\n')));
}

void TablePanel::showNothing() {
    table_.reset();
    view_->clear();
    view_->setRowCount(0);
    view_->setColumnCount(0);
    notes_->clear();
}

QString TablePanel::exported(Format format) const {
    if (!table_) return {};
    switch (format) {
        case Format::kLatex:
            return QString::fromStdString(toLatex(*table_));
        case Format::kCsv:
            return QString::fromStdString(toCsv(*table_));
        case Format::kMarkdown:
            return QString::fromStdString(toMarkdown(*table_));
    }
    return {};
}

void TablePanel::save(Format format) {
    const QString problem = saveText(this, tr("Save the table"), QStringLiteral("results"),
                                     QLatin1String(suffixOf(format)), exported(format));
    if (!problem.isEmpty()) emit failed(problem);
}

/// The one that the builder names, where it is a row of this table too, else the report's own
/// choice, else the first scheme.
std::string TablePanel::reportBaselineRow() const {
    if (!table_) return {};
    const std::string named =
        builder_ != nullptr ? builder_->controls().spec().baseline : std::string();
    for (const TableRow& row : table_->rows)
        if (row.role == RowRole::kScheme && row.label == named) return named;
    try {
        return reportBaseline(*table_, {});
    } catch (const Error&) {  // neither a tuned row nor label only
        for (const TableRow& row : table_->rows)
            if (row.role == RowRole::kScheme) return row.label;
    }
    return {};
}

void TablePanel::saveReport() {
    if (saver_.busy()) {  // by its key or its menu: nobody means to stop it with that
        emit noticed(tr("A report is being written. Stop it with the button of the results."));
        return;
    }
    const QString file =
        QFileDialog::getSaveFileName(this, tr("Save the report"), QStringLiteral("report.html"),
                                     tr("HTML (*.html);;PDF (*.pdf)"));
    if (!file.isEmpty()) saveReportAs(file);
}

void TablePanel::saveReportAs(const QString& file) {
    if (!shown_ || saver_.busy()) return;
    ReportJob job;
    job.database = shown_->database;
    job.mode = shown_->read_only ? StoreReader::Mode::kImmutable : StoreReader::Mode::kLive;
    job.study = study_->currentData().toString().toStdString();
    job.options.selection = static_cast<Selection>(selection_->currentData().toInt());
    job.options.baseline = reportBaselineRow();
    job.options.program =
        tr("Alphascope %1").arg(QCoreApplication::applicationVersion()).trimmed().toStdString();
    job.options.date = QDate::currentDate().toString(Qt::ISODate).toStdString();
    report_->setText(tr("Stop"));
    report_bar_->show();
    saver_.save(file, reportWork(std::move(job)));
}

void TablePanel::saveSubmission() {
    if (!shown_ || shown_->selected.empty()) {
        emit noticed(tr("Select the runs whose test predictions make the submission, one a task."));
        return;
    }
    const QString zip =
        QFileDialog::getSaveFileName(this, tr("Write a GLUE submission"),
                                     QStringLiteral("submission.zip"), tr("Zip files (*.zip)"));
    if (!zip.isEmpty()) saveSubmissionAs(zip);
}

void TablePanel::saveSubmissionAs(const QString& zip) {
    if (!shown_ || submission_.busy()) return;
    std::vector<RunRow> runs;
    for (const auto& run : shown_->selected) runs.push_back(run->row);
    const auto mode = shown_->read_only ? StoreReader::Mode::kImmutable : StoreReader::Mode::kLive;
    submission_.save(zip, submissionWork(shown_->database, mode, std::move(runs)));
}

void TablePanel::setRunFilter(const QString& filter) {
    run_filter_ = filter;
    if (builder_ != nullptr) builder_->controls().setListFilter(filter);
}

void TablePanel::openBuilder() {
    const bool is_new = builder_ == nullptr;
    if (is_new) {
        builder_ = new TableBuilder(this);
        builder_->controls().setListFilter(run_filter_);
    }
    builder_->showSnapshot(shown_);  // while it is hidden it is not told
    if (is_new && !built_table_.empty())
        builder_->restore(tableRecipeFromJson(built_table_));
    else if (is_new)
        builder_->controls().chooseStudy(study_->currentData().toString());
    builder_->show();
    builder_->raise();
    builder_->activateWindow();
}

}  // namespace alphascope
