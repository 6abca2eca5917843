// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/snapshot.h"

#include <QWidget>

#include <memory>
#include <vector>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSortFilterProxyModel;
class QTableView;

namespace alphascope {

class RunListModel;

/// The list of runs. What is selected here is what the other panels show.
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
    /// Switches the verbs off (gallery).
    void setReadOnly(bool on);

signals:
    void selectionChanged(std::vector<std::int64_t> ids);
    void pauseRequested(std::vector<std::int64_t> ids);
    void resumeRequested(std::vector<std::int64_t> ids);
    void cancelRequested(std::vector<std::int64_t> ids);
    /// Of the selected runs, those that ended before their time.
    void continueRequested(std::vector<std::int64_t> ids);
    void againRequested(qint64 id);
    void filterChanged(const QString& filter);  ///< to another one that can be read

private:
    enum class Verb { kPause, kResume, kContinue };

    void buildTable();
    void buildButtons();
    void applyFilter(const QString& text);
    void follow();
    void refreshButtons();
    void showVerb(Verb verb);
    void doVerb();
    [[nodiscard]] bool anySelected(bool (*test)(const RunRow&)) const;

    RunListModel* model_;
    QSortFilterProxyModel* proxy_;
    QLineEdit* filter_;
    QLabel* problem_;  ///< what the filter does not understand
    QTableView* table_;
    QCheckBox* follow_;
    QPushButton* pause_;
    QPushButton* cancel_;
    QPushButton* again_;
    bool read_only_ = false;
    bool selecting_ = false;    ///< the panel itself moves the selection
    Verb verb_ = Verb::kPause;  ///< what the first button does now
};

}  // namespace alphascope
