// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/basic_tokenizer.h"
#include "data/text_pipeline.h"

#include <array>
#include <memory>
#include <vector>

namespace alphascope {
namespace {

/// Hands out the stretches of a part.
class Cutter {
public:
    Cutter(const TextPart& part, const PartSink& sink) : part_(part), sink_(sink) {}
    void cut(std::size_t begin, std::size_t end) const {
        if (end > begin)
            sink_({.text = part_.text.substr(begin, end - begin),
                   .at_start = part_.at_start && begin == 0});
    }

private:
    const TextPart& part_;
    const PartSink& sink_;
};

/// Cuts where the kind of the characters changes; those of kind 0 are dropped.
template <typename KindOf>
void cutByKind(const TextPart& part, const PartSink& sink, const KindOf& kindOf) {
    const Cutter cutter(part, sink);
    std::size_t begin = 0;
    int kind = 0;
    for (std::size_t place = 0; place < part.text.size();) {
        const std::size_t here = place;
        const int next = kindOf(nextCharacter(part.text, place));
        if (next == kind) continue;
        if (kind != 0) cutter.cut(begin, here);
        begin = here;
        kind = next;
    }
    if (kind != 0) cutter.cut(begin, part.text.size());
}

void splitBert(const TextPart& part, const PartSink& sink) {
    splitBertWords(part.text, [&](std::string_view word) {
        sink({.text = word, .at_start = part.at_start && word.data() == part.text.data()});
    });
}

void splitWhitespace(const TextPart& part, const PartSink& sink) {
    cutByKind(part, sink, [](CodePoint c) {
        if (isWhiteSpace(c)) return 0;
        return isWordCharacter(c) ? 1 : 2;
    });
}

void splitAtSpace(const TextPart& part, const PartSink& sink) {
    cutByKind(part, sink, [](CodePoint c) { return isWhiteSpace(c) ? 0 : 1; });
}

void isolatePunctuation(const TextPart& part, const PartSink& sink) {
    const Cutter cutter(part, sink);
    std::size_t begin = 0;
    for (std::size_t place = 0; place < part.text.size();) {
        const std::size_t here = place;
        if (!isPunctuation(nextCharacter(part.text, place))) continue;
        cutter.cut(begin, here);
        cutter.cut(here, place);
        begin = place;
    }
    cutter.cut(begin, part.text.size());
}

void splitGpt2(const TextPart& part, const PartSink& sink) {
    const Cutter cutter(part, sink);
    for (std::size_t begin = 0; begin < part.text.size();) {
        const std::size_t end = gpt2WordEnd(part.text, begin);
        cutter.cut(begin, end);
        begin = end;
    }
}

PreTokenizer byteLevel(const JsonField& field) {
    field.allowOnly({"type", "add_prefix_space", "trim_offsets", "use_regex"});
    const bool use_regex = field.flagOr("use_regex", true);
    const PreTokenizer cut =
        use_regex ? splitGpt2 : [](const TextPart& part, const PartSink& sink) { sink(part); };
    if (!field.flagOr("add_prefix_space", true)) return cut;
    return [cut](const TextPart& part, const PartSink& sink) {
        if (part.text.starts_with(' ')) return cut(part, sink);
        const std::string spaced = " " + std::string(part.text);
        cut({.text = spaced, .at_start = part.at_start}, sink);
    };
}

enum class Prepend { kAlways, kFirst, kNever };

struct Metaspace {
    std::string mark;  ///< stands for a space
    Prepend prepend = Prepend::kAlways;
    bool split = true;

