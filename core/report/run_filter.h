// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/run_settings.h"
#include "store/rows.h"

#include <limits>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace alphascope {

/// What a filter may ask of a run.
struct RunFacts {
    const RunRow& run;
    /// Latest score on the dev set in the task's first metric, as a fraction; NaN: none yet.
    double dev = std::numeric_limits<double>::quiet_NaN();
    /// Where settings are looked up; null: the run's specification is parsed for every question.
    RunSettings* settings = nullptr;
};

/// A condition on runs as people type it:
///
///     task = RTE and scheme ~ rw and dev > 0.6
///     (state = running or state = queued) and not study = "old one"
///     learning_rate >= 1e-3 kd_weight = 0.5
///     rte rw-kd running
///     tag = paper and note ~ "looks odd" and not archived
///
/// `=`, `!=`, `<`, `<=`, `>` and `>=` compare numbers where both sides are numbers, else texts;
/// `~` and `!~` ask whether the left contains the right. Texts compare without case. A word alone
/// must occur in task, row, scheme, study, state, role, a tag or the note, begin the uuid, or be
/// the seed; `archived` alone is `archived = yes`. What stands side by side must all hold; `and`
/// binds closer than `or`. A comparison with `tag` holds if it does for one of the run's tags; with
/// `!=` and `!~`, if it does for all of them. Names are those of names() and every setting of a
/// run's specification ("learning_rate", "train.learning_rate", "kd_weight"). A comparison with
/// what a run does not have, or whose score is not there yet, does not hold, whatever its sign.
class RunFilter {
public:
    /// Throws Error with the place and what was expected there.
    explicit RunFilter(std::string_view text);
    ~RunFilter();
    RunFilter(RunFilter&&) noexcept;
    RunFilter& operator=(RunFilter&&) noexcept;

    [[nodiscard]] bool matches(const RunFacts& facts) const;
    /// Whether archived runs are asked for, or asked not to be there; else lists leave them out.
    [[nodiscard]] bool namesArchived() const { return names_archived_; }
    /// The settings that are asked for, in small letters; with any, matching takes longer the first
    /// time.
    [[nodiscard]] const std::vector<std::string>& settings() const { return settings_; }

    /// The names that are not settings, with what they hold, for help and completion.
    static const std::map<std::string, std::string>& names();

    struct Node;

private:
    std::unique_ptr<const Node> root_;
    bool names_archived_ = false;
    std::vector<std::string> settings_;
};

}  // namespace alphascope
