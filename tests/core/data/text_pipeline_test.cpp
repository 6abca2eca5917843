// SPDX-License-Identifier: GPL-3.0-or-later
// Expected texts follow from the rules of Hugging Face's tokenizers, and from Unicode's data.
#include "data/text_pipeline.h"
#include "core/data/helpers.h"

#include <regex>

namespace alphascope {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string normalized(const std::string& step, std::string text) {
    readNormalizer(JsonField::parse(step, "step"))(text);
    return text;
}

std::vector<std::string> cut(const std::string& step, const std::string& text,
                             bool at_start = true) {
    std::vector<std::string> words;
    readPreTokenizer(JsonField::parse(step, "step"))(
        {.text = text, .at_start = at_start},
        [&](const TextPart& part) { words.emplace_back(part.text); });
    return words;
}

TEST(Normalizers, PutTextInUnicodesForms) {
    const std::string text = "\u00E9\uFB01\u212B";
    EXPECT_EQ(normalized(R"({"type": "NFC"})", text), "\u00E9\uFB01\u00C5");
    EXPECT_EQ(normalized(R"({"type": "NFD"})", text), "e\u0301\uFB01A\u030A");
    EXPECT_EQ(normalized(R"({"type": "NFKC"})", text), "\u00E9fi\u00C5");
    EXPECT_EQ(normalized(R"({"type": "NFKD"})", text), "e\u0301fiA\u030A");
    EXPECT_EQ(normalized(R"({"type": "NFC"})", "\u1112\u1161\u11AB"), "\uD55C");
    EXPECT_EQ(normalized(R"({"type": "NFC"})", std::string("a\0\u00E9", 4)),
              std::string("a\0\u00E9", 4));
}

TEST(Normalizers, LowerAndStripAccents) {
    const std::string lower = R"({"type": "Lowercase"})";
    EXPECT_EQ(normalized(lower, "ABC \u00C9\u0416"), "abc \u00E9\u0436");
    EXPECT_EQ(normalized(lower, "\u0130"), "i\u0307");
    EXPECT_EQ(normalized(lower, "\u0391\u03A3"), "\u03B1\u03C3") << "letter by letter";
    const std::string strip = R"({"type": "StripAccents"})";
    EXPECT_EQ(normalized(strip, "e\u0301\u00E9"), "e\u00E9") << "it does not decompose";
    EXPECT_EQ(normalized(R"({"type": "Sequence", "normalizers": [{"type": "NFD"}, )" + strip + "]}",
                         "e\u0301\u00E9"),
              "ee");
}

TEST(Normalizers, StripTheEnds) {
    const auto step = [](const char* left, const char* right) {
        return std::string(R"({"type": "Strip", "strip_left": )") + left + R"(, "strip_right": )" +
               right + "}";
    };
    const std::string text = " \t\u3000a b\n ";
    EXPECT_EQ(normalized(step("true", "true"), text), "a b");
    EXPECT_EQ(normalized(step("true", "false"), text), "a b\n ");
    EXPECT_EQ(normalized(step("false", "true"), text), " \t\u3000a b");
    for (const char* right : {"true", "false"})
        EXPECT_EQ(normalized(step("true", right), " \n"), "");
    EXPECT_EQ(normalized(step("false", "true"), " \n"), "");
    EXPECT_EQ(normalized(step("true", "true"), ""), "");
}

TEST(Normalizers, ReplaceAndPrepend) {
    const std::string quotes =
        R"({"type": "Replace", "pattern": {"String": "``"}, "content": "\""})";
    EXPECT_EQ(normalized(quotes, "``a`` ```"), "\"a\" \"`");
    EXPECT_EQ(normalized(quotes, "abc"), "abc");
    const std::string runs =
        R"({"type": "Replace", "pattern": {"Regex": " {2,}"}, "content": "_"})";
    EXPECT_EQ(normalized(runs, "  a b   c  "), "_a b_c_");
    const std::string front = R"({"type": "Prepend", "prepend": "\u2581"})";
    EXPECT_EQ(normalized(front, "a"), "\u2581a");
    EXPECT_EQ(normalized(front, ""), "");
}

TEST(Normalizers, TakeBertsFourSwitches) {
    const auto bert = [](json settings, const std::string& text) {
        json step{{"type", "BertNormalizer"}};
        if (!settings.is_null()) step.update(settings);
        return normalized(step.dump(), text);
    };
    const std::string text = "A\u0001\t\u00C9\u4E2D";
    EXPECT_EQ(bert({}, text), "a e \u4E2D ");
    EXPECT_EQ(bert({{"clean_text", false}}, text), "a\u0001\te \u4E2D ");
    EXPECT_EQ(bert({{"handle_chinese_chars", false}}, text), "a e\u4E2D");
    EXPECT_EQ(bert({{"strip_accents", false}}, text), "a \u00E9 \u4E2D ");
    EXPECT_EQ(bert({{"lowercase", false}}, text), "A \u00C9 \u4E2D ") << "accents go with the case";
    EXPECT_EQ(bert({{"lowercase", false}, {"strip_accents", true}}, text), "A E \u4E2D ");
    EXPECT_EQ(bert({{"lowercase", false}}, "Ab\x7F"), "Ab");
    EXPECT_EQ(bert({{"clean_text", false}}, "Ab\x7F"), "ab\x7F");
}

