// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "study/study.h"

#include <QWidget>

#include <vector>

class QComboBox;
class QLabel;
class QToolButton;
class QVBoxLayout;

namespace alphascope {

class FieldForm;

/// One scheme of a study: which, and its parameters as its descriptor lists them.
class SchemeEditor : public QWidget {
    Q_OBJECT

public:
    explicit SchemeEditor(const SchemeChoice& choice, QWidget* parent = nullptr);
    [[nodiscard]] SchemeChoice choice() const;
    [[nodiscard]] QStringList problems() const;  ///< see FieldForm

signals:
    void changed();
    void removed();

private:
    /// The rows of the chosen scheme, with the values of `choice`, else the defaults.
    void showScheme(const SchemeChoice& choice);

    QComboBox* scheme_;
    QToolButton* remove_;
    QLabel* about_;
    FieldForm* form_ = nullptr;
};

/// The schemes of a study, in the order of the table's rows.
class SchemeListEditor : public QWidget {
    Q_OBJECT

public:
    explicit SchemeListEditor(QWidget* parent = nullptr);
    void setSchemes(const std::vector<SchemeChoice>& schemes);
    [[nodiscard]] std::vector<SchemeChoice> schemes() const;
    [[nodiscard]] QStringList problems() const;  ///< see FieldForm

signals:
    void changed();

private:
    void add(const SchemeChoice& choice);
    void renumber();

    QVBoxLayout* rows_;
    std::vector<SchemeEditor*> editors_;
};

}  // namespace alphascope
