// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "study/error.h"

#include <string>

namespace alphascope {

/// The text of the Error that `work` throws; empty when it throws none.
template <typename Work>
std::string errorOf(const Work& work) {
    try {
        work();
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

}  // namespace alphascope
