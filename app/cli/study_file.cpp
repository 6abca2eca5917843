// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/study_file.h"

#include "app/cli/commands.h"
#include "data/run_files.h"

namespace alphascope {

Study readStudyFile(const std::string& file, const std::string& data_folder) {
    Study study;
    try {
        study = readStudy(file);
    } catch (const Error& problem) {
        throw WrongUse(problem.what());
    }
    study.data.folder = resolveDataFolder(data_folder, study.data.folder);
    return study;
}

}  // namespace alphascope
