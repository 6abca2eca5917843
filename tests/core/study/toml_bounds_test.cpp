// SPDX-License-Identifier: GPL-3.0-or-later
#include "study/toml_bounds.h"

#include "core/study/error_of.h"
#include "study/study.h"

#include <gmock/gmock.h>

namespace alphascope {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

std::string times(const char* text, int count) {
    std::string all;
    for (int i = 0; i < count; ++i) all += text;
    return all;
}

/// What the whole reader says: it must end in a sentence, not in the parser's recursion.
std::string problemOf(const std::string& toml) {
    return errorOf([&] { parseStudy(toml, "my.toml"); });
}

TEST(TomlBounds, RefuseWhatNestsDeeply) {
    constexpr int kMany = 100'000;
    for (const std::string& toml :
         {"a = " + times("[", kMany) + times("]", kMany), "a = " + times("[", kMany),
          "a = " + times("{a=", kMany) + "1" + times("}", kMany), times("a.", kMany) + "a = 1",
          "[" + times("a.", kMany) + "a]", "[[" + times("a.", kMany) + "a]]",
          "a = {" + times("a . ", kMany) + "a = 1}", times("\"=\".", kMany) + "a = 1",
          times("'x'.", kMany) + "a = 1", times("[", kMany)})
        EXPECT_THAT(problemOf(toml), AllOf(HasSubstr("my.toml:1: "), HasSubstr("too deeply")))
            << toml.substr(0, 20);
}

/// Texts and comments are passed over as the parser does, so that nothing hides behind them.
TEST(TomlBounds, AreNotFooledByQuotesAndComments) {
    const std::string deep = times("a.", 100) + "a = 1";
    for (const char* before :
         {"x = \"\\\"\"\n", "x = 'a\\'\n", "# \"\n", "x = \"\"\"a\\\"\"\"b\"\"\"\"\"\n",
          "x = '''a''''\n", "x = \"\"\n", "x = {p = \"\"\"a\"\"\"\", "})
        EXPECT_THAT(problemOf(before + deep), HasSubstr("too deeply")) << before;
}

TEST(TomlBounds, PassDotsAndBracketsThatAreNoNesting) {
    const std::string dots(1000, '.'), brackets(1000, '[');
    for (const std::string& toml :
         {"x = \"" + dots + brackets + "\"", "x = '" + dots + brackets + "'",
          "x = \"\"\"\n" + dots + brackets + "\"\"\"", "# " + dots + brackets,
          "x = [" + times("0.5, ", 1000) + "1.5]", times("[[scheme]]\nid = 'fixed'\n", 100),
          std::string("[data.files.mnli]\ntrain = 'a.b.c'\n")})
        EXPECT_NO_THROW(refuseDeepToml(toml, "my.toml")) << toml.substr(0, 20);
    EXPECT_THAT(problemOf("a = 1\n\n" + times("a.", 9) + "a = 1"), HasSubstr("my.toml:3: "));
}

}  // namespace
}  // namespace alphascope
