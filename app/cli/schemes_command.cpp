// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/database_option.h"
#include "app/cli/json_rows.h"
#include "app/cli/plain_text.h"
#include "study/scheme.h"

#include <memory>
#include <sstream>

namespace alphascope {
namespace {

using nlohmann::json;

struct SchemesOptions {
    std::string database;  // taken by every command; of no use here
    bool as_json = false;
};

const char* typeName(ParameterType type) {
    switch (type) {
        case ParameterType::kBoolean:
            return "boolean";
        case ParameterType::kInteger:
            return "integer";
        case ParameterType::kReal:
            return "real";
        case ParameterType::kChoice:
            return "choice";
    }
    return "";
}

json valueToJson(const ParameterValue& value) {
    return std::visit([](const auto& v) { return json(v); }, value);
}

json parameterToJson(const ParameterDescriptor& parameter) {
    json entry{{"name", parameter.name},
               {"type", typeName(parameter.type)},
               {"default", valueToJson(parameter.default_value)},
               {"help", parameter.help}};
    if (parameter.type == ParameterType::kChoice) entry["choices"] = parameter.choices;
    if (parameter.type == ParameterType::kInteger || parameter.type == ParameterType::kReal) {
        entry["min"] = parameter.min;
        entry["max"] = parameter.max;
    }
    return entry;
}

json schemeToJson(const SchemeDescriptor& scheme) {
    json kinds = json::array(), parameters = json::array();
    for (const auto kind : scheme.task_kinds)
        kinds.push_back(kind == TaskKind::kRegression ? "regression" : "classification");
    for (const auto& parameter : scheme.parameters)
        parameters.push_back(parameterToJson(parameter));
    return {{"id", scheme.id},
            {"name", scheme.name},
            {"formula", scheme.formula},
            {"source", scheme.source},
            {"needs", scheme.needs},
            {"cost", scheme.cost},
            {"uses_teacher", scheme.uses_teacher},
            {"rows_sum_to_one", scheme.rows_sum_to_one},
            {"task_kinds", kinds},
            {"parameters", parameters}};
}

void printScheme(const SchemeDescriptor& scheme) {
    say("%s  %s\n  %s\n  source: %s\n  needs: %s; costs %s\n", scheme.id.c_str(),
        scheme.name.c_str(), scheme.formula.c_str(), scheme.source.c_str(), scheme.needs.c_str(),
        scheme.cost.c_str());
    for (const auto& parameter : scheme.parameters) {
        std::ostringstream range;
        if (parameter.type == ParameterType::kChoice)
            for (const auto& choice : parameter.choices)
                range << (range.tellp() > 0 ? " | " : "") << choice;
        else if (parameter.type == ParameterType::kBoolean)
            range << "true | false";
        else
            range << parameter.min << " to " << parameter.max;
        say("  %s = %s  (%s)  %s\n", parameter.name.c_str(),
            jsonText(valueToJson(parameter.default_value)).c_str(), range.str().c_str(),
            parameter.help.c_str());
    }
}

int listSchemes(const SchemesOptions& options) {
    json list = json::array();
    for (const auto& scheme : schemeTable()) {
        if (options.as_json)
            list.push_back(schemeToJson(scheme));
        else
            printScheme(scheme);
    }
    if (options.as_json) say("%s\n", jsonText(list).c_str());
    return kDone;
}

}  // namespace

void addSchemesCommand(CLI::App& app, Work& work) {
    auto options = std::make_shared<SchemesOptions>();
    CLI::App* command = app.add_subcommand(
        "schemes", "List the weighting schemes with formula, source and parameters");
    command->add_flag("--json", options->as_json, "As a JSON list");
    addDatabaseOption(*command, options->database);
    command->callback([options, &work] { work = [options] { return listSchemes(*options); }; });
}

}  // namespace alphascope
