// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/database_option.h"
#include "data/tokenizer.h"

#include <nlohmann/json.hpp>

#include <cstdio>
#include <iostream>
#include <memory>

namespace alphascope {
namespace {

using nlohmann::json;

constexpr const char* kLineRemedy =
    R"(Write each line as {"text_a": "...", "text_b": "..."}, where text_b may be left out)";

struct TokenizeOptions {
    std::string database;  // taken by every command; of no use here
    std::string vocab;
    int max_length = 0;
};

std::optional<std::string> textField(const json& line, const char* name) {
    const auto field = line.find(name);
    if (field == line.end() || field->is_null()) return std::nullopt;
    if (!field->is_string()) throw Error(std::string(name) + " is not a text");
    return field->get<std::string>();
}

std::string encodeLine(const Tokenizer& tokenizer, const std::string& text, int max_length) {
    const json line = json::parse(text);
    if (!line.is_object()) throw Error("not a JSON object");
    const auto text_a = textField(line, "text_a");
    const auto text_b = textField(line, "text_b");
    if (!text_a) throw Error("text_a is missing");
    std::optional<std::string_view> second;
    if (text_b) second = *text_b;
    const Encoding encoding = tokenizer.encode(*text_a, second, max_length);
    return json{{"ids", encoding.ids}, {"type_ids", encoding.type_ids}}.dump();
}

int tokenize(const TokenizeOptions& options) {
    const auto tokenizer = openTokenizer(options.vocab);
    std::string text;
    for (long number = 1; std::getline(std::cin, text); ++number) {
        if (text.ends_with('\r')) text.pop_back();
        try {
            std::printf("%s\n", encodeLine(*tokenizer, text, options.max_length).c_str());
        } catch (const json::exception& problem) {
            throw Error::at("standard input", number,
                            std::string("not valid JSON: ") + problem.what(), kLineRemedy);
        } catch (const Error& problem) {
            throw Error::at("standard input", number, problem.what(), kLineRemedy);
        }
    }
    return kDone;
}

}  // namespace

void addTokenizeCommand(CLI::App& app, Work& work) {
    auto options = std::make_shared<TokenizeOptions>();
    CLI::App* command = app.add_subcommand(
        "tokenize",
        R"(Encode JSON lines {"text_a","text_b"?} from standard input as {"ids","type_ids"})");
    command
        ->add_option("--vocab", options->vocab, "vocab.txt, tokenizer.json, or a folder with one")
        ->required()
        ->type_name("PATH");
    command
        ->add_option("--max-length", options->max_length,
                     "Most tokens, special ones too (default: no limit)")
        ->check(CLI::Range(1, 1 << 20))
        ->type_name("N");
    addDatabaseOption(*command, options->database);
    command->callback([options, &work] { work = [options] { return tokenize(*options); }; });
}

}  // namespace alphascope
