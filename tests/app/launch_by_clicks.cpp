// SPDX-License-Identifier: GPL-3.0-or-later
// From the start page to the exported table through the real window, by clicks alone:
//   xvfb-run -a -s "-screen 0 1600x1000x24" launch_by_clicks --db FILE --pictures DIR
//       [--study STUDY.toml] [--data DIR] [--look | --restart]
// Without a study a small demo is set in the form; with --look nothing is launched, and the tour
// begins at the runs that are there; with --restart a new window must be as the last tour left it.
// A picture of each stage and the exported tables are left in DIR. Exit code 0: every run finished;
// 1: it did not get that far, see DIR/failed.png.
#include "app/as_left.h"
#include "app/gui/main_window.h"
#include "app/hand.h"
#include "store/reader.h"
#include "study/error.h"
#include "widgets/alpha_histogram.h"
#include "widgets/language.h"
#include "widgets/look.h"
#include "widgets/run_list_model.h"
#include "widgets/study_form.h"

#include <qcustomplot.h>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QCommandLineParser>
#include <QCommandLinkButton>
#include <QDir>
#include <QLabel>
#include <QListWidget>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QSpinBox>
#include <QTableView>
#include <QTableWidget>
#include <QTest>
#include <QToolButton>

#include <algorithm>
#include <cstdio>
#include <limits>

namespace alphascope {
namespace {

using test::Hand;

constexpr int kWholeDay = 24 * 3600;
constexpr int kLookMilliseconds = 300;

class Tour {
public:
    Tour(MainWindow& window, Options options, QString study, QString pictures)
        : window_(window),
          options_(std::move(options)),
          study_(std::move(study)),
          pictures_(std::move(pictures)) {}

    void go() {
        openForm();
        if (study_.isEmpty())
            fillForm();
        else
            loadStudy();
        launch();
        watch();
        look();
    }
    /// The second half of the tour: what is to be seen of finished runs.
    void look() {
        if (launched_.empty()) Hand::wait("run", [this] { return window_.settled(); });
        readASentence();
        exportTables();
        expectFinished();
    }
    void take(const QString& name) {
        QTest::qWait(150);
        QWidget* shown = form_ != nullptr ? static_cast<QWidget*>(form_) : &window_;
        if (!shown->grab().save(pictures_.filePath(name + QStringLiteral(".png")))) {
            throw Error("No picture can be written to " + pictures_.path().toStdString() + ".");
        }
    }

private:
    template <typename Widget>
    Widget& part(const QString& name) {
        return Hand::part<Widget>(form_ != nullptr ? static_cast<QWidget&>(*form_) : window_, name);
    }
    std::vector<RunRow> allRows() { return StoreReader(options_.database.toStdString()).runs(); }
    /// What the database says of the runs launched here: others may write to it as well.
    std::vector<RunRow> rows() {
        std::vector<RunRow> own = allRows();
        std::erase_if(own, [this](const RunRow& row) {
            return launched_.empty() ? !isEnded(row.state) : row.study_uuid != launched_;
        });
        return own;
    }
    bool listShowsTheirEnd();
    void openForm();
    void fillForm();
    void loadStudy();
    void launch();
    void watch();
    void report(const std::vector<RunRow>& own);
    void readASentence();
    void exportTables();
    void expectFinished();

