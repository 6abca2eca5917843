// SPDX-License-Identifier: GPL-3.0-or-later
// SeriesPanel: what it does while runs go on.
#include "widgets/plot_link.h"
#include "widgets/plot_pane.h"
#include "widgets/series_panel.h"

#include <algorithm>

namespace alphascope {

namespace {

constexpr qint64 kSlow = 10;  // ms for a whole drawing, after which there is a rest
constexpr qint64 kRest = 4;   // times as long as that

}  // namespace

void SeriesPanel::showSnapshot(const std::shared_ptr<const Snapshot>& snapshot) {
    if (!snapshot || snapshot->selected == shown_) return;
    const bool same_runs = std::equal(
        shown_.begin(), shown_.end(), snapshot->selected.begin(), snapshot->selected.end(),
        [](const auto& a, const auto& b) { return a->row.uuid == b->row.uuid; });
    const bool new_panel = shown_.empty();  // it takes the others' range
    shown_ = snapshot->selected;
    const int rest = same_runs ? restLeft() : 0;
    if (rest > 0) {
        stale_ = true;
        if (!later_.isActive()) later_.start(rest);
    } else {
        follow();
    }
    if (same_runs) return;
    if (stale_) link_.setExtent(pane_->plot(), 0.0, 0.0, view_.x);  // that of other runs
    if (!new_panel) link_.setAutomatic();
}

/// False where the window is seen and this panel is not: its dock is closed, or lies behind another
/// (such a dock is visible to Qt, but has been moved out of the window).
bool SeriesPanel::isSeen() const {
    return !window()->isVisible() || (isVisible() && !visibleRegion().isEmpty());
}

/// Means of long runs are drawn whole each time; they may not take the window's time from it.
int SeriesPanel::restLeft() const {
    if (!view_.grouped || took_ < kSlow || !rebuilt_.isValid()) return 0;
    return static_cast<int>(std::max<qint64>(0, kRest * took_ - rebuilt_.elapsed()));
}

/// Draws what has come, as soon as it can be seen.
void SeriesPanel::follow() {
    stale_ = !isSeen();
    if (stale_) return;
    if (!drawing_.update(shown_, view_, palette())) return rebuild();
    present();
}

void SeriesPanel::catchUp() {
    if (stale_ || drawing_.behind()) follow();
}

void SeriesPanel::paintEvent(QPaintEvent* event) {
    QWidget::paintEvent(event);
    if (stale_ && !later_.isActive()) later_.start(restLeft());
}

}  // namespace alphascope
