// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/table_recipe.h"
#include "widgets/snapshot.h"
#include "widgets/table_worker.h"

#include <QWidget>

#include <memory>
#include <string>

class QLabel;
class QPlainTextEdit;
class QProgressBar;
class QPushButton;
class QTabWidget;
class QTableWidget;
class QTimer;

namespace alphascope {

class TableControls;

/// A window in which a result table is put together: controls on the left, on the right the table
/// and its text as LaTeX, CSV and Markdown as they are now.
class TableBuilder : public QWidget {
    Q_OBJECT

public:
    explicit TableBuilder(QWidget* parent = nullptr);

    /// The runs that there are. The table is made anew where some have ended.
    void showSnapshot(const std::shared_ptr<const Snapshot>& snapshot);
    [[nodiscard]] TableControls& controls() { return *controls_; }
    /// The table that is put together, with the user's own caption, to be found again.
    [[nodiscard]] TableRecipe recipe() const;
    void restore(const TableRecipe& recipe);
    /// Whether the table shown is the one that was asked for, with its tests.
    [[nodiscard]] bool settled() const { return settled_; }

private:
    QWidget* buildPreview();
    QWidget* buildButtons();
    QPlainTextEdit* addSource(const QString& name, const QString& title);
    void ask();
    void showAnswer(const std::shared_ptr<const TableAnswer>& answer);
    void showProgress(int done, int all);
    void stopOrGoOn();
    void render();
    void renderTexts();
    void copy();
    void save();
    [[nodiscard]] QString text() const;    ///< of the tab in front
    [[nodiscard]] QString suffix() const;  ///< of a file that holds it

    TableControls* controls_;
    QTabWidget* tabs_;
    QTableWidget* view_;
    QPlainTextEdit* caption_;
    QPushButton* made_caption_;
    QLabel* notes_;
    QPlainTextEdit* latex_ = nullptr;
    QPlainTextEdit* csv_ = nullptr;
    QPlainTextEdit* markdown_ = nullptr;
    QLabel* status_;
    QProgressBar* progress_;
    QPushButton* stop_;
    QTimer* delay_;       ///< between a change and its request
    TableRequest place_;  ///< database and mode; the rest is the controls'
    ResultTable table_;
    std::size_t ended_ = 0;     ///< Snapshot::endedKey() that the table was asked for
    bool own_caption_ = false;  ///< the user's, not the made one
    bool settled_ = false;
    bool stopped_ = false;
    TableWorker worker_;  ///< last: its signals find all of the above
};

}  // namespace alphascope
