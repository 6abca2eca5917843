// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/snapshot.h"

#include <QAbstractTableModel>
#include <QIcon>

#include <map>
#include <memory>
#include <unordered_map>

namespace alphascope {

/// The runs of a snapshot as table rows; rows keep their place, so that selections survive updates.
class RunListModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { kState, kTask, kScheme, kSeed, kProgress, kScore, kColumns };
    /// Extra roles: the row id (qint64), progress in [0,1] or -1.
    enum Role { kIdRole = Qt::UserRole, kProgressRole };

    explicit RunListModel(QObject* parent = nullptr);

    /// Takes over the snapshot's runs: new rows are inserted, changed ones announced.
    void update(const std::shared_ptr<const Snapshot>& snapshot);
    /// Null where the row is out of range.
    [[nodiscard]] const RunSummary* run(int row) const;
    /// Whether the run of the first row comes before that of the second in a column. Quicker than
    /// by QVariants, of which sorting 100,000 runs makes millions.
    [[nodiscard]] bool less(int column, int left, int right) const;
    /// -1 where the run is not in the list.
    [[nodiscard]] int rowOf(std::int64_t id) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void indexRows(int first);
    [[nodiscard]] QString text(const RunSummary& run, int column) const;

    std::shared_ptr<const Snapshot> snapshot_;    ///< shared with the reader, see Snapshot
    std::unordered_map<std::int64_t, int> rows_;  ///< by run id
    std::map<RunState, QIcon> icons_;
};

/// Seconds still to go, NaN where nothing can be said yet.
double secondsLeft(const RunRow& row);
/// The state as the user reads it: "running", or "failed: nan in the teacher term".
QString stateText(const RunRow& row);

}  // namespace alphascope
