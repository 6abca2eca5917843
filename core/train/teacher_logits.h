// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/classifier.h"
#include "train/prepared_data.h"

#include <functional>

namespace alphascope {

/// Places of a run's files.
struct RunFiles {
    static std::filesystem::path model(const std::filesystem::path& run_dir) {
        return run_dir / "model.safetensors";
    }
    /// One file a step, as below: the better one of a later step must not take the place of the one
    /// that the checkpoint in force names.
    static std::filesystem::path bestOnMeta(const std::filesystem::path& run_dir,
                                            std::int64_t step) {
        return run_dir / ("best_meta-" + std::to_string(step) + ".safetensors");
    }
    /// What a run goes on from; one file a step, so that the row of the one before stays true until
    /// the row of this one is stored.
    static std::filesystem::path checkpoint(const std::filesystem::path& run_dir,
                                            std::int64_t step) {
        return run_dir / ("step-" + std::to_string(step) + ".safetensors");
    }
    static std::filesystem::path crossFit(const std::filesystem::path& run_dir) {
        return run_dir / "cross_fit.safetensors";
    }
    /// Logits of one cross-fitted fold, from 1, until the run has finished.
    static std::filesystem::path fold(const std::filesystem::path& run_dir, int number) {
        return run_dir / ("fold-" + std::to_string(number) + ".safetensors");
    }
};

/// A frozen teacher read back from a run's folder. It may read texts by another tokenizer than its
/// students do.
struct Teacher {
    Classifier model;
    std::string weights_sha256;
    std::shared_ptr<const Tokenizer> tokenizer;
};

/// Writes a model with what is needed to use it (encoder sizes, and its tokenizer's file beside it)
/// and to refuse a wrong use: the task, tokenizer and train texts of the data it was trained on.
/// Returns the file's SHA-256.
std::string saveModel(const std::filesystem::path& file, const Classifier& model,
                      const PreparedData& data);

/// Reads a teacher. Throws Error when it belongs to another task, when its tokenizer is neither the
/// run's nor beside it, when it was trained on other texts than this run's train set (it may have
/// seen the meta set), or when its weights have another SHA-256 than `stored` (empty: any).
Teacher loadTeacher(const std::filesystem::path& run_dir, const PreparedData& data,
                    const std::string& stored = {});

/// Logits [N, K] of a model on a set, evaluation mode, in the set's order. `keep_going` is asked
/// between batches; when it answers false an undefined tensor is returned.
torch::Tensor computeLogits(const Classifier& model, const EncodedSet& set, int pad_id,
                            const std::function<bool()>& keep_going);

/// The teacher's logits on a set from the cache below `files`/cache, or computed and put there. The
/// key covers data, split, tokenizer, max length, weights, dtype, and the number of threads on the
/// CPU or the kind of another device, which may round otherwise; a file whose content does not
/// match its key throws Error. `from_cache` tells which it was.
torch::Tensor cachedTeacherLogits(const Teacher& teacher, const EncodedSet& set,
                                  const PreparedData& data, int max_length,
                                  const std::filesystem::path& files,
                                  const std::function<bool()>& keep_going, bool& from_cache);

/// What cross-fitted targets were computed from: they are of use for nothing else.
struct TargetsOrigin {
    std::string text_sha256, tokenizer;
    int max_length = 0;
};

/// Held-out logits of the train set from a teacher trained with targets = "cross_fit". Throws Error
/// when the teacher has none, or has them for another train set, tokenizer or length.
torch::Tensor crossFitLogits(const std::filesystem::path& teacher_dir, const EncodedSet& train,
                             const TargetsOrigin& origin);
void saveCrossFitLogits(const std::filesystem::path& run_dir, const EncodedSet& train,
                        const TargetsOrigin& origin, const torch::Tensor& logits);

}  // namespace alphascope
