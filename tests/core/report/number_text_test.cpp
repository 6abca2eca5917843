// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/number_text.h"

#include <gtest/gtest.h>

#include <limits>
#include <string>

namespace alphascope {
namespace {

TEST(NumberText, RoundsAndNeverWritesMinusZero) {
    EXPECT_EQ(fixedText(68.25001, 1), "68.3");
    EXPECT_EQ(fixedText(-0.04, 1), "0.0");
    EXPECT_EQ(fixedText(-0.4, 0), "0");
    EXPECT_EQ(fixedText(-0.06, 1), "-0.1");
    EXPECT_EQ(fixedText(std::numeric_limits<double>::quiet_NaN(), 1), "nan");
    EXPECT_EQ(fixedText(1e300, 0).size(), 301U);
}

TEST(NumberText, ExactNumbersReadBackTheSame) {
    EXPECT_EQ(exactText(0.1), "0.1");
    EXPECT_EQ(exactText(0.1F), "0.1");
    EXPECT_EQ(std::stod(exactText(1.0 / 3.0)), 1.0 / 3.0);
    EXPECT_EQ(exactText(std::numeric_limits<float>::quiet_NaN()), "nan");
}

TEST(NumberText, FieldsAreQuotedWhereTheyMustBe) {
    EXPECT_EQ(csvField("plain text"), "plain text");
    EXPECT_EQ(csvField("a,b"), "\"a,b\"");
    EXPECT_EQ(csvField("say \"a\""), "\"say \"\"a\"\"\"");
    EXPECT_EQ(csvField("two\nlines"), "\"two\nlines\"");
}

}  // namespace
}  // namespace alphascope