    MainWindow& window_;
    Options options_;
    QString study_;
    QDir pictures_;
    StudyForm* form_ = nullptr;
    Hand hand_;
    std::string launched_;  ///< uuid of the study
    std::string reported_;
};

void Tour::openForm() {
    auto* runs = window_.findChild<QTableView*>(QStringLiteral("runs"));
    auto* start = window_.findChild<QCommandLinkButton*>(QStringLiteral("start_new_study"));
    Hand::wait("answer from the database", [this] { return window_.settled(); });
    take("1-start");
    if (runs->model()->rowCount() == 0) {
        Hand::click(*start);
    } else {
        QMenuBar* bar = window_.menuBar();  // a shortcut would need a window manager to give focus
        hand_.thenChooseAction(QStringLiteral("new_study"));
        Hand::click(*bar, bar->actionGeometry(bar->actions().at(1)).center());
        Hand::wait("study form", [this] { return window_.findChild<StudyForm*>() != nullptr; });
    }
    form_ = window_.findChild<StudyForm*>();
    Hand::wait("study form", [this] { return form_ != nullptr && form_->isVisible(); });
}

/// The demo, so small that the whole tour takes seconds; every kind of field is used.
void Tour::fillForm() {
    auto& tasks = part<QListWidget>("tasks");
    auto* demo = tasks.findItems("Demo", Qt::MatchStartsWith).value(0);
    const auto tickDemo = [&tasks, demo] {
        tasks.scrollToItem(demo);
        const QRect row = tasks.visualItemRect(demo);
        Hand::click(*tasks.viewport(), QPoint(row.left() + 10, row.center().y()));
    };
    auto& count = part<QLabel>("run_count");
    tickDemo();
    Hand::wait("word that a task is missing", [&] { return count.text() == "Not ready yet"; });
    tickDemo();
    Hand::write(part<QLineEdit>("study_name"), "clicked");
    Hand::write(part<QSpinBox>("data_max_length"), "32");
    Hand::click(part<QCheckBox>("data_more"), QPoint(8, 8));
    Hand::write(part<QSpinBox>("data_vocab_size"), "300");
    Hand::pick(part<QComboBox>("teacher_encoder"), "tiny");
    Hand::write(part<QSpinBox>("teacher_epochs"), "1");
    Hand::pick(part<QComboBox>("student_encoder"), "tiny");
    Hand::write(part<QSpinBox>("student_epochs"), "1");
    Hand::write(part<QWidget>("fixed_kd_weight"), "0.4");
    auto& label_only = part<QWidget>("scheme_0");
    Hand::click(Hand::part<QToolButton>(label_only, "scheme_remove"));
    hand_.thenChooseAction("add_label-only");
    Hand::click(part<QToolButton>("add_scheme"));
    hand_.expectDone();
    Hand::write(part<QLineEdit>("seeds"), "7");
    Hand::write(part<QSpinBox>("study_threads"), "1");
    Hand::tick(part<QCheckBox>("study_full_train_row"), false);
    Hand::wait("count of four runs", [&] { return count.text().startsWith("4 runs"); });
}

void Tour::loadStudy() {
    hand_.thenNameFile(study_);
    Hand::click(part<QPushButton>("load_study"));
    hand_.expectDone();
    if (!options_.data_folder.isEmpty()) {
        Hand::write(part<QLineEdit>("data_folder"), options_.data_folder);
    }
    auto& count = part<QLabel>("run_count");
    Hand::wait("complete study in the form", [&] { return count.text().contains(" runs: "); });
}

void Tour::launch() {
    part<QLineEdit>("data_folder");  // scrolls to the top for the picture
    take("2-form");
    const std::size_t before = allRows().size();
    auto& button = part<QPushButton>("launch");
    QPointer<StudyForm> open = form_;
    Hand::click(button);
    Hand::wait("end of the form after Launch", [&open] { return !open || !open->isVisible(); });
    form_ = nullptr;
    const auto stored = [this, before] {
        const std::vector<RunRow> all = allRows();
        for (std::size_t i = before; i < all.size(); ++i) {
            if (all[i].owner == Owner::self()) launched_ = all[i].study_uuid;
        }
        return !launched_.empty();
    };
    Hand::wait("run in the database", stored);
}

void Tour::watch() {
    auto* alpha = window_.findChild<QLabel*>(QStringLiteral("alpha_title"));
    bool live = false;
    const auto ended = [&] {
        QTest::qWait(kLookMilliseconds);
        const std::vector<RunRow> own = rows();
        report(own);
        const auto weighs = [](const RunRow& row) {
            return row.state == RunState::kRunning && row.scheme.starts_with("rw-kd") &&
                   row.step * 3 > row.total_steps;
        };
        if (!live && !alpha->text().isEmpty() && std::any_of(own.begin(), own.end(), weighs)) {
            live = true;
            take("3-running");
        }
        return std::all_of(own.begin(), own.end(),
                           [](const RunRow& row) { return isEnded(row.state); });
    };
    Hand::wait("end of the runs", ended, kWholeDay);
    Hand::wait("word in the list that all has ended", [this] { return listShowsTheirEnd(); });
    take("4-finished");
}

bool Tour::listShowsTheirEnd() {
    const QAbstractItemModel& list = *part<QTableView>("runs").model();
    const std::vector<RunRow> own = rows();
    int ended = 0;
    for (int i = 0; i < list.rowCount(); ++i) {
        const QModelIndex index = list.index(i, RunListModel::kProgress);
        const auto id = index.data(RunListModel::kIdRole).toLongLong();
        const bool mine =
            std::any_of(own.begin(), own.end(), [id](const RunRow& row) { return row.id == id; });
        const bool going = index.data(RunListModel::kProgressRole).toDouble() >= 0.0 ||
                           index.data().toString() == "queued";
        ended += mine && !going ? 1 : 0;
    }
    return ended == static_cast<int>(own.size());
}

void Tour::report(const std::vector<RunRow>& own) {
    std::string lines;
    for (const RunRow& row : own) {
        if (row.state == RunState::kQueued) continue;
        lines += "  " + row.task + " " + row.label + " seed " + std::to_string(row.seed) + ": " +
                 runStateName(row.state) + (row.message.empty() ? "" : ", " + row.message) + "\n";
    }
    if (lines == reported_) return;
    reported_ = lines;
    std::printf("%s%s", qPrintable(QTime::currentTime().toString("hh:mm:ss\n")), lines.c_str());
    std::fflush(stdout);
}

/// The first RW-KD run that finished, its fullest bar, the bar's first sample.
void Tour::readASentence() {
    const std::vector<RunRow> own = rows();
    const auto weighs = std::find_if(own.begin(), own.end(), [](const RunRow& row) {
        return row.scheme == "rw-kd" && row.state == RunState::kFinished;
    });
    if (weighs == own.end()) throw Error("No RW-KD run has finished.");
    auto& runs = part<QTableView>("runs");
    for (int i = 0; i < runs.model()->rowCount(); ++i) {
        const QModelIndex index = runs.model()->index(i, 1);
        if (index.data(RunListModel::kIdRole).toLongLong() != weighs->id) continue;
        runs.scrollTo(index);
        Hand::click(*runs.viewport(), runs.visualRect(index).center());
    }
    auto& title = part<QLabel>("alpha_title");
    Hand::wait("histogram of the run", [&] {
        return title.text().startsWith(QString::fromStdString(weighs->label)) &&
               title.text().contains(QStringLiteral("seed %1 ").arg(weighs->seed));
    });
    QTest::qWait(200);
    auto* histogram = window_.findChild<AlphaHistogram*>();
    const auto heights = histogram->barHeights();
    const auto bin = std::max_element(heights.begin(), heights.end()) - heights.begin();
    QCustomPlot& plot = histogram->plot();
    const double alpha = (static_cast<double>(bin) + 0.5) / kAlphaBins;
    Hand::click(plot, QPoint(static_cast<int>(plot.xAxis->coordToPixel(alpha)),
                             plot.axisRect()->center().y()));
    auto& samples = part<QTableView>("samples");
    Hand::wait(
        "sample behind the bar", [&] { return samples.model()->rowCount() > 0; }, 120);
    Hand::click(*samples.viewport(), samples.visualRect(samples.model()->index(0, 0)).center());
    auto& text = part<QPlainTextEdit>("sample_text");
    Hand::wait("sentence", [&] { return text.toPlainText().contains("sample "); });
    auto& curve = part<QCustomPlot>("sample_plot");
    Hand::wait("history of the sample",
               [&] { return curve.graphCount() > 0 && curve.graph(0)->dataCount() > 0; });
    if (text.toPlainText().section('\n', 0, 0).isEmpty()) throw Error("The sentence is empty.");
    std::printf("sentence: %s\n", qPrintable(text.toPlainText().simplified()));
    take("5-sentence");
}

void Tour::exportTables() {
    auto& table = part<QTableWidget>("result_table");
    Hand::wait("result table", [&] { return table.rowCount() > 0; });
    for (const auto& [name, file] :
         {std::pair{"export_latex", "results.tex"}, std::pair{"export_csv", "results.csv"},
          std::pair{"export_markdown", "results.md"}}) {
        auto& button = part<QToolButton>(name);
        QFile::remove(pictures_.filePath(file));
        hand_.thenChooseAction(QLatin1String(name) + QStringLiteral("_save"));
        hand_.thenNameFile(pictures_.absoluteFilePath(file));
        Hand::click(button, QPoint(button.width() - 5, button.height() / 2));
        hand_.expectDone();
        Hand::click(button, QPoint(8, button.height() / 2));
        QFile saved(pictures_.filePath(file));
        if (!saved.open(QIODevice::ReadOnly) || saved.size() == 0 ||
            QString::fromUtf8(saved.readAll()) != QGuiApplication::clipboard()->text()) {
            throw Error(std::string(file) + " is not what the clipboard got.");
        }
    }
    take("6-table");
}

void Tour::expectFinished() {
    for (const RunRow& row : rows()) {
        if (row.state == RunState::kFinished || launched_.empty()) continue;
        throw Error("Run " + std::to_string(row.id) + " (" + row.label + ") is " +
                    runStateName(row.state) + ": " + row.message);
    }
    Hand::write(part<QLineEdit>("run_filter"), QLatin1String(test::kLeftFilter));
    window_.close();
    if (window_.isVisible()) throw Error("The window does not close.");
}

int tour(const QCommandLineParser& parser) {
    const QString pictures = parser.value("pictures");
    Options options;
    options.database = parser.value("db");
    options.data_folder = parser.value("data");
    options.theme = parser.value("theme");
    options.size = QSize(1600, 1000);
    if (options.database.isEmpty() || !QDir().mkpath(pictures)) {
        std::fprintf(stderr, "launch_by_clicks: --db FILE and a --pictures DIR are needed.\n");
        return 2;
    }
    const Theme theme;
    theme.apply(options.theme);
    if (parser.isSet("restart")) {
        try {
            test::expectAsLeft(options.database, theme, QDir(pictures));
            return 0;
        } catch (const std::exception& error) {
            std::fprintf(stderr, "launch_by_clicks: %s\n", error.what());
            return 1;
        }
    }
    MainWindow window(options, theme);
    window.show();
    Tour tour(window, options, parser.value("study"), pictures);
    try {
        if (parser.isSet("look"))
            tour.look();
        else
            tour.go();
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "launch_by_clicks: %s\n", error.what());
        tour.take("failed");
        return 1;
    }
}

}  // namespace
}  // namespace alphascope

int main(int argc, char** argv) {
    QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);  // nobody can click in those
    QApplication application(argc, argv);
    // Settings of its own, empty at the start: not those of the person who starts it.
    QApplication::setApplicationName(QStringLiteral("alphascope-clicks"));
    QApplication::setOrganizationName(QStringLiteral("alphascope-clicks"));
    alphascope::initResources();
    alphascope::speak(QStringLiteral("en"));
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOptions({{"db", "The database to write to.", "FILE"},
                       {"data", "The folder that holds the GLUE tasks.", "DIR"},
                       {"study", "The study to load in the form; without it a small demo.", "FILE"},
                       {"look", "Launch nothing; look at the runs that are there."},
                       {"restart", "Look only whether all is as the last tour left it."},
                       {"theme", "light or dark.", "THEME"},
                       {"pictures", "Where the pictures go.", "DIR"}});
    parser.process(application);
    if (!parser.isSet("restart")) QSettings().clear();
    return alphascope::tour(parser);
}
