// SPDX-License-Identifier: GPL-3.0-or-later
// What the smaller parts do when they are clicked, and what panels do when the run, the database or
// the theme changes.
#include "widgets/alpha_histogram.h"
#include "widgets/alpha_panel.h"
#include "widgets/banner.h"
#include "widgets/dev_score_panel.h"
#include "widgets/log_panel.h"
#include "widgets/losses.h"
#include "widgets/made_snapshot.h"
#include "widgets/plot_pane.h"
#include "widgets/sample_detail.h"
#include "widgets/sample_model.h"
#include "widgets/start_page.h"
#include "widgets/table_panel.h"
#include "widgets/with_snapshots.h"

#include <gmock/gmock.h>
#include <qcustomplot.h>
#include <QCheckBox>
#include <QComboBox>
#include <QCommandLinkButton>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTimer>
#include <QToolButton>

#include <cmath>

namespace alphascope {
namespace {

class Panels : public test::WithSnapshots {
protected:
    /// The same picture, changed by hand.
    static std::shared_ptr<Snapshot> copyOf(const Snapshot& snapshot) {
        return std::make_shared<Snapshot>(snapshot);
    }
    template <typename Item>
    static std::vector<Item*> itemsOf(QCustomPlot& plot) {
        std::vector<Item*> found;
        for (int i = 0; i < plot.itemCount(); ++i) {
            auto* item = qobject_cast<Item*>(plot.item(i));
            if (item != nullptr && item->objectName() != "cursor_line") found.push_back(item);
        }
        return found;
    }
};

TEST(StartPage, OffersFourWaysToGoOn) {
    StartPage page;
    page.resize(800, 600);
    page.show();
    const QSignalSpy study(&page, &StartPage::newStudyRequested);
    const QSignalSpy demo(&page, &StartPage::demoRequested);
    const QSignalSpy gallery(&page, &StartPage::galleryRequested);
    const QSignalSpy open(&page, &StartPage::openRequested);
    int clicks = 0;
    for (const auto& [name, spy] :
         {std::pair{"start_new_study", &study}, std::pair{"start_demo", &demo},
          std::pair{"start_gallery", &gallery}, std::pair{"start_open", &open}}) {
        auto* button = page.findChild<QCommandLinkButton*>(name);
        ASSERT_NE(button, nullptr) << name;
        EXPECT_FALSE(button->accessibleDescription().isEmpty()) << name;
        QTest::mouseClick(button, Qt::LeftButton);
        EXPECT_EQ(spy->count(), 1) << name;
        ++clicks;
        EXPECT_EQ(study.count() + demo.count() + gallery.count() + open.count(), clicks);
    }
}

TEST(Banner, ShowsTheLastMessageUntilItIsDismissed) {
    Banner banner;
    EXPECT_TRUE(banner.isHidden());
    banner.say(Banner::Kind::kNotice, "first");
    banner.say(Banner::Kind::kError, "<b>second</b>");
    EXPECT_FALSE(banner.isHidden());
    EXPECT_EQ(banner.text(), "<b>second</b>");
    EXPECT_EQ(banner.findChild<QLabel*>("banner_text")->textFormat(), Qt::PlainText);
    QTest::mouseClick(banner.findChild<QToolButton*>("banner_close"), Qt::LeftButton);
    EXPECT_TRUE(banner.isHidden());
    EXPECT_EQ(banner.text(), "");
}

TEST(Banner, OffersWhatCanBeDoneUntilItIsDoneOrGone) {
    Banner banner;
    int done = 0;
    auto* button = banner.findChild<QPushButton*>("banner_button");
    banner.offer("2 runs archived.", "Undo", [&done] { ++done; });
    EXPECT_FALSE(button->isHidden());
    EXPECT_EQ(button->text(), "Undo");
    button->click();
    EXPECT_EQ(done, 1);
    EXPECT_EQ(banner.text(), "");
    banner.offer("again", "Undo", [] {});
    banner.withdraw();
    EXPECT_EQ(banner.text(), "");
    banner.say(Banner::Kind::kNotice, "news");
    EXPECT_TRUE(button->isHidden());
    banner.withdraw();
    EXPECT_EQ(banner.text(), "news");
}

TEST_F(Panels, TheMarkedRangeBelongsToARun) {
    PlotLink link;
    AlphaPanel panel(link);
    panel.showSnapshot(show({made->rw_kd}));
    QCustomPlot& plot = panel.findChild<AlphaHistogram*>()->plot();
    const auto marks = itemsOf<QCPItemRect>(plot);
    ASSERT_EQ(marks.size(), 1U);
    panel.markRange(0.25, 0.5);
    EXPECT_TRUE(marks[0]->visible());
    EXPECT_DOUBLE_EQ(marks[0]->topLeft->key(), 0.25);
    EXPECT_DOUBLE_EQ(marks[0]->bottomRight->key(), 0.5);
    panel.showSnapshot(show({made->fixed}));
    EXPECT_FALSE(marks[0]->visible());
}

TEST_F(Panels, CountsCanBeShownOnALogarithmicAxis) {
    PlotLink link;
    AlphaPanel panel(link);
    panel.showSnapshot(show({made->rw_kd}));
    QCustomPlot& plot = panel.findChild<AlphaHistogram*>()->plot();
    auto* box = panel.findChild<QCheckBox*>("alpha_log");
    box->click();
    EXPECT_EQ(plot.yAxis->scaleType(), QCPAxis::stLogarithmic);
    EXPECT_GT(plot.yAxis->range().lower, 0.0);  // one sample stands above the axis
    EXPECT_LT(plot.yAxis->range().lower, 1.0);
    box->click();
    EXPECT_EQ(plot.yAxis->scaleType(), QCPAxis::stLinear);
    EXPECT_DOUBLE_EQ(plot.yAxis->range().lower, 0.0);
}

TEST_F(Panels, AFixedWeightIsOneAtom) {
    PlotLink link;
    AlphaPanel panel(link);
    panel.showSnapshot(show({made->fixed}));
    const auto texts = itemsOf<QCPItemText>(panel.findChild<AlphaHistogram*>()->plot());
    ASSERT_EQ(texts.size(), 1U);
    EXPECT_TRUE(texts[0]->text().startsWith("at ½: "));
}

// Where a scheme's two weights need not sum to 1, what is shown is the teacher's share of them.
TEST_F(Panels, TheAxesSayWhereAlphaIsAShare) {
    PlotLink link;
    AlphaPanel panel(link);
    const auto titles = [&panel] {
        QStringList all;
        for (const char* name : {"alpha_now_plot", "alpha_difference_plot", "alpha_ridge_plot"})
            all << panel.findChild<QCustomPlot*>(name)->xAxis->label();
        return all << panel.findChild<QCustomPlot*>("alpha_time_plot")->yAxis->label();
    };
    const QStringList weight{"α (weight on teacher)", "α (weight on teacher)",
                             "α (weight on teacher)", "α"};
    const auto plain = show({made->rw_kd, made->fixed});
    panel.showSnapshot(plain);
    EXPECT_EQ(titles(), weight);
    for (const std::size_t which : {0U, 1U}) {
        auto changed = copyOf(*plain);
        auto run = std::make_shared<RunDetail>(*plain->selected[which]);
        run->row.scheme = "l2rw";
        changed->selected[which] = run;
        panel.showSnapshot(changed);
        for (const QString& title : titles())
            EXPECT_TRUE(title.contains("teacher's share")) << which << title.toStdString();
    }
    panel.showSnapshot(plain);
    EXPECT_EQ(titles(), weight);
}

TEST_F(Panels, TheMajorityLineIsDrawnOnceATask) {
    PlotLink link;
    DevScorePanel panel(link);
    panel.showSnapshot(show({made->rw_kd}));
    const auto lines = itemsOf<QCPItemStraightLine>(panel.pane().plot());
    ASSERT_EQ(lines.size(), 1U);
    const double majority = show({made->rw_kd})->selected[0]->majority[0].second * 100.0;
    EXPECT_NEAR(lines[0]->point1->value(), majority, 1e-9);
    EXPECT_TRUE(panel.pane().plot().yAxis->range().contains(majority));
    panel.showSnapshot(show({made->rw_kd, made->fixed}));
    EXPECT_EQ(itemsOf<QCPItemStraightLine>(panel.pane().plot()).size(), 1U);
    EXPECT_EQ(panel.pane().plot().graphCount(), 4);
}

TEST_F(Panels, LineColoursFollowTheTheme) {
    test::Losses losses;
    SeriesPanel& panel = losses.panel;
    panel.showSnapshot(show({made->rw_kd}));
    auto* plot = panel.findChild<QCustomPlot*>("losses_plot");
    const QColor light = plot->graph(1)->pen().color();
    QPalette dark(QColor(0x2E3237), QColor(0x191B1E));
    dark.setColor(QPalette::Base, QColor(0x191B1E));
    dark.setColor(QPalette::Text, Qt::white);
    panel.setPalette(dark);
    QTest::qWait(20);
    EXPECT_NE(plot->graph(1)->pen().color(), light);
    EXPECT_GT(plot->xAxis->labelColor().lightness(), 200);
}

TEST_F(Panels, AreEmptyAgainWithoutASelection) {
    test::Losses made_losses;
    SeriesPanel& losses = made_losses.panel;
    LogPanel log;
    for (const std::shared_ptr<const Snapshot>& snapshot : {show({made->rw_kd}), show({})}) {
        losses.showSnapshot(snapshot);
        log.showSnapshot(snapshot);
    }
    EXPECT_EQ(losses.findChild<QCustomPlot*>("losses_plot")->graphCount(), 0);
    EXPECT_TRUE(log.findChild<QPlainTextEdit*>("log")->toPlainText().isEmpty());
}

TEST_F(Panels, TheLegendLeavesTheCurvesInSight) {
    test::Losses losses;
    SeriesPanel& panel = losses.panel;
    panel.showSnapshot(show({made->rw_kd}));
    auto* plot = panel.findChild<QCustomPlot*>("losses_plot");
    double highest = 0.0;
    for (int i = 0; i < plot->graphCount(); ++i) {
        bool found = false;
        const QCPRange range = plot->graph(i)->getValueRange(found);
        if (found) highest = std::max(highest, range.upper);
    }
    EXPECT_GT(plot->yAxis->range().upper, 1.2 * highest);
}

TEST_F(Panels, AChosenStudyStaysChosen) {
    auto snapshot = copyOf(*show({made->rw_kd}));
    test::edit(snapshot->runs[0]).study = "other";
    TablePanel panel;
    const QSignalSpy wanted(&panel, &TablePanel::tableWanted);
    panel.showSnapshot(snapshot);
    auto* study = panel.findChild<QComboBox*>("table_study");
    EXPECT_EQ(study->currentText(), "made");  // the current run's
    EXPECT_EQ(study->count(), 3);             // all, and the two
    panel.chooseStudy("other");
    EXPECT_EQ(wanted.last()[0].value<std::string>(), "other");
    panel.showSnapshot(copyOf(*snapshot));
    EXPECT_EQ(study->currentText(), "other");
    // A study that another database does not have is offered no more.
    snapshot->database = "/another.db";
    test::edit(snapshot->runs[0]).study = "made";
    panel.showSnapshot(copyOf(*snapshot));
    EXPECT_LT(study->findData("other"), 0);
}

TEST_F(Panels, ATableThatCannotBeSavedIsSaid) {
    TablePanel panel;
    panel.showTable(
        std::make_shared<const ResultTable>(buildTable(store_, "made", Selection::kFinalStep)));
    QSignalSpy failed(&panel, &TablePanel::failed);
    QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    const auto saveTo = [&panel](const QString& file) {
        QTimer::singleShot(200, [file] {
            auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
            ASSERT_NE(dialog, nullptr);
            dialog->findChild<QLineEdit*>()->setText(file);
            QMetaObject::invokeMethod(dialog, "accept");
            if (dialog->isVisible()) dialog->reject();
        });
        panel.findChild<QAction*>("export_csv_save")->trigger();
    };
    const QString good = folder->filePath("table.csv");
    saveTo(good);
    QFile file(good);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_EQ(QString::fromUtf8(file.readAll()), panel.exported(TablePanel::Format::kCsv));
    EXPECT_EQ(failed.count(), 0);
    saveTo("/proc/table.csv");
    ASSERT_EQ(failed.count(), 1);
    EXPECT_TRUE(failed[0][0].toString().contains("/proc/table.csv"));
}

SampleRow someSample() {
    SampleRow row;
    row.view.record.id = 7;
    row.view.record.alpha = 0.25F;
    row.view.record.label_loss = 1.5F;
    row.view.record.teacher_loss = 0.5F;
    row.view.flags = kFlagFlipped;
    row.teacher_p = 0.9;
    row.student_p = std::nan("");
    row.label_name = "entailment";
    row.text_a = "<i>First</i> sentence.";
    row.text_b = "Second.";
    return row;
}

TEST(SampleDetail, SaysInWordsWhatIsKnown) {
    SampleDetail detail;
    detail.showSample(someSample(), std::make_shared<const RunDetail>());
    auto* text = detail.findChild<QPlainTextEdit*>("sample_text");
    const QString shown = text->toPlainText();
    EXPECT_TRUE(shown.startsWith("<i>First</i> sentence.\nSecond.\n"));
    EXPECT_TRUE(shown.contains("sample 7, label entailment; teacher gives it 0.90"));
    EXPECT_FALSE(shown.contains("student"));  // not known
    EXPECT_TRUE(shown.contains("its label was flipped on purpose"));
    detail.clear();
    EXPECT_TRUE(text->toPlainText().isEmpty());
    EXPECT_TRUE(detail.points().empty());
}

TEST(SampleModel, SortsByNumberWithTheUnknownLast) {
    auto result = std::make_shared<SampleResult>();
    result->rows = {someSample(), someSample()};
    result->rows[1].student_p = 0.3;
    result->rows[1].text_a.clear();
    result->rows[1].text_b.clear();
    SampleModel model;
    model.show(result);
    const auto key = [&model](int row, int column) {
        return model.index(row, column).data(SampleModel::kSortRole);
    };
    EXPECT_LT(key(0, SampleModel::kStudent).toDouble(), key(1, SampleModel::kStudent).toDouble());
    EXPECT_EQ(model.index(0, SampleModel::kFlags).data().toString(), "flipped");
    EXPECT_EQ(model.index(0, SampleModel::kSentence).data().toString(),
              "<i>First</i> sentence.  |  Second.");
    EXPECT_EQ(model.index(1, SampleModel::kSentence).data().toString(), "#7");  // no text at hand
    for (int column = 0; column < SampleModel::kColumns; ++column) {
        EXPECT_FALSE(
            model.headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString().isEmpty());
    }
}

}  // namespace
}  // namespace alphascope
