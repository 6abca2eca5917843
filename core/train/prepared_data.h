// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/example.h"
#include "data/split_plan.h"
#include "data/tokenizer.h"
#include "study/run_spec.h"

#include <torch/torch.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace alphascope {

/// One set, tokenised. All vectors have one entry a sample, in the set's order.
struct EncodedSet {
    std::string name;         ///< "train", "meta", "dev", ...
    std::string file;         ///< true file name
    std::string sha256;       ///< of ids, texts and labels
    std::string text_sha256;  ///< of the texts alone: teacher logits do not depend on labels
    std::vector<Example> examples;
    std::vector<Encoding> encodings;
    std::vector<std::size_t> lengths;  ///< tokens
    torch::Tensor labels;              ///< [N] int64, or float scores for regression

    [[nodiscard]] std::size_t size() const { return examples.size(); }
};

/// The disjoint sets of a run (design, section 5) and its tokenizer.
struct PreparedData {
    const TaskDescriptor* task = nullptr;
    std::shared_ptr<const Tokenizer> tokenizer;
    std::filesystem::path vocabulary;  ///< the tokenizer's file
    EncodedSet train;
    EncodedSet meta;                     ///< empty when spec.data.full_train
    std::vector<EncodedSet> evaluation;  ///< labelled dev sets
    std::vector<EncodedSet> test;        ///< unlabelled; see DataSpec::predict_test
    std::int64_t overlap = 0;            ///< texts that occur verbatim in train and meta
    double tokenise_seconds = 0.0;       ///< wall time that all sets together took
};

/// Reads, cuts, injects noise, builds or reads the vocabulary (cached below `files`/cache),
/// encodes. Teachers get their own labels (`teacher_label`). A full train set has the labels that
/// its parts have in the cut, so that the row differs from the others by its size alone.
/// A pretrained encoder brings its own tokenizer. `keep_going` is asked now and then; when it
/// answers false, nothing comes back. Throws Error from the readers.
std::optional<PreparedData> prepareData(const RunSpec& spec, const std::filesystem::path& files,
                                        const std::function<bool()>& keep_going);

/// What a run's state is about: texts, labels and tokens.
std::string dataHash(const PreparedData& data);

}  // namespace alphascope
