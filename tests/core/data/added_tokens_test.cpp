// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/added_tokens.h"
#include "core/data/helpers.h"

namespace alphascope {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// Parts as they come: plain text in quotes, special ones as "<id>".
std::vector<std::string> split(const std::vector<AddedToken>& tokens, const std::string& text) {
    std::vector<std::string> parts;
    AddedTokens(tokens).split(
        text,
        [&](std::string_view part, std::size_t place) {
            EXPECT_EQ(text.substr(place, part.size()), part);
            parts.push_back('"' + std::string(part) + '"');
        },
        [&](std::int32_t id) { parts.push_back('<' + std::to_string(id) + '>'); });
    return parts;
}

TEST(AddedTokens, AreCutOutOfTheText) {
    const std::vector<AddedToken> tokens{{"[A]", 1}, {"[B]", 2}};
    EXPECT_THAT(split(tokens, "x[A]y [B]"), ElementsAre("\"x\"", "<1>", "\"y \"", "<2>"));
    EXPECT_THAT(split(tokens, "[A][A]"), ElementsAre("<1>", "<1>"));
    EXPECT_THAT(split(tokens, "[a] [A"), ElementsAre("\"[a] [A\""));
    EXPECT_THAT(split(tokens, ""), IsEmpty());
    EXPECT_THAT(split({}, "[A]"), ElementsAre("\"[A]\""));
}

TEST(AddedTokens, PreferTheLongestAtAPlace) {
    const std::vector<AddedToken> tokens{{"<a", 1}, {"<a>b", 2}, {"a>", 3}, {"\u00E9", 4}};
    EXPECT_THAT(split(tokens, "<a>b"), ElementsAre("<2>"));
    EXPECT_THAT(split(tokens, "<a>c"), ElementsAre("<1>", "\">c\"")) << "the leftmost wins";
    EXPECT_THAT(split(tokens, "a>\u00E9"), ElementsAre("<3>", "<4>"));
}

TEST(AddedTokens, TakeSpaceWithThem) {
    EXPECT_THAT(split({{.content = "<m>", .id = 1, .takes_space_left = true}}, "a \u3000<m> b"),
                ElementsAre("\"a\"", "<1>", "\" b\""));
    EXPECT_THAT(split({{.content = "<m>", .id = 1, .takes_space_right = true}}, "a <m> \n"),
                ElementsAre("\"a \"", "<1>"));
    EXPECT_THAT(split({{.content = "<m>", .id = 1, .takes_space_left = true}}, "  <m>  <m>"),
                ElementsAre("<1>", "<1>"));
}

TEST(AddedTokens, MayHaveToStandAlone) {
    const std::vector<AddedToken> tokens{{.content = "ab", .id = 1, .whole_word = true}};
    EXPECT_THAT(split(tokens, "ab cab abc ab_ (ab) \u00E9ab ab"),
                ElementsAre("<1>", "\" cab abc ab_ (\"", "<1>", "\") \u00E9ab \"", "<1>"));
}

}  // namespace
}  // namespace alphascope
