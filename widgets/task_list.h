// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/glue_reader.h"

#include <QListWidget>

#include <map>
#include <string>
#include <vector>

namespace alphascope {

/// The tasks to choose from, each with what the data folder holds of it.
class TaskList : public QListWidget {
    Q_OBJECT

public:
    explicit TaskList(QWidget* parent = nullptr);

    void setTasks(const std::vector<std::string>& ids);
    [[nodiscard]] std::vector<std::string> tasks() const;
    /// Looks into the folder on another thread; the list says so until the answer is there.
    void checkFolder(const QString& folder);
    /// Looks once more where a file was missing or damaged; the list says what it said meanwhile.
    void lookAgain();
    void showReports(const std::vector<SplitReport>& reports);
    /// Why a file of this task that training needs cannot be read, as a sentence; "" where none is
    /// damaged, or it is not known yet.
    [[nodiscard]] QString problemOf(const std::string& task) const;

signals:
    /// Others are chosen, or more is known of what the folder holds.
    void changed();
    /// The user chose others.
    void ticked();

private:
    void look();
    void describe(const std::string& task, const QString& state);

    std::map<std::string, QListWidgetItem*> items_;
    std::map<std::string, QString> problems_;  ///< by task
    QString folder_;
    bool all_there_ = false;
    int check_ = 0;  ///< number of the latest check: answers to earlier ones are dropped
};

}  // namespace alphascope
