// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace alphascope {

/// GLUE may not hand out MRPC; its train and dev files are made from the corpus itself.
enum class MrpcPart { kTrain, kTest, kDevIds };

/// By file name, without folder.
std::optional<MrpcPart> mrpcPart(std::string_view name);

/// "MRPC/train.tsv", "MRPC/dev.tsv" and "MRPC/test.tsv" with their contents. `text` gives a part,
/// or an empty string where it is missing; train and dev need both the train texts and the ids. A
/// pair is in dev where its two sentence ids are among the ids. Throws Error where a part that is
/// needed is missing or has another layout.
std::vector<std::pair<std::string, std::string>> makeMrpc(
    const std::function<std::string(MrpcPart)>& text);

}  // namespace alphascope
