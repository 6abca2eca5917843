// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/field_form.h"

#include "widgets/choices_edit.h"
#include "widgets/core_words.h"
#include "widgets/live_icon.h"
#include "widgets/menu_text.h"
#include "widgets/real_edit.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QMenu>
#include <QSpinBox>
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

/// As a study file writes it.
QString truth(bool value) {
    return value ? QStringLiteral("true") : QStringLiteral("false");
}

/// What a ChoicesEdit shows of a value.
QString nameOf(const ParameterValue& value) {
    const auto* text = std::get_if<std::string>(&value);
    return text != nullptr ? QString::fromStdString(*text) : truth(std::get<bool>(value));
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

void FieldForm::addSeed(const std::string& name) {
    addNumbers(name, new SeedEdit(this));
}

void FieldForm::addBoolean(const std::string& name) {
    auto* editor = new QCheckBox(this);
    connect(editor, &QCheckBox::toggled, this, &FieldForm::changed);
    addRow(name, editor);
}

void FieldForm::addParameter(const ParameterDescriptor& parameter) {
    const auto numbers = [&](RealEdit::Kind kind) {
        addNumbers(parameter.name, new RealEdit(parameter.min, parameter.max,
                                                RealEdit::Count::kSeveral, this, kind));
    };
    const auto names = [&](const QStringList& choices) {
        auto* editor = new ChoicesEdit(choices, this);
        connect(editor, &ChoicesEdit::changed, this, &FieldForm::changed);
        addRow(parameter.name, editor);
    };
    QStringList choices;
    for (const std::string& choice : parameter.choices) choices << QString::fromStdString(choice);
    switch (parameter.type) {
        case ParameterType::kBoolean:
            truths_.push_back(parameter.name);
            names({truth(false), truth(true)});
            break;
        case ParameterType::kInteger:
            numbers(RealEdit::Kind::kWhole);
            break;
        case ParameterType::kReal:
            numbers(RealEdit::Kind::kReal);
            break;
        case ParameterType::kChoice:
            names(choices);
            break;
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
    } else if (auto* names = qobject_cast<ChoicesEdit*>(editor)) {
        names->setValues({nameOf(value)});
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
    if (const auto* text = qobject_cast<const QLineEdit*>(editor);
        text != nullptr && qobject_cast<const NumberEdit*>(editor) == nullptr)
        return text->text().toStdString();
    if (const auto* spin = qobject_cast<const QSpinBox*>(editor))
        return static_cast<std::int64_t>(spin->value());
    if (const auto* box = qobject_cast<const QCheckBox*>(editor)) return box->isChecked();
    if (const auto* combo = qobject_cast<const QComboBox*>(editor);
        combo != nullptr && qobject_cast<const ChoicesEdit*>(editor) == nullptr)
        return combo->currentText().toStdString();
    return values(name).front();
}

void FieldForm::setValues(const std::string& name, const std::vector<ParameterValue>& values) {
    QWidget* editor = editors_.at(name);
    if (auto* line = dynamic_cast<RealEdit*>(editor)) {
        std::vector<double> numbers;
        for (const ParameterValue& value : values) numbers.push_back(realOf(value));
        return line->setValues(numbers);
    }
    auto* names = qobject_cast<ChoicesEdit*>(editor);
    if (names == nullptr) return setValue(name, values.front());
    QStringList texts;
    for (const ParameterValue& value : values) texts << nameOf(value);
    names->setValues(texts);
}

std::vector<ParameterValue> FieldForm::values(const std::string& name) const {
    const QWidget* editor = editors_.at(name);
    std::vector<ParameterValue> values;
    if (const auto* line = dynamic_cast<const RealEdit*>(editor)) {
        for (const double number : line->values()) {
            if (line->whole())
                values.emplace_back(static_cast<std::int64_t>(number));
            else
                values.emplace_back(number);
        }
        return values;
    }
    const auto* names = qobject_cast<const ChoicesEdit*>(editor);
    if (names == nullptr) return {value(name)};
    for (const QString& text : names->values()) {
        if (contains(truths_, name))
            values.emplace_back(text == truth(true));
        else
            values.emplace_back(text.toStdString());
    }
    return values;
}

QStringList FieldForm::problems() const {
    QStringList found;
    const auto add = [&found](const std::string& name, const QString& text, const QString& range) {
        found << tr("%1 is \"%2\"; it has to be %3.").arg(readable(name), text, range);
    };
    for (const auto& [name, editor] : editors_) {
        const auto* line = qobject_cast<const NumberEdit*>(editor);
        const auto* spin = qobject_cast<const QSpinBox*>(editor);
        const auto* names = qobject_cast<const ChoicesEdit*>(editor);
        if (line != nullptr && !line->valid()) add(name, line->text(), line->range());
        if (names != nullptr && !names->valid()) add(name, names->currentText(), names->range());
        if (spin != nullptr && !spin->hasAcceptableInput())
            add(name, spin->text(),
                tr("between %1 and %2").arg(spin->minimum()).arg(spin->maximum()));
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
    if (line == nullptr) return;
    if (const auto before = offers_.extract(name); !before.empty()) delete before.mapped();
    if (choices.empty()) return;
    QAction* action =
        line->addAction(liveIcon(QStringLiteral("choose")), QLineEdit::TrailingPosition);
    action->setToolTip(tr("Choose…"));
    offers_[name] = action;
    auto* menu = new QMenu(line);
    connect(action, &QObject::destroyed, menu, &QObject::deleteLater);
    for (const auto& [shown, value] : choices) {
        connect(menu->addAction(menuText(shown)), &QAction::triggered, line,
                [line, text = value] { line->setText(text); });
    }
    connect(action, &QAction::triggered, line,
            [line, menu] { menu->popup(line->mapToGlobal(QPoint(0, line->height()))); });
}

QLineEdit* FieldForm::textLine(const std::string& name) const {
    QWidget* editor = editors_.at(name);
    return qobject_cast<NumberEdit*>(editor) != nullptr ? nullptr
                                                        : qobject_cast<QLineEdit*>(editor);
}

}  // namespace alphascope
