// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/field_form.h"

#include "widgets/core_words.h"
#include "widgets/real_edit.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QMenu>
#include <QSpinBox>
#include <QStyle>
#include <QWheelEvent>

#include <algorithm>
#include <utility>

namespace alphascope {

namespace {

QString readable(const std::string& name) {
    std::string words = name;
    std::replace(words.begin(), words.end(), '_', ' ');
    return inWords(words);
}

bool contains(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// "1" is a real number, too.
double realOf(const ParameterValue& value) {
    const auto* whole = std::get_if<std::int64_t>(&value);
    return whole != nullptr ? static_cast<double>(*whole) : std::get<double>(value);
}

/// A spin box that the wheel does not change while one scrolls past it.
class CalmSpinBox : public QSpinBox {
public:
    using QSpinBox::QSpinBox;

protected:
    void wheelEvent(QWheelEvent* event) override { event->ignore(); }
};

class CalmComboBox : public QComboBox {
public:
    using QComboBox::QComboBox;

protected:
    void wheelEvent(QWheelEvent* event) override { event->ignore(); }
};

}  // namespace

FieldForm::FieldForm(QString prefix, QWidget* parent)
    : QWidget(parent), prefix_(std::move(prefix)), rows_(new QFormLayout(this)) {
    rows_->setContentsMargins(0, 0, 0, 0);
    rows_->setVerticalSpacing(4);
    rows_->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
}

void FieldForm::addRow(const std::string& name, QWidget* editor) {
    editor->setObjectName(prefix_ + QString::fromStdString(name));
    editor->setAccessibleName(readable(name));
    rows_->addRow(readable(name), editor);
    editors_[name] = editor;
}

void FieldForm::addText(const std::string& name) {
    auto* editor = new QLineEdit(this);
    connect(editor, &QLineEdit::textChanged, this, &FieldForm::changed);
    addRow(name, editor);
}

void FieldForm::addChoice(const std::string& name, const QStringList& choices) {
    auto* editor = new CalmComboBox(this);
    editor->addItems(choices);
    connect(editor, &QComboBox::currentIndexChanged, this, &FieldForm::changed);
    addRow(name, editor);
}

void FieldForm::addInteger(const std::string& name, double min, double max) {
    auto* editor = new CalmSpinBox(this);
    editor->setRange(static_cast<int>(min), static_cast<int>(std::min(max, 2147483647.0)));
    // The text, because a number that is out of range while it is typed changes no value.
    connect(editor, &QSpinBox::textChanged, this, &FieldForm::changed);
    addRow(name, editor);
}

void FieldForm::addNumbers(const std::string& name, NumberEdit* editor) {
    connect(editor, &NumberEdit::changed, this, &FieldForm::changed);
    addRow(name, editor);
}

void FieldForm::addReal(const std::string& name, double min, double max) {
    addNumbers(name, new RealEdit(min, max, RealEdit::Count::kOne, this));
}

void FieldForm::addReals(const std::string& name, double min, double max) {
    several_.push_back(name);
    addNumbers(name, new RealEdit(min, max, RealEdit::Count::kSeveral, this));
}

void FieldForm::addSeed(const std::string& name) {
    addNumbers(name, new SeedEdit(this));
}

void FieldForm::addBoolean(const std::string& name) {
    auto* editor = new QCheckBox(this);
    connect(editor, &QCheckBox::toggled, this, &FieldForm::changed);
    addRow(name, editor);
}

void FieldForm::addParameter(const ParameterDescriptor& parameter) {
    switch (parameter.type) {
        case ParameterType::kBoolean:
            addBoolean(parameter.name);
            break;
        case ParameterType::kInteger:
            addInteger(parameter.name, parameter.min, parameter.max);
            break;
        case ParameterType::kReal:
            addReals(parameter.name, parameter.min, parameter.max);
            break;
        case ParameterType::kChoice: {
            QStringList choices;
            for (const std::string& choice : parameter.choices)
                choices << QString::fromStdString(choice);
            addChoice(parameter.name, choices);
            break;
        }
    }
    setValue(parameter.name, parameter.default_value);
    describe(parameter.name, inWords(parameter.help));
}

void FieldForm::setValue(const std::string& name, const ParameterValue& value) {
    QWidget* editor = editors_.at(name);
    if (auto* seed = dynamic_cast<SeedEdit*>(editor)) {
        seed->setValue(std::get<std::int64_t>(value));
    } else if (auto* line = dynamic_cast<RealEdit*>(editor)) {
        line->setValues({realOf(value)});
    } else if (auto* text = qobject_cast<QLineEdit*>(editor)) {
        text->setText(QString::fromStdString(std::get<std::string>(value)));
    } else if (auto* combo = qobject_cast<QComboBox*>(editor)) {
        combo->setCurrentText(QString::fromStdString(std::get<std::string>(value)));
    } else if (auto* spin = qobject_cast<QSpinBox*>(editor)) {
        spin->setValue(static_cast<int>(std::get<std::int64_t>(value)));
    } else if (auto* box = qobject_cast<QCheckBox*>(editor)) {
        box->setChecked(std::get<bool>(value));
    }
}

ParameterValue FieldForm::value(const std::string& name) const {
    const QWidget* editor = editors_.at(name);
    if (const auto* seed = dynamic_cast<const SeedEdit*>(editor)) return seed->value();
    if (const auto* line = dynamic_cast<const RealEdit*>(editor)) return line->values().front();
    if (const auto* text = qobject_cast<const QLineEdit*>(editor))
        return text->text().toStdString();
    if (const auto* combo = qobject_cast<const QComboBox*>(editor)) {
        return combo->currentText().toStdString();
    }
    if (const auto* spin = qobject_cast<const QSpinBox*>(editor)) {
        return static_cast<std::int64_t>(spin->value());
    }
    return qobject_cast<const QCheckBox*>(editor)->isChecked();
}

bool FieldForm::takesSeveral(const std::string& name) const {
    return contains(several_, name);
}

void FieldForm::setValues(const std::string& name, const std::vector<ParameterValue>& values) {
    if (!takesSeveral(name)) return setValue(name, values.front());
    std::vector<double> numbers;
    for (const ParameterValue& value : values) numbers.push_back(realOf(value));
    dynamic_cast<RealEdit&>(*editors_.at(name)).setValues(numbers);
}

std::vector<ParameterValue> FieldForm::values(const std::string& name) const {
    if (!takesSeveral(name)) return {value(name)};
    const auto& numbers = dynamic_cast<const RealEdit&>(*editors_.at(name)).values();
    return {numbers.begin(), numbers.end()};
}

QStringList FieldForm::problems() const {
    QStringList found;
    for (const auto& [name, editor] : editors_) {
        const auto* line = qobject_cast<const NumberEdit*>(editor);
        const auto* spin = qobject_cast<const QSpinBox*>(editor);
        const bool good =
            (line == nullptr || line->valid()) && (spin == nullptr || spin->hasAcceptableInput());
        if (good) continue;
        const QString text = line != nullptr ? line->text() : spin->text();
        const QString range =
            line != nullptr ? line->range()
                            : tr("between %1 and %2").arg(spin->minimum()).arg(spin->maximum());
        found << tr("%1 is \"%2\"; it has to be %3.").arg(readable(name), text, range);
    }
    return found;
}

void FieldForm::setEssential(const std::vector<std::string>& names) {
    essential_ = names;
    more_ = new QCheckBox(tr("More settings"), this);
    more_->setObjectName(prefix_ + QStringLiteral("more"));
    connect(more_, &QCheckBox::toggled, this, &FieldForm::showRows);
    rows_->addRow(QString(), more_);
    showRows(false);
}

void FieldForm::hideField(const std::string& name) {
    hidden_.push_back(name);
    rows_->setRowVisible(editors_.at(name), false);
}

void FieldForm::showRows(bool all) {
    for (const auto& [name, editor] : editors_) {
        rows_->setRowVisible(editor,
                             !contains(hidden_, name) && (all || contains(essential_, name)));
    }
}

void FieldForm::describe(const std::string& name, const QString& help) {
    QWidget* editor = editors_.at(name);
    const QString range = editor->toolTip();
    editor->setToolTip(range.isEmpty() ? help : help + QStringLiteral(" (%1)").arg(range));
    if (QWidget* label = rows_->labelForField(editor)) label->setToolTip(help);
    if (QLineEdit* line = textLine(name)) line->setPlaceholderText(help);
}

void FieldForm::offer(const std::string& name, std::vector<std::pair<QString, QString>> choices) {
    QLineEdit* line = textLine(name);
    if (line == nullptr || choices.empty()) return;
    auto* menu = new QMenu(line);
    for (const auto& [shown, value] : choices) {
        connect(menu->addAction(shown), &QAction::triggered, line,
                [line, text = value] { line->setText(text); });
    }
    QAction* action =
        line->addAction(style()->standardIcon(QStyle::SP_ArrowDown), QLineEdit::TrailingPosition);
    connect(action, &QAction::triggered, line,
            [line, menu] { menu->popup(line->mapToGlobal(QPoint(0, line->height()))); });
}

QLineEdit* FieldForm::textLine(const std::string& name) const {
    QWidget* editor = editors_.at(name);
    return qobject_cast<NumberEdit*>(editor) != nullptr ? nullptr
                                                        : qobject_cast<QLineEdit*>(editor);
}

}  // namespace alphascope
