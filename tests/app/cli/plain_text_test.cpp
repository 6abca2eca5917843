// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/plain_text.h"

#include "app/cli/json_rows.h"
#include "app/cli/text_table.h"

#include <gtest/gtest.h>

namespace alphascope {
namespace {

TEST(PlainText, LeavesNothingThatATerminalObeys) {
    for (const auto& [text, shown] : std::vector<std::pair<std::string, std::string>>{
             {"α · plain, \t tabs\nand lines", "α · plain, \t tabs\nand lines"},
             {"\x1B]0;title\x07", "\uFFFD]0;title\uFFFD"},
             {"\x1B[2J\r\b\x7F", "\uFFFD[2J\uFFFD\uFFFD\uFFFD"},
             {std::string("a\0b", 3), "a\uFFFDb"},
             {"\xC2\x80\xC2\x9B"
              "2J\xC2\x9F|\xC2\xA0",
              "\uFFFD\uFFFD2J\uFFFD|\u00A0"},
             {"\x9B"
              "2J \xE2\x82 \xC0\x9B \xE0\x82\x9B \xF8",
              "\uFFFD2J \uFFFD\uFFFD \uFFFD\uFFFD "
              "\uFFFD\uFFFD\uFFFD \uFFFD"},
             {"ends in \xE2", "ends in \uFFFD"},
             {"\xF0\x9F\x8D\x8E", "\xF0\x9F\x8D\x8E"}}) {
        EXPECT_EQ(plainText(text), shown);
        EXPECT_EQ(plainText(shown), shown) << "a second time changes nothing";
    }
    EXPECT_EQ(plainLine("a\nb\tc"), "a\uFFFDb\uFFFDc");
}

TEST(PlainText, CellsOfATableStayOnTheirLine) {
    EXPECT_EQ(alignColumns({{"RUN", "ROW"}, {"1\n", "\x1B[31mred"}}),
              "RUN  ROW\n1\uFFFD   \uFFFD[31mred\n");
    RunRow run;
    run.task = "demo";
    run.label = "\x1B]0;x\x07\n";
    EXPECT_EQ(runTitle(run).find_first_of("\x1B\x07\n"), std::string::npos);
}

TEST(PlainText, JsonHoldsTheSameTextWithItsControlsEscaped) {
    const nlohmann::json json{{"note",
                               "\x1B[2J \x7F \xC2\x9B"
                               "2J \xC2\xA9 α"}};
    const std::string text = jsonText(json, -1);
    EXPECT_EQ(text, R"({"note":"\u001b[2J \u007f \u009b2J © α"})");
    EXPECT_EQ(nlohmann::json::parse(text), json);
}

TEST(PlainText, IsWhatIsPrinted) {
    testing::internal::CaptureStdout();
    say("%s: %d\n", "\x1B[2J", 3);
    EXPECT_EQ(testing::internal::GetCapturedStdout(), "\uFFFD[2J: 3\n");
    testing::internal::CaptureStderr();
    complain("%s\n", std::string(5000, '\r').c_str());
    EXPECT_EQ(testing::internal::GetCapturedStderr().find('\r'), std::string::npos);
    testing::internal::CaptureStdout();
    sayData("\x1B");
    EXPECT_EQ(testing::internal::GetCapturedStdout(), "\x1B") << "no terminal, so as it is";
}

}  // namespace
}  // namespace alphascope
