// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <span>
#include <string>

namespace alphascope {

/// A text of the library, which is plain English there, in the user's language: a setting's name
/// or help, what a scheme needs, a run's state. As it is where it has no translation.
QString inWords(const std::string& english);

/// The texts that have one: all of the tables that forms and lists are made of (a test compares).
std::span<const char* const> coreWords();

}  // namespace alphascope
