// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/glove.h"

#include "core/data/helpers.h"
#include "core/model/fixture.h"

namespace alphascope {
namespace {

using ::testing::HasSubstr;

EncoderConfig wordLevel(int vocab, int width) {
    return {.kind = EncoderKind::kBiLstm,
            .vocab = vocab,
            .layers = 1,
            .hidden = 4,
            .feed_forward = 3,
            .word_vector = width};
}

class GloVe : public ::testing::Test {
protected:
    std::filesystem::path file(const std::string& words, const torch::Tensor& vectors) const {
        scratch.write("v.words.txt", words);
        writeTensorFile(scratch.path() / "v.safetensors",
                        {.tensors = {{"embeddings", vectors}}, .metadata = {}});
        return scratch.path() / "v.safetensors";
    }
    testing::ScratchFolder scratch;
};

TEST_F(GloVe, StartsTheRowsItKnowsAndTellsTheirShare) {
    const auto vectors = torch::tensor({{1.0F, 2.0F}, {3.0F, 4.0F}});
    Classifier model(wordLevel(4, 2), 2);
    model.initialise(3);
    const auto before = model.wordEmbedding().detach().clone();
    const std::vector<std::string> tokens{"[PAD]", "dog", "##dog", "the"};
    EXPECT_DOUBLE_EQ(initialiseFromGlove(model, tokens, file("the\ndog\n", vectors)), 0.5);
    const auto after = model.wordEmbedding().detach();
    EXPECT_TRUE(torch::equal(after[1], vectors[1]));
    EXPECT_TRUE(torch::equal(after[3], vectors[0]));
    EXPECT_TRUE(torch::equal(after[0], before[0]));
    EXPECT_TRUE(torch::equal(after[2], before[2])) << "a piece inside a word is no word";
    EXPECT_EQ(initialiseFromGlove(model, std::vector<std::string>(4, "?"),
                                  file("the", vectors[0].unsqueeze(0))),
              0.0);
}

TEST_F(GloVe, RefusesSizesThatDiffer) {
    const auto vectors = torch::ones({2, 3});
    const std::vector<std::string> tokens{"a", "b"};
    const auto refusal = [&](int vocab, int width, const char* words) {
        Classifier model(wordLevel(vocab, width), 2);
        return errorOf([&] { initialiseFromGlove(model, tokens, file(words, vectors)); });
    };
    EXPECT_EQ(refusal(2, 3, "a\nb\n"), "");
    EXPECT_THAT(refusal(2, 2, "a\nb\n"), HasSubstr("3 dimensions"));
    EXPECT_THAT(refusal(5, 3, "a\nb\n"), HasSubstr("5 rows"));
    EXPECT_THAT(refusal(2, 3, "a\nb\nc\n"), HasSubstr("2 vectors"));
    EXPECT_THAT(refusal(2, 3, "a\na\n"), HasSubstr("v.words.txt:2"));
    Classifier model(wordLevel(2, 3), 2);
    const auto absent = scratch.path() / "absent.safetensors";
    EXPECT_THAT(errorOf([&] { initialiseFromGlove(model, tokens, absent); }), HasSubstr("absent"));
}

TEST_F(GloVe, KnowsTheWholeWordsOfBertsVocabulary) {
    NEEDS_DATA(data);
    const auto vocabulary = WordPiece::fromFile(data / "bert-vocab" / "vocab.txt");
    Classifier model(wordLevel(vocabulary.size(), 100), 2);
    const double share = initialiseFromGlove(
        model, vocabulary.tokens(), data / "glove-100d" / "glove100.bertvocab.f32.safetensors");
    EXPECT_DOUBLE_EQ(share, 21763.0 / 30522.0);
    // Near words have near vectors.
    const auto vector = [&](const std::string& word) {
        const auto& tokens = vocabulary.tokens();
        const auto place = std::find(tokens.begin(), tokens.end(), word) - tokens.begin();
        return model.wordEmbedding().detach()[place];
    };
    const auto cosine = [&](const char* a, const char* b) {
        return torch::cosine_similarity(vector(a), vector(b), 0).item<double>();
    };
    EXPECT_GT(cosine("king", "queen"), cosine("king", "carpet") + 0.2);
}

}  // namespace
}  // namespace alphascope
