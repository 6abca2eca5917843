// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace alphascope {

/// CRC-32C (Castagnoli), as TFRecord files, iSCSI and ext4 have it.
std::uint32_t crc32c(std::string_view bytes);

/// The check as TFRecord stores it: turned and shifted, so that a record which holds records does
/// not check itself.
std::uint32_t maskedCrc32c(std::string_view bytes);

}  // namespace alphascope