TEST(PreTokenizers, CutAtSpaceAndPunctuation) {
    const std::string text = "it's a_b,  c++\u00A0\u00E9\u3002";
    EXPECT_THAT(cut(R"({"type": "BertPreTokenizer"})", text),
                ElementsAre("it", "'", "s", "a", "_", "b", ",", "c", "+", "+", "\u00E9", "\u3002"));
    EXPECT_THAT(cut(R"({"type": "Whitespace"})", text),
                ElementsAre("it", "'", "s", "a_b", ",", "c", "++", "\u00E9", "\u3002"));
    EXPECT_THAT(cut(R"({"type": "WhitespaceSplit"})", text),
                ElementsAre("it's", "a_b,", "c++", "\u00E9\u3002"));
    EXPECT_THAT(cut(R"({"type": "Punctuation"})", "a,b.. c"),
                ElementsAre("a", ",", "b", ".", ".", " c"));
    for (const char* type : {"BertPreTokenizer", "Whitespace", "WhitespaceSplit", "Punctuation"})
        EXPECT_THAT(cut(json{{"type", type}}.dump(), ""), IsEmpty());
    EXPECT_THAT(cut(R"({"type": "WhitespaceSplit"})", " \n"), IsEmpty());
}

TEST(PreTokenizers, MarkSpaces) {
    const auto metaspace = [](json settings, const std::string& text, bool at_start = true) {
        json step{{"type", "Metaspace"}, {"replacement", "_"}};
        if (!settings.is_null()) step.update(settings);
        return cut(step.dump(), text, at_start);
    };
    EXPECT_THAT(metaspace({}, "a b  c"), ElementsAre("_a", "_b", "_", "_c"));
    EXPECT_THAT(metaspace({}, " a"), ElementsAre("_a")) << "one mark is enough";
    EXPECT_THAT(metaspace({{"split", false}}, "a b"), ElementsAre("_a_b"));
    EXPECT_THAT(metaspace({{"prepend_scheme", "never"}}, "a b"), ElementsAre("a", "_b"));
    EXPECT_THAT(metaspace({{"add_prefix_space", false}}, "a b"), ElementsAre("a", "_b"));
    EXPECT_THAT(metaspace({{"prepend_scheme", "first"}}, "a b"), ElementsAre("_a", "_b"));
    EXPECT_THAT(metaspace({{"prepend_scheme", "first"}}, "a b", false), ElementsAre("a", "_b"));
    EXPECT_THAT(metaspace({}, ""), IsEmpty());
    EXPECT_THAT(cut(R"({"type": "Sequence", "pretokenizers": [{"type": "WhitespaceSplit"},
                        {"type": "Metaspace", "replacement": "_", "prepend_scheme": "first"}]})",
                    "a b c"),
                ElementsAre("_a", "b", "c"))
        << "only the first word begins where the text does";
}

TEST(PreTokenizers, CutAsGpt2Does) {
    const std::string level = R"({"type": "ByteLevel", "add_prefix_space": false})";
    EXPECT_THAT(cut(level, "it's 2nd, we'll  go\n"),
                ElementsAre("it", "'s", " 2", "nd", ",", " we", "'ll", " ", " go", "\n"));
    EXPECT_THAT(cut(level, "'S 'x''re"), ElementsAre("'", "S", " '", "x", "''", "re"));
    EXPECT_THAT(cut(level, "a\n\n b \t"), ElementsAre("a", "\n\n", " b", " \t"));
    EXPECT_THAT(cut(level, "\u00E9\u00B2\u3000\u3000\u4E2D"),
                ElementsAre("\u00E9", "\u00B2", "\u3000", "\u3000", "\u4E2D"));
    EXPECT_THAT(cut(R"({"type": "ByteLevel"})", "a"), ElementsAre(" a"));
    EXPECT_THAT(cut(R"({"type": "ByteLevel"})", " a"), ElementsAre(" a"));
    EXPECT_THAT(
        cut(R"({"type": "ByteLevel", "add_prefix_space": false, "use_regex": false})", "a b"),
        ElementsAre("a b"));
    json split{{"type", "Split"}, {"pattern", {{"Regex", kGpt2Pattern}}}, {"behavior", "Isolated"}};
    EXPECT_THAT(cut(split.dump(), "it's 2"), ElementsAre("it", "'s", " 2"));
    split["behavior"] = "Removed";
    split["invert"] = true;
    EXPECT_THAT(cut(split.dump(), "it's 2"), ElementsAre("it", "'s", " 2"));
}

// Every ASCII text of up to five of these characters, against the C++ library's regular
// expressions.
TEST(PreTokenizers, CutAsciiAsTheExpressionDoes) {
    const std::regex expression(
        R"('s|'t|'re|'ve|'m|'ll|'d| ?[A-Za-z]+| ?[0-9]+| ?[^\sA-Za-z0-9]+|\s+(?!\S)|\s+)");
    const std::string alphabet = "a's1 .\nl";
    std::size_t texts = 1;
    for (int length = 1; length <= 5; ++length) {
        texts *= alphabet.size();
        for (std::size_t number = 0; number < texts; ++number) {
            std::string text;
            for (std::size_t rest = number; text.size() < static_cast<std::size_t>(length);
                 rest /= alphabet.size())
                text += alphabet[rest % alphabet.size()];
            std::sregex_iterator match(text.begin(), text.end(), expression);
            for (std::size_t begin = 0; begin < text.size(); ++match) {
                const std::size_t end = gpt2WordEnd(text, begin);
                ASSERT_EQ(text.substr(begin, end - begin), match->str()) << json(text);
                begin = end;
            }
        }
    }
}

}  // namespace
}  // namespace alphascope
