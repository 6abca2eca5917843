// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/sample_filter.h"

#include "data/unicode_text.h"
#include "report/condition.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>
#include <vector>

namespace alphascope {
namespace {

struct Number {
    const char* holds;
    double (*of)(const SampleRow&);
};

const std::map<std::string, Number, std::less<>>& numbers() {
    static const std::map<std::string, Number, std::less<>> kNumbers{
        {"id",
         {"row of the train file, from 0",
          [](const SampleRow& r) { return static_cast<double>(r.view.record.id); }}},
        {"alpha",
         {"weight on the teacher at the latest step",
          [](const SampleRow& r) { return static_cast<double>(r.view.record.alpha); }}},
        {"mean_alpha",
         {"mean of it over epochs",
          [](const SampleRow& r) { return static_cast<double>(r.view.alpha_mean); }}},
        {"label_loss",
         {"label loss at the latest step",
          [](const SampleRow& r) { return static_cast<double>(r.view.record.label_loss); }}},
        {"teacher_loss",
         {"teacher loss at the latest step",
          [](const SampleRow& r) { return static_cast<double>(r.view.record.teacher_loss); }}},
        {"teacher",
         {"what the teacher gives the label, 0 to 1",
          [](const SampleRow& r) { return r.teacher_p; }}},
        {"student",
         {"what the student gave the label, 0 to 1",
          [](const SampleRow& r) { return r.student_p; }}},
        {"step",
         {"the sample's latest step",
          [](const SampleRow& r) { return static_cast<double>(r.view.record.step); }}},
        {"epochs",
         {"how often it was seen",
          [](const SampleRow& r) { return static_cast<double>(r.view.epochs); }}},
    };
    return kNumbers;
}

/// Whether the teacher's largest logit is the label's; nothing in regression or without teacher.
std::optional<bool> teacherRight(const SampleRow& row) {
    const auto& logits = row.view.teacher_logits;
    if (std::isnan(row.teacher_p)) return std::nullopt;
    const auto best = std::max_element(logits.begin(), logits.end()) - logits.begin();
    return best == std::lround(row.view.label);
}

bool has(const SampleRow& row, std::uint8_t flag) {
    return (row.view.flags & flag) != 0;
}

struct Word {
    const char* says;
    bool (*of)(const SampleRow&);
};

const std::map<std::string, Word, std::less<>>& wordTable() {
    static const std::map<std::string, Word, std::less<>> kWords{
        {"right",
         {"the student gave the label more than a half",
          [](const SampleRow& r) { return r.student_p > 0.5; }}},
        {"wrong",
         {"the student gave the label a half or less",
          [](const SampleRow& r) { return r.student_p <= 0.5; }}},
        {"teacher_right",
         {"the teacher favours the label",
          [](const SampleRow& r) { return teacherRight(r) == true; }}},
        {"teacher_wrong",
         {"the teacher favours another label",
          [](const SampleRow& r) { return teacherRight(r) == false; }}},
        {"flipped",
         {"the label was flipped on purpose",
          [](const SampleRow& r) { return has(r, kFlagFlipped); }}},
        {"misled",
         {"the teacher was misled on purpose",
          [](const SampleRow& r) { return has(r, kFlagTeacherMisled); }}},
        {"noise", {"flipped or misled", [](const SampleRow& r) { return r.view.flags != 0; }}},
    };
    return kWords;
}

bool isTextName(std::string_view name) {
    return name == "label" || name == "text";
}

template <typename Table>
std::map<std::string, std::string> described(const Table& table,
                                             const char* Table::mapped_type::*says) {
    std::map<std::string, std::string> all;
    for (const auto& [name, entry] : table) all[name] = entry.*says;
    return all;
}

}  // namespace

/// A condition with its names looked up.
struct SampleFilter::Node {
    explicit Node(const Condition& condition) : kind(condition.kind) {
        for (const Condition& part : condition.parts) parts.emplace_back(part);
        if (kind == Condition::Kind::kWord) bindWord(condition);
        if (kind == Condition::Kind::kCompare) bindComparison(condition);
    }

    [[nodiscard]] bool holds(const SampleFacts& facts) const {
        const auto each = [&](const Node& part) { return part.holds(facts); };
        switch (kind) {
            case Condition::Kind::kAll:
                return std::all_of(parts.begin(), parts.end(), each);
            case Condition::Kind::kAny:
                return std::any_of(parts.begin(), parts.end(), each);
            case Condition::Kind::kNot:
                return !parts.front().holds(facts);
            case Condition::Kind::kWord:
                return word != nullptr ? word(facts.row)
                                       : search->matches(facts.text_a, facts.text_b) ||
                                             search->matches(facts.row.label_name, {});
            default:
                return compares(facts);
        }
    }

    Condition::Kind kind;
    std::vector<Node> parts;
    bool (*word)(const SampleRow&) = nullptr;
    std::optional<TextSearch> search;
    double (*number)(const SampleRow&) = nullptr;
    bool of_label = false;
    std::optional<Criterion> criterion;

private:
    void bindWord(const Condition& condition) {
        const auto known = wordTable().find(lower(condition.word));
        if (!condition.quoted && known != wordTable().end())
            word = known->second.of;
        else
            search.emplace(condition.word);
    }
    void bindComparison(const Condition& condition) {
        const std::string name = lower(condition.comparison.name);
        criterion.emplace(condition.comparison.sign, condition.comparison.value);
        of_label = name == "label";
        if (isTextName(name)) return;
        const auto known = numbers().find(name);
        if (known != numbers().end()) {
            number = known->second.of;
            return;
        }
        std::string all;
        for (const auto& [known_name, unused] : names())
            all += (all.empty() ? "" : ", ") + known_name;
        complainAt(condition.place, "samples have no \"" + condition.comparison.name +
                                        "\"; compare one of " + all + ".");
    }
    [[nodiscard]] bool compares(const SampleFacts& facts) const {
        if (number != nullptr) return criterion->holds(number(facts.row));
        if (of_label) return criterion->holds(std::string_view(facts.row.label_name));
        std::string both(facts.text_a);
        if (!facts.text_b.empty()) both.append(" ").append(facts.text_b);
        return !both.empty() && criterion->holds(std::string_view(both));
    }
};

SampleFilter::SampleFilter(std::string_view text)
    : root_(std::make_unique<const Node>(parseCondition(text))) {}
SampleFilter::~SampleFilter() = default;
SampleFilter::SampleFilter(SampleFilter&&) noexcept = default;
SampleFilter& SampleFilter::operator=(SampleFilter&&) noexcept = default;

bool SampleFilter::matches(const SampleFacts& facts) const {
    return root_->holds(facts);
}

const std::map<std::string, std::string>& SampleFilter::names() {
    static const auto kNames = [] {
        auto all = described(numbers(), &Number::holds);
        all["label"] = "the label's name, or the score";
        all["text"] = "the sentences, where they are at hand";
        return all;
    }();
    return kNames;
}

const std::map<std::string, std::string>& SampleFilter::words() {
    static const auto kWords = described(wordTable(), &Word::says);
    return kWords;
}

TextSearch::TextSearch(std::string text) : small_(std::move(text)) {
    lowerCase(small_, /*final_sigma=*/false);
}

bool TextSearch::in(std::string_view text) const {
    if (isAscii(text)) return containsLower(text, small_);
    std::string small(text);
    lowerCase(small, /*final_sigma=*/false);
    return small.find(small_) != std::string::npos;
}

bool TextSearch::matches(std::string_view text_a, std::string_view text_b) const {
    return in(text_a) || in(text_b);
}

}  // namespace alphascope
