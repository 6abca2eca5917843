// SPDX-License-Identifier: GPL-3.0-or-later
// Conditions on samples, on a handful of them: which they let through.
#include "report/sample_filter.h"

#include "core/study/error_of.h"

#include <gmock/gmock.h>

#include <limits>

namespace alphascope {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

SampleRow made(std::uint32_t id, float alpha, float label_loss, double student, double teacher,
               const std::string& text) {
    SampleRow row;
    row.view.record = {.step = 10 * static_cast<std::int64_t>(id),
                       .epoch = 0,
                       .id = id,
                       .alpha = alpha,
                       .label_loss = label_loss,
                       .teacher_loss = 0.5F};
    row.view.label = 1.0F;
    row.view.teacher_logits = {0.0F, teacher > 0.5 ? 1.0F : -1.0F};
    row.view.alpha_mean = alpha / 2.0F;
    row.view.epochs = 2;
    row.student_p = student;
    row.teacher_p = teacher;
    row.label_name = "entailment";
    row.text_a = text;
    return row;
}

const std::vector<SampleRow>& rows() {
    static const std::vector<SampleRow> kRows = [] {
        std::vector<SampleRow> all{made(1, 0.95F, 2.5F, 0.08, 0.9, "The dog is not wrong"),
                                   made(2, 0.95F, 0.1F, 0.9, 0.2, "A CAT sat"),
                                   made(3, 0.10F, 3.0F, 0.05, 0.8, "ÉCOLE (new)")};
        all[1].view.flags = kFlagFlipped;
        all[2].view.flags = kFlagTeacherMisled;
        all[2].label_name = "contradiction";
        // Regression: neither probability has a meaning.
        SampleRow score = made(4, 0.5F, 0.2F, 0.0, 0.0, "");
        score.student_p = score.teacher_p = std::numeric_limits<double>::quiet_NaN();
        all.push_back(score);
        return all;
    }();
    return kRows;
}

std::vector<std::uint32_t> through(const std::string& text) {
    const SampleFilter filter(text);
    std::vector<std::uint32_t> ids;
    for (const SampleRow& row : rows())
        if (filter.matches({row, row.text_a, row.text_b})) ids.push_back(row.view.record.id);
    return ids;
}

std::string complaint(const std::string& text) {
    return errorOf([&] { const SampleFilter filter(text); });
}

TEST(SampleFilter, EmptyLetsAllThrough) {
    EXPECT_THAT(through(""), ElementsAre(1, 2, 3, 4));
}

TEST(SampleFilter, JoinsNumbersAndWords) {
    EXPECT_THAT(through("alpha > 0.9 and label_loss > 2 and wrong"), ElementsAre(1));
    EXPECT_THAT(through("alpha > 0.9"), ElementsAre(1, 2));
    EXPECT_THAT(through("mean_alpha < 0.06 or teacher_loss > 1 or step = 20"), ElementsAre(2, 3));
    EXPECT_THAT(through("not (alpha > .9) label_loss >= 3"), ElementsAre(3));
    EXPECT_THAT(through("id = 2 or epochs != 2"), ElementsAre(2));
}

TEST(SampleFilter, KnowsWhoIsRightAndWhatIsNoise) {
    EXPECT_THAT(through("wrong"), ElementsAre(1, 3));
    EXPECT_THAT(through("right"), ElementsAre(2));
    EXPECT_THAT(through("teacher_right"), ElementsAre(1, 3));
    EXPECT_THAT(through("teacher_wrong"), ElementsAre(2));
    EXPECT_THAT(through("flipped"), ElementsAre(2));
    EXPECT_THAT(through("misled"), ElementsAre(3));
    EXPECT_THAT(through("NOISE"), ElementsAre(2, 3));
}

TEST(SampleFilter, WhatHasNoMeaningHoldsNever) {
    EXPECT_THAT(through("teacher < 2"), ElementsAre(1, 2, 3));
    EXPECT_THAT(through("student != 0.5"), ElementsAre(1, 2, 3));
    EXPECT_THAT(through("teacher_wrong or teacher_right"), ElementsAre(1, 2, 3));
}

TEST(SampleFilter, OtherWordsAreLookedForInTheSentencesAndTheLabel) {
    EXPECT_THAT(through("cat"), ElementsAre(2));
    EXPECT_THAT(through("entail"), ElementsAre(1, 2, 4));
    EXPECT_THAT(through("\"wrong\""), ElementsAre(1)) << "in quotation marks it is text";
    EXPECT_THAT(through("label = contradiction"), ElementsAre(3));
    EXPECT_THAT(through("text ~ \"is not\""), ElementsAre(1));
    EXPECT_THAT(through("text !~ cat"), ElementsAre(1, 3)) << "no sentence, no answer";
    EXPECT_THAT(through("école"), ElementsAre(3));
    EXPECT_THAT(through("nothing"), IsEmpty());
}

TEST(SampleFilter, SaysWhatItCannotRead) {
    EXPECT_THAT(complaint("alhpa > 0.9"), HasSubstr("no \"alhpa\""));
    EXPECT_THAT(complaint("alhpa > 0.9"), HasSubstr("label_loss"));
    EXPECT_THAT(complaint("wrong and alhpa > 0.9"), HasSubstr("character 11"));
    EXPECT_THAT(complaint("(alpha > 0.9"), HasSubstr("not closed"));
    EXPECT_THAT(complaint("alpha >"), HasSubstr("value is expected"));
}

TEST(TextSearch, TakesTheTextAsItIs) {
    EXPECT_TRUE(TextSearch("NOT w").matches(rows()[0].text_a, ""));
    EXPECT_TRUE(TextSearch("(new)").matches("", rows()[2].text_a));
    EXPECT_TRUE(TextSearch("École").matches(rows()[2].text_a, ""));
    EXPECT_FALSE(TextSearch("dog cat").matches(rows()[0].text_a, rows()[1].text_a));
    EXPECT_TRUE(TextSearch("").empty());
}

}  // namespace
}  // namespace alphascope
