// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/sample_query_bar.h"

#include "report/sample_filter.h"
#include "study/error.h"
#include "widgets/core_words.h"
#include "widgets/sample_marks.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include <chrono>

namespace alphascope {

namespace {

constexpr std::chrono::milliseconds kTypingPause{100};

QString conditionHelp() {
    QString text = SampleQueryBar::tr(
        "Conditions on all samples of the run, such as: alpha > 0.9 and label_loss > 2 and wrong\n"
        "\"and\", \"or\", \"not\" and brackets join them; = != < <= > >= compare, ~ asks whether a "
        "text is contained.\n\n");
    for (const auto& [name, holds] : SampleFilter::names())
        text += QStringLiteral("%1: %2\n").arg(QString::fromStdString(name), inWords(holds));
    text += QLatin1Char('\n');
    for (const auto& [word, says] : SampleFilter::words())
        text += QStringLiteral("%1: %2\n").arg(QString::fromStdString(word), inWords(says));
    return text.trimmed();
}

}  // namespace

SampleQueryBar::SampleQueryBar(QWidget* parent)
    : QWidget(parent),
      words_(new QLineEdit(this)),
      condition_edit_(new QLineEdit(this)),
      only_marked_(new QCheckBox(tr("marked"), this)),
      export_(new QToolButton(this)),
      problem_(new QLabel(this)),
      pause_(new QTimer(this)) {
    words_->setObjectName(QStringLiteral("sample_words"));
    words_->setAccessibleName(tr("Find in the sentences"));
    words_->setPlaceholderText(tr("Find in the sentences"));
    condition_edit_->setObjectName(QStringLiteral("sample_condition"));
    condition_edit_->setAccessibleName(tr("Condition on the samples"));
    condition_edit_->setPlaceholderText(tr("alpha > 0.9 and wrong"));
    condition_edit_->setToolTip(conditionHelp());
    for (QLineEdit* edit : {words_, condition_edit_}) edit->setClearButtonEnabled(true);
    only_marked_->setObjectName(QStringLiteral("sample_only_marked"));
    only_marked_->setAccessibleName(tr("Only marked samples"));
    only_marked_->setToolTip(tr("Shows only the samples that you have marked"));
    export_->setObjectName(QStringLiteral("sample_export"));
    export_->setText(tr("Export…"));
    export_->setAccessibleName(tr("Export the samples"));
    export_->setToolTip(
        tr("Writes all samples that are asked for, also those beyond the end of the list"));
    problem_->setObjectName(QStringLiteral("sample_condition_problem"));
    problem_->setWordWrap(true);
    problem_->setTextFormat(Qt::PlainText);
    problem_->hide();
    auto* row = new QHBoxLayout;
    row->addWidget(words_, 2);
    row->addWidget(condition_edit_, 3);
    row->addWidget(only_marked_);
    row->addWidget(export_);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(6, 0, 6, 0);
    all->setSpacing(2);
    all->addLayout(row);
    all->addWidget(problem_);
    pause_->setSingleShot(true);
    pause_->setInterval(kTypingPause);
    connect(words_, &QLineEdit::textChanged, pause_, qOverload<>(&QTimer::start));
    connect(condition_edit_, &QLineEdit::textChanged, this, &SampleQueryBar::readCondition);
    connect(pause_, &QTimer::timeout, this, &SampleQueryBar::changed);
    connect(only_marked_, &QCheckBox::toggled, this, &SampleQueryBar::changed);
    connect(export_, &QToolButton::clicked, this, &SampleQueryBar::exportWanted);
}

void SampleQueryBar::readCondition() {
    const std::string text = condition_edit_->text().trimmed().toStdString();
    try {
        const SampleFilter filter(text);
    } catch (const Error& error) {
        // Mostly half typed: the list stays as the last whole condition left it.
        problem_->setText(QString::fromUtf8(error.what()));
        problem_->show();
        return;
    }
    problem_->hide();
    condition_ = text;
    pause_->start();
}

void SampleQueryBar::fill(SampleQuery& query, const SampleMarks& marks) const {
    query.words = words_->text().trimmed().toStdString();
    query.condition = condition_;
    query.only_kept = onlyMarked();
    query.kept.clear();
    if (query.only_kept) query.kept.assign(marks.ids().begin(), marks.ids().end());
}

bool SampleQueryBar::onlyMarked() const {
    return only_marked_->isChecked() && only_marked_->isEnabled();
}

void SampleQueryBar::setMarksPossible(bool possible) {
    only_marked_->setEnabled(possible);
}

void SampleQueryBar::setExportPossible(bool possible) {
    export_->setEnabled(possible);
}

void SampleQueryBar::clear() {
    const QSignalBlocker quiet(only_marked_);
    words_->clear();
    condition_edit_->clear();
    only_marked_->setChecked(false);
    pause_->stop();
}

QJsonObject SampleQueryBar::state() const {
    return {{QStringLiteral("words"), words_->text()},
            {QStringLiteral("condition"), condition_edit_->text()},
            {QStringLiteral("marked"), only_marked_->isChecked()}};
}

void SampleQueryBar::restore(const QJsonObject& state) {
    words_->setText(state[QStringLiteral("words")].toString());
    condition_edit_->setText(state[QStringLiteral("condition")].toString());
    only_marked_->setChecked(state[QStringLiteral("marked")].toBool());
}

}  // namespace alphascope
