// SPDX-License-Identifier: GPL-3.0-or-later
// The files that a run reads: where they lie, and whether they are there. They are looked for, not
// read.
#pragma once

#include "study/run_spec.h"

#include <string>

namespace alphascope {

/// The data folder in force: `--data`, else the study's, else ALPHASCOPE_DATA, else "".
std::string resolveDataFolder(const std::string& explicit_folder, const std::string& study_folder);

/// Makes the data folder absolute, and the vocabulary, the pretrained weights and the word vectors,
/// which may lie below the data folder or the folder that holds it. Throws Error where one of the
/// three is not there.
void resolveFiles(RunSpec& spec);

/// Throws Error naming the first file of the run's task, or its vocabulary, that is not there.
/// resolveFiles() comes first.
void checkFiles(const RunSpec& spec);

}  // namespace alphascope
