// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace alphascope {

/// SHA-256 in lower-case hex over the parts, each preceded by its length: ("ab","c") and ("a","bc")
/// differ.
std::string contentHash(std::initializer_list<std::string_view> parts);

}  // namespace alphascope
