// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/run_marks.h"
#include "widgets/run_view.h"
#include "widgets/snapshot.h"

#include <QTimer>
#include <QWidget>

#include <memory>
#include <vector>

class QCheckBox;
class QLabel;
class QLineEdit;
class QMenu;
class QPushButton;

namespace alphascope {

class KeptStates;
class RunMarkActions;
class RunTable;
class RunViewMenu;

/// The list of runs. What is selected here is what the other panels show; what a filter takes away
/// is not selected any more.
class RunListPanel : public QWidget {
    Q_OBJECT

public:
    explicit RunListPanel(QWidget* parent = nullptr);

    void showSnapshot(const std::shared_ptr<const Snapshot>& snapshot);
    /// Selects and scrolls to these runs, those of them that are in the list.
    void select(const std::vector<std::int64_t>& ids);
    /// The selected runs, the current one first.
    [[nodiscard]] std::vector<std::int64_t> selected() const;
    /// While nobody has chosen a run by hand, the running one is shown.
    void setFollowing(bool on);
    [[nodiscard]] bool following() const;
    /// Switches the verbs off (gallery).
    void setReadOnly(bool on);

    /// How the list is looked at.
    [[nodiscard]] RunView view() const;
    void setView(const RunView& view);
    /// Views that are kept under names.
    [[nodiscard]] KeptStates& keptViews();

signals:
    void selectionChanged(std::vector<std::int64_t> ids);
    void pauseRequested(std::vector<std::int64_t> ids);
    void resumeRequested(std::vector<std::int64_t> ids);
    void cancelRequested(std::vector<std::int64_t> ids);
    /// Of the selected runs, those that have not begun: before or after all others of the queue.
    void moveRequested(std::vector<std::int64_t> ids, bool first);
    /// Of the selected runs, those that ended before their time.
    void continueRequested(std::vector<std::int64_t> ids);
    void againRequested(qint64 id);
    void filterChanged(const QString& filter);  ///< to another one that can be read
    /// Tags, notes, colours, the archive; `undo` leads back, `what` says what has been done.
    void marksRequested(std::vector<MarkChange> changes, std::vector<MarkChange> undo,
                        const QString& what);

private:
    enum class Verb { kPause, kResume, kContinue };

    void connectTable();
    void buildButtons();
    void readFilter(const QString& text);
    void applyFilter();
    void showNotice();
    void follow();
    void refreshButtons();
    void showVerb(Verb verb);
    void doVerb();
    void addQueueVerbs(QMenu* menu);
    [[nodiscard]] std::vector<std::int64_t> selectedThat(bool (*test)(const RunRow&)) const;
    [[nodiscard]] bool anySelected(bool (*test)(const RunRow&)) const;

    QLineEdit* filter_;
    QTimer typing_;    ///< for filters that take a while, until the next key is late
    QLabel* problem_;  ///< what the filter does not understand
    QLabel* notice_;   ///< why the list is empty
    RunTable* table_;
    RunViewMenu* view_menu_;
    RunMarkActions* marks_;
    QCheckBox* follow_;
    QPushButton* pause_;
    QPushButton* cancel_;
    QPushButton* again_;
    bool read_only_ = false;
    Verb verb_ = Verb::kPause;  ///< what the first button does now
};

}  // namespace alphascope
