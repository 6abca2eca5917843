// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/series_view.h"
#include "widgets/snapshot.h"
#include "widgets/table_worker.h"

#include <QJsonObject>
#include <QMainWindow>
#include <QPointer>

#include <memory>
#include <vector>

class QDockWidget;

namespace alphascope {

class AlphaPanel;
class DevScorePanel;
class LogPanel;
class MapPanel;
class PlotLink;
class QueuePanel;
class RunListPanel;
class SamplePanel;
class SeriesListPanel;
class SeriesPanel;
class SettingsPanel;
class SnapshotReader;
class TablePanel;

/// The panels and how they lie: which run, what happened, which samples, why. Connects the panels
/// with the reader; knows nothing of launching.
class Workspace : public QMainWindow {
    Q_OBJECT

public:
    explicit Workspace(SnapshotReader& reader, QWidget* parent = nullptr);

    void showSnapshot(const std::shared_ptr<const Snapshot>& snapshot);
    void arrange();  ///< the layout as it comes out of the box
    /// Sizes of the panels in that layout; has an effect once the window has its own size.
    void proportion();
    /// Brings a panel to the front and gives it the focus; where it has that already, closes it.
    void goTo(QDockWidget& dock);
    [[nodiscard]] std::vector<QDockWidget*> docks() const { return docks_; }

    [[nodiscard]] RunListPanel& runs() { return *runs_; }
    [[nodiscard]] QueuePanel& queue() { return *queue_; }
    [[nodiscard]] SeriesPanel& losses() { return *losses_; }
    [[nodiscard]] AlphaPanel& alpha() { return *alpha_; }
    [[nodiscard]] SamplePanel& samples() { return *samples_; }
    [[nodiscard]] TablePanel& table() { return *table_; }
    void chooseRange(double low, double high);

    /// One more plot in a dock of its own; closing the dock removes it.
    SeriesPanel& addPlot(const SeriesView& view);
    /// The same under a number of its own, where no other plot has that by now.
    SeriesPanel& putPlot(int number, const SeriesView& view);
    /// How the panels lie and how their plots look, to be found again.
    [[nodiscard]] QJsonObject layoutState() const;
    /// False where it is none, or of another version: the panels stay where they are then.
    bool restoreLayout(const QJsonObject& layout);
    /// What is asked of samples and tables, to be found again whatever the layout.
    [[nodiscard]] QJsonObject work() const;
    void restoreWork(const QJsonObject& work);
    /// Where in the shown run the user is: the step of α, the range, the selected samples.
    [[nodiscard]] QJsonObject place() const;
    /// Goes there once that run is shown; where another one is shown first, not at all.
    void goTo(const QJsonObject& place) { place_wanted_ = place; }

signals:
    /// The user closed a plot that had series; putPlot() brings it back.
    void plotClosed(const QString& title, int number, const alphascope::SeriesView& view);

protected:
    void childEvent(QChildEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QDockWidget* addPanel(QWidget* panel, const QString& title);
    void connectReader(SnapshotReader& reader);
    void connectTable();
    void addSeries(const QString& name);
    void takePlace();

    RunListPanel* runs_;
    PlotLink* link_;  ///< of all plots over training
    SeriesPanel* losses_;
    std::vector<QPointer<SeriesPanel>> plots_;  ///< those that were added, in their order
    QPointer<SeriesPanel> last_plot_;           ///< the one that changed last
    SeriesListPanel* series_;
    DevScorePanel* scores_;
    AlphaPanel* alpha_;
    SamplePanel* samples_;
    MapPanel* map_;
    LogPanel* log_;
    SettingsPanel* settings_;
    QueuePanel* queue_;
    TablePanel* table_;
    /// A table of many runs takes longer than the reader may stand still.
    TableWorker* table_worker_;
    TableRequest table_wanted_;              ///< the one asked for last
    std::vector<QDockWidget*> docks_;        ///< the fixed ones
    std::shared_ptr<const Snapshot> shown_;  ///< see Snapshot
    QJsonObject place_wanted_;               ///< until a run is shown
    int plot_number_ = 0;                    ///< of the plot added last
};

}  // namespace alphascope
