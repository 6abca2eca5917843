// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace alphascope {

/// "1,2,5" or "1-5" or a mixture. Absent where the text is no list of distinct seeds, or a range
/// runs backwards or over more than 1000 seeds.
std::optional<std::vector<std::uint64_t>> parseSeeds(const QString& text);
/// The shortest such text: "1-5, 9".
QString seedText(const std::vector<std::uint64_t>& seeds);

}  // namespace alphascope
