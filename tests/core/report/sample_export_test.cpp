// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/sample_export.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <limits>

namespace alphascope {
namespace {

std::vector<SampleRow> twoRows() {
    SampleRow first;
    first.view.record = {
        .step = 7, .epoch = 1, .id = 12, .alpha = 0.1F, .label_loss = 2.0F, .teacher_loss = 0.25F};
    first.view.flags = kFlagFlipped;
    first.view.alpha_mean = 0.5F;
    first.view.epochs = 3;
    first.student_p = 0.125;
    first.teacher_p = std::numeric_limits<double>::quiet_NaN();
    first.label_name = "yes";
    first.text_a = "say \"no\", or\tyes";
    first.text_b = "two\nlines";
    SampleRow second = first;
    second.view.record.id = 13;
    second.view.flags = kFlagTeacherMisled;
    second.text_a = "\xFF broken";
    second.text_b = "";
    return {first, second};
}

constexpr const char* kHeader =
    "id,label,flipped,teacher_misled,marked,alpha,alpha_mean,epochs,label_loss,teacher_loss,"
    "student_p_label,teacher_p_label,text_a,text_b\n";

TEST(SampleExport, KnowsTheFormatByTheName) {
    EXPECT_EQ(sampleFormatOf("a.csv"), SampleFormat::kCsv);
    EXPECT_EQ(sampleFormatOf("a.b.tsv"), SampleFormat::kTsv);
    EXPECT_EQ(sampleFormatOf("a.jsonl"), SampleFormat::kJsonLines);
    EXPECT_EQ(sampleFormatOf("a.xlsx"), std::nullopt);
}

TEST(SampleExport, CsvQuotesWhatItMust) {
    EXPECT_EQ(
        samplesText(twoRows(), {13}, SampleFormat::kCsv),
        std::string(kHeader) +
            "12,yes,1,0,0,0.1,0.5,3,2,0.25,0.125,,\"say \"\"no\"\", or\tyes\",\"two\nlines\"\n"
            "13,yes,0,1,1,0.1,0.5,3,2,0.25,0.125,,\xFF broken,\n");
}

TEST(SampleExport, TsvHasALineASample) {
    const std::string text = samplesText(twoRows(), {}, SampleFormat::kTsv);
    EXPECT_THAT(text, testing::HasSubstr("0.125\t\tsay \"no\", or yes\ttwo lines\n"));
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 3);
}

TEST(SampleExport, JsonLinesReadBack) {
    const std::string text = samplesText(twoRows(), {12}, SampleFormat::kJsonLines);
    const auto line = nlohmann::json::parse(text.substr(0, text.find('\n')));
    EXPECT_EQ(line.size(), 14U);
    EXPECT_EQ(line["id"], 12);
    EXPECT_EQ(line["marked"], true);
    EXPECT_EQ(line["teacher_misled"], false);
    EXPECT_EQ(line["alpha"].dump(), "0.1");
    EXPECT_TRUE(line["teacher_p_label"].is_null());
    EXPECT_EQ(line["text_b"], "two\nlines");
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 2) << "bytes that are no text do no harm";
}

}  // namespace
}  // namespace alphascope
