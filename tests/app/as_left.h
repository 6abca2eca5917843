// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QString>

namespace alphascope {
class Theme;
}

namespace alphascope::test {

/// What the tour leaves in the run list's filter.
inline constexpr const char* kLeftFilter = "scheme = rw-kd";

/// Opens a window that is told nothing, as at the next start of the program, and takes a picture.
/// Throws Error unless it shows this database, that filter and one finished run of RW-KD, selected.
void expectAsLeft(const QString& database, const Theme& theme, const QDir& pictures);

}  // namespace alphascope::test
