// SPDX-License-Identifier: GPL-3.0-or-later
#include "interop/csv_export.h"

#include "interop/run_points.h"
#include "report/number_text.h"

#include <cmath>
#include <string>

namespace alphascope {

void writeCsvHead(std::ostream& out) {
    out << "run,series,step,value\n";
}

void writeCsvRun(std::ostream& out, StoreReader& reader, std::int64_t run_id) {
    const std::string run = std::to_string(run_id) + ',';
    for (const RunPoint& point : runPoints(reader, run_id))
        out << run << csvField(point.series) << ',' << std::to_string(point.step) << ','
            << (std::isnan(point.value) ? std::string() : exactText(point.value)) << '\n';
}

}  // namespace alphascope
