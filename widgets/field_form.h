// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "study/scheme.h"

#include <QString>
#include <QStringList>
#include <QWidget>

#include <map>
#include <string>
#include <utility>
#include <vector>

class QAction;
class QCheckBox;
class QFormLayout;
class QLineEdit;

namespace alphascope {

class NumberEdit;

/// A form made from a list of settings: one row each, with the editor that fits its type. The lists
/// are `study/fields.h` and the schemes' descriptors; no setting is named here.
class FieldForm : public QWidget {
    Q_OBJECT

public:
    /// `prefix` goes before every editor's object name: "teacher_" + "epochs".
    explicit FieldForm(QString prefix, QWidget* parent = nullptr);

    void addText(const std::string& name);
    void addChoice(const std::string& name, const QStringList& choices);
    void addInteger(const std::string& name, double min, double max);
    void addReal(const std::string& name, double min, double max);
    void addSeed(const std::string& name);
    void addBoolean(const std::string& name);
    /// A row of a scheme's parameter, which takes several values; see values().
    void addParameter(const ParameterDescriptor& parameter);

    /// Values by name. Texts and choices are strings; integers fit 64 bits.
    void setValue(const std::string& name, const ParameterValue& value);
    [[nodiscard]] ParameterValue value(const std::string& name) const;
    /// All values of a row; only one made by addParameter() can have several.
    void setValues(const std::string& name, const std::vector<ParameterValue>& values);
    [[nodiscard]] std::vector<ParameterValue> values(const std::string& name) const;

    /// The numbers and names that are none or out of range, in a sentence each; value() gives the
    /// last good one.
    [[nodiscard]] QStringList problems() const;

    /// Only these rows are seen until "More settings" is checked.
    void setEssential(const std::vector<std::string>& names);
    void hideField(const std::string& name);
    /// What a row is for, as tool tip and placeholder.
    void describe(const std::string& name, const QString& help);
    /// A menu at the end of a text line: what is shown -> what is put in. Takes the place of the
    /// one before; without choices there is none.
    void offer(const std::string& name, std::vector<std::pair<QString, QString>> choices);
    /// The line of a text field, to add actions to; null for other fields.
    [[nodiscard]] QLineEdit* textLine(const std::string& name) const;

signals:
    void changed();

private:
    void addRow(const std::string& name, QWidget* editor);
    void addNumbers(const std::string& name, NumberEdit* editor);
    void showRows(bool all);

    QString prefix_;
    QFormLayout* rows_;
    std::map<std::string, QWidget*> editors_;
    std::vector<std::string> hidden_;         ///< for good
    std::map<std::string, QAction*> offers_;  ///< what opens the menu of a text line
    std::vector<std::string> essential_;
    std::vector<std::string> truths_;  ///< parameters that are true or false
    QCheckBox* more_ = nullptr;
};

/// Visitors for `study/fields.h`: make the rows, fill them, read them.
class FieldMaker {
public:
    explicit FieldMaker(FieldForm& form) : form_(form) {}
    void text(const char* name, const std::string&) { form_.addText(name); }
    void choice(const char* name, const std::string&, const std::vector<std::string>& choices) {
        QStringList names;
        for (const auto& one : choices) names << QString::fromStdString(one);
        form_.addChoice(name, names);
    }
    void integer(const char* name, int, double min, double max) {
        form_.addInteger(name, min, max);
    }
    void real(const char* name, double, double min, double max) { form_.addReal(name, min, max); }
    void boolean(const char* name, bool) { form_.addBoolean(name); }
    void seed(const char* name, std::uint64_t) { form_.addSeed(name); }

private:
    FieldForm& form_;
};

class FieldFiller {
public:
    explicit FieldFiller(FieldForm& form) : form_(form) {}
    void text(const char* name, const std::string& value) { form_.setValue(name, value); }
    void choice(const char* name, const std::string& value, const std::vector<std::string>&) {
        form_.setValue(name, value);
    }
    void integer(const char* name, int value, double, double) {
        form_.setValue(name, static_cast<std::int64_t>(value));
    }
    void real(const char* name, double value, double, double) { form_.setValue(name, value); }
    void boolean(const char* name, bool value) { form_.setValue(name, value); }
    void seed(const char* name, std::uint64_t value) {
        form_.setValue(name, static_cast<std::int64_t>(value));
    }

private:
    FieldForm& form_;
};

class FieldTaker {
public:
    explicit FieldTaker(const FieldForm& form) : form_(form) {}
    void text(const char* name, std::string& value) {
        value = std::get<std::string>(form_.value(name));
    }
    void choice(const char* name, std::string& value, const std::vector<std::string>&) {
        value = std::get<std::string>(form_.value(name));
    }
    void integer(const char* name, int& value, double, double) {
        value = static_cast<int>(std::get<std::int64_t>(form_.value(name)));
    }
    void real(const char* name, double& value, double, double) {
        value = std::get<double>(form_.value(name));
    }
    void boolean(const char* name, bool& value) { value = std::get<bool>(form_.value(name)); }
    void seed(const char* name, std::uint64_t& value) {
        value = static_cast<std::uint64_t>(std::get<std::int64_t>(form_.value(name)));
    }

private:
    const FieldForm& form_;
};

}  // namespace alphascope
