// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "study/task.h"

#include <cstdint>
#include <string>
#include <vector>

namespace alphascope {

/// One sample. `label` is what training sees: a class index, or a score divided by score_max.
struct Example {
    std::uint32_t id = 0;  ///< row in its file, 0-based, header not counted
    std::string text_a;
    std::string text_b;  ///< empty where the task has single sentences
    float label = 0.0F;
    float true_label = 0.0F;     ///< differs from `label` where noise was injected
    float teacher_label = 0.0F;  ///< what the teacher is trained on (demo: wrong on a known subset)

    [[nodiscard]] bool flipped() const { return label != true_label; }
    [[nodiscard]] bool teacherMisled() const { return teacher_label != true_label; }
};

/// The samples of one file.
struct Split {
    std::string name;  ///< "train", "dev", ...
    std::string file;  ///< true file name, as shown in tables
    bool labelled = true;
    std::vector<Example> examples;
};

}  // namespace alphascope
