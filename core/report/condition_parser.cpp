// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/condition.h"
#include "study/error.h"

#include <algorithm>
#include <array>
#include <utility>

namespace alphascope {
namespace {

using Sign = Comparison::Sign;

struct Token {
    enum class Kind { kWord, kText, kSign, kOpen, kClose, kEnd };
    Kind kind = Kind::kEnd;
    std::string text;
    std::size_t place = 0;  ///< 0-based
};

constexpr std::array<std::pair<std::string_view, Sign>, 8> kSigns{{{"!=", Sign::kNotEqual},
                                                                   {"!~", Sign::kLacks},
                                                                   {"<=", Sign::kAtMost},
                                                                   {">=", Sign::kAtLeast},
                                                                   {"=", Sign::kEqual},
                                                                   {"~", Sign::kContains},
                                                                   {"<", Sign::kLess},
                                                                   {">", Sign::kGreater}}};

std::optional<std::string_view> signAt(std::string_view text, std::size_t place) {
    for (const auto& [sign, unused] : kSigns)
        if (text.substr(place).starts_with(sign)) return sign;
    return std::nullopt;
}

bool isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n';
}

Token quoted(std::string_view text, std::size_t begin) {
    const auto end = text.find('"', begin + 1);
    if (end == std::string_view::npos)
        complainAt(begin, "the quotation mark is not closed; add the second \".");
    return {Token::Kind::kText, std::string(text.substr(begin + 1, end - begin - 1)), begin};
}

std::vector<Token> tokenise(std::string_view text) {
    std::vector<Token> tokens;
    for (std::size_t i = 0; i < text.size();) {
        const char c = text[i];
        if (isSpace(c)) {
            ++i;
        } else if (c == '(' || c == ')') {
            tokens.push_back({c == '(' ? Token::Kind::kOpen : Token::Kind::kClose, {c}, i++});
        } else if (c == '"') {
            tokens.push_back(quoted(text, i));
            i += tokens.back().text.size() + 2;
        } else if (const auto sign = signAt(text, i)) {
            tokens.push_back({Token::Kind::kSign, std::string(*sign), i});
            i += sign->size();
        } else {
            const auto begin = i;
            while (i < text.size() && !isSpace(text[i]) && text[i] != '(' && text[i] != ')' &&
                   text[i] != '"' && !signAt(text, i))
                ++i;
            tokens.push_back(
                {Token::Kind::kWord, std::string(text.substr(begin, i - begin)), begin});
        }
    }
    tokens.push_back({Token::Kind::kEnd, {}, text.size()});
    return tokens;
}

/// Recursive descent: any := all ("or" all)*;  all := one ("and"? one)*;
/// one := "not" one | "(" any ")" | name sign value | word.
class Parser {
public:
    explicit Parser(std::string_view text) : tokens_(tokenise(text)) {}

    Condition parse() {
        if (peek().kind == Token::Kind::kEnd) return {};
        auto condition = any();
        if (peek().kind == Token::Kind::kClose)
            complainAt(peek().place, "this bracket was never opened; remove it.");
        return condition;
    }

private:
    using Kind = Condition::Kind;

    [[nodiscard]] const Token& peek(std::size_t ahead = 0) const {
        return tokens_[std::min(at_ + ahead, tokens_.size() - 1)];
    }
    Token take() { return tokens_[std::min(at_++, tokens_.size() - 1)]; }
    [[nodiscard]] bool is(std::string_view word) const {
        return peek().kind == Token::Kind::kWord && lower(peek().text) == word &&
               peek(1).kind != Token::Kind::kSign;
    }
    static Condition join(std::vector<Condition> parts, Kind kind) {
        if (parts.size() == 1) return std::move(parts.front());
        Condition joined;
        joined.kind = kind;
        joined.place = parts.front().place;
        joined.parts = std::move(parts);
        return joined;
    }

    Condition any() {
        std::vector<Condition> parts;
        parts.push_back(all());
        while (is("or")) {
            take();
            parts.push_back(all());
        }
        return join(std::move(parts), Kind::kAny);
    }

    Condition all() {
        std::vector<Condition> parts;
        parts.push_back(one());
        while (peek().kind != Token::Kind::kEnd && peek().kind != Token::Kind::kClose &&
               !is("or")) {
            if (is("and")) take();
            parts.push_back(one());
        }
        return join(std::move(parts), Kind::kAll);
    }

    Condition one() {
        Condition made;
        made.place = peek().place;
        if (is("not")) {
            take();
            made.kind = Kind::kNot;
            made.parts.push_back(one());
            return made;
        }
        const Token token = take();
        if (token.kind == Token::Kind::kOpen) return bracket(token.place);
        if (token.kind == Token::Kind::kWord && peek().kind == Token::Kind::kSign) {
            made.kind = Kind::kCompare;
            made.comparison = comparison(token.text);
            return made;
        }
        const bool condition = (token.kind == Token::Kind::kWord && lower(token.text) != "and" &&
                                lower(token.text) != "or") ||
                               token.kind == Token::Kind::kText;
        if (!condition)
            complainAt(token.place,
                       "a condition is expected, such as \"task = RTE\" or a word; add one.");
        made.kind = Kind::kWord;
        made.word = token.text;
        made.quoted = token.kind == Token::Kind::kText;
        return made;
    }

    Condition bracket(std::size_t opened) {
        Condition inner = any();
        if (take().kind != Token::Kind::kClose)
            complainAt(opened, "this bracket is not closed; add the second one.");
        return inner;
    }

    Comparison comparison(const std::string& name) {
        const Token sign = take(), value = take();
        if (value.kind != Token::Kind::kWord && value.kind != Token::Kind::kText)
            complainAt(value.place, "a value is expected after \"" + sign.text + "\"; add one.");
        const auto* found = std::find_if(kSigns.begin(), kSigns.end(),
                                         [&](const auto& s) { return s.first == sign.text; });
        return {name, found->second, value.text};
    }

    std::vector<Token> tokens_;
    std::size_t at_ = 0;
};

}  // namespace

void complainAt(std::size_t place, const std::string& what) {
    throw Error("In the filter at character " + std::to_string(place + 1) + ": " + what);
}

Condition parseCondition(std::string_view text) {
    return Parser(text).parse();
}

}  // namespace alphascope
