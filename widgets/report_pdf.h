// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/html_report.h"

#include <QString>

namespace alphascope {

/// Writes the report as A4 pages, its figures as vectors; the answer is empty, or why it cannot.
/// May be called from any thread.
QString writePdf(const ReportPages& pages, const QString& file);

}  // namespace alphascope
