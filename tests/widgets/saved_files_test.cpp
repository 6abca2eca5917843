// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/saved_files.h"

#include "core/report/made_runs.h"
#include "data/zip_archive.h"
#include "report/glue_submission.h"
#include "widgets/glue_check_view.h"
#include "widgets/part.h"
#include "widgets/report_pdf.h"
#include "widgets/snapshot_builder.h"
#include "widgets/table_panel.h"
#include "widgets/wait.h"

#include <QFile>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QSvgRenderer>
#include <QToolButton>

namespace alphascope {
namespace {

using test::part;
using test::waitFor;
using testing::specOf;

class Reports : public testing::MadeRuns {
protected:
    Reports() {
        addPredictions(specOf("sst2", "label-only"), {1, 1, 1, 1});
        addPredictions(specOf("sst2", "fixed"), {1, 0, 0, 0});
    }
    QString path(const char* name) const { return QString::fromStdString(folder_ / name); }
    static QByteArray read(const QString& name) {
        QFile file(name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void show(TablePanel& panel, std::vector<std::int64_t> selected = {}) {
        StoreReader store = reader();
        SnapshotBuilder builder(store, folder_ / "runs.db", false);
        builder.select(std::move(selected));
        panel.showSnapshot(builder.build());
    }
};

TEST_F(Reports, AreWrittenAsHtmlAndPdf) {
    TablePanel panel;
    show(panel);
    QSignalSpy noticed(&panel, &TablePanel::noticed);
    panel.saveReportAs(path("report.html"));
    EXPECT_EQ(part<QToolButton>(panel, "save_report")->text(), "Stop");
    EXPECT_TRUE(waitFor([&] { return noticed.count() == 1; }));
    EXPECT_EQ(part<QToolButton>(panel, "save_report")->text(), "Report…");
    const QByteArray html = read(path("report.html"));
    EXPECT_TRUE(html.startsWith("<!DOCTYPE html>"));
    EXPECT_TRUE(html.contains("Against label only"));
    panel.saveReportAs(path("report.pdf"));
    EXPECT_TRUE(waitFor([&] { return noticed.count() == 2; }));
    EXPECT_TRUE(read(path("report.pdf")).startsWith("%PDF-"));
}

TEST_F(Reports, WhatCannotBeWrittenIsSaid) {
    TablePanel panel;
    show(panel);
    QSignalSpy failed(&panel, &TablePanel::failed);
    for (const char* name : {"/proc/report.html", "/proc/report.pdf"}) {
        panel.saveReportAs(name);
        EXPECT_TRUE(waitFor([&] { return failed.count() == 1; }));
        EXPECT_TRUE(failed.takeFirst()[0].toString().contains(name));
    }
}

TEST_F(Reports, CanBeStopped) {
    FileSaver saver;
    QSignalSpy done(&saver, &FileSaver::done);
    saver.save(path("never.html"), reportWork({.database = folder_ / "runs.db",
                                               .study = "made",
                                               .options = {.resamples = 10000000}}));
    saver.stop();
    EXPECT_TRUE(waitFor([&] { return done.count() == 1; }));
    EXPECT_TRUE(done[0][1].toString().contains("stopped"));
    EXPECT_FALSE(QFile::exists(path("never.html")));
}

TEST_F(Reports, TheKeyOfReportsDoesNotStopTheOneThatIsWritten) {
    TablePanel panel;
    show(panel);
    QSignalSpy noticed(&panel, &TablePanel::noticed);
    panel.saveReportAs(path("report.html"));
    panel.saveReport();
    EXPECT_TRUE(waitFor([&] { return noticed.count() == 2; }));
    EXPECT_TRUE(noticed[0][0].toString().contains("Stop it with the button"));
    EXPECT_TRUE(QFile::exists(path("report.html")));
}

using Submissions = Reports;

TEST_F(Submissions, AreWrittenFromTheSelectedRuns) {
    Evaluated test = testing::evaluated(100, "test", {});
    test.outputs = 2;
    for (int i = 0; i < 146; ++i) test.logits.insert(test.logits.end(), {0.0F, 1.0F});
    add(specOf("wnli", "label-only"), {test});
    TablePanel panel;
    QSignalSpy saved(&panel, &TablePanel::submissionSaved);
    QSignalSpy failed(&panel, &TablePanel::failed);
    show(panel, {last_id_});
    panel.saveSubmissionAs(path("glue.zip"));
    EXPECT_TRUE(waitFor([&] { return saved.count() == 1; }));
    EXPECT_EQ(ZipArchive(path("glue.zip").toStdString()).names()[0], "WNLI.tsv");
    show(panel, {1});  // it kept no test predictions
    panel.saveSubmissionAs(path("none.zip"));
    EXPECT_TRUE(waitFor([&] { return failed.count() == 1; }));
    EXPECT_TRUE(failed[0][0].toString().contains("kept no predictions on the test set"));
    EXPECT_FALSE(QFile::exists(path("none.zip")));
}

TEST_F(Submissions, SayWhatToDoWhereNothingIsSelected) {
    TablePanel panel;
    show(panel);
    QSignalSpy noticed(&panel, &TablePanel::noticed);
    panel.saveSubmission();
    ASSERT_EQ(noticed.count(), 1);
    EXPECT_TRUE(noticed[0][0].toString().startsWith("Select the runs"));
}

// A renderer that cannot read a figure would leave a hole in the PDF.
TEST_F(Reports, QtDrawsEveryFigure) {
    StoreReader store = reader();
    const auto figures = reportFigures(store, buildTable(store, {}));
    ASSERT_FALSE(figures.empty());
    for (const ReportFigure& figure : figures) {
        const QSvgRenderer renderer(QByteArray::fromStdString(figure.svg));
        EXPECT_TRUE(renderer.isValid()) << figure.caption;
        EXPECT_EQ(renderer.defaultSize().width(), 720);
    }
}

// For print: lines and letters, not pixels.
TEST_F(Reports, APdfHasItsFiguresAsVectors) {
    StoreReader store = reader();
    ReportPages pages = reportPages(store, "made", {.resamples = 100});
    ASSERT_FALSE(pages.figures.empty());
    ASSERT_EQ(writePdf(pages, path("drawn.pdf")), "");
    const QByteArray drawn = read(path("drawn.pdf"));
    EXPECT_FALSE(drawn.contains("/Subtype /Image"));
    for (ReportFigure& figure : pages.figures)
        figure.svg =
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"720\" height=\"300\"></svg>";
    ASSERT_EQ(writePdf(pages, path("blank.pdf")), "");
    EXPECT_GT(drawn.size(), read(path("blank.pdf")).size() + 500);
}

TEST_F(Reports, AGlueSubmissionIsChecked) {
    const auto zip = folder_ / "my.zip";
    writeZip(zip, {{"RTE.tsv", "index\tprediction\n0\tmaybe\n"}});
    GlueCheckView view(QString::fromStdString(zip));
    EXPECT_TRUE(part<QLabel>(view, "glue_verdict")->text().startsWith("✗ 12 fault"));
    const QString faults = part<QPlainTextEdit>(view, "glue_faults")->toPlainText();
    EXPECT_TRUE(faults.contains("RTE.tsv:2: the prediction 'maybe'"));
    EXPECT_TRUE(faults.contains("CoLA.tsv: the file is missing"));
    const GlueCheckView none(QString::fromStdString(folder_ / "nowhere.zip"));
    EXPECT_TRUE(none.findChild<QLabel*>("glue_verdict")->text().contains("nowhere.zip"));
    EXPECT_TRUE(none.findChild<QPlainTextEdit*>("glue_faults")->isHidden());
}

}  // namespace
}  // namespace alphascope
