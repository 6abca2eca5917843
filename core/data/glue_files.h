// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace alphascope {

/// Where one file of a GLUE task is published. The addresses are those of the download script that
/// the benchmark's site links to (Wang et al., ICLR 2019), as far as they still answer.
struct GlueAddress {
    const char* task;  ///< id, "cola"
    const char* url;
};

/// All of them, in the order of the task table. MRPC has three: its train and test texts as
/// SentEval keeps them, and the ids that GLUE holds out as dev.
std::span<const GlueAddress> glueAddresses();

/// The SHA-256 of an official file, "CoLA/train.tsv", where it is known.
std::optional<std::string_view> knownSha256(std::string_view file);

}  // namespace alphascope
