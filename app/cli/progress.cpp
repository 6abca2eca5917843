// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/progress.h"

#include "app/cli/plain_text.h"
#include "app/cli/text_table.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>

namespace alphascope {
namespace {

constexpr int kBarWidth = 24;
constexpr int kMostBars = 12;  // a block that is higher than the screen cannot be redrawn

std::size_t terminalWidth() {
    winsize size{};
    return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

double share(const RunRow& run) {
    if (run.total_steps <= 0) return 0.0;
    return std::clamp(static_cast<double>(run.step) / static_cast<double>(run.total_steps), 0.0,
                      1.0);
}

bool isActive(const RunRow& run) {
    return run.state == RunState::kRunning || run.state == RunState::kPaused;
}

void print(const std::string& text) {
    say("%s", text.c_str());
}

}  // namespace

std::string progressText(const RunRow& run, double now, bool bar) {
    const double done = share(run);
    std::string text;
    if (bar) {
        const int full = static_cast<int>(done * kBarWidth);
        text = "[";
        for (int i = 0; i < kBarWidth; ++i) text += i < full ? "█" : "░";
        text += "] ";
    }
    std::array<char, 16> percent{};
    std::snprintf(percent.data(), percent.size(), "%3d %%", static_cast<int>(done * 100.0));
    text += percent.data();
    if (run.total_steps > 0)
        text += "  step " + std::to_string(run.step) + "/" + std::to_string(run.total_steps);
    if (run.started > 0.0) {
        const double elapsed = std::max(0.0, (isEnded(run.state) ? run.ended : now) - run.started);
        text += "  " + durationText(elapsed);
        if (run.state == RunState::kRunning && done > 0.0)
            text += ", " + durationText(elapsed * (1.0 - done) / done) + " to go";
    }
    if (run.state == RunState::kPaused) text += "  paused";
    return text;
}

Progress::Progress(std::vector<std::int64_t> runs, bool terminal)
    : runs_(std::move(runs)), terminal_(terminal) {
    for (const auto id : runs_) shown_[id] = {};
}

void Progress::update(StoreReader& reader, double now) {
    RunChanges changes = reader.runChanges(seen_);
    seen_ = changes.until;
    for (auto& run : changes.runs)
        if (const auto watched = shown_.find(run->id); watched != shown_.end())
            watched->second.run = std::move(run);
    std::vector<RunRow> mine;
    for (const auto& [id, shown] : shown_)
        if (shown.run) mine.push_back(*shown.run);
    if (terminal_) eraseBars();
    for (const auto& run : mine) {
        announce(run, now);
        if (!terminal_) announceTenth(run, now);
    }
    if (terminal_) drawBars(mine, now);
    std::fflush(stdout);
}

std::vector<std::shared_ptr<const RunRow>> Progress::unended() const {
    std::vector<std::shared_ptr<const RunRow>> runs;
    for (const auto& [id, shown] : shown_)
        if (shown.run && !isEnded(shown.run->state)) runs.push_back(shown.run);
    return runs;
}

void Progress::say(const std::string& line) {
    eraseBars();
    print(line + "\n");
    std::fflush(stdout);
}

void Progress::announce(const RunRow& run, double now) {
    Shown& shown = shown_[run.id];
    if (shown.state == run.state && shown.message == run.message) return;
    shown.state = run.state;
    shown.message = run.message;
    // On a terminal the bars show what goes on; only ends are worth a line that stays.
    if (terminal_ && !isEnded(run.state)) return;
    std::string line = runTitle(run) + "  " + runStateName(run.state);
    if (isEnded(run.state) && run.started > 0.0)
        line += " after " + durationText((run.ended > 0.0 ? run.ended : now) - run.started);
    if (!run.message.empty()) line += ": " + run.message;
    print(line + "\n");
}

void Progress::announceTenth(const RunRow& run, double now) {
    const int tenth = static_cast<int>(share(run) * 10.0);
    Shown& shown = shown_[run.id];
    if (!isActive(run) || tenth <= shown.tenth) return;
    shown.tenth = tenth;
    print(runTitle(run) + "  " + progressText(run, now, false) + "\n");
}

void Progress::eraseBars() {
    if (bars_ > 0) std::printf("\033[%dA\033[J", bars_);
    bars_ = 0;
}

void Progress::drawBars(const std::vector<RunRow>& runs, double now) {
    const auto ended =
        std::count_if(runs.begin(), runs.end(), [](const auto& run) { return isEnded(run.state); });
    if (ended == static_cast<long>(runs.size())) return;
    const std::size_t width = terminalWidth();
    std::size_t title_width = 0;
    std::vector<const RunRow*> active;
    for (const auto& run : runs)
        if (isActive(run) && static_cast<int>(active.size()) < kMostBars) {
            active.push_back(&run);
            title_width = std::max(title_width, displayWidth(runTitle(run)));
        }
    for (const auto* run : active) {
        std::string line = runTitle(*run);
        line +=
            std::string(title_width + 2 - displayWidth(line), ' ') + progressText(*run, now, true);
        print(cutToWidth(line, width - 1) + "\n");
        ++bars_;
    }
    const std::string total =
        std::to_string(ended) + " of " + std::to_string(runs.size()) + " runs ended";
    print(cutToWidth(total, width - 1) + "\n");
    ++bars_;
}

}  // namespace alphascope
