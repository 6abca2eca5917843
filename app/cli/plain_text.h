// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that is printed goes through here. Names, notes and messages may come from a
// stranger's database, and a terminal obeys control characters in them.
#pragma once

#include <string>
#include <string_view>

namespace alphascope {

/// The text with U+FFFD in place of each control character but line ends and tabs, and of each byte
/// that is no UTF-8.
std::string plainText(std::string_view text);
/// As above for what must stay on its line: of line ends and tabs none is left either.
std::string plainLine(std::string_view text);

/// std::printf() of a plain text to standard output.
[[gnu::format(printf, 1, 2)]] void say(const char* format, ...);
/// The same to standard error.
[[gnu::format(printf, 1, 2)]] void complain(const char* format, ...);
/// What other programs read: as it is, and plain only where a terminal shows it.
void sayData(std::string_view data);

}  // namespace alphascope
