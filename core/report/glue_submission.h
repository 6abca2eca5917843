// SPDX-License-Identifier: GPL-3.0-or-later
// A submission to the GLUE leaderboard: one TSV file a test set, together in a zip file.
#pragma once

#include "store/reader.h"
#include "study/task.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace alphascope {

/// One file of a submission.
struct GlueFile {
    std::string name;                      ///< "MNLI-mm.tsv"
    const TaskDescriptor* task = nullptr;  ///< whose labels it holds
    std::string split;                     ///< "test_mismatched"
    std::int64_t rows = 0;                 ///< of the official test set
};

/// All eleven, in the order of the task table.
std::span<const GlueFile> glueFiles();

/// What is wrong with a submission; the sentence names file and line, and says what belongs there.
struct GlueFault {
    std::string file;
    std::int64_t line = 0;  ///< from 1; 0: the whole file
    std::string sentence;   ///< "RTE.tsv:17: …"
};

/// Every fault of one file's text; of many in one file the first few and their number.
std::vector<GlueFault> checkGlueText(const GlueFile& file, const std::string& text);

/// Every fault of a zip file: names, folders, missing files, headers, numbers and order of rows,
/// predictions. Empty: the leaderboard's form is kept. Throws Error where it is no zip file.
std::vector<GlueFault> checkGlueZip(const std::filesystem::path& zip);

/// The text of a file from logits [n, outputs] in the order of the test set: the label of the
/// largest logit as the task's files write it, or the score times its maximum, kept within 0 and
/// that.
std::string glueText(const GlueFile& file, std::span<const float> logits);

/// Writes a submission from the test-set logits that finished runs of the store have, one run a
/// task (for AX the run on MNLI serves). Returns the names of the files that are in it. Throws
/// Error naming the run that has no such logits, or two runs of one task.
std::vector<std::string> writeGlueZip(StoreReader& reader, const std::vector<RunRow>& runs,
                                      const std::filesystem::path& zip);

}  // namespace alphascope
