// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/sample_export.h"

#include "report/number_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace alphascope {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array kColumns{"id",         "label",        "flipped",         "teacher_misled",
                              "marked",     "alpha",        "alpha_mean",      "epochs",
                              "label_loss", "teacher_loss", "student_p_label", "teacher_p_label",
                              "text_a",     "text_b"};

template <typename Real>
Json numberOrNull(Real value) {
    // Through the shortest text, so that 0.1F is not 0.10000000149011612.
    return std::isfinite(value) ? Json::parse(exactText(value)) : Json();
}

Json valuesOf(const SampleRow& row, bool marked) {
    const SampleRecord& record = row.view.record;
    const auto has = [&](std::uint8_t flag) { return (row.view.flags & flag) != 0; };
    return Json::array({record.id, row.label_name, has(kFlagFlipped), has(kFlagTeacherMisled),
                        marked, numberOrNull(record.alpha), numberOrNull(row.view.alpha_mean),
                        row.view.epochs, numberOrNull(record.label_loss),
                        numberOrNull(record.teacher_loss), numberOrNull(row.student_p),
                        numberOrNull(row.teacher_p), row.text_a, row.text_b});
}

std::string cell(const Json& value, SampleFormat format) {
    if (value.is_null()) return {};
    if (value.is_boolean()) return value.get<bool>() ? "1" : "0";
    if (!value.is_string()) return value.dump();
    auto text = value.get<std::string>();
    if (format == SampleFormat::kCsv) return csvField(text);
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
    return text;
}

std::string jsonLine(const Json& values) {
    Json object;
    for (std::size_t i = 0; i < kColumns.size(); ++i) object[kColumns[i]] = values[i];
    return object.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

std::optional<SampleFormat> sampleFormatOf(const std::string& file) {
    if (file.ends_with(".csv")) return SampleFormat::kCsv;
    if (file.ends_with(".tsv")) return SampleFormat::kTsv;
    if (file.ends_with(".jsonl")) return SampleFormat::kJsonLines;
    return std::nullopt;
}

std::string samplesText(std::span<const SampleRow> rows, const std::set<std::uint32_t>& marked,
                        SampleFormat format) {
    const char mark = format == SampleFormat::kCsv ? ',' : '\t';
    std::string text;
    const auto add = [&](const auto& cells, const auto& toText) {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (i > 0) text += mark;
            text += toText(cells[i]);
        }
        text += '\n';
    };
    if (format != SampleFormat::kJsonLines) add(kColumns, [](const char* name) { return name; });
    for (const SampleRow& row : rows) {
        const Json values = valuesOf(row, marked.contains(row.view.record.id));
        if (format == SampleFormat::kJsonLines)
            text += jsonLine(values);
        else
            add(values, [&](const Json& value) { return cell(value, format); });
    }
    return text;
}

}  // namespace alphascope
