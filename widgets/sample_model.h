// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/sample_lookup.h"

#include <QAbstractTableModel>

#include <memory>

namespace alphascope {

/// The samples of a range of α as table rows.
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
        kFlags,
        kSentence,
        kColumns
    };
    enum Role { kSortRole = Qt::UserRole };

    using QAbstractTableModel::QAbstractTableModel;

    void show(std::shared_ptr<const SampleResult> result);
    /// Null where the row is out of range.
    [[nodiscard]] const SampleRow* sample(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::shared_ptr<const SampleResult> result_;  ///< shared with the reader thread, read-only
};

/// "flipped label, teacher misled"; empty where nothing is known to be wrong.
QString flagText(std::uint8_t flags);

}  // namespace alphascope
