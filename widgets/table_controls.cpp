// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/table_controls.h"

#include "report/run_filter.h"
#include "study/error.h"
#include "widgets/choice_list.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>

#include <algorithm>
#include <utility>

namespace alphascope {

namespace {

std::vector<std::string> texts(const QStringList& names) {
    std::vector<std::string> all;
    for (const QString& name : names) all.push_back(name.toStdString());
    return all;
}

QStringList names(const std::vector<std::string>& texts) {
    QStringList all;
    for (const std::string& text : texts) all << QString::fromStdString(text);
    return all;
}

/// Offers exactly these below the first entry, which stays; keeps what is chosen where it can.
void refill(QComboBox& combo, const QStringList& names) {
    const QSignalBlocker quiet(&combo);
    const QString chosen = combo.currentData().toString();
    while (combo.count() > 1) combo.removeItem(1);
    for (const QString& name : names) combo.addItem(name, name);
    combo.setCurrentIndex(std::max(0, combo.findData(chosen)));
}

}  // namespace

TableControls::TableControls(QWidget* parent)
    : QWidget(parent),
      study_(new QComboBox(this)),
      filter_(new QLineEdit(this)),
      filter_problem_(new QLabel(this)),
      take_filter_(new QPushButton(tr("As in the list of runs"), this)),
      selection_(new QComboBox(this)),
      tasks_(new ChoiceList(this)),
      rows_(new ChoiceList(this)),
      baseline_(new QComboBox(this)),
      level_(new QDoubleSpinBox(this)),
      resamples_(new QSpinBox(this)) {
    setObjectName(QStringLiteral("table_controls"));
    auto* form = new QFormLayout(this);
    form->setRowWrapPolicy(QFormLayout::WrapAllRows);
    form->setContentsMargins(8, 8, 8, 8);
    form->setVerticalSpacing(4);
    addRuns(*form);
    addContents(*form);
    addTests(*form);
}

void TableControls::addRuns(QFormLayout& form) {
    study_->setObjectName(QStringLiteral("builder_study"));
    study_->setAccessibleName(tr("Study"));
    study_->addItem(tr("All studies"), QString());
    filter_->setObjectName(QStringLiteral("builder_filter"));
    filter_->setAccessibleName(tr("Only runs that match"));
    filter_->setPlaceholderText(tr("all runs; or: seed <= 3 and not scheme = linear"));
    filter_->setClearButtonEnabled(true);
    take_filter_->setObjectName(QStringLiteral("builder_take_filter"));
    take_filter_->setAccessibleName(tr("Take the filter of the list of runs"));
    take_filter_->setEnabled(false);
    filter_problem_->setObjectName(QStringLiteral("builder_filter_problem"));
    filter_problem_->setTextFormat(Qt::PlainText);
    filter_problem_->setWordWrap(true);
    filter_problem_->hide();
    selection_->setObjectName(QStringLiteral("builder_selection"));
    selection_->setAccessibleName(tr("Which evaluation counts"));
    selection_->addItem(tr("final step"), static_cast<int>(Selection::kFinalStep));
    selection_->addItem(tr("best on meta"), static_cast<int>(Selection::kBestOnMeta));
    selection_->addItem(tr("best on dev (optimistic)"), static_cast<int>(Selection::kBestOnDev));
    form.addRow(tr("Runs of the study"), study_);
    form.addRow(tr("Only runs that match"), filter_);
    form.addRow(filter_problem_);
    form.addRow(take_filter_);
    form.addRow(tr("The step that counts"), selection_);
    each_value_ =
        addBox(form, QStringLiteral("builder_each_value"), tr("A row for each tried value"), false);
    connect(study_, &QComboBox::currentIndexChanged, this, &TableControls::changed);
    connect(selection_, &QComboBox::currentIndexChanged, this, &TableControls::changed);
    connect(filter_, &QLineEdit::textChanged, this, &TableControls::checkFilter);
    connect(take_filter_, &QPushButton::clicked, this, [this] { setFilter(list_filter_); });
}

void TableControls::addContents(QFormLayout& form) {
    tasks_->setObjectName(QStringLiteral("builder_tasks"));
    tasks_->setAccessibleName(tr("Tasks"));
    rows_->setObjectName(QStringLiteral("builder_rows"));
    rows_->setAccessibleName(tr("Rows"));
    form.addRow(tr("Tasks"), tasks_);
    form.addRow(tr("Rows"), rows_);
    connect(tasks_, &ChoiceList::changed, this, &TableControls::changed);
    connect(rows_, &ChoiceList::changed, this, [this] {
        offerBaselines();
        emit changed();
    });
    first_metric_ = addBox(form, QStringLiteral("builder_first_metric"),
                           tr("Of each task only the first metric"), false);
    average_ = addBox(form, QStringLiteral("builder_average"), tr("Average over tasks"), false);
    average_->setToolTip(tr("Over the tasks in which every row has a score"));
    second_ = addBox(form, QStringLiteral("builder_second"), tr("Underline the second best"), true);
    gap_ = addBox(form, QStringLiteral("builder_gap"), tr("Share of the teacher gap closed"), true);
    calibration_ =
        addBox(form, QStringLiteral("builder_calibration"), tr("Calibration errors"), false);
}

void TableControls::addTests(QFormLayout& form) {
    baseline_->setObjectName(QStringLiteral("builder_baseline"));
    baseline_->setAccessibleName(tr("Test against"));
    baseline_->addItem(tr("no tests"), QString());
    baseline_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    baseline_->setMinimumContentsLength(14);
    level_->setObjectName(QStringLiteral("builder_level"));
    level_->setAccessibleName(tr("Level of the tests"));
    level_->setDecimals(3);
    level_->setRange(0.001, 0.5);
    level_->setSingleStep(0.01);
    level_->setValue(TableSpec().level);
    resamples_->setObjectName(QStringLiteral("builder_resamples"));
    resamples_->setAccessibleName(tr("Resamples of the paired bootstrap"));
    resamples_->setRange(100, 10000000);
    resamples_->setSingleStep(1000);
    resamples_->setValue(TableSpec().resamples);
    resamples_->setKeyboardTracking(false);
    level_->setKeyboardTracking(false);
    form.addRow(tr("Test against (paired bootstrap, Holm)"), baseline_);
    form.addRow(tr("Level"), level_);
    form.addRow(tr("Resamples"), resamples_);
    connect(baseline_, &QComboBox::currentIndexChanged, this, &TableControls::changed);
    connect(level_, &QDoubleSpinBox::valueChanged, this, &TableControls::changed);
    connect(resamples_, &QSpinBox::valueChanged, this, &TableControls::changed);
}

QCheckBox* TableControls::addBox(QFormLayout& form, const QString& name, const QString& text,
                                 bool on) {
    auto* box = new QCheckBox(text, this);
    box->setObjectName(name);
    box->setAccessibleName(text);
    box->setChecked(on);
    form.addRow(box);
    connect(box, &QCheckBox::toggled, this, &TableControls::changed);
    return box;
}

void TableControls::setStudies(const QStringList& studies) {
    refill(*study_, studies);
}

void TableControls::chooseStudy(const QString& study) {
    study_->setCurrentIndex(std::max(0, study_->findData(study)));
}

void TableControls::setFilter(const QString& filter) {
    filter_->setText(filter);
}

void TableControls::setListFilter(const QString& filter) {
    list_filter_ = filter;
    take_filter_->setEnabled(!filter.trimmed().isEmpty());
}

void TableControls::checkFilter() {
    QString problem;
    try {
        const RunFilter filter(filter_->text().toStdString());
    } catch (const Error& error) {  // while it is being typed
        problem = QString::fromStdString(error.what());
    }
    filter_problem_->setText(problem);
    filter_problem_->setVisible(!problem.isEmpty());
    if (!problem.isEmpty()) return;
    readable_filter_ = filter_->text().trimmed();
    emit changed();
}

void TableControls::offer(const ResultTable& whole) {
    QStringList tasks, rows;
    for (const TableColumn& column : whole.columns) {
        const QString task = QString::fromStdString(column.task);
        if (!tasks.contains(task)) tasks << task;
    }
    schemes_.clear();
    for (const TableRow& row : whole.rows) {
        rows << QString::fromStdString(row.label);
        if (row.role == RowRole::kScheme) schemes_ << rows.back();
    }
    tasks_->setChoices(tasks);
    rows_->setChoices(rows);
    if (const auto spec = std::exchange(restored_, std::nullopt)) {
        if (!spec->tasks.empty()) tasks_->arrange(names(spec->tasks));
        if (!spec->rows.empty()) rows_->arrange(names(spec->rows));
        offerBaselines();
        baseline_->setCurrentIndex(
            std::max(0, baseline_->findData(QString::fromStdString(spec->baseline))));
        return;
    }
    offerBaselines();
}

TableRecipe TableControls::recipe() const {
    TableRecipe recipe{.query = query(), .spec = spec()};
    if (tasks_->chosen() == tasks_->names()) recipe.spec.tasks.clear();
    if (rows_->chosen() == rows_->names()) recipe.spec.rows.clear();
    return recipe;
}

void TableControls::restore(const TableRecipe& recipe) {
    chooseStudy(QString::fromStdString(recipe.query.study));
    setFilter(QString::fromStdString(recipe.query.where));
    selection_->setCurrentIndex(
        std::max(0, selection_->findData(static_cast<int>(recipe.query.selection))));
    each_value_->setChecked(recipe.query.grids == GridRows::kSeparate);
    first_metric_->setChecked(recipe.spec.first_metric);
    average_->setChecked(recipe.spec.average);
    second_->setChecked(recipe.spec.mark_second);
    gap_->setChecked(recipe.spec.show_gap);
    calibration_->setChecked(recipe.spec.show_calibration);
    level_->setValue(recipe.spec.level);
    resamples_->setValue(recipe.spec.resamples);
    restored_ = recipe.spec;
}

void TableControls::offerBaselines() {
    QStringList names = rows_->chosen();
    names.removeIf([this](const QString& name) { return !schemes_.contains(name); });
    refill(*baseline_, names);
}

TableQuery TableControls::query() const {
    return {.study = study_->currentData().toString().toStdString(),
            .where = readable_filter_.toStdString(),
            .selection = static_cast<Selection>(selection_->currentData().toInt()),
            .grids = each_value_->isChecked() ? GridRows::kSeparate : GridRows::kJoined};
}

TableSpec TableControls::spec() const {
    TableSpec spec;
    spec.tasks = texts(tasks_->chosen());
    spec.rows = texts(rows_->chosen());
    spec.first_metric = first_metric_->isChecked();
    spec.average = average_->isChecked();
    spec.mark_second = second_->isChecked();
    spec.show_gap = gap_->isChecked();
    spec.show_calibration = calibration_->isChecked();
    spec.baseline = baseline_->currentData().toString().toStdString();
    spec.level = level_->value();
    spec.resamples = resamples_->value();
    return spec;
}

QString TableControls::problem() const {
    if (tasks_->count() > 0 && tasks_->chosen().isEmpty()) return tr("Tick at least one task.");
    if (rows_->count() > 0 && rows_->chosen().isEmpty()) return tr("Tick at least one row.");
    return {};
}

}  // namespace alphascope
