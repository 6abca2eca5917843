// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/sample_lookup.h"
#include "widgets/snapshot.h"

#include <QWidget>

#include <memory>
#include <vector>

class QLabel;
class QSortFilterProxyModel;
class QTableView;

namespace alphascope {

class SampleDetail;
class SampleModel;

/// The samples behind a range of α. It asks (signals) and is answered (slots); it never reads
/// itself.
class SamplePanel : public QWidget {
    Q_OBJECT

public:
    explicit SamplePanel(QWidget* parent = nullptr);

    /// Another run has become current; its range starts empty.
    void showSnapshot(const std::shared_ptr<const Snapshot>& snapshot);
    void showSamples(const std::shared_ptr<const SampleResult>& result);
    void showHistory(qint64 run_id, quint32 sample_id, const std::vector<SampleRecord>& records);
    /// Asks for the samples of [low, high) of the current run; 1 is part of [low, 1].
    void chooseRange(double low, double high);
    /// Asks once more for the chosen range, as after a change of the data folder.
    void askAgain();
    /// Asks for these samples, as from the map.
    void chooseSamples(std::vector<std::uint32_t> ids);
    /// Whether a range has been answered for the current run.
    [[nodiscard]] bool answered() const { return answered_; }

signals:
    void samplesWanted(qint64 run_id, const alphascope::SampleQuery& query);
    void historyWanted(qint64 run_id, quint32 sample_id);

private:
    void buildTable();
    void currentChanged();
    void showNotice(const SampleResult& result);
    void reset();
    void choose(SampleQuery query);
    [[nodiscard]] static QString textOf(const SampleQuery& query);

    QLabel* title_;
    QLabel* notice_;
    QTableView* table_;
    SampleModel* model_;
    QSortFilterProxyModel* proxy_;
    SampleDetail* detail_;
    std::shared_ptr<const RunDetail> run_;  ///< part of a snapshot, see there
    SampleQuery query_;
    bool chosen_ = false;
    bool answered_ = false;
    std::size_t seen_histograms_ = 0;
};

}  // namespace alphascope
