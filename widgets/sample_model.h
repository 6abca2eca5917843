// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/sample_lookup.h"

#include <QAbstractTableModel>

#include <memory>
#include <optional>

namespace alphascope {

class SampleMarks;

/// Samples as table rows, each with a box that marks it.
class SampleModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column {
        kAlpha,
        kMeanAlpha,
        kLabel,
        kTeacher,
        kStudent,
        kLabelLoss,
        kTeacherLoss,
        kFlags,
        kSentence,
        kMark,  ///< shown first
        kColumns
    };
    enum Role { kSortRole = Qt::UserRole };

    using QAbstractTableModel::QAbstractTableModel;

    void show(std::shared_ptr<const SampleResult> result);
    /// Whose marks the boxes of the first column show and set; none: nothing can be marked.
    void setMarks(SampleMarks* marks);
    /// What a column is in the order of; nothing for the marks, which only this table knows.
    static std::optional<SampleField> fieldOf(int column);
    /// Null where the row is out of range.
    [[nodiscard]] const SampleRow* sample(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] bool marked(const SampleRow& row) const;

    SampleMarks* marks_ = nullptr;
    std::shared_ptr<const SampleResult> result_;  ///< shared with the reader thread, read-only
};

/// "flipped label, teacher misled"; empty where nothing is known to be wrong.
QString flagText(std::uint8_t flags);

}  // namespace alphascope
