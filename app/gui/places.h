// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "study/study.h"
#include "widgets/study_form.h"

#include <filesystem>
#include <vector>

namespace alphascope {

/// The user's own database, below the XDG data folder.
std::filesystem::path ownDatabase();
/// The finished example runs: ALPHASCOPE_GALLERY, else beside the program; empty where there are
/// none.
std::filesystem::path galleryDatabase();
/// Whether this file is the gallery, which nothing may write to.
bool isGallery(const std::filesystem::path& database);
/// resources/studies/demo.study.toml, else the built-in equal of it.
Study demoStudy();
/// The studies of resources/studies, by name, with the first sentence of each file's comment.
std::vector<StudyTemplate> studyTemplates();

}  // namespace alphascope
