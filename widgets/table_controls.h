// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/table_recipe.h"

#include <QWidget>

#include <optional>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace alphascope {

class ChoiceList;

/// What a table is to show: which runs, tasks and rows, which step counts, and what is added.
class TableControls : public QWidget {
    Q_OBJECT

public:
    explicit TableControls(QWidget* parent = nullptr);

    void setStudies(const QStringList& studies);
    void chooseStudy(const QString& study);  ///< empty: all
    void setFilter(const QString& filter);
    /// What a button takes over as the filter; empty: the button is off.
    void setListFilter(const QString& filter);
    /// Offers the tasks and rows of a table with all of them.
    void offer(const ResultTable& whole);

    /// What is chosen, to be found again; no tasks and rows where all are shown as they come.
    [[nodiscard]] TableRecipe recipe() const;
    /// Tasks, rows and the baseline follow when they are offered next. A study that is not there
    /// counts as all.
    void restore(const TableRecipe& recipe);
    [[nodiscard]] TableQuery query() const;
    [[nodiscard]] TableSpec spec() const;
    /// Why no table can be made of what is chosen; empty: one can.
    [[nodiscard]] QString problem() const;

signals:
    void changed();

private:
    void addRuns(QFormLayout& form);
    void addContents(QFormLayout& form);
    void addTests(QFormLayout& form);
    QCheckBox* addBox(QFormLayout& form, const QString& name, const QString& text, bool on);
    void offerBaselines();
    void checkFilter();

    QComboBox* study_;
    QLineEdit* filter_;
    QLabel* filter_problem_;
    QPushButton* take_filter_;
    QString readable_filter_;  ///< the last one that could be read
    QString list_filter_;
    QComboBox* selection_;
    ChoiceList* tasks_;
    ChoiceList* rows_;
    QComboBox* baseline_;
    QDoubleSpinBox* level_;
    QSpinBox* resamples_;
    QCheckBox* each_value_ = nullptr;
    QCheckBox* first_metric_ = nullptr;
    QCheckBox* average_ = nullptr;
    QCheckBox* second_ = nullptr;
    QCheckBox* gap_ = nullptr;
    QCheckBox* calibration_ = nullptr;
    QStringList schemes_;                ///< the rows that can be a baseline
    std::optional<TableSpec> restored_;  ///< what of it is still to be offered
};

}  // namespace alphascope
