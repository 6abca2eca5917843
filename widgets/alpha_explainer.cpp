// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/alpha_explainer.h"

#include "study/error.h"
#include "widgets/core_words.h"

#include <QHeaderView>
#include <QLabel>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace alphascope {

namespace {

enum Column { kName, kValue, kOrigin, kHow };

QString originText(AlphaLine::Origin origin) {
    switch (origin) {
        case AlphaLine::Origin::kStored:
            return AlphaExplainer::tr("stored");
        case AlphaLine::Origin::kComputed:
            return AlphaExplainer::tr("computed");
        case AlphaLine::Origin::kImplied:
            return AlphaExplainer::tr("implied by α");
        case AlphaLine::Origin::kUnknown:
            break;
    }
    return AlphaExplainer::tr("not stored");
}

QString valueText(double value) {
    if (std::isnan(value)) return QStringLiteral("–");
    if (std::isinf(value)) return value > 0.0 ? QStringLiteral("∞") : QStringLiteral("−∞");
    return QString::number(value, 'g', 5);
}

/// The explanation's verdict, in the user's language.
QString verdictText(const AlphaExplanation& told) {
    if (!std::isnan(told.recomputed)) {
        const QString text =
            told.agrees ? AlphaExplainer::tr(
                              "Recomputed α is %1, stored α is %2: they agree within what "
                              "storing rounds (± %3).")
                        : AlphaExplainer::tr(
                              "Recomputed α is %1, stored α is %2: more apart than storing "
                              "rounds (± %3). The run may have been made by another "
                              "version.");
        return text.arg(told.recomputed, 0, 'f', 4)
            .arg(told.stored, 0, 'f', 4)
            .arg(told.tolerance, 0, 'f', 5);
    }
    // The last number that is unknown is the one that the weights lack.
    const auto missing = std::find_if(
        told.lines.rbegin(), told.lines.rend(),
        [](const AlphaLine& line) { return line.origin == AlphaLine::Origin::kUnknown; });
    const QString why = missing == told.lines.rend() ? QString() : inWords(missing->how);
    return told.lines.back().origin == AlphaLine::Origin::kImplied
               ? AlphaExplainer::tr(
                     "α cannot be recomputed here. %1 What stands after the stored "
                     "α follows from it.")
                     .arg(why)
               : AlphaExplainer::tr("α cannot be recomputed here. %1").arg(why);
}

QString settingsText(const AlphaExplanation& told) {
    QStringList parameters;
    for (const auto& [name, value] : told.parameters)
        parameters << QStringLiteral("%1 = %2").arg(QString::fromStdString(name),
                                                    QString::fromStdString(value));
    return parameters.join(QStringLiteral(", "));
}

}  // namespace

AlphaExplainer::AlphaExplainer(QWidget* parent)
    : QWidget(parent),
      scheme_(new QLabel(this)),
      lines_(new QTreeWidget(this)),
      verdict_(new QLabel(this)) {
    setObjectName(QStringLiteral("alpha_explainer"));
    scheme_->setObjectName(QStringLiteral("explainer_scheme"));
    verdict_->setObjectName(QStringLiteral("explainer_verdict"));
    for (QLabel* label : {scheme_, verdict_}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setContentsMargins(4, 2, 4, 2);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    lines_->setObjectName(QStringLiteral("explainer_lines"));
    lines_->setAccessibleName(tr("From the losses to α"));
    lines_->setHeaderLabels({tr("number"), tr("value"), tr("from"), tr("how")});
    lines_->setRootIsDecorated(false);
    lines_->setUniformRowHeights(true);
    lines_->setFrameShape(QFrame::NoFrame);
    lines_->setAlternatingRowColors(true);
    const int unit = fontMetrics().averageCharWidth();
    lines_->setColumnWidth(kName, unit * 18);
    lines_->setColumnWidth(kValue, unit * 11);
    lines_->setColumnWidth(kOrigin, unit * 13);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(scheme_);
    all->addWidget(lines_, 1);
    all->addWidget(verdict_);
    showMessage({});
}

void AlphaExplainer::showMessage(const QString& message) {
    scheme_->setText(message);
    lines_->clear();
    lines_->hide();
    verdict_->hide();
}

void AlphaExplainer::addLine(const QStringList& cells) {
    auto* item = new QTreeWidgetItem(lines_, cells);
    item->setTextAlignment(kValue, Qt::AlignRight | Qt::AlignVCenter);
    for (const int column : {kName, kHow}) item->setToolTip(column, cells[column]);
}

void AlphaExplainer::explain(const AlphaQuestion& question) {
    AlphaExplanation told;
    try {
        told = explainAlpha(question);
    } catch (const Error& error) {  // a scheme or task of a newer program
        showMessage(QString::fromStdString(error.what()));
        return;
    }
    scheme_->setText(tr("%1, epoch %2, step %3: %4")
                         .arg(QString::fromStdString(told.scheme))
                         .arg(question.record.epoch + 1)
                         .arg(question.record.step)
                         .arg(inWords(told.formula)));
    scheme_->setToolTip(tr("Source: %1").arg(QString::fromStdString(told.source)));
    lines_->clear();
    if (!told.parameters.empty())
        addLine({tr("settings"), QString(), tr("run"), settingsText(told)});
    for (const AlphaLine& line : told.lines)
        addLine({inWords(line.name), valueText(line.value), originText(line.origin),
                 inWords(line.how)});
    verdict_->setText(verdictText(told));
    lines_->show();
    verdict_->show();
}

}  // namespace alphascope
