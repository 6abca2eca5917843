// SPDX-License-Identifier: GPL-3.0-or-later
#include "study/bounded_json.h"

#include "core/study/error_of.h"
#include "study/run_spec.h"

#include <gmock/gmock.h>

namespace alphascope {
namespace {

using nlohmann::json;
using ::testing::AllOf;
using ::testing::HasSubstr;

std::string nested(std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
}

std::string problemOf(std::string_view text) {
    return errorOf([&] { parseBoundedJson(text, "my.json", "Use another"); });
}

TEST(BoundedJson, ParsesWhatIsNotDeep) {
    EXPECT_EQ(problemOf(nested(32)), "");
    EXPECT_EQ(parseBoundedJson(R"({"a": [1, "]}[{\\\"["]})", "x", "").at("a").size(), 2U);
    const auto ordered = parseBoundedJson<nlohmann::ordered_json>(R"({"b": 1, "a": 2})", "x", "");
    EXPECT_EQ(ordered.begin().key(), "b");
}

TEST(BoundedJson, RefusesWhatIsDeepWhereverItStands) {
    for (const std::string& text :
         {nested(33), nested(100'000), std::string(100'000, '['), "{\"a\": " + nested(40) + "}",
          R"({"a\"": "]]", "b": )" + nested(33) + "}", "[[], [], " + nested(32) + "]"})
        EXPECT_EQ(problemOf(text), "my.json: it nests over 32 levels deep. Use another.");
    std::string objects;
    for (int i = 0; i < 100'000; ++i) objects += "{\"a\":";
    EXPECT_THAT(problemOf(objects), HasSubstr("32 levels"));
}

TEST(BoundedJson, RefusesMoreValuesThanAnyFileHas) {
    std::string many = "[0";
    for (int i = 0; i < 4'000'000; ++i) many += ",0";
    EXPECT_THAT(problemOf(many + "]"), HasSubstr("4 million"));
    EXPECT_EQ(problemOf("\"" + std::string(5'000'000, ',') + "\""), "") << "in a text";
}

TEST(BoundedJson, SaysWhatIsNoJsonInAShortSentence) {
    for (const char* text : {"", "{", "nul", "\"\\", "{\"a\": \"\xFF\"}", "]]", "{} {}"})
        EXPECT_THAT(problemOf(text), AllOf(HasSubstr("my.json"), HasSubstr("not valid JSON")));
    EXPECT_LT(problemOf("[\"" + std::string(1'000'000, 'a')).size(), 400U);
}

TEST(BoundedJson, ShowsAValueInPart) {
    EXPECT_EQ(shortJson(json::parse(nested(20))), "a list of 1");
    EXPECT_EQ(shortJson(json{{"a", 1}}), "an object of 1");
    EXPECT_EQ(shortJson(json(2.5)), "2.5");
    EXPECT_LT(shortJson(json(std::string(1000, 'a'))).size(), 70U);
}

/// A database may be a stranger's, and everything that shows a run reads its specification.
TEST(RunSpecText, IsBounded) {
    RunSpec spec;
    spec.scheme = "fixed";
    spec.scheme_parameters["kd_weight"] = 0.5;
    json whole = toJson(spec);
    EXPECT_EQ(runSpecFromText(whole.dump()).scheme, "fixed");
    const auto problem = [](const std::string& text) {
        return errorOf([&] { runSpecFromText(text); });
    };
    EXPECT_THAT(problem(nested(100'000)), AllOf(HasSubstr("run specification cannot be read"),
                                                HasSubstr("32 levels"), HasSubstr("doctor")));
    EXPECT_THAT(problem("{"), HasSubstr("not valid JSON"));
    EXPECT_THAT(problem("[1]"), HasSubstr("cannot be read"));
    for (const json& value : {json(1e300), json(4'000'000'000), json("9"), json::array()}) {
        whole["train"]["epochs"] = value;
        EXPECT_THAT(problem(whole.dump()), HasSubstr("epochs is " + shortJson(value)));
    }
}

}  // namespace
}  // namespace alphascope
