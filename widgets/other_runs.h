// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/rows.h"
#include "widgets/snapshot.h"

#include <QWidget>

#include <memory>
#include <vector>

class QLabel;
class QListWidget;

namespace alphascope {

/// The runs that other programs train or keep waiting: studies in the background, terminals, other
/// windows. Their owners are asked through the database.
class OtherRuns : public QWidget {
    Q_OBJECT

public:
    explicit OtherRuns(QWidget* parent = nullptr);

    void showSnapshot(const Snapshot* snapshot);
    [[nodiscard]] bool isEmpty() const;

signals:
    void asked(const std::vector<std::int64_t>& run_ids, alphascope::RequestVerb verb);

private:
    void addVerb(const QString& name, const QString& text, RequestVerb verb);
    void ask(RequestVerb verb);

    const Owner self_ = Owner::self();  ///< reads files: not for every frame
    QListWidget* list_;
    QLabel* more_;  ///< of those that the list has no room for
};

}  // namespace alphascope
