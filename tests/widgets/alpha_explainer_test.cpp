// SPDX-License-Identifier: GPL-3.0-or-later
// What the window tells of how a sample came to its α.
#include "widgets/alpha_explainer.h"
#include "widgets/part.h"
#include "widgets/sample_detail.h"
#include "widgets/with_snapshots.h"

#include <gtest/gtest.h>
#include <qcustomplot.h>
#include <QLabel>
#include <QTreeWidget>

namespace alphascope {
namespace {

using test::part;

class AlphaExplainers : public test::WithSnapshots {
protected:
    /// A sample of the run with its history, as the window shows it.
    void show(std::int64_t id, bool with_history = true) {
        const auto snapshot = WithSnapshots::show({id});
        SampleLookup lookup;
        const auto row = *store_.findRun(std::to_string(id));
        const auto found = lookup.find(store_, row, {.most = 1});
        detail.resize(900, 300);
        detail.show();
        detail.showSample(found.rows.front(), snapshot->selected.front());
        if (!with_history) return;
        detail.showHistory(historyOf(store_, id, found.rows.front().view.record.id));
    }
    QString text(const char* label) { return part<QLabel>(detail, label)->text(); }
    QTreeWidgetItem* line(const QString& name) {
        const auto found =
            part<QTreeWidget>(detail, "explainer_lines")->findItems(name, Qt::MatchExactly, 0);
        EXPECT_FALSE(found.isEmpty()) << name.toStdString();
        return found.isEmpty() ? nullptr : found.front();
    }

    SampleDetail detail;
};

TEST_F(AlphaExplainers, AClosedFormMeetsTheStoredAlpha) {
    show(made->fixed);
    EXPECT_TRUE(text("explainer_scheme").contains("α = kd_weight"));
    EXPECT_EQ(line("settings")->text(3), "kd_weight = 0.5");
    EXPECT_TRUE(text("explainer_verdict").contains("agree"))
        << text("explainer_verdict").toStdString();
    EXPECT_EQ(line("w_kd")->text(1), "0.5");
    EXPECT_EQ(line("KD_i")->text(2), "stored");
}

TEST_F(AlphaExplainers, AMetaGradientIsNotMadeUp) {
    show(made->rw_kd);
    EXPECT_TRUE(text("explainer_verdict").contains("cannot be recomputed"));
    EXPECT_EQ(line("⟨∇L_meta, ∇l_i⟩")->text(1), "–");
    EXPECT_EQ(line("⟨∇L_meta, ∇l_i⟩")->text(2), "not stored");
}

TEST_F(AlphaExplainers, AClickedPointExplainsItsEpoch) {
    show(made->rw_kd);
    EXPECT_TRUE(text("explainer_scheme").contains("epoch 3"));
    auto* plot = part<QCustomPlot>(detail, "sample_plot");
    QTest::qWait(30);
    const QPoint first(static_cast<int>(plot->xAxis->coordToPixel(1.0)), plot->height() / 2);
    QTest::mouseClick(plot, Qt::LeftButton, Qt::NoModifier, first);
    EXPECT_TRUE(text("explainer_scheme").contains("epoch 1"))
        << text("explainer_scheme").toStdString();
    EXPECT_EQ(plot->graph(1)->data()->constBegin()->key, 1.0);
    EXPECT_NEAR(line("stored α_i")->text(1).toDouble(), detail.points()[0].second, 1e-4);
}

TEST_F(AlphaExplainers, EpochsAreChosenByKeys) {
    show(made->rw_kd);
    auto* plot = part<QCustomPlot>(detail, "sample_plot");
    const QCPRange epochs = plot->xAxis->range();
    QTest::keyClick(plot, Qt::Key_Left);
    EXPECT_TRUE(text("explainer_scheme").contains("epoch 2"));
    QTest::keyClick(plot, Qt::Key_Left);
    QTest::keyClick(plot, Qt::Key_Left);  // there is none before
    EXPECT_TRUE(text("explainer_scheme").contains("epoch 1"));
    EXPECT_EQ(plot->graph(1)->data()->constBegin()->key, 1.0);
    EXPECT_TRUE(plot->accessibleDescription().startsWith("epoch 1: α "))
        << plot->accessibleDescription().toStdString();
    QTest::keyClick(plot, Qt::Key_Right);
    EXPECT_TRUE(text("explainer_scheme").contains("epoch 2"));
    QTest::keyClick(plot, Qt::Key_Plus);  // all epochs are seen
    EXPECT_EQ(plot->xAxis->range(), epochs);
    show(made->rw_kd, false);
    QTest::keyClick(plot, Qt::Key_Left);  // before its history has been read
    EXPECT_TRUE(detail.points().empty());
    detail.clear();
    QTest::keyClick(plot, Qt::Key_Right);
}

TEST_F(AlphaExplainers, ARunOfANewerProgramIsSaidToBe) {
    AlphaExplainer explainer;
    AlphaQuestion question;
    question.spec.task = "rte";
    question.spec.scheme = "of tomorrow";
    explainer.explain(question);
    EXPECT_TRUE(part<QLabel>(explainer, "explainer_scheme")->text().contains("of tomorrow"));
    EXPECT_FALSE(part<QTreeWidget>(explainer, "explainer_lines")->isVisible());
}

}  // namespace
}  // namespace alphascope
