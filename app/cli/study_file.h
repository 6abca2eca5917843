// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "study/study.h"

#include <string>

namespace alphascope {

/// A study as its file has it, with the folder of its data: `data_folder`, else the study's own,
/// else $ALPHASCOPE_DATA. Throws WrongUse.
Study readStudyFile(const std::string& file, const std::string& data_folder);

}  // namespace alphascope