    void operator()(const TextPart& part, const PartSink& sink) const {
        std::string marked;
        marked.reserve(part.text.size() * 2 + mark.size());
        for (const char c : part.text)
            if (c == ' ')
                marked += mark;
            else
                marked += c;
        const bool wanted =
            prepend == Prepend::kAlways || (prepend == Prepend::kFirst && part.at_start);
        if (wanted && !marked.empty() && !marked.starts_with(mark)) marked.insert(0, mark);
        const TextPart whole{.text = marked, .at_start = part.at_start};
        const Cutter cutter(whole, sink);
        if (!split) return cutter.cut(0, marked.size());
        std::size_t begin = 0;
        for (std::size_t found = marked.find(mark, 1); found != std::string::npos;
             found = marked.find(mark, found + mark.size())) {
            cutter.cut(begin, found);
            begin = found;
        }
        cutter.cut(begin, marked.size());
    }
};

PreTokenizer metaspace(const JsonField& field) {
    field.allowOnly(
        {"type", "replacement", "str_rep", "add_prefix_space", "prepend_scheme", "split"});
    Metaspace result{.mark = field.textOr("replacement", "\u2581"),
                     .split = field.flagOr("split", true)};
    if (result.mark.empty()) field.refuse("the replacement is empty", "Correct the file.");
    const std::string missing = field.flagOr("add_prefix_space", true) ? "always" : "never";
    const std::string scheme = field.textOr("prepend_scheme", missing);
    if (scheme == "never" || missing == "never")
        result.prepend = Prepend::kNever;
    else if (scheme == "first")
        result.prepend = Prepend::kFirst;
    else if (scheme != "always")
        field.at("prepend_scheme")
            .refuse("the program knows always, first and never", "Correct the file.");
    return result;
}

PreTokenizer split(const JsonField& field) {
    field.allowOnly({"type", "pattern", "behavior", "invert"});
    const auto pattern = field.at("pattern");
    pattern.allowOnly({"Regex", "String"});
    if (pattern.textOr("Regex", "") != kGpt2Pattern)
        pattern.refuse("of patterns, only GPT-2's expression is known here",
                       "Use a tokenizer with another pre-tokenizer.");
    // The expression covers all of a text, so that its matches are the words under both names.
    const auto behavior = field.at("behavior");
    const bool invert = field.flagOr("invert", false);
    if (behavior.text() != (invert ? "Removed" : "Isolated"))
        behavior.refuse("the program knows Isolated, and Removed where inverted",
                        "Use a tokenizer with another pre-tokenizer.");
    return splitGpt2;
}

PreTokenizer punctuation(const JsonField& field) {
    field.allowOnly({"type", "behavior"});
    if (field.textOr("behavior", "Isolated") != "Isolated")
        field.at("behavior").refuse("the program knows Isolated only", "Use another tokenizer.");
    return isolatePunctuation;
}

/// `second` cuts what `first` leaves.
PreTokenizer chain(PreTokenizer first, PreTokenizer second) {
    return [first = std::move(first), second = std::move(second)](const TextPart& part,
                                                                  const PartSink& sink) {
        first(part, [&](const TextPart& inner) { second(inner, sink); });
    };
}

PreTokenizer sequence(const JsonField& field) {
    field.allowOnly({"type", "pretokenizers"});
    const auto items = field.at("pretokenizers");
    items.requireArray();
    PreTokenizer all = readPreTokenizer(std::nullopt);
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i + 1 < items.size() && isByteLevel(items.item(i)))
            items.item(i).refuse("ByteLevel must be the last step", "Use another tokenizer.");
        auto step = readPreTokenizer(items.item(i));
        all = i == 0 ? std::move(step) : chain(std::move(all), std::move(step));
    }
    return all;
}

}  // namespace

bool isByteLevel(const std::optional<JsonField>& pre_tokenizer) {
    if (!pre_tokenizer) return false;
    const std::string type = pre_tokenizer->at("type").text();
    if (type != "Sequence") return type == "ByteLevel";
    const auto items = pre_tokenizer->at("pretokenizers");
    items.requireArray();
    return items.size() > 0 && isByteLevel(items.item(items.size() - 1));
}

PreTokenizer readPreTokenizer(const std::optional<JsonField>& field) {
    if (!field) return [](const TextPart& part, const PartSink& sink) { sink(part); };
    const auto type = field->at("type");
    const std::string name = type.text();
    if (name == "Sequence") return sequence(*field);
    if (name == "ByteLevel") return byteLevel(*field);
    if (name == "Metaspace") return metaspace(*field);
    if (name == "Split") return split(*field);
    if (name == "Punctuation") return punctuation(*field);
    if (name == "BertPreTokenizer" || name == "Whitespace" || name == "WhitespaceSplit") {
        field->allowOnly({"type"});
        if (name == "BertPreTokenizer") return splitBert;
        return name == "Whitespace" ? splitWhitespace : splitAtSpace;
    }
    type.refuse("the program does not know this pre-tokenizer", "Use another tokenizer.");
}

}  // namespace alphascope
