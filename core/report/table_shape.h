// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/result_table.h"

#include <string>

namespace alphascope {

/// The chosen rows and columns of a table in the chosen order, with its marks and notes made anew.
/// The table is one of buildTable(); cells keep their tests and calibration where the spec wants
/// them. Throws Error on a task or row that it does not have, or one that is chosen twice.
ResultTable shapeTable(const ResultTable& table, const TableSpec& spec);

/// The place of the row with this label, else of the only one whose label begins so. Throws Error
/// naming the rows there are.
std::size_t findRow(const ResultTable& table, const std::string& label);

/// Sets `best` and `second` in every column, the average's too. Schemes on the reduced train set
/// compete; equal means share a mark.
void markBest(ResultTable& table);

/// Fills the column of averages where the table's spec wants it: over the tasks in which every row
/// but the majority class has a value. A task of several columns counts once, with their mean.
void fillAverages(ResultTable& table);

}  // namespace alphascope
