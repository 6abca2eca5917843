// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/snapshot_builder.h"
#include "widgets/wait.h"

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace alphascope::test {

/// The made database as panels are shown it.
class WithSnapshots : public WithDatabase {
protected:
    /// With these runs selected.
    std::shared_ptr<const Snapshot> show(std::vector<std::int64_t> ids) {
        builder_.select(std::move(ids));
        return builder_.build();
    }
    StoreReader store_{made->file()};
    SnapshotBuilder builder_{store_, made->file(), false};
};

}  // namespace alphascope::test
