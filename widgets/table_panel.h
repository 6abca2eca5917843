// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/result_table.h"
#include "widgets/file_saver.h"
#include "widgets/result_view.h"
#include "widgets/snapshot.h"

#include <QJsonObject>
#include <QWidget>

#include <memory>
#include <string>

class QComboBox;
class QLabel;
class QTableWidget;
class QProgressBar;
class QToolButton;

namespace alphascope {

class TableBuilder;

/// The result table, task × scheme, with its export. The numbers are the report's, cell by cell.
class TablePanel : public QWidget {
    Q_OBJECT

public:
    enum class Format { kLatex, kCsv, kMarkdown };

    explicit TablePanel(QWidget* parent = nullptr);

    /// Asks for a new table where runs have ended or studies have come.
    void showSnapshot(const std::shared_ptr<const Snapshot>& snapshot);
    void showTable(std::shared_ptr<const ResultTable> table);
    /// Until a table comes: of another database, or after one that could not be made.
    void showNothing();
    /// The table in a format, exactly as the command line prints it; empty before the first table.
    [[nodiscard]] QString exported(Format format) const;
    [[nodiscard]] bool answered() const { return table_ != nullptr; }
    /// Chooses a study by name, as the combo box does; an unknown name means all of them.
    void chooseStudy(const QString& study);
    /// Opens the window in which a table is put together.
    void openBuilder();
    [[nodiscard]] TableBuilder* builder() const { return builder_; }
    /// What is chosen here and in the builder, to be found again.
    [[nodiscard]] QJsonObject state() const;
    void restore(const QJsonObject& state);
    /// The filter of the list of runs, for the builder to take over.
    void setRunFilter(const QString& filter);
    /// Asks for a file and writes the study's report there, as HTML or PDF, one at a time.
    void saveReport();
    /// Without asking.
    void saveReportAs(const QString& file);
    /// Asks for a file and writes a GLUE submission there, of the runs selected in the list.
    void saveSubmission();
    /// Without asking.
    void saveSubmissionAs(const QString& zip);

signals:
    void tableWanted(std::string study, alphascope::Selection selection);
    void failed(const QString& message);
    void noticed(const QString& message);
    void submissionSaved(const QString& zip);

private:
    QWidget* buildBar();
    QToolButton* buildExport(const QString& name, const QString& text, Format format);
    QToolButton* buildReport();
    QProgressBar* buildReportBar();
    [[nodiscard]] std::string reportBaselineRow() const;
    void listStudies(const Snapshot& snapshot);
    void ask();
    void save(Format format);

    QComboBox* study_;
    QComboBox* selection_;
    QTableWidget* view_;
    QLabel* notes_;
    std::shared_ptr<const ResultTable> table_;  ///< shared with the reader thread, read-only
    std::size_t ended_ = 0;                     ///< Snapshot::endedKey() of the last request
    /// Whose studies the combo box lists: database and number of runs.
    std::pair<std::filesystem::path, std::size_t> listed_;
    bool study_chosen_ = false;
    std::shared_ptr<const Snapshot> shown_;  ///< see Snapshot
    TableBuilder* builder_ = nullptr;        ///< made when it is first wanted
    QString run_filter_;
    QString wanted_study_;     ///< of a session before, until its runs are there
    std::string built_table_;  ///< the builder's recipe of a session before, as JSON
    QProgressBar* report_bar_ = nullptr;
    QToolButton* report_ = nullptr;
    FileSaver saver_;
    FileSaver submission_;
};

}  // namespace alphascope
