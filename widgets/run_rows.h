// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/run_filter.h"
#include "report/run_names.h"
#include "widgets/run_list_model.h"

#include <QAbstractProxyModel>

#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace alphascope {

/// What the head of a group says of all its runs, those of a closed group too.
struct RunListGroup {
    RunKey key;     ///< by which groups are in order
    QString title;  ///< "RTE · RW-KD"
    int runs = 0;
    int scored = 0;     ///< runs with a dev score
    double mean = 0.0;  ///< of the dev scores; NaN without any, or where several tasks meet
    double std = 0.0;   ///< n - 1; NaN for one run
    bool several_tasks = false;  ///< whose scores cannot be averaged
    bool open = true;
    std::vector<int> members;  ///< rows of the source, in the order of the list
};

/// The list as it is seen: the runs that a filter lets through, in order, below the heads of their
/// groups where there are any. Every answer is worked out anew in a few walks over all runs, so it
/// takes the same time whatever was there before.
class RunRows : public QAbstractProxyModel {
    Q_OBJECT

public:
    /// Of a group's head: its whole text; not valid for a run. Whether the group is open.
    enum Role { kHeadRole = RunListModel::kProgressRole + 1, kOpenRole };
    /// Group by task and scheme together, the runs that differ in the seed alone.
    static inline const QString kTaskAndScheme = QStringLiteral("task+scheme");

    explicit RunRows(RunListModel& source, QObject* parent = nullptr);

    void setFilter(RunFilter filter);
    void setShowArchived(bool on);
    [[nodiscard]] bool showsArchived() const { return archived_; }
    /// A column's key, kTaskAndScheme, or nothing.
    void setGrouping(const QString& key);
    [[nodiscard]] QString grouping() const { return grouping_; }
    void setOpen(int row, bool open);
    void setAllOpen(bool open);
    /// Titles of the closed groups, those too that no run is in now.
    [[nodiscard]] QStringList closed() const { return {closed_.begin(), closed_.end()}; }
    void setClosed(const QStringList& titles);

    /// Null where the row is no head.
    [[nodiscard]] const RunListGroup* group(int row) const;
    /// Ids of the runs below the head in that row.
    [[nodiscard]] std::vector<std::int64_t> runsOf(int row) const;
    /// The row of a run of the source; -1 where it is not seen.
    [[nodiscard]] int rowOfSource(int source_row) const;
    /// How many runs the filter lets through, in closed groups too.
    [[nodiscard]] int runs() const { return static_cast<int>(order_.size()); }
    /// Settings that the filter asks for and no run has.
    [[nodiscard]] QStringList unknownSettings() const;
    /// How many the archive alone keeps away.
    [[nodiscard]] int hidden() const { return hidden_; }
    [[nodiscard]] int sortColumn() const { return sort_column_; }
    [[nodiscard]] Qt::SortOrder sortOrder() const { return sort_order_; }

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QModelIndex mapToSource(const QModelIndex& index) const override;
    QModelIndex mapFromSource(const QModelIndex& index) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    void sort(int column, Qt::SortOrder order) override;

signals:
    /// Other runs are seen, or in another order.
    void rearranged();

private:
    void followSource();
    void rearrange();
    void work();
    void filterRuns();
    void sortRuns();
    void groupRuns();
    /// `column` < 0: by task and scheme; then `name` is the scheme with what differs.
    [[nodiscard]] std::string groupName(int source_row, int column, const std::string& name) const;
    [[nodiscard]] RunListGroup headOf(int source_row, int column, const std::string& name) const;
    void summarise(RunListGroup& group) const;
    void layOut();

    RunListModel& source_;
    RunFilter filter_{""};
    bool archived_ = false;
    QString grouping_;
    RunNames names_;
    int sort_column_ = RunListModel::kState;
    Qt::SortOrder sort_order_ = Qt::AscendingOrder;
    std::set<QString> closed_;  ///< titles of groups
    std::vector<int> order_;    ///< rows of the source that are let through
    std::vector<RunListGroup> groups_;
    std::vector<int> rows_;    ///< what is seen: a row of the source, or -1 - group
    std::vector<int> row_of_;  ///< by row of the source
    int hidden_ = 0;
};

/// "5 runs · dev 62.3 ± 1.2".
QString groupSummary(const RunListGroup& group);

}  // namespace alphascope
