// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/classifier.h"

#include <filesystem>
#include <string>

namespace alphascope {

/// A run's final weights as saveModel() wrote them, with what they were trained on.
struct SavedModel {
    Classifier model;
    std::string task;         ///< its id
    std::string tokenizer;    ///< hash
    std::string train_texts;  ///< SHA-256; empty in a file of an earlier version: of any
};

/// Throws Error that names the file where it is not there (`absent`: what to do then), is damaged,
/// or lacks something.
SavedModel readSavedModel(const std::filesystem::path& file, const std::string& absent);

}  // namespace alphascope
