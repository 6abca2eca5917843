// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/plot_link.h"
#include "widgets/series_panel.h"

namespace alphascope::test {

/// The panel of losses as the workspace has it, with a link of its own.
struct Losses {
    PlotLink link;
    SeriesPanel panel{QStringLiteral("losses"),
                      QStringLiteral("Losses"),
                      {.series = {"label_loss", "teacher_loss", "total_loss"}, .hidden = {}},
                      link};
};

}  // namespace alphascope::test
