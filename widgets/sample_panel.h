// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/sample_lookup.h"
#include "widgets/sample_marks.h"
#include "widgets/snapshot.h"

#include <QJsonObject>
#include <QWidget>

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <utility>
#include <vector>

class QLabel;
class QSortFilterProxyModel;
class QTableView;

namespace alphascope {

class SampleDetail;
class SampleModel;
class SampleQueryBar;

/// The samples behind a range of α, or of a query, with marks and an export. It asks (signals) and
/// is answered (slots); it never reads itself.
class SamplePanel : public QWidget {
    Q_OBJECT

public:
    explicit SamplePanel(QWidget* parent = nullptr);

    /// Another run has become current; its range starts empty.
    void showSnapshot(const std::shared_ptr<const Snapshot>& snapshot);
    void showSamples(const std::shared_ptr<const SampleResult>& result);
    void showHistory(qint64 run_id, quint32 sample_id, const SampleHistory& history);
    /// Asks for the samples of [low, high) of the current run, at some steps or by their latest α;
    /// 1 is part of [low, 1].
    void chooseRange(double low, double high, const StepRange& steps = {});
    /// Asks once more for the chosen range, as after a change of the data folder.
    void askAgain();
    /// Asks for these samples, as from the map.
    void chooseSamples(std::vector<std::uint32_t> ids);
    /// Marks samples of a set, whatever is shown now.
    void markAgain(const std::string& set_hash, const std::vector<std::uint32_t>& ids);
    /// Nothing is chosen any more, and nothing is searched for.
    void clear();
    /// Writes all samples that are asked for to a file (.csv, .tsv or .jsonl); says what is wrong.
    void exportTo(const QString& file);
    /// What is searched for and how the table is looked at, to be found again whatever the run.
    [[nodiscard]] QJsonObject state() const;
    void restore(const QJsonObject& state);
    /// Which samples of the run are listed and which are selected, to be found again in that run.
    [[nodiscard]] QJsonObject place() const;
    void goTo(const QJsonObject& place);
    /// The chosen range of α; nothing where none is, or single samples are chosen.
    [[nodiscard]] std::optional<std::pair<double, double>> range() const;
    /// Whether a range has been answered for the current run.
    [[nodiscard]] bool answered() const { return answered_; }

signals:
    void samplesWanted(qint64 run_id, const alphascope::SampleQuery& query);
    void historyWanted(qint64 run_id, quint32 sample_id);
    /// Somebody has chosen a sample, other than by goTo().
    void sampleRead();
    /// All samples that are listed or would be in a longer list.
    void samplesShown(const std::vector<std::uint32_t>& ids);
    /// Off several samples of that set at once; see markAgain().
    void marksTaken(const std::string& set_hash, const std::vector<std::uint32_t>& ids);
    /// By clear(), also by Escape.
    void cleared();

private:
    void buildTable();
    void currentChanged();
    void showNotice(const SampleResult& result);
    void reset();
    void choose(SampleQuery query);
    void ask();
    void narrow();
    void reorder();
    void openMarks();
    /// Those that goTo() asked for, once they are listed.
    void selectWanted();
    [[nodiscard]] std::vector<std::uint32_t> selectedSamples() const;
    void markSelected();
    void askWhereToExport();
    struct Export {
        QString file;
        std::int64_t run_id;
        SampleQuery query;
        std::set<std::uint32_t> marks;
    };
    /// Whether the answer was one to an export.
    bool finishExport(const SampleResult& result);
    void write(const Export& wanted, const SampleResult& result);
    void say(const QString& message);
    [[nodiscard]] static QString textOf(const SampleQuery& query);
    [[nodiscard]] QString hint() const;

    QLabel* title_;
    SampleQueryBar* bar_;
    QLabel* notice_;
    QTableView* table_;
    SampleModel* model_;
    QSortFilterProxyModel* proxy_;
    SampleDetail* detail_;
    std::shared_ptr<const RunDetail> run_;  ///< part of a snapshot, see there
    SampleMarks marks_;
    SampleQuery query_;
    std::vector<Export> exports_;     ///< that await their answer, whatever is shown meanwhile
    std::set<std::uint32_t> wanted_;  ///< to be selected once they are listed
    bool chosen_ = false;
    bool answered_ = false;
    bool restoring_ = false;  ///< a selection is made anew, not by hand
    bool more_ = false;       ///< than are listed
    std::size_t seen_histograms_ = 0;
};

}  // namespace alphascope
