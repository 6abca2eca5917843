// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/classifier.h"

#include <filesystem>

namespace alphascope {

/// Starts the rows of the word embedding from GloVe vectors (Pennington et al., EMNLP 2014), for
/// the tokens that they know; the others keep their start. `tokens[i]` is row i. `file` holds a
/// tensor "embeddings" [words, width]; beside it lies "<name>.words.txt", line i naming row i.
/// Returns the share of tokens found, 0 to 1. Throws Error when the width differs from the model's,
/// or words and rows differ in number.
double initialiseFromGlove(Classifier& model, std::span<const std::string> tokens,
                           const std::filesystem::path& file);

}  // namespace alphascope
