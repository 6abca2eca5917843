// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace alphascope {

/// Fusion with the system's palette, which follows the system, or with our own light or dark one.
class Theme {
public:
    Theme();
    /// "system", "light" or "dark"; anything else is "system".
    void apply(const QString& name) const;
};

}  // namespace alphascope
