// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/export_model.h"

#include "model/hugging_face.h"
#include "study/error.h"
#include "train/saved_model.h"
#include "train/teacher_logits.h"

namespace alphascope {

void exportModel(const std::filesystem::path& run_dir, const std::filesystem::path& folder) {
    const SavedModel saved =
        readSavedModel(RunFiles::model(run_dir),
                       "Export a run that has finished, on the machine that keeps its files");
    std::vector<std::filesystem::path> tokenizer;
    for (const char* name : {"vocab.txt", "tokenizer.json"})
        if (std::filesystem::exists(run_dir / name)) tokenizer.push_back(run_dir / name);
    if (tokenizer.empty())
        throw Error::at(run_dir.string(), 0,
                        "the run's tokenizer is neither a vocab.txt nor a tokenizer.json, and a "
                        "Hugging Face folder holds no other",
                        "Train with such a vocab, or take model.safetensors from the run's folder");
    saveHuggingFace(folder, saved.model, findTask(saved.task), tokenizer);
}

}  // namespace alphascope
