// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/imported_run.h"

#include "study/error.h"
#include "study/run_spec.h"

namespace alphascope {

bool isImported(const RunRow& run) {
    return run.role == roleName(Role::kImported);
}

void refuseImported(const RunRow& run, const std::string& what) {
    if (isImported(run))
        throw Error("Run " + std::to_string(run.id) + " (" + run.label +
                    ") was imported, and only its curves are known, so it cannot " + what + ".");
}

}  // namespace alphascope
