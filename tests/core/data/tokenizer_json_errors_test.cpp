// SPDX-License-Identifier: GPL-3.0-or-later
// Files from anywhere: each is refused in a sentence that names the file, the field and the value.
#include "core/data/helpers.h"
#include "core/data/tokenizer_files.h"

namespace alphascope {
namespace {

using ::testing::AllOf;
using testing::bertDocument;
using testing::fromJson;
using ::testing::HasSubstr;
using testing::json;
using testing::robertaDocument;
using testing::unigramDocument;

std::string errorOfText(const std::string& text) {
    return errorOf([&] { tokenizerFromJson(text, "my.json"); });
}

/// One change to a document, and what its refusal must name.
struct Refusal {
    const char* name;
    json (*document)();
    const char* place;  ///< JSON pointer
    const char* value;
    std::vector<const char*> named;
};

void PrintTo(const Refusal& refusal, std::ostream* out) {
    *out << refusal.name;
}

class Refused : public ::testing::TestWithParam<Refusal> {};

TEST_P(Refused, NamesFileFieldAndValue) {
    auto document = GetParam().document();
    ASSERT_EQ(errorOf([&] { fromJson(document); }), "");
    document[json::json_pointer(GetParam().place)] = json::parse(GetParam().value);
    const std::string message = errorOf([&] { fromJson(document); });
    EXPECT_THAT(message, HasSubstr("my.json"));
    for (const char* named : GetParam().named) EXPECT_THAT(message, HasSubstr(named));
    EXPECT_THAT(message, ::testing::EndsWith("."));
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, Refused,
    ::testing::Values(
        Refusal{"UnknownMember", bertDocument, "/extra", "1", {"extra", "(1)"}},
        Refusal{"UnknownModel",
                bertDocument,
                "/model/type",
                R"("WordLevel")",
                {"model.type", "WordLevel"}},
        Refusal{"UnknownNormalizer",
                bertDocument,
                "/normalizer/type",
                R"("Nmt")",
                {"normalizer.type", "Nmt"}},
        Refusal{"UnknownNormalizerInside",
                bertDocument,
                "/normalizer",
                R"({"type": "Sequence", "normalizers": [{"type": "NFC"}, {"type": "Nope"}]})",
                {"normalizer.normalizers[1].type", "Nope"}},
        Refusal{"UnknownSetting",
                bertDocument,
                "/normalizer/fold",
                "true",
                {"normalizer.fold", "true"}},
        Refusal{"UnknownExpression",
                bertDocument,
                "/normalizer",
                R"({"type": "Replace", "pattern": {"Regex": "a+"}, "content": ""})",
                {"normalizer.pattern.Regex", "a+"}},
        Refusal{"EmptyPattern",
                bertDocument,
                "/normalizer",
                R"({"type": "Replace", "pattern": {"String": ""}, "content": "x"})",
                {"normalizer.pattern"}},
        Refusal{"CharsmapNotBase64",
                bertDocument,
                "/normalizer",
                R"({"type": "Precompiled", "precompiled_charsmap": "!"})",
                {"precompiled_charsmap", "base64"}},
        Refusal{"CharsmapCutOff",
                bertDocument,
                "/normalizer",
                R"({"type": "Precompiled", "precompiled_charsmap": "/////w=="})",
                {"precompiled_charsmap", "cut off"}},
        Refusal{"UnknownPreTokenizer",
                bertDocument,
                "/pre_tokenizer/type",
                R"("Digits")",
                {"pre_tokenizer.type", "Digits"}},
        Refusal{
            "UnknownSplit",
            bertDocument,
            "/pre_tokenizer",
            R"({"type": "Split", "pattern": {"Regex": "."}, "behavior": "Isolated", "invert": false})",
            {"pre_tokenizer.pattern"}},
        Refusal{"UnknownPunctuation",
                bertDocument,
                "/pre_tokenizer",
                R"({"type": "Punctuation", "behavior": "Removed"})",
                {"pre_tokenizer.behavior", "Removed"}},
        Refusal{"UnknownScheme",
                unigramDocument,
                "/pre_tokenizer/prepend_scheme",
                R"("last")",
                {"pre_tokenizer.prepend_scheme", "last"}},
        Refusal{
            "ByteLevelInTheMiddle",
            robertaDocument,
            "/pre_tokenizer",
            R"({"type": "Sequence", "pretokenizers": [{"type": "ByteLevel"}, {"type": "ByteLevel"}]})",
            {"pretokenizers[0]", "last"}},
        Refusal{"BpeWithoutByteLevel",
                robertaDocument,
                "/pre_tokenizer",
                R"({"type": "Whitespace"})",
                {"model.merges", "ByteLevel"}},
        Refusal{"UnknownPostProcessor",
                bertDocument,
                "/post_processor/type",
                R"("Sequence")",
                {"post_processor.type", "Sequence"}},
        Refusal{"UnknownSeparator",
                bertDocument,
                "/post_processor/sep",
                R"(["[END]", 3])",
                {"post_processor.sep", "[END]"}},
        Refusal{"SeparatorWithAnotherId",
                bertDocument,
                "/post_processor/sep",
                R"(["[SEP]", 4])",
                {"post_processor.sep[1]", "(4)"}},
        Refusal{"TemplateWithoutText",
                bertDocument,
                "/post_processor",
                R"({"type": "TemplateProcessing", "single": [], "pair": [], "special_tokens": {}})",
                {"post_processor.single"}},
        Refusal{
            "TemplateWithUnknownToken",
            bertDocument,
            "/post_processor",
            R"({"type": "TemplateProcessing", "single": [{"SpecialToken": {"id": "X", "type_id": 0}}],
                    "pair": [], "special_tokens": {}})",
            {"post_processor.special_tokens", "X"}},
        Refusal{
            "TemplateWithIdOutOfRange",
            bertDocument,
            "/post_processor",
            R"({"type": "TemplateProcessing", "single": [{"SpecialToken": {"id": "X", "type_id": 0}}],
                    "pair": [], "special_tokens": {"X": {"ids": [99]}}})",
            {"post_processor.special_tokens.X.ids[0]", "99"}},
        Refusal{"LeftTruncation",
                bertDocument,
                "/truncation",
                R"({"direction": "Left"})",
                {"truncation.direction", "Left"}},
        Refusal{"TruncationWithStride",
                bertDocument,
                "/truncation",
                R"({"stride": 4})",
                {"truncation.stride", "4"}},
        Refusal{"LeftPadding",
                bertDocument,
                "/padding",
                R"({"direction": "Left", "pad_id": 0})",
                {"padding.direction", "Left"}},
        Refusal{"PadIdOutOfRange",
                bertDocument,
                "/padding",
                R"({"pad_id": 9})",
                {"padding.pad_id", "(9)"}}),
    [](const auto& test) { return std::string(test.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Vocabularies, Refused,
    ::testing::Values(
        Refusal{"NoVocabulary", bertDocument, "/model/vocab", "null", {"model", "vocab"}},
        Refusal{"EmptyVocabulary", bertDocument, "/model/vocab", "{}", {"model.vocab", "empty"}},
        Refusal{"VocabularyOfAnotherKind",
                bertDocument,
                "/model/vocab",
                R"([["a", 0.5]])",
                {"model.vocab"}},
        Refusal{"VocabularyIsNoObject", bertDocument, "/model/vocab", "3", {"model.vocab", "(3)"}},
        Refusal{
            "IdIsText", bertDocument, "/model/vocab/the", R"("6")", {"model.vocab.the", "\"6\""}},
        Refusal{"IdIsNegative", bertDocument, "/model/vocab/the", "-1", {"model.vocab.the", "-1"}},
        Refusal{
            "IdIsFractional", bertDocument, "/model/vocab/the", "6.5", {"model.vocab.the", "6.5"}},
        Refusal{"IdIsHuge",
                bertDocument,
                "/model/vocab/the",
                "18446744073709551615",
                {"model.vocab.the"}},
        Refusal{"IdOutOfRange",
                bertDocument,
                "/model/vocab/the",
                "2000000000",
                {"model.vocab.the", "2000000000", "out of range"}},
        Refusal{"IdTwice", bertDocument, "/model/vocab/the", "4", {"model.vocab", "twice"}},
        Refusal{"AddedIdTaken",
                bertDocument,
                "/added_tokens/0/id",
                "6",
                {"added_tokens[0].id", "(6)", "twice"}},
        Refusal{"AddedIdOutOfRange",
                bertDocument,
                "/added_tokens/0",
                R"({"id": 999, "content": "new"})",
                {"added_tokens[0].id", "999"}},
        Refusal{"AddedTokenEmpty",
                bertDocument,
                "/added_tokens/0/content",
                R"("")",
                {"added_tokens[0].content"}},
        Refusal{"AddedTokensNoList", bertDocument, "/added_tokens", "{}", {"added_tokens"}},
        Refusal{"UnknownMissing", bertDocument, "/model/unk_token", "null", {"model", "unk_token"}},
        Refusal{"UnknownUnknown",
                bertDocument,
                "/model/unk_token",
                R"("[OOV]")",
                {"model.unk_token", "[OOV]"}},
        Refusal{"LongestWordTooLong",
                bertDocument,
                "/model/max_input_chars_per_word",
                "100000",
                {"model.max_input_chars_per_word", "100000"}},
        Refusal{"FlagIsText",
                bertDocument,
                "/normalizer/lowercase",
                R"("yes")",
                {"normalizer.lowercase", "yes"}},
        Refusal{
            "BytesMissing", robertaDocument, "/model/unk_token", "null", {"model.vocab", "byte"}},
        Refusal{"MergeOfUnknown",
                robertaDocument,
                "/model/merges/1",
                R"("h E")",
                {"model.merges[1]", "h E"}},
        Refusal{"MergeIntoUnknown",
                robertaDocument,
                "/model/merges/1",
                R"("h i")",
                {"model.merges[1]", "hi"}},
        Refusal{
            "MergeOfOne", robertaDocument, "/model/merges/1", R"("he")", {"model.merges[1]", "he"}},
        Refusal{"MergeOfThree",
                robertaDocument,
                "/model/merges/1",
                R"("h e x")",
                {"model.merges[1]", "h e x"}},
        Refusal{"MergeOfThreeInAList",
                robertaDocument,
                "/model/merges/1",
                R"(["h", "e", "x"])",
                {"model.merges[1]"}},
        Refusal{
            "MergeIsNumber", robertaDocument, "/model/merges/1", "7", {"model.merges[1]", "(7)"}},
        Refusal{"MergesNoList", robertaDocument, "/model/merges", R"("h e")", {"model.merges"}},
        Refusal{"Dropout", robertaDocument, "/model/dropout", "0.1", {"model.dropout", "0.1"}},
        Refusal{"WordEnds",
                robertaDocument,
                "/model/end_of_word_suffix",
                R"("</w>")",
                {"end_of_word_suffix", "</w>"}},
        Refusal{"IgnoresMerges",
                robertaDocument,
                "/model/ignore_merges",
                "true",
                {"model.ignore_merges", "true"}},
        Refusal{"BpeByteFallback",
                robertaDocument,
                "/model/byte_fallback",
                "true",
                {"model.byte_fallback"}},
        Refusal{
            "UnigramWithoutUnknown", unigramDocument, "/model/unk_id", "null", {"model", "unk_id"}},
        Refusal{"UnigramUnknownOutOfRange",
                unigramDocument,
                "/model/unk_id",
                "6",
                {"model.unk_id", "(6)"}},
        Refusal{
            "PieceWithoutScore", unigramDocument, "/model/vocab/2", R"(["a"])", {"model.vocab[2]"}},
        Refusal{"ScoreIsText",
                unigramDocument,
                "/model/vocab/2/1",
                R"("-2")",
                {"model.vocab[2][1]", "-2"}},
        Refusal{"PieceIsNumber",
                unigramDocument,
                "/model/vocab/2/0",
                "5",
                {"model.vocab[2][0]", "(5)"}},
        Refusal{"BytesOfUnigramMissing",
                unigramDocument,
                "/model/byte_fallback",
                "true",
                {"model.vocab", "<0x00>"}}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(TokenizerJsonErrors, RefusesWhatIsNoJson) {
    for (const char* text : {"", "{", "[}", "\xFF\xFE", "nul", "{\"a\": \"\xFF\"}", "{} {}"})
        EXPECT_THAT(errorOfText(text), AllOf(HasSubstr("my.json"), HasSubstr("not valid JSON")));
    for (const char* text : {"3", "[]", "\"a\"", "null"})
        EXPECT_THAT(errorOfText(text),
                    AllOf(HasSubstr("my.json"), HasSubstr("an object is needed")));
    EXPECT_THAT(errorOfText("{}"), HasSubstr("model"));
}

TEST(TokenizerJsonErrors, BoundsDepthAndNumberOfValues) {
    const auto nested = [](std::size_t depth) {
        return "{\"decoder\": " + std::string(depth, '[') + std::string(depth, ']') + "}";
    };
    EXPECT_THAT(errorOfText(nested(30)), HasSubstr("model is missing"));
    EXPECT_THAT(errorOfText(nested(40)), HasSubstr("32 levels"));
    EXPECT_THAT(errorOfText(nested(1'000'000)), HasSubstr("32 levels"));
    std::string many = "{\"decoder\": [0";
    for (int i = 0; i < 4'000'000; ++i) many += ",0";
    EXPECT_THAT(errorOfText(many + "]}"), HasSubstr("4 million"));
}

TEST(TokenizerJsonErrors, ShowsLongValuesInPart) {
    auto document = bertDocument();
    document["model"]["type"] = std::string(10000, 'x');
    EXPECT_LT(errorOf([&] { fromJson(document); }).size(), 300U);
}

}  // namespace
}  // namespace alphascope
