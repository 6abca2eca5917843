// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "study/error.h"

namespace alphascope {

/// Of a run that is not this process' any more: another process has taken it over, or its row was
/// deleted. Nothing of it was stored, and trying again is of no use.
class RunLost : public Error {
public:
    using Error::Error;
};

}  // namespace alphascope
