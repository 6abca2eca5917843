// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/table_recipe.h"

#include "study/bounded_json.h"

namespace alphascope {
namespace {

using nlohmann::json;

/// Null where it is no JSON.
json parsed(const std::string& text) {
    try {
        return parseBoundedJson(text, "", "");
    } catch (const Error&) {
        return nullptr;
    }
}

template <typename T>
void take(const json& from, const char* name, T& value) {
    const auto found = from.find(name);
    if (found == from.end()) return;
    try {
        value = found->get<T>();
    } catch (const json::exception&) {
        // A hand or another version wrote something else: the default stays.
    }
}

}  // namespace

std::string toJson(const TableRecipe& recipe) {
    const TableSpec& spec = recipe.spec;
    return json{{"study", recipe.query.study},
                {"where", recipe.query.where},
                {"selection", static_cast<int>(recipe.query.selection)},
                {"each_value", recipe.query.grids == GridRows::kSeparate},
                {"tasks", spec.tasks},
                {"rows", spec.rows},
                {"first_metric", spec.first_metric},
                {"average", spec.average},
                {"mark_second", spec.mark_second},
                {"show_gap", spec.show_gap},
                {"show_calibration", spec.show_calibration},
                {"baseline", spec.baseline},
                {"level", spec.level},
                {"resamples", spec.resamples},
                {"caption", spec.caption}}
        .dump();
}

TableRecipe tableRecipeFromJson(const std::string& text) {
    TableRecipe recipe;
    const json from = parsed(text);
    if (!from.is_object()) return recipe;
    TableSpec& spec = recipe.spec;
    take(from, "study", recipe.query.study);
    take(from, "where", recipe.query.where);
    int selection = 0;
    take(from, "selection", selection);
    if (selection >= 0 && selection <= static_cast<int>(Selection::kBestOnDev))
        recipe.query.selection = static_cast<Selection>(selection);
    bool each_value = false;
    take(from, "each_value", each_value);
    recipe.query.grids = each_value ? GridRows::kSeparate : GridRows::kJoined;
    take(from, "tasks", spec.tasks);
    take(from, "rows", spec.rows);
    take(from, "first_metric", spec.first_metric);
    take(from, "average", spec.average);
    take(from, "mark_second", spec.mark_second);
    take(from, "show_gap", spec.show_gap);
    take(from, "show_calibration", spec.show_calibration);
    take(from, "baseline", spec.baseline);
    take(from, "level", spec.level);
    take(from, "resamples", spec.resamples);
    take(from, "caption", spec.caption);
    return recipe;
}

}  // namespace alphascope
