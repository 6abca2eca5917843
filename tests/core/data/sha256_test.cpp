// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/helpers.h"
#include "data/split_plan.h"

namespace alphascope {
namespace {

using testing::sample;

// NIST's published examples for SHA-256 (FIPS 180-2, appendix B; "abc", two blocks, a million a).
TEST(Sha256, GivesThePublishedDigests) {
    EXPECT_EQ(sha256Hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(sha256Hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(sha256Hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
              "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST(Sha256, ReadsAFileInBlocks) {
    const testing::ScratchFolder folder;
    const auto file = folder.write("million", std::string(1000000, 'a'));
    EXPECT_EQ(sha256OfFile(file.string()),
              "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    EXPECT_EQ(sha256OfFile(folder.write("empty", "").string()), sha256Hex(""));
}

TEST(Sha256, SaysWhichFileCannotBeRead) {
    const testing::ScratchFolder folder;
    const auto missing = (folder.path() / "none").string();
    EXPECT_THAT(errorOf([&] { sha256OfFile(missing); }), ::testing::HasSubstr(missing));
    EXPECT_THAT(errorOf([&] { sha256OfFile(folder.path().string()); }),
                ::testing::HasSubstr("cannot be read"));
}

TEST(HashExamples, SeesEveryFieldAndTheOrder) {
    const std::vector<Example> base{sample(0, "ab", "c", 0), sample(1, "d", "", 1)};
    const std::string hash = hashExamples(base, {0, 1});
    EXPECT_EQ(hash.size(), 64U);
    EXPECT_EQ(hash, hashExamples(base, {0, 1}));
    EXPECT_NE(hash, hashExamples(base, {1, 0}));
    EXPECT_NE(hash, hashExamples(base, {0}));

    const auto changed = [&](const auto& change) {
        std::vector<Example> other = base;
        change(other[0]);
        return hashExamples(other, {0, 1});
    };
    EXPECT_NE(hash, changed([](Example& e) { e.id = 7; }));
    EXPECT_NE(hash, changed([](Example& e) { e.label = 1; }));
    EXPECT_NE(hash, changed([](Example& e) { e.teacher_label = 1; }));
    // The same letters, cut elsewhere.
    EXPECT_NE(hash, changed([](Example& e) {
                  e.text_a = "a";
                  e.text_b = "bc";
              }));
}

}  // namespace
}  // namespace alphascope
