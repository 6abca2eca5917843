// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/table_recipe.h"

#include <gtest/gtest.h>

namespace alphascope {
namespace {

TEST(TableRecipes, AreFoundAgainAsTheyWere) {
    TableRecipe recipe;
    recipe.query = {.study = "paper \"small\"",
                    .where = "seed <= 3",
                    .selection = Selection::kBestOnMeta,
                    .grids = GridRows::kSeparate};
    recipe.spec = {.tasks = {"RTE", "SST-2"},
                   .rows = {"label only", "fixed 0.5"},
                   .first_metric = true,
                   .average = true,
                   .mark_second = false,
                   .show_gap = false,
                   .show_calibration = true,
                   .baseline = "label only",
                   .level = 0.01,
                   .resamples = 500,
                   .caption = "α on ten tasks."};
    EXPECT_EQ(tableRecipeFromJson(toJson(recipe)), recipe);
    EXPECT_EQ(tableRecipeFromJson(toJson(TableRecipe())), TableRecipe());
}

TEST(TableRecipes, WhatAHandHasSpoiltIsAsInANewTable) {
    for (const char* text : {"", "[]", "{", "7", R"({"rows": 3, "level": "low", "tasks": [1]})",
                             R"({"selection": 99})", R"({"selection": -1})"})
        EXPECT_EQ(tableRecipeFromJson(text), TableRecipe()) << text;
    const TableRecipe half = tableRecipeFromJson(R"({"average": true, "resamples": []})");
    EXPECT_TRUE(half.spec.average);
    EXPECT_EQ(half.spec.resamples, TableSpec().resamples);
}

}  // namespace
}  // namespace alphascope
