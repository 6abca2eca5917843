// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/reader.h"

#include <string>

namespace alphascope {

/// One sample as tables show it. Probabilities are NaN where they have no meaning.
struct SampleRow {
    SampleView view;
    double teacher_p = 0.0;  ///< what the teacher gives the observed label
    double student_p = 0.0;
    std::string label_name;  ///< "entailment", or the score
    std::string text_a;      ///< empty where the text is not at hand
    std::string text_b;
};

}  // namespace alphascope
