// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/result_table.h"
#include "widgets/snapshot.h"

#include <QWidget>

#include <memory>
#include <string>

class QComboBox;
class QLabel;
class QTableWidget;
class QToolButton;

namespace alphascope {

/// The result table, task × scheme, with its export. The numbers are the report's, cell by cell.
class TablePanel : public QWidget {
    Q_OBJECT

public:
    enum class Format { kLatex, kCsv, kMarkdown };

    explicit TablePanel(QWidget* parent = nullptr);

    /// Asks for a new table where runs have ended or studies have come.
    void showSnapshot(const std::shared_ptr<const Snapshot>& snapshot);
    void showTable(std::shared_ptr<const ResultTable> table);
    /// The table in a format, exactly as the command line prints it; empty before the first table.
    [[nodiscard]] QString exported(Format format) const;
    [[nodiscard]] bool answered() const { return table_ != nullptr; }
    /// Chooses a study by name, as the combo box does; an unknown name means all of them.
    void chooseStudy(const QString& study);

signals:
    void tableWanted(std::string study, alphascope::Selection selection);
    void failed(const QString& message);

private:
    QWidget* buildBar();
    QToolButton* buildExport(const QString& name, const QString& text, Format format);
    void ask();
    void save(Format format);
    void fillCells();

    QComboBox* study_;
    QComboBox* selection_;
    QTableWidget* view_;
    QLabel* notes_;
    std::shared_ptr<const ResultTable> table_;  ///< shared with the reader thread, read-only
    std::string signature_;                     ///< of what the last request was made for
    bool study_chosen_ = false;
};

/// "84.3 ± 0.2 (3)"; "–" where there is no run.
QString cellText(const TableCell& cell);

}  // namespace alphascope
