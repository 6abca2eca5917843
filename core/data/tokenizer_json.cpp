// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/tokenizer_json.h"

#include "data/split_plan.h"

#include <algorithm>

namespace alphascope {
namespace {

using Part = EncodingLayout::Part;

constexpr std::size_t kLongestAddedToken = 512;  // bytes; each is compared at every place it may be

struct Added {
    std::vector<AddedToken> raw, normalized;
};

/// Adds the tokens to the vocabulary as well.
Added readAddedTokens(const std::optional<JsonField>& list, Vocabulary& vocabulary,
                      const Normalizer& normalize) {
    Added added;
    if (!list) return added;
    list->requireArray();
    const std::size_t count = vocabulary.tokens.size() + list->size();
    for (std::size_t i = 0; i < list->size(); ++i) {
        const auto field = list->item(i);
        field.allowOnly(
            {"id", "content", "single_word", "lstrip", "rstrip", "normalized", "special"});
        AddedToken token{.content = field.at("content").text(),
                         .whole_word = field.flagOr("single_word", false),
                         .takes_space_left = field.flagOr("lstrip", false),
                         .takes_space_right = field.flagOr("rstrip", false)};
        if (token.content.empty() || token.content.size() > kLongestAddedToken)
            field.at("content").refuse("an added token has 1 to 512 bytes", "Correct the file.");
        const auto id = field.at("id");
        vocabulary.add(token.content, id.integer(0, INT32_MAX), count, id);
        token.id = vocabulary.index.find(token.content)->second;
        if (field.flagOr("normalized", !field.flagOr("special", false))) {
            normalize(token.content);
            added.normalized.push_back(std::move(token));
        } else {
            added.raw.push_back(std::move(token));
        }
    }
    return added;
}

/// A pair [token, id] that agrees with the vocabulary.
std::int32_t readPostToken(const JsonField& pair, const Vocabulary& vocabulary) {
    pair.requireArray(2);
    const std::int32_t id = vocabulary.require(pair.item(0).text(), pair);
    if (pair.item(1).integer(0, INT32_MAX) != id)
        pair.item(1).refuse("the vocabulary has another id, " + std::to_string(id),
                            "Correct the file.");
    return id;
}

/// The ids of each special token of a template.
std::vector<std::int32_t> templateIds(const JsonField& processor, const JsonField& name,
                                      const Vocabulary& vocabulary) {
    const auto ids = processor.at("special_tokens").at(name.text()).at("ids");
    ids.requireArray();
    std::vector<std::int32_t> result;
    for (std::size_t i = 0; i < ids.size(); ++i)
        result.push_back(static_cast<std::int32_t>(
            ids.item(i).integer(0, static_cast<std::int64_t>(vocabulary.tokens.size()) - 1)));
    return result;
}

std::vector<Part> readTemplate(const JsonField& processor, const char* name,
                               const Vocabulary& vocabulary) {
    const auto list = processor.at(name);
    list.requireArray();
    std::vector<Part> parts;
    int texts_a = 0, texts_b = 0;
    for (std::size_t i = 0; i < list.size(); ++i) {
        list.item(i).allowOnly({"SpecialToken", "Sequence"});
        const auto sequence = list.item(i).find("Sequence");
        const auto part = sequence ? *sequence : list.item(i).at("SpecialToken");
        const auto type_id = static_cast<std::int32_t>(part.at("type_id").integer(0, 1));
        const auto id = part.at("id");
        if (!sequence) {
            for (const auto token : templateIds(processor, id, vocabulary))
                parts.push_back({.id = token, .type_id = type_id});
            continue;
        }
        const bool is_a = id.text() == "A";
        if (!is_a && id.text() != "B") id.refuse("a text is A or B", "Correct the file.");
        ++(is_a ? texts_a : texts_b);
        parts.push_back(
            {.kind = is_a ? Part::Kind::kTextA : Part::Kind::kTextB, .type_id = type_id});
    }
    if (texts_a != 1 || texts_b != (std::string_view(name) == "pair" ? 1 : 0))
        list.refuse("each text of the template must occur once", "Correct the file.");
    return parts;
}

EncodingLayout readLayout(const std::optional<JsonField>& processor, const Vocabulary& vocabulary) {
    if (!processor) return EncodingLayout::plain();
    const auto type = processor->at("type");
    const std::string name = type.text();
    if (name == "ByteLevel") {
        processor->allowOnly({"type", "add_prefix_space", "trim_offsets", "use_regex"});
        return EncodingLayout::plain();
    }
    if (name == "TemplateProcessing") {
        processor->allowOnly({"type", "single", "pair", "special_tokens"});
        return {.single = readTemplate(*processor, "single", vocabulary),
                .pair = readTemplate(*processor, "pair", vocabulary)};
    }
    if (name != "BertProcessing" && name != "RobertaProcessing")
        type.refuse("the program does not know this post-processor", "Use another tokenizer.");
    processor->allowOnly({"type", "sep", "cls", "trim_offsets", "add_prefix_space"});
    const auto cls = readPostToken(processor->at("cls"), vocabulary);
    const auto sep = readPostToken(processor->at("sep"), vocabulary);
    return name == "BertProcessing" ? EncodingLayout::bert(cls, sep)
                                    : EncodingLayout::roberta(cls, sep);
}

void requireText(const JsonField& object, const char* name, const std::string& value) {
    if (object.textOr(name, value) != value)
        object.at(name).refuse("the program knows " + value + " only", "Use another tokenizer.");
}

void checkTruncation(const JsonField& root) {
    const auto truncation = root.find("truncation");
    if (!truncation) return;
    truncation->allowOnly({"direction", "max_length", "strategy", "stride"});
    requireText(*truncation, "direction", "Right");
    requireText(*truncation, "strategy", "LongestFirst");
    if (const auto stride = truncation->find("stride");
        stride && stride->integer(0, INT32_MAX) != 0)
        stride->refuse("texts are cut, not divided", "Set it to 0.");
}

std::int32_t readPadId(const JsonField& root, const Vocabulary& vocabulary) {
    if (const auto padding = root.find("padding")) {
        padding->allowOnly(
            {"strategy", "direction", "pad_to_multiple_of", "pad_id", "pad_type_id", "pad_token"});
        requireText(*padding, "direction", "Right");
        return static_cast<std::int32_t>(padding->at("pad_id").integer(
            0, static_cast<std::int64_t>(vocabulary.tokens.size()) - 1));
    }
    for (const char* name : {"[PAD]", "<pad>"})
        if (const auto found = vocabulary.index.find(name); found != vocabulary.index.end())
            return found->second;
    return 0;
}

}  // namespace

std::unique_ptr<Tokenizer> tokenizerFromJson(const std::string& bytes, const std::string& file) {
    const auto root = JsonField::parse(bytes, file);
    root.allowOnly({"version", "truncation", "padding", "added_tokens", "normalizer",
                    "pre_tokenizer", "post_processor", "decoder", "model"});
    checkTruncation(root);
    const auto model = root.at("model");
    const auto pre_tokenizer = root.find("pre_tokenizer");
    auto vocabulary = readVocabulary(model);
    PipelineTokenizer::Stages stages{.normalize = readNormalizer(root.find("normalizer")),
                                     .cut = readPreTokenizer(pre_tokenizer)};
    stages.model = readModel(model, vocabulary, isByteLevel(pre_tokenizer));
    const auto added = readAddedTokens(root.find("added_tokens"), vocabulary, stages.normalize);
    stages.added = AddedTokens(added.raw);
    stages.normalized_added = AddedTokens(added.normalized);
    auto layout = readLayout(root.find("post_processor"), vocabulary);
    const auto pad_id = readPadId(root, vocabulary);
    return std::make_unique<PipelineTokenizer>(
        Tokenizer::Traits{.tokens = std::move(vocabulary.tokens),
                          .pad_id = pad_id,
                          .hash = sha256Hex(bytes),
                          .layout = std::move(layout)},
        std::move(stages));
}

}  // namespace alphascope
