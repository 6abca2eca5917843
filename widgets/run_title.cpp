// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run_title.h"

#include "store/imported_run.h"
#include "widgets/look.h"

namespace alphascope {

QString titleOf(const RunRow& run, const std::string& label) {
    return isImported(run) ? QString::fromStdString(label) : runTitle(label, run.seed);
}

}  // namespace alphascope
