// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPalette>
#include <QString>

namespace alphascope {

/// Fusion with the system's palette, or with our own light or dark one. Keeps the system's palette
/// of the first call, so that "system" can be chosen again.
class Theme {
public:
    Theme();
    /// "system", "light" or "dark"; anything else is "system".
    void apply(const QString& name) const;

private:
    QPalette system_;
};

}  // namespace alphascope
