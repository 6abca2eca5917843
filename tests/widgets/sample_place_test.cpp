// SPDX-License-Identifier: GPL-3.0-or-later
// What a session keeps of the samples: which are listed, and which of them are selected. The
// answers come from the test, when it says so.
#include "widgets/part.h"
#include "widgets/sample_model.h"
#include "widgets/sample_panel.h"
#include "widgets/wait.h"

#include <gmock/gmock.h>
#include <QJsonArray>
#include <QJsonObject>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTableView>

#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace alphascope {
namespace {

using test::part;
using test::waitFor;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Ids = std::vector<std::uint32_t>;

/// A panel that shows a run; its questions wait for the test.
class ShownPanel {
public:
    explicit ShownPanel(std::int64_t run = 1) {
        QObject::connect(
            &panel, &SamplePanel::samplesWanted, &panel,
            [this](qint64 id, const SampleQuery& query) { questions.emplace_back(id, query); });
        showRun(run);
    }
    void showRun(std::int64_t run, std::size_t histograms = 1) {
        auto detail = std::make_shared<RunDetail>();
        detail->row.id = run;
        detail->row.uuid = "run-" + std::to_string(run);
        detail->histograms.resize(histograms);
        auto snapshot = std::make_shared<Snapshot>();
        snapshot->selected = {detail};
        panel.showSnapshot(snapshot);
    }
    /// The samples of a question arrive; listed in this order, since α falls with the id.
    void answer(std::size_t question, const Ids& ids) {
        auto result = std::make_shared<SampleResult>();
        std::tie(result->run_id, result->query) = questions.at(question);
        for (const std::uint32_t id : ids) {
            SampleRow row;
            row.view.record.id = id;
            row.view.record.alpha = 1.0F - static_cast<float>(id) / 100.0F;
            result->rows.push_back(row);
        }
        result->ids = ids;
        result->total = ids.size();
        panel.showSamples(result);
    }
    void answerLast(const Ids& ids) { answer(questions.size() - 1, ids); }

    QTableView* table() { return part<QTableView>(panel, "samples"); }
    Ids selected() {
        Ids ids;
        for (const QModelIndex& row :
             table()->selectionModel()->selectedRows(SampleModel::kSentence))
            ids.push_back(row.data().toString().mid(1).toUInt());  // "#7": there is no sentence
        std::sort(ids.begin(), ids.end());
        return ids;
    }
    /// As by a key: the row becomes the current one.
    void choose(int row) { table()->setCurrentIndex(table()->model()->index(row, 0)); }
    void chooseAlso(int row) {
        table()->selectionModel()->select(table()->model()->index(row, 0),
                                          QItemSelectionModel::Select | QItemSelectionModel::Rows);
    }

