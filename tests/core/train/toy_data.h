// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/classifier.h"
#include "train/prepared_data.h"

namespace alphascope::toy {

/// A vocabulary of the special tokens and ten words "w0" ... "w9".
WordPiece vocabulary();

/// Sentences of four words in which "w1" means class 1 and "w0" class 0; a share of the train
/// labels is flipped. Encoded, no files.
PreparedData separableTask(std::size_t train_rows, std::size_t meta_rows, double flipped_share);

/// The same sentences as a regression: "w1" means a score of 0.9, "w0" of 0.1.
PreparedData scoredTask(std::size_t train_rows, std::size_t meta_rows);

/// The teacher's scores [N, 1] for such a set: the true ones.
torch::Tensor oracleScores(const EncodedSet& set);

/// Confident logits [N, 2] for the true labels of a set: a teacher that is always right.
torch::Tensor oracleLogits(const EncodedSet& set);

/// One small layer: fast, yet every kind of parameter occurs.
EncoderConfig smallConfig(int vocab, double dropout = 0.1);

/// A complete spec for such a task.
RunSpec spec(const std::string& scheme, std::uint64_t seed = 1);

}  // namespace alphascope::toy
