// SPDX-License-Identifier: GPL-3.0-or-later
// A run's owner in the table `run`: four columns that are read and written together.
#pragma once

#include "store/raw_select.h"
#include "store/rows.h"

#include <SQLiteCpp/Statement.h>

#include <string>

namespace alphascope {

/// For SELECT; see ownerFrom().
inline constexpr const char* kOwnerColumns = "owner_host, owner_boot, owner_pid, owner_start";
/// For SET; see bindOwner().
inline constexpr const char* kOwnerSet =
    "owner_host = :host, owner_boot = :boot, owner_pid = :pid, owner_start = :start";
/// For WHERE; see bindOwner().
inline constexpr const char* kOwnerIs =
    "owner_host = :host AND owner_boot = :boot AND owner_pid = :pid AND owner_start = :start";

inline void bindOwner(SQLite::Statement& statement, const Owner& owner) {
    statement.bind(":host", owner.host);
    statement.bind(":boot", owner.boot_id);
    statement.bind(":pid", owner.pid);
    statement.bind(":start", owner.start_time);
}

/// `first`: where kOwnerColumns begin in the row.
inline Owner ownerFrom(const RawSelect& row, int first) {
    return {.host = std::string(row.text(first)),
            .boot_id = std::string(row.text(first + 1)),
            .pid = row.integer(first + 2),
            .start_time = row.integer(first + 3)};
}

}  // namespace alphascope
