// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace alphascope {

/// A number with `decimals` digits after the point, "nan" where it is none. Never "-0", and a point
/// in every locale (Qt sets the user's locale, which printf and streams obey).
std::string fixedText(double value, int decimals);
/// The shortest text that reads back as the same number; "nan" where it is none.
std::string exactText(double value);
std::string exactText(float value);
/// A field of a CSV line, quoted where it must be (RFC 4180).
std::string csvField(const std::string& text);

}  // namespace alphascope
