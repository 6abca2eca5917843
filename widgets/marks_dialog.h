// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/run_marks.h"

#include <QDialog>
#include <QStringList>

#include <string>
#include <vector>

class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QToolButton;

namespace alphascope {

/// Tags and note of one run, or of several at once. Of several, the tags are those that all of them
/// have; others stay.
class MarksDialog : public QDialog {
    Q_OBJECT

public:
    MarksDialog(std::vector<RunRow> runs, const QStringList& known_tags, QWidget* parent = nullptr);

    /// What is to change, an entry for each run that changes. Throws Error where a tag is none.
    [[nodiscard]] std::vector<MarkChange> changes() const;

    void accept() override;

signals:
    void changesWanted(std::vector<MarkChange> changes);

private:
    QToolButton* knownTags(const QStringList& known_tags);

    std::vector<RunRow> runs_;
    std::vector<std::string> common_;  ///< tags that all runs have
    QString note_at_first_;
    QLineEdit* tags_;
    QPlainTextEdit* note_;
    QLabel* problem_;
};

}  // namespace alphascope
