// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/html_report.h"

#include "core/report/made_runs.h"
#include "report/html_text.h"
#include "report/svg.h"
#include "study/error.h"

#include <gmock/gmock.h>

#include <cmath>
#include <limits>
#include <regex>

namespace alphascope {
namespace {

using namespace testing;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

std::size_t countOf(const std::string& text, const std::string& what) {
    std::size_t n = 0;
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++n;
    return n;
}

/// Whether every element that is opened is closed, in order; void elements of HTML aside.
bool wellFormed(const std::string& text) {
    std::vector<std::string> open;
    const std::regex tag("<(/?)([a-zA-Z0-9]+)[^>]*?(/?)>");
    for (std::sregex_iterator it(text.begin(), text.end(), tag), end; it != end; ++it) {
        const std::string name = (*it)[2];
        if ((*it)[3] == "/" || name == "meta") continue;
        if ((*it)[1] == "/") {
            if (open.empty() || open.back() != name) return false;
            open.pop_back();
        } else {
            open.push_back(name);
        }
    }
    return open.empty();
}

TEST(LossBands, AreMeansOverStretchesThenOverRuns) {
    // Four steps in two stretches: run a has means 2 and 5, run b 4 and 9.
    const LossBand band = lossBand({{{1, 1}, {2, 3}, {3, 4}, {4, 6}}, {{1, 4}, {2, 4}, {4, 9}}}, 2);
    ASSERT_EQ(band.steps.size(), 2U);
    EXPECT_DOUBLE_EQ(band.steps[0], 1.5);
    EXPECT_DOUBLE_EQ(band.steps[1], 3.5);
    EXPECT_DOUBLE_EQ(band.values[0].mean, 3.0);
    EXPECT_DOUBLE_EQ(band.values[0].std, std::sqrt(2.0));
    EXPECT_DOUBLE_EQ(band.values[1].mean, 7.0);
    EXPECT_EQ(band.values[1].n, 2);
}

TEST(LossBands, StandGapsAndShortRuns) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    EXPECT_TRUE(lossBand({}).steps.empty());
    EXPECT_TRUE(lossBand({{}}).steps.empty());
    const LossBand band = lossBand({{{1, nan}, {2, 5}}}, 60);
    ASSERT_EQ(band.steps.size(), 2U) << "not more stretches than steps";
    EXPECT_EQ(band.values[0].n, 0);
    EXPECT_DOUBLE_EQ(band.values[1].mean, 5.0);
}

TEST(Ticks, AreRoundAndWithin) {
    EXPECT_THAT(niceTicks(0.0, 1.0, 5),
                ElementsAre(0.0, ::testing::DoubleNear(0.2, 1e-12),
                            ::testing::DoubleNear(0.4, 1e-12), ::testing::DoubleNear(0.6, 1e-12),
                            ::testing::DoubleNear(0.8, 1e-12), ::testing::DoubleNear(1.0, 1e-12)));
    EXPECT_THAT(niceTicks(-3.0, 12.0, 3), ElementsAre(0.0, 5.0, 10.0));
    EXPECT_TRUE(niceTicks(1.0, 1.0, 3).empty());
}

TEST(Svg, GapsSplitAPathAndTextIsEscaped) {
    SvgCanvas canvas(10, 20);
    const double nan = std::numeric_limits<double>::quiet_NaN();
    canvas.path({{0, 0}, {1, 1}, {nan, 2}, {3, 3}, {4, 4}, {5, nan}}, "#000");
    canvas.text({1, 2}, "a<b & \"c\"");
    const std::string svg = canvas.finish("x<y");
    EXPECT_EQ(countOf(svg, "<polyline"), 2U);
    EXPECT_THAT(svg, AllOf(HasSubstr("a&lt;b &amp; &quot;c&quot;"),
                           HasSubstr("aria-label=\"x&lt;y\""), HasSubstr("viewBox=\"0 0 10 20\"")));
    EXPECT_THAT(svg, Not(HasSubstr("nan")));
    EXPECT_TRUE(wellFormed(svg));
}

TEST(Svg, AreasMapTheirRange) {
    const PlotArea area{.left = 100,
                        .top = 10,
                        .width = 200,
                        .height = 50,
                        .x_low = 1,
                        .x_high = 3,
                        .y_low = -1,
                        .y_high = 1};
    EXPECT_EQ(area.at(1, -1), Point(100, 60));
    EXPECT_EQ(area.at(2, 0), Point(200, 35));
    EXPECT_EQ(area.at(3, 1), Point(300, 10));
}

TEST(HtmlOfMarkdown, HasHeadingsTablesAndLists) {
    const std::string html = htmlOfMarkdown(
        "# Report: a<b\n\n- **Warning**: x & y\n- two\n\n| row | n |\n|:--|--:|\n| a\\|b | **1** † "
        "|\n| c | *2* |\n\nplain\n");
    EXPECT_EQ(html,
              "<h1>Report: a&lt;b</h1>\n<ul>\n<li><b>Warning</b>: x &amp; y</li>\n<li>two</li>\n"
              "</ul>\n<div class=\"wide\"><table cellspacing=\"0\" cellpadding=\"3\"><thead>\n"
              "<tr><th align=\"left\">row</th><th align=\"right\">n</th></tr>\n</thead><tbody>\n"
              "<tr><td align=\"left\">a|b</td><td align=\"right\"><b>1</b> †</td></tr>\n"
              "<tr><td align=\"left\">c</td><td align=\"right\"><i>2</i></td></tr>\n"
              "</tbody></table></div>\n<p>plain\n</p>\n");
    EXPECT_THAT(htmlOfMarkdown("| * | ** |\n"), HasSubstr(">*</th>"));
}

class HtmlReport : public MadeRuns {
protected:
    /// A run with losses over ten steps and a histogram; its four dev predictions are `classes`.
    void addRun(const RunSpec& spec, const std::vector<int>& classes, double loss, int bins) {
        addPredictions(spec, classes);
        const auto sink = writer_->sink(last_id_);
        for (int step = 1; step <= 10; ++step)
            sink->publish(StepLogged{.step = step,
                                     .epoch = step / 10.0,
                                     .label_loss = loss,
                                     .teacher_loss = std::nan(""),
                                     .total_loss = loss,
                                     .alpha_mean = 0.5,
                                     .learning_rate = 1e-3,
                                     .seconds = 1.0});
        HistogramTaken histogram{.step = 10};
        for (int bin = 0; bin < bins; ++bin) histogram.counts[static_cast<std::size_t>(bin)] = 4;
        if (bins > 0) sink->publish(histogram);
    }
    HtmlReport() {
        addRun(specOf("sst2", "label-only", 1), {1, 1, 1, 1}, 0.5, 0);
        addRun(specOf("sst2", "label-only", 2), {1, 0, 0, 1}, 0.7, 0);
        addRun(specOf("sst2", "fixed", 1), {1, 0, 0, 0}, 0.4, 1);
        addRun(specOf("sst2", "rw-kd", 1), {1, 0, 0, 0}, 0.3, 3);
    }
};

TEST_F(HtmlReport, DrawsEveryRunAndOnlyAlphaThatVaries) {
    StoreReader connection = reader();
    const auto figures = reportFigures(connection, buildTable(connection, {}));
    ASSERT_EQ(figures.size(), 3U);  // scores, label loss, α; nobody has a teacher's loss
    EXPECT_THAT(figures[0].caption, HasSubstr("Scores on SST-2 dev accuracy"));
    EXPECT_EQ(countOf(figures[0].svg, "<circle"), 4U);
    EXPECT_THAT(figures[0].svg, HasSubstr("<title>label only, seed 2: 75.0</title>"));
    EXPECT_THAT(figures[1].caption, HasSubstr("Label loss"));
    EXPECT_EQ(countOf(figures[1].svg, "fill-opacity=\"0.18\""), 1U) << "one row has two seeds";
    EXPECT_EQ(countOf(figures[1].svg, "<polyline"), 3U);
    EXPECT_THAT(figures[1].svg, HasSubstr(">label only (2)</text>"));
    EXPECT_THAT(figures[2].svg, AllOf(HasSubstr("RW-KD (1)"), Not(HasSubstr("fixed"))));
    EXPECT_EQ(countOf(figures[2].svg, "<rect"), 3U);
    EXPECT_THAT(figures[0].svg, Not(HasSubstr("#dddddd"))) << "rows of dots need no grid";
    for (const auto& figure : figures) {
        EXPECT_THAT(figure.svg, Not(HasSubstr("></text>")));
        EXPECT_TRUE(wellFormed(figure.svg)) << figure.caption;
        EXPECT_THAT(figure.svg, Not(HasSubstr("nan")));
        EXPECT_THAT(figure.svg, Not(HasSubstr("inf")));
    }
}

TEST_F(HtmlReport, SaysWhereAlphaIsAShare) {
    addRun(specOf("sst2", "l2rw", 1), {1, 0, 0, 0}, 0.3, 3);
    StoreReader connection = reader();
    const std::string svg = reportFigures(connection, buildTable(connection, {})).at(2).svg;
    EXPECT_EQ(countOf(svg, "weight on teacher"), 1U) << "RW-KD's";
    EXPECT_EQ(countOf(svg, "share)"), 1U) << "L2RW's";
}

TEST_F(HtmlReport, IsOneFileThatFetchesNothing) {
    StoreReader connection = reader();
    const std::string html =
        toHtml(reportPages(connection, "made", {.resamples = 20, .program = "P 1", .date = "D"}));
    EXPECT_TRUE(html.starts_with("<!DOCTYPE html>"));
    EXPECT_TRUE(wellFormed(html));
    EXPECT_EQ(countOf(html, "<svg"), 3U);
    for (const char* foreign : {"<script", "<link", "<img", "src=", "href=", "@import", "url("})
        EXPECT_THAT(html, Not(HasSubstr(foreign)));
    EXPECT_EQ(countOf(html, "http"), countOf(html, "xmlns=\"http://www.w3.org/2000/svg\""));
    EXPECT_THAT(html,
                AllOf(HasSubstr("<title>Report: made</title>"), HasSubstr("Against label only"),
                      HasSubstr("Made by P 1 on D"), HasSubstr("<b>100.0 (1)</b>")));
}

TEST_F(HtmlReport, NamesAreEscaped) {
    RunSpec odd = specOf("sst2", "fixed", 5);
    odd.study = "<b>&co";
    addRun(odd, {1, 0, 0, 0}, 0.2, 0);
    StoreReader connection = reader();
    const std::string html =
        toHtml(reportPages(connection, "<b>&co", {.baseline = "fixed", .resamples = 5}));
    EXPECT_THAT(html, AllOf(HasSubstr("Report: &lt;b&gt;&amp;co"), Not(HasSubstr("<b>&co"))));
    EXPECT_THROW(reportPages(connection, "nobody's", {}), Error);
    EXPECT_THROW(reportPages(connection, "made", {.keep_going = [] { return false; }}), Error);
}

}  // namespace
}  // namespace alphascope
