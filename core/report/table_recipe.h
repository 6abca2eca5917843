// SPDX-License-Identifier: GPL-3.0-or-later
// A table that was put together, as JSON, to be found again.
#pragma once

#include "report/result_table.h"

#include <string>

namespace alphascope {

/// What a table shows and how.
struct TableRecipe {
    TableQuery query;
    TableSpec spec;

    bool operator==(const TableRecipe&) const = default;
};

/// Without program and date, which are those of the day.
std::string toJson(const TableRecipe& recipe);
/// What is absent or of another type is as in a new table; a text that is no JSON object, too.
TableRecipe tableRecipeFromJson(const std::string& json);

}  // namespace alphascope
