// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/sample_lookup.h"

#include <QJsonObject>
#include <QWidget>

#include <string>

class QCheckBox;
class QLabel;
class QLineEdit;
class QTimer;
class QToolButton;

namespace alphascope {

class SampleMarks;

/// What is asked of samples besides where they lie: words in their sentences, a condition on their
/// numbers, marks. Says what is wrong with a condition and keeps the last whole one meanwhile.
class SampleQueryBar : public QWidget {
    Q_OBJECT

public:
    explicit SampleQueryBar(QWidget* parent = nullptr);

    /// Writes into the query what this bar asks.
    void fill(SampleQuery& query, const SampleMarks& marks) const;
    [[nodiscard]] bool onlyMarked() const;
    void setMarksPossible(bool possible);
    void setExportPossible(bool possible);
    void clear();
    /// What is asked, to be found again.
    [[nodiscard]] QJsonObject state() const;
    void restore(const QJsonObject& state);

signals:
    /// At most every tenth of a second while somebody types.
    void changed();
    void exportWanted();

private:
    void readCondition();

    QLineEdit* words_;
    QLineEdit* condition_edit_;
    QCheckBox* only_marked_;
    QToolButton* export_;
    QLabel* problem_;
    QTimer* pause_;
    std::string condition_;  ///< the last one that could be read
};

}  // namespace alphascope
