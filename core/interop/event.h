// SPDX-License-Identifier: GPL-3.0-or-later
// TensorBoard's events: what one record of an event file says.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace alphascope {

struct EventScalar {
    std::string tag;
    double value = 0.0;
};

/// Counts between limits: `counts[i]` lie in (limits[i - 1], limits[i]], the first from `min` on.
struct EventHistogram {
    std::string tag;
    double min = 0.0;
    double max = 0.0;
    double sum = 0.0;
    double sum_of_squares = 0.0;
    std::vector<double> limits;  ///< upper ones
    std::vector<double> counts;
};

/// Markdown, for TensorBoard's text page.
struct EventText {
    std::string tag;
    std::string text;
};

struct Event {
    double wall_time = 0.0;  ///< Unix seconds
    std::int64_t step = 0;
    std::string file_version;  ///< of the first event of a file only
    std::vector<EventScalar> scalars;
    std::vector<EventHistogram> histograms;
    std::vector<EventText> texts;
};

/// "brain.Event:2": what every file of this format begins with.
extern const char* const kEventFileVersion;

/// Events with more are refused: a writer puts the scalars of a step into one at most.
inline constexpr std::size_t kMostScalars = 100000;

/// The event as protocol buffers write it. Scalars become `simple_value`, which every version of
/// TensorBoard reads: single precision.
std::string encodeEvent(const Event& event);

/// Scalars of both kinds, `simple_value` and tensors of one number; everything else is passed
/// over. Throws Error where the bytes are no event or hold more than kMostScalars, in words that
/// continue "FILE: byte N: ".
Event decodeEvent(std::string_view bytes);

}  // namespace alphascope
