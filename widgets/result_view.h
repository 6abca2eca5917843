// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/result_table.h"

#include <QString>

class QTableWidget;

namespace alphascope {

/// "84.3 ± 0.2 (3)"; "–" where there is no run; † for not above the majority class, ⁺ and ⁻ for
/// significantly better and worse than the baseline.
QString cellText(const TableCell& cell, const TableSpec& spec = {});

/// Read-only, without a grid; rows as high as their text.
void setUpResultView(QTableWidget& view);

/// Shows the table cell by cell: best in bold, second underlined. With `blocks`, also the numbers
/// below the scores that its spec asks for.
void fillResultView(QTableWidget& view, const ResultTable& table, bool blocks);

}  // namespace alphascope
