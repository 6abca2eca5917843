// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/run_settings.h"
#include "widgets/run_columns.h"
#include "widgets/snapshot.h"

#include <QAbstractTableModel>
#include <QIcon>
#include <QStringList>
#include <QTimer>

#include <map>
#include <memory>
#include <unordered_map>

namespace alphascope {

/// The runs of a snapshot as table rows; rows keep their place, so that selections survive updates.
/// Behind the fixed columns come those of settings and scores that somebody has asked for.
class RunListModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column {
        kState,
        kTask,
        kScheme,
        kSeed,
        kProgress,
        kScore,
        kTags,
        kNote,
        kStudy,
        kColumns
    };
    /// Extra roles: the row id (qint64), progress in [0,1] or -1.
    enum Role { kIdRole = Qt::UserRole, kProgressRole };

    explicit RunListModel(QObject* parent = nullptr);

    /// Takes over the snapshot's runs: new rows are inserted, changed ones announced.
    void update(const std::shared_ptr<const Snapshot>& snapshot);
    /// Null where the row is out of range.
    [[nodiscard]] const RunSummary* run(int row) const;
    /// -1 where the run is not in the list.
    [[nodiscard]] int rowOf(std::int64_t id) const;

    /// The columns behind the fixed ones, by their keys. Those that stay keep their place.
    void setExtras(const QStringList& keys);
    [[nodiscard]] QString columnKey(int column) const;
    /// -1 where there is no such column now.
    [[nodiscard]] int columnOf(const QString& key) const;
    /// What sorting by a column compares, of every row. One walk, so that 100,000 runs sort fast.
    [[nodiscard]] std::vector<RunKey> keys(int column) const;
    /// The same value as cells show it, for groups: the state's name, not the age of the run.
    [[nodiscard]] RunKey groupKey(int row, int column) const;
    /// Every key that setExtras() can take now, in the order of the alphabet.
    [[nodiscard]] QStringList possibleExtras() const;
    /// Every tag that a run has, in the order of the alphabet.
    [[nodiscard]] QStringList tags() const;
    /// What is kept of the runs' specifications.
    [[nodiscard]] RunSettings& settings() const { return settings_; }
    [[nodiscard]] bool anyHasSetting(const std::string& name) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

signals:
    /// update() has done all that there was to do; `changed`: something is another.
    void updated(bool changed);

private:
    struct Extra {
        QString key;
        bool setting;      ///< else a score
        std::string name;  ///< the key without its prefix
    };
    void takeOver(const std::shared_ptr<const Snapshot>& snapshot);
    void indexRows(int first);
    void readSettings();
    [[nodiscard]] RunKey key(const RunSummary& run, int column) const;
    void readAllSettings() const;
    [[nodiscard]] RunKey extraKey(const RunSummary& run, const Extra& extra) const;
    [[nodiscard]] QString text(const RunSummary& run, int column) const;
    [[nodiscard]] QString extraText(const RunSummary& run, const Extra& extra) const;
    /// Null for a fixed column.
    [[nodiscard]] const Extra* extra(int column) const;
    [[nodiscard]] Qt::Alignment sideOf(int column) const;
    [[nodiscard]] QString toolTip(const RunRow& row) const;

    std::shared_ptr<const Snapshot> snapshot_;    ///< shared with the reader, see Snapshot
    std::unordered_map<std::int64_t, int> rows_;  ///< by run id
    std::map<RunState, QIcon> icons_;
    std::vector<Extra> extras_;
    mutable RunSettings settings_;
    QTimer idle_;            ///< parses specifications while nothing else is to be done
    int settings_read_ = 0;  ///< of so many rows
};

/// Seconds still to go, NaN where nothing can be said yet.
double secondsLeft(const RunRow& row);
/// The state as the user reads it: "running", or "failed: nan in the teacher term".
QString stateText(const RunRow& row);

}  // namespace alphascope
