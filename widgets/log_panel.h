// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/snapshot.h"

#include <QWidget>

#include <memory>

class QPlainTextEdit;

namespace alphascope {

/// The current run's log, oldest line first; follows its end unless the user has scrolled up.
class LogPanel : public QWidget {
    Q_OBJECT

public:
    explicit LogPanel(QWidget* parent = nullptr);
    void showSnapshot(const std::shared_ptr<const Snapshot>& snapshot);

private:
    QPlainTextEdit* text_;
    std::string run_;  ///< uuid of the run shown
    std::int64_t revision_ = 0;
    std::string header_;     ///< comes when the run starts, the first lines may be there before
    std::size_t lines_ = 0;  ///< lines of it that are shown
};

}  // namespace alphascope
