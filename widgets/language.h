// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <span>

namespace alphascope {

/// A language that the window speaks.
struct Language {
    const char* code;  ///< as in --language and in the names of resources/translations: "zh_CN"
    const char* name;  ///< in the language itself, in UTF-8
};

/// English first, which the sources are written in.
std::span<const Language> languages();

/// Whether `code` is one of languages(), or "system".
bool isLanguage(const QString& code);

/// Makes the program speak that language from here on: texts (Qt's own too, where they are
/// installed), the direction of layouts and how numbers are written. "system", or what is unknown:
/// the user's language, else English. Texts that are on the screen stay, so call it before the
/// first widget. Returns the code of the language that it became.
QString speak(const QString& code);

}  // namespace alphascope
