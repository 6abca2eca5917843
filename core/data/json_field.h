// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace alphascope {

/// A value in a JSON file from outside, with its place in it, so that each refusal names the file,
/// the field and what stands there. Every getter throws Error for a value of another type.
class JsonField {
public:
    /// Parses the bytes of a file: at most 32 levels and 4 million values. Throws Error.
    static JsonField parse(const std::string& bytes, const std::string& file);

    /// The member of an object; throws when it is missing.
    [[nodiscard]] JsonField at(std::string_view name) const;
    /// The same; nothing when it is missing or null.
    [[nodiscard]] std::optional<JsonField> find(std::string_view name) const;
    /// The item of an array.
    [[nodiscard]] JsonField item(std::size_t index) const;
    /// Items of an array, members of an object.
    [[nodiscard]] std::size_t size() const { return value_->size(); }

    [[nodiscard]] std::string text() const;
    [[nodiscard]] double number() const;
    /// An integer from `least` to `most`.
    [[nodiscard]] std::int64_t integer(std::int64_t least, std::int64_t most) const;
    /// Members that may be left out.
    [[nodiscard]] std::string textOr(std::string_view name, std::string missing) const;
    [[nodiscard]] bool flagOr(std::string_view name, bool missing) const;

    [[nodiscard]] bool isArray() const { return value_->is_array(); }
    /// Throws unless the value is an object; the second, with no other members than these.
    void requireObject() const;
    void allowOnly(std::initializer_list<std::string_view> names) const;
    /// Throws unless the value is an array, of `size` items where that is given.
    void requireArray(std::optional<std::size_t> size = std::nullopt) const;

    /// Throws "file: field name (value): what. remedy".
    [[noreturn]] void refuse(const std::string& what, const std::string& remedy) const;

    /// As it is: for the names of an object's members, and for null.
    [[nodiscard]] const nlohmann::json& value() const { return *value_; }

private:
    struct Document {
        std::string file;
        nlohmann::json root;
    };
    JsonField(std::shared_ptr<const Document> document, const nlohmann::json& value,
              std::string name)
        : document_(std::move(document)), value_(&value), name_(std::move(name)) {}
    [[nodiscard]] std::string nameOf(std::string_view member) const;

    std::shared_ptr<const Document> document_;  // shared: fields outlive the one they came from
    const nlohmann::json* value_;
    std::string name_;  ///< "model.vocab[3]"; empty for the whole file
};

}  // namespace alphascope