    SamplePanel panel;
    std::vector<std::pair<qint64, SampleQuery>> questions;
};

class SamplePlace : public ::testing::Test {
protected:
    /// What is left of a session in which samples 7 and 8 of these were read.
    static QJsonObject left(const std::function<void(SamplePanel&)>& choose) {
        ShownPanel before;
        choose(before.panel);
        before.answerLast({5, 7, 8, 9});
        before.choose(1);
        before.chooseAlso(2);
        EXPECT_THAT(before.selected(), ElementsAre(7U, 8U));
        return before.panel.place();
    }
    static QJsonObject leftInRange() {
        return left([](SamplePanel& panel) { panel.chooseRange(0.5, 1.0, {20, 40}); });
    }
    static QJsonObject leftOnTheMap() {
        return left([](SamplePanel& panel) { panel.chooseSamples({5, 7, 8, 9}); });
    }
};

TEST_F(SamplePlace, ComesBackWithTheSamplesAndNobodyHasChosenThem) {
    const QJsonObject place = leftInRange();
    ShownPanel next;
    const QSignalSpy read(&next.panel, &SamplePanel::sampleRead);
    const QSignalSpy history(&next.panel, &SamplePanel::historyWanted);
    next.panel.goTo(place);
    ASSERT_EQ(next.questions.size(), 1U);
    EXPECT_EQ(next.questions[0].second.low, 0.5);
    EXPECT_EQ(next.questions[0].second.steps, (StepRange{20, 40}));
    EXPECT_THAT(next.selected(), IsEmpty()) << "nothing is listed yet";
    next.answerLast({5, 7, 8, 9});
    EXPECT_THAT(next.selected(), ElementsAre(7U, 8U));
    ASSERT_EQ(history.count(), 1) << "the first is shown in full";
    EXPECT_EQ(history[0][1].toUInt(), 7U);
    EXPECT_EQ(read.count(), 0) << "Follow stays as it was";
    next.choose(3);
    EXPECT_EQ(read.count(), 1) << "and this is a choice";
}

TEST_F(SamplePlace, IsNotLostByAnEarlyClose) {
    for (const QJsonObject& place : {leftInRange(), leftOnTheMap()}) {
        ShownPanel next;
        next.panel.goTo(place);
        EXPECT_EQ(next.panel.place(), place) << "the samples have not arrived";
        ShownPanel after;
        after.panel.goTo(next.panel.place());
        after.answerLast({5, 7, 8, 9});
        EXPECT_THAT(after.selected(), ElementsAre(7U, 8U));
        EXPECT_EQ(after.panel.place(), place) << "nor is it once they have";
    }
}

TEST_F(SamplePlace, ReachesNoOtherList) {
    const std::vector<std::pair<const char*, std::function<void(ShownPanel&)>>> others{
        {"another range", [](ShownPanel& shown) { shown.panel.chooseRange(0.0, 1.0); }},
        {"the map",
         [](ShownPanel& shown) {
             shown.panel.chooseSamples({7, 8});
         }},
        {"a search",
         [](ShownPanel& shown) {
             part<QLineEdit>(shown.panel, "sample_words")->setText("film");
             EXPECT_TRUE(waitFor([&] { return shown.questions.size() == 2; }));
         }},
        {"cleared",
         [](ShownPanel& shown) {
             shown.panel.clear();
             shown.panel.chooseRange(0.5, 1.0, {20, 40});
         }},
        {"another run",
         [](ShownPanel& shown) {
             shown.showRun(2);
             shown.panel.chooseRange(0.5, 1.0, {20, 40});
         }},
    };
    const QJsonObject place = leftInRange();
    for (const auto& [name, choose] : others) {
        SCOPED_TRACE(name);
        ShownPanel next;
        next.panel.goTo(place);
        choose(next);
        ASSERT_EQ(next.questions.size(), 2U);
        if (next.questions[0] != next.questions[1]) next.answer(0, {5, 7, 8, 9});  // too late
        EXPECT_THAT(next.selected(), IsEmpty());
        next.answer(1, {5, 7, 8, 9});
        EXPECT_EQ(next.table()->model()->rowCount(), 4);
        EXPECT_THAT(next.selected(), IsEmpty());
        EXPECT_TRUE(next.panel.place()["selected"].toArray().isEmpty());
    }
}

TEST_F(SamplePlace, WaitsForOneListAlone) {
    ShownPanel next;
    next.panel.goTo(leftInRange());
    next.answerLast({5, 9});  // the others have another α by now
    EXPECT_THAT(next.selected(), IsEmpty());
    next.panel.chooseRange(0.0, 1.0);
    next.answerLast({5, 7, 8, 9});
    EXPECT_THAT(next.selected(), IsEmpty());
}

/// The search of the last session is asked for before the place is known.
TEST_F(SamplePlace, IsTakenAtOnceWhereTheSamplesAreListedAlready) {
    const auto search = [](SamplePanel& panel) {
        part<QLineEdit>(panel, "sample_words")->setText("film");
    };
    ShownPanel before;
    search(before.panel);
    ASSERT_TRUE(waitFor([&] { return before.questions.size() == 1; }));
    before.answerLast({5, 7, 8, 9});
    before.choose(1);
    before.chooseAlso(2);
    ShownPanel next;
    search(next.panel);
    ASSERT_TRUE(waitFor([&] { return next.questions.size() == 1; }));
    next.answerLast({5, 7, 8, 9});
    next.panel.goTo(before.panel.place());
    EXPECT_THAT(next.selected(), ElementsAre(7U, 8U));
    EXPECT_EQ(next.questions.size(), 1U) << "they are not asked for again";
}

/// A histogram came after the question and before its answer.
TEST_F(SamplePlace, StaysWhereTheSameQuestionIsAnsweredTwice) {
    ShownPanel next;
    const QSignalSpy read(&next.panel, &SamplePanel::sampleRead);
    next.panel.goTo(leftInRange());
    next.showRun(1, 2);
    ASSERT_EQ(next.questions.size(), 2U);
    ASSERT_EQ(next.questions[0], next.questions[1]);
    next.answer(0, {5, 7, 8, 9});
    next.answer(1, {4, 5, 7, 9});
    EXPECT_THAT(next.selected(), ElementsAre(7U)) << "8 has another α by now";
    EXPECT_EQ(read.count(), 0);
}

}  // namespace
}  // namespace alphascope
