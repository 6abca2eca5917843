// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/json_field.h"

#include "study/bounded_json.h"

#include <algorithm>

namespace alphascope {
namespace {

using nlohmann::json;

constexpr const char* kWholeFile = "Fetch the file again, or use another";

}  // namespace

JsonField JsonField::parse(const std::string& bytes, const std::string& file) {
    auto document =
        std::make_shared<const Document>(Document{file, parseBoundedJson(bytes, file, kWholeFile)});
    const json& root = document->root;
    return {std::move(document), root, ""};
}

std::string JsonField::nameOf(std::string_view member) const {
    return name_.empty() ? std::string(member) : name_ + "." + std::string(member);
}

std::optional<JsonField> JsonField::find(std::string_view name) const {
    requireObject();
    const auto found = value_->find(name);
    if (found == value_->end() || found->is_null()) return std::nullopt;
    return JsonField(document_, *found, nameOf(name));
}

JsonField JsonField::at(std::string_view name) const {
    auto field = find(name);
    if (!field) refuse("the member " + std::string(name) + " is missing", "Correct the file.");
    return *field;
}

JsonField JsonField::item(std::size_t index) const {
    return {document_, (*value_)[index], name_ + "[" + std::to_string(index) + "]"};
}

std::string JsonField::text() const {
    if (!value_->is_string()) refuse("a text is needed here", "Correct the file.");
    return value_->get<std::string>();
}

double JsonField::number() const {
    if (!value_->is_number()) refuse("a number is needed here", "Correct the file.");
    return value_->get<double>();
}

std::int64_t JsonField::integer(std::int64_t least, std::int64_t most) const {
    const bool too_large = value_->is_number_unsigned() &&
                           value_->get<std::uint64_t>() > static_cast<std::uint64_t>(most);
    if (!value_->is_number_integer() || too_large || value_->get<std::int64_t>() < least ||
        value_->get<std::int64_t>() > most)
        refuse("an integer from " + std::to_string(least) + " to " + std::to_string(most) +
                   " is needed here",
               "Correct the file.");
    return value_->get<std::int64_t>();
}

std::string JsonField::textOr(std::string_view name, std::string missing) const {
    const auto field = find(name);
    return field ? field->text() : std::move(missing);
}

bool JsonField::flagOr(std::string_view name, bool missing) const {
    const auto field = find(name);
    if (!field) return missing;
    if (!field->value_->is_boolean())
        field->refuse("true or false is needed here", "Correct the file.");
    return field->value_->get<bool>();
}

void JsonField::requireObject() const {
    if (!value_->is_object()) refuse("an object is needed here", "Correct the file.");
}

void JsonField::allowOnly(std::initializer_list<std::string_view> names) const {
    requireObject();
    for (const auto& member : value_->items())
        if (std::find(names.begin(), names.end(), member.key()) == names.end())
            JsonField(document_, member.value(), nameOf(member.key()))
                .refuse("the program does not know this setting", "Use a tokenizer without it.");
}

void JsonField::requireArray(std::optional<std::size_t> size) const {
    if (!isArray() || (size && value_->size() != *size))
        refuse(size ? "a list of " + std::to_string(*size) + " is needed here"
                    : "a list is needed here",
               "Correct the file.");
}

void JsonField::refuse(const std::string& what, const std::string& remedy) const {
    const std::string field =
        name_.empty() ? "" : "field " + name_ + " (" + shortJson(*value_) + "): ";
    throw Error::at(document_->file, 0, field + what, remedy);
}

}  // namespace alphascope
