// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/basic_tokenizer.h"
#include "data/charsmap.h"
#include "data/text_pipeline.h"
#include "study/error.h"

#include <memory>
#include <vector>

namespace alphascope {
namespace {

void replaceAll(std::string& text, std::string_view from, std::string_view to) {
    std::string result;
    std::size_t begin = 0;
    for (std::size_t found = text.find(from); found != std::string::npos;
         found = text.find(from, begin)) {
        result.append(text, begin, found - begin).append(to);
        begin = found + from.size();
    }
    if (begin == 0) return;
    text = result.append(text, begin);
}

/// The expression " {2,}": each run of two spaces or more.
void replaceSpaceRuns(std::string& text, std::string_view to) {
    std::string result;
    for (std::size_t place = 0; place < text.size();) {
        const std::size_t end = std::min(text.find_first_not_of(' ', place), text.size());
        if (end - place >= 2) {
            result += to;
            place = end;
        } else {
            result += text[place++];
        }
    }
    text = std::move(result);
}

void strip(std::string& text, bool left, bool right) {
    std::size_t first = std::string::npos, last = 0;  // of what is no white space
    for (std::size_t place = 0; place < text.size();) {
        const std::size_t begin = place;
        if (isWhiteSpace(nextCharacter(text, place))) continue;
        first = std::min(first, begin);
        last = place;
    }
    if (right) text.resize(last);
    if (left) text.erase(0, std::min(first, text.size()));
}

Normalizer bert(const JsonField& field) {
    field.allowOnly({"type", "clean_text", "handle_chinese_chars", "strip_accents", "lowercase"});
    const bool lower_case = field.flagOr("lowercase", true);
    const BertNormalization options{.clean_text = field.flagOr("clean_text", true),
                                    .space_ideographs = field.flagOr("handle_chinese_chars", true),
                                    .strip_accents = field.flagOr("strip_accents", lower_case),
                                    .lower_case = lower_case};
    return [options](std::string& text) { bertNormalize(text, options); };
}

Normalizer replace(const JsonField& field) {
    field.allowOnly({"type", "pattern", "content"});
    const auto pattern = field.at("pattern");
    pattern.allowOnly({"String", "Regex"});
    std::string content = field.at("content").text();
    if (const auto expression = pattern.find("Regex")) {
        if (expression->text() != " {2,}")
            expression->refuse("of regular expressions, only \" {2,}\" is known here",
                               "Use a tokenizer that replaces plain text.");
        return [content](std::string& text) { replaceSpaceRuns(text, content); };
    }
    std::string from = pattern.at("String").text();
    if (from.empty()) pattern.refuse("an empty text cannot be replaced", "Correct the file.");
    return [from, content](std::string& text) { replaceAll(text, from, content); };
}

Normalizer precompiled(const JsonField& field) {
    field.allowOnly({"type", "precompiled_charsmap"});
    const auto bytes = field.find("precompiled_charsmap");
    if (!bytes || bytes->text().empty()) return [](std::string&) {};
    try {
        const auto rules = std::make_shared<const Charsmap>(decodeBase64(bytes->text()));
        return [rules](std::string& text) { rules->apply(text); };
    } catch (const Error& problem) {
        bytes->refuse(problem.what(), "Fetch the file again.");
    }
}

Normalizer inForm(const JsonField& field, NormalForm form) {
    field.allowOnly({"type"});
    return [form](std::string& text) { normalForm(text, form); };
}

Normalizer sequence(const JsonField& field) {
    field.allowOnly({"type", "normalizers"});
    const auto items = field.at("normalizers");
    items.requireArray();
    std::vector<Normalizer> steps;
    for (std::size_t i = 0; i < items.size(); ++i) steps.push_back(readNormalizer(items.item(i)));
    return [steps](std::string& text) {
        for (const auto& step : steps) step(text);
    };
}

}  // namespace

Normalizer readNormalizer(const std::optional<JsonField>& field) {
    if (!field) return [](std::string&) {};
    const auto type = field->at("type");
    const std::string name = type.text();
    if (name == "Sequence") return sequence(*field);
    if (name == "BertNormalizer") return bert(*field);
    if (name == "Replace") return replace(*field);
    if (name == "Precompiled") return precompiled(*field);
    if (name == "NFC") return inForm(*field, NormalForm::kNfc);
    if (name == "NFD") return inForm(*field, NormalForm::kNfd);
    if (name == "NFKC") return inForm(*field, NormalForm::kNfkc);
    if (name == "NFKD") return inForm(*field, NormalForm::kNfkd);
    if (name == "Strip") {
        field->allowOnly({"type", "strip_left", "strip_right"});
        return [left = field->flagOr("strip_left", true),
                right = field->flagOr("strip_right", true)](std::string& text) {
            strip(text, left, right);
        };
    }
    if (name == "Prepend") {
        field->allowOnly({"type", "prepend"});
        return [front = field->at("prepend").text()](std::string& text) {
            if (!text.empty()) text.insert(0, front);
        };
    }
    if (name == "Lowercase") {
        field->allowOnly({"type"});
        return [](std::string& text) { lowerCase(text, false); };
    }
    if (name == "StripAccents") {
        field->allowOnly({"type"});
        return
            [](std::string& text) { keepCharacters(text, [](CodePoint c) { return !isMark(c); }); };
    }
    type.refuse("the program does not know this normalizer", "Use another tokenizer.");
}

}  // namespace alphascope
