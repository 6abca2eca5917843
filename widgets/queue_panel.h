// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/snapshot.h"

#include <QTimer>
#include <QWidget>

#include <memory>
#include <vector>

class QAction;
class QLabel;
class QListWidget;
class QSpinBox;

namespace alphascope {

class OtherRuns;

/// "RTE · fixed · seed 3", with what its queue notes of it.
QString runLine(const RunRow& run);

/// The runs that wait in this window, in the order in which they start; dragged into another one.
/// Below them the runs of other programs.
class QueuePanel : public QWidget {
    Q_OBJECT

public:
    explicit QueuePanel(QWidget* parent = nullptr);

    void showSnapshot(const std::shared_ptr<const Snapshot>& snapshot);
    /// Those of other programs.
    [[nodiscard]] OtherRuns& others() { return *others_; }
    /// The order in which the queue will start them.
    void setOrder(const std::vector<std::int64_t>& ids);

    /// How many runs go on at once; 0: nothing runs or waits here.
    void setConcurrent(int runs_at_once);

signals:
    void concurrentWanted(int runs_at_once);
    void orderWanted(std::vector<std::int64_t> ids);

private:
    QAction* addStep(const QString& name, const QString& text, const QKeySequence& keys, int by);
    void refill();
    /// Moves the selected runs one place up (-1) or down (1).
    void step(int by);
    [[nodiscard]] std::vector<std::int64_t> listed() const;

    const Owner self_ = Owner::self();  ///< reads files: not for every frame
    QListWidget* list_;
    QWidget* at_once_row_;
    QSpinBox* at_once_;
    OtherRuns* others_;
    QLabel* empty_;  ///< what to do where nothing waits
    QTimer moved_;   ///< a drop of several runs is one wish
    std::vector<std::int64_t> order_;
    std::shared_ptr<const Snapshot> shown_;  ///< see Snapshot
};

}  // namespace alphascope
