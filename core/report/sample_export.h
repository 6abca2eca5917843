// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/sample_row.h"

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>

namespace alphascope {

enum class SampleFormat { kCsv, kTsv, kJsonLines };

/// By the end of a file's name: .csv, .tsv, .jsonl; nothing for another.
std::optional<SampleFormat> sampleFormatOf(const std::string& file);

/// The samples, one a line: id, label, flipped, teacher_misled, marked, alpha, alpha_mean, epochs,
/// label_loss, teacher_loss, student_p_label, teacher_p_label, text_a, text_b. What has no meaning
/// is empty (JSON: null); in TSV a tab or a line break within a sentence becomes a space.
std::string samplesText(std::span<const SampleRow> rows, const std::set<std::uint32_t>& marked,
                        SampleFormat format);

}  // namespace alphascope
