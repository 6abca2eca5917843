// SPDX-License-Identifier: GPL-3.0-or-later
// Expected tokens follow by hand from the small documents of tokenizer_files.h.
#include "core/data/helpers.h"
#include "core/data/tokenizer_files.h"
#include "data/split_plan.h"

#include <thread>

namespace alphascope {
namespace {

using testing::addedToken;
using testing::bertDocument;
using ::testing::ElementsAre;
using testing::fromJson;
using ::testing::IsEmpty;
using testing::json;
using testing::robertaDocument;
using testing::unigramDocument;

TEST(TokenizerJson, ReadsWordPiece) {
    const auto tokenizer = fromJson(bertDocument());
    EXPECT_THAT(tokenizer->tokenize("The UNABLE, unaa"),
                ElementsAre("the", "un", "##able", "[UNK]", "un", "##a", "##a"));
    const Encoding pair = tokenizer->encode("the a", "unable", 0);
    EXPECT_THAT(pair.ids, ElementsAre(2, 6, 7, 3, 4, 5, 3));
    EXPECT_THAT(pair.type_ids, ElementsAre(0, 0, 0, 0, 1, 1, 1));
    EXPECT_EQ(tokenizer->size(), 9);
    EXPECT_EQ(tokenizer->tokens()[5], "##able");
}

TEST(TokenizerJson, TakesTheSettingsOfWordPiece) {
    auto document = bertDocument();
    document["model"]["continuing_subword_prefix"] = "";
    document["model"]["max_input_chars_per_word"] = 4;
    document["normalizer"]["lowercase"] = false;
    const auto tokenizer = fromJson(document);
    EXPECT_THAT(tokenizer->tokenize("aa aaaa aaaaa"),
                ElementsAre("a", "a", "a", "a", "a", "a", "[UNK]"));
    EXPECT_THAT(tokenizer->tokenize("A a"), ElementsAre("[UNK]", "a"));
}

TEST(TokenizerJson, ReadsByteLevelBpe) {
    const auto tokenizer = fromJson(robertaDocument());
    EXPECT_THAT(tokenizer->tokenize("the cab the"),
                ElementsAre("\u0120the", "\u0120", "c", "ab", "\u0120the"));
    EXPECT_THAT(tokenizer->tokenize(" the"), ElementsAre("\u0120the")) << "one space is enough";
    EXPECT_THAT(tokenizer->tokenize("\u00E9"), ElementsAre("\u0120", "<unk>", "<unk>"));
    auto fused = robertaDocument();
    fused["model"]["fuse_unk"] = true;
    EXPECT_THAT(fromJson(fused)->tokenize("\u00E9x"), ElementsAre("\u0120", "<unk>", "x"));
    auto bare = robertaDocument();
    bare["pre_tokenizer"]["add_prefix_space"] = false;
    EXPECT_THAT(fromJson(bare)->tokenize("the the"), ElementsAre("t", "he", "\u0120the"));
}

TEST(TokenizerJson, LaysPairsOutAsRobertaDoes) {
    const auto tokenizer = fromJson(robertaDocument());
    const int a = tokenizer->encode("a", std::nullopt, 0).ids.at(1);
    const int the = tokenizer->encode("the", std::nullopt, 0).ids.at(1);
    const Encoding pair = tokenizer->encode("a", "the", 0);
    EXPECT_THAT(pair.ids, ElementsAre(0, a, 2, 2, the, 2));
    EXPECT_THAT(pair.type_ids, ElementsAre(0, 0, 0, 0, 0, 0));
    EXPECT_THAT(tokenizer->encode("a a a a", "the the", 7).ids, ElementsAre(0, a, a, 2, 2, the, 2));
    EXPECT_THROW((void)tokenizer->encode("a", "the", 5), Error);
    EXPECT_NO_THROW((void)tokenizer->encode("a", "the", 6));
}

TEST(TokenizerJson, ReadsUnigram) {
    const auto tokenizer = fromJson(unigramDocument());
    // "▁a" + "b" is -4.75; "▁" + "ab" is -7.
    EXPECT_THAT(tokenizer->tokenize("ab b"), ElementsAre("\u2581a", "b", "\u2581", "b"));
    EXPECT_THAT(tokenizer->tokenize("xy"), ElementsAre("\u2581", "<unk>"));
    EXPECT_THAT(tokenizer->encode("a", "b", 0).type_ids, ElementsAre(0, 1, 1));
    EXPECT_THAT(tokenizer->encode("", std::nullopt, 0).ids, IsEmpty());
    EXPECT_THAT(tokenizer->encode("a a", std::nullopt, 1).ids, ElementsAre(5));
}

TEST(TokenizerJson, FallsBackToBytes) {
    auto document = unigramDocument();
    auto& vocab = document["model"]["vocab"];
    for (int byte = 0; byte < 256; ++byte) {
        char name[8];
        std::snprintf(name, sizeof name, "<0x%02X>", byte);
        vocab.push_back({name, 0.0});
    }
    document["model"]["byte_fallback"] = true;
    const auto tokenizer = fromJson(document);
    EXPECT_THAT(tokenizer->tokenize("a\u00E9"), ElementsAre("\u2581a", "<0xC3>", "<0xA9>"));
    EXPECT_THAT(tokenizer->tokenize("xa"), ElementsAre("\u2581", "<0x78>", "a"));
    EXPECT_EQ(tokenizer->tokenize("<0x41>").size(), 7U) << "a byte's name in a text is no byte";
}

TEST(TokenizerJson, FindsAddedTokensBeforeAllElse) {
    auto document = bertDocument();
    document["added_tokens"].push_back(addedToken(9, "<New>"));
    auto strip = addedToken(10, "<mask>");
    strip["lstrip"] = true;
    document["added_tokens"].push_back(strip);
    const auto tokenizer = fromJson(document);
    EXPECT_THAT(tokenizer->tokenize("a[SEP]The<New>a <new>"),
                ElementsAre("a", "[SEP]", "the", "<New>", "a", "[UNK]", "[UNK]", "[UNK]"));
    EXPECT_EQ(tokenizer->size(), 11);
    auto roberta = robertaDocument();
    roberta["added_tokens"][2]["lstrip"] = true;
    EXPECT_THAT(fromJson(roberta)->tokenize("a  <mask> a"),
                ElementsAre("\u0120a", "<mask>", "\u0120a"));
}

TEST(TokenizerJson, FindsNormalizedAddedTokensInTheRewrittenText) {
    auto document = bertDocument();
    auto token = addedToken(9, "New\u00E9");
    token["normalized"] = true;
    document["added_tokens"].push_back(token);
    EXPECT_THAT(fromJson(document)->tokenize("a NEWE a"), ElementsAre("a", "New\u00E9", "a"));
    document["added_tokens"].back()["normalized"] = false;
    EXPECT_THAT(fromJson(document)->tokenize("a NEWE New\u00E9"),
                ElementsAre("a", "[UNK]", "New\u00E9"));
}

TEST(TokenizerJson, LaysTextsOutByTemplate) {
    auto document = bertDocument();
    document["post_processor"] = json::parse(R"({"type": "TemplateProcessing",
        "single": [{"Sequence": {"id": "A", "type_id": 1}}, {"SpecialToken": {"id": "end", "type_id": 0}}],
        "pair": [{"Sequence": {"id": "B", "type_id": 0}}, {"SpecialToken": {"id": "end", "type_id": 1}},
                 {"Sequence": {"id": "A", "type_id": 1}}],
        "special_tokens": {"end": {"id": "end", "ids": [3, 2], "tokens": ["[SEP]", "[CLS]"]}}})");
    const auto tokenizer = fromJson(document);
    EXPECT_THAT(tokenizer->encode("the", std::nullopt, 0).ids, ElementsAre(6, 3, 2));
    EXPECT_THAT(tokenizer->encode("the", std::nullopt, 0).type_ids, ElementsAre(1, 0, 0));
    EXPECT_THAT(tokenizer->encode("the", "a", 0).ids, ElementsAre(7, 3, 2, 6));
    EXPECT_THAT(tokenizer->encode("the", "a", 0).type_ids, ElementsAre(0, 1, 1, 1));
}

TEST(TokenizerJson, KnowsWhatBatchesAreFilledWith) {
    EXPECT_EQ(fromJson(bertDocument())->padId(), 0);
    EXPECT_EQ(fromJson(robertaDocument())->padId(), 1);
    EXPECT_EQ(fromJson(unigramDocument())->padId(), 0);
    auto document = bertDocument();
    document["padding"] = {{"strategy", "BatchLongest"},
                           {"direction", "Right"},
                           {"pad_id", 6},
                           {"pad_type_id", 0},
                           {"pad_token", "the"}};
    EXPECT_EQ(fromJson(document)->padId(), 6);
}

TEST(TokenizerJson, InfersTheModelOfOlderFiles) {
    for (const auto& document : {bertDocument(), robertaDocument(), unigramDocument()}) {
        auto older = document;
        older["model"].erase("type");
        EXPECT_EQ(fromJson(older)->tokenize("a ab the"), fromJson(document)->tokenize("a ab the"));
    }
}

TEST(TokenizerJson, ReadsMergesAsPairs) {
    auto document = robertaDocument();
    json pairs = json::array();
    for (const std::string merge : document["model"]["merges"])
        pairs.push_back({merge.substr(0, merge.find(' ')), merge.substr(merge.find(' ') + 1)});
    document["model"]["merges"] = pairs;
    EXPECT_EQ(fromJson(document)->tokenize("the cab"),
              fromJson(robertaDocument())->tokenize("the cab"));
}

TEST(TokenizerJson, SurvivesBytesThatAreNotUtf8) {
    const std::string bad =
        "a\xFF"
        "b \xE2\x82";
    EXPECT_THAT(fromJson(bertDocument())->tokenize(bad), ElementsAre("[UNK]"));
    EXPECT_THAT(fromJson(unigramDocument())->tokenize(bad),
                ElementsAre("\u2581a", "<unk>", "b", "\u2581", "<unk>"));
    EXPECT_EQ(fromJson(robertaDocument())->tokenize(bad), fromJson(robertaDocument())
                                                              ->tokenize("a\uFFFD"
                                                                         "b \uFFFD\uFFFD"));
}

TEST(TokenizerJson, HasAHashOfTheWholeFile) {
    const auto document = bertDocument();
    auto other = document;
    other["normalizer"]["lowercase"] = false;
    EXPECT_EQ(fromJson(document)->hash(), sha256Hex(document.dump()));
    EXPECT_NE(fromJson(document)->hash(), fromJson(other)->hash());
}

TEST(TokenizerJson, MayBeSharedByThreads) {
    const auto tokenizer = fromJson(robertaDocument());
    const auto expected = tokenizer->encode("the cab the", "abba", 0).ids;
    std::vector<int> wrong(4);
    {
        std::vector<std::jthread> threads;
        for (auto& count : wrong)
            threads.emplace_back([&] {
                for (int i = 0; i < 500; ++i)
                    count += tokenizer->encode("the cab the", "abba", 0).ids != expected;
            });
    }
    EXPECT_THAT(wrong, ::testing::Each(0));
}

}  // namespace
}  // namespace alphascope
