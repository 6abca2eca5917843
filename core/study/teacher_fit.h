// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "study/run_spec.h"

#include <string>

namespace alphascope {

/// Why a teacher that was trained as `taught` may not teach `student`; "" where it may. A teacher
/// of another split may have seen the student's meta set; one of other labels is another teacher.
/// Reads on after "The teacher run 'x' ", and ends with the remedy.
std::string teacherMisfit(const RunSpec& taught, const RunSpec& student);

}  // namespace alphascope
