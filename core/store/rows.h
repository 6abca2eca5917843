// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "study/run_event.h"

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace alphascope {

/// Who runs a run: enough to tell whether that process still lives.
struct Owner {
    std::string host;
    std::string boot_id;
    std::int64_t pid = 0;
    std::int64_t start_time = 0;  ///< of the process, in clock ticks since boot (/proc/PID/stat)

    bool operator==(const Owner&) const = default;
    static Owner self();
    /// False only when this machine can tell that the process is gone; other hosts count as alive.
    [[nodiscard]] bool alive() const;
};

/// What the user has said of a run; no result depends on it.
struct RunMarks {
    std::vector<std::string> tags;  ///< in the order of the alphabet
    std::string note;
    std::string colour;  ///< of kMarkColours; empty: the automatic one
    bool archived = false;

    bool operator==(const RunMarks&) const = default;
};

/// A run as lists show it.
struct RunRow {
    std::int64_t id = 0;
    std::string uuid;
    std::string study;
    std::string task;
    std::string role;    ///< roleName(spec)
    std::string scheme;  ///< scheme id
    std::string label;   ///< schemeLabel(spec)
    std::uint64_t seed = 0;
    RunState state = RunState::kQueued;
    std::string message;
    std::int64_t step = 0;
    std::int64_t total_steps = 0;
    double created = 0.0;  ///< Unix seconds, as the other two
    double started = 0.0;
    double ended = 0.0;
    double train_seconds = 0.0;
    int threads = 0;
    std::string device;
    std::string header;
    std::string teacher_uuid;
    std::string spec_json;
    std::int64_t revision = 0;  ///< grows when resume has cut rows off
    Owner owner;
    std::string study_uuid;  ///< several studies may share a name
    RunMarks marks;
};

/// What has changed of the runs of a database.
struct RunChanges {
    bool all = false;  ///< `runs` are all there are
    /// New, or another than before; in the order of their ids. Shared, since whoever follows a
    /// database keeps the many that stay as they are.
    std::vector<std::shared_ptr<const RunRow>> runs;
    std::vector<std::int64_t> gone;  ///< ids of deleted ones
    std::int64_t until = 0;          ///< for the next call; 0: it will give all again
};

struct ScalarRow {
    std::int64_t id = 0;
    std::string series;  ///< "label_loss", "teacher_loss", "total_loss", "alpha_mean",
                         ///< "learning_rate", "epoch", "seconds", or a ScalarLogged name
    std::int64_t step = 0;
    double value = 0.0;
};

/// ScalarRow without the text: `series` is a number that ScalarPoints::names knows.
struct ScalarPoint {
    std::int64_t id = 0;
    std::int64_t series = 0;
    std::int64_t step = 0;
    double value = 0.0;
};
struct ScalarPoints {
    std::vector<ScalarPoint> points;
    std::unordered_map<std::int64_t, std::string> names;  ///< of every series among them
};

struct HistogramRow {
    std::int64_t id = 0;
    HistogramTaken histogram;
};

struct EvaluationRow {
    std::int64_t id = 0;
    std::int64_t step = 0;
    std::string set;
    std::vector<std::pair<std::string, double>> scores;
    int outputs = 0;  ///< 0: no logits kept
};

/// One score of an evaluation; NaN where it is not a number.
struct ScoreRow {
    std::int64_t evaluation = 0;
    std::int64_t run_id = 0;
    std::string set;
    std::string metric;
    double value = 0.0;
};

struct SetRow {
    std::string set;
    std::string file;
    std::string sha256;
    std::int64_t size = 0;
};

struct LogRow {
    std::int64_t id = 0;
    double time = 0.0;
    Logged::Level level = Logged::Level::kInfo;
    std::string text;
};

struct CheckpointRow {
    std::int64_t step = 0;
    std::string kind;
    std::string path;  ///< relative to filesFolder()
    std::string sha256;
};

/// A run that ended before its time, as a reader saw it, to go on with after `step`.
struct Takeover {
    std::int64_t run_id = 0;
    std::int64_t revision = 0;  ///< of the row that was seen
    std::int64_t step = 0;      ///< of the checkpoint; 0: from the start
};

/// `kFirst` and `kLast` move a run that waits to that end of its owner's queue.
enum class RequestVerb { kPause, kResume, kCancel, kFirst, kLast };

struct RequestRow {
    std::int64_t id = 0;
    std::int64_t run_id = 0;
    RequestVerb verb = RequestVerb::kPause;
};

}  // namespace alphascope
