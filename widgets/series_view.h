// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/curves.h"

#include <QJsonObject>
#include <QString>

#include <string>
#include <vector>

namespace alphascope {

/// What a plot over training shows, and how; it is kept with the layout.
struct SeriesView {
    std::vector<std::string> series;  ///< names as the store has them
    std::vector<std::string> hidden;  ///< those of them that are switched off
    XAxis x = XAxis::kStep;
    bool logarithmic = false;    ///< the vertical axis
    bool logarithmic_x = false;  ///< and the horizontal one
    double smoothing = 0.04;     ///< memory as a share of the curve, see smooth(); 0: none
    bool grouped = false;        ///< the runs of one task and row as their mean
    Spread spread = Spread::kStd;

    bool operator==(const SeriesView&) const = default;
    [[nodiscard]] bool shows(const std::string& name) const;
    void add(const std::string& name);
    void remove(const std::string& name);
    void setShown(const std::string& name, bool on);
};

QJsonObject toJson(const SeriesView& view);
/// What is missing or unknown is as in `fallback`.
SeriesView seriesViewFromJson(const QJsonObject& json, const SeriesView& fallback);

/// Whether a series is a score on a set, see scoreSeries().
bool isScore(const std::string& name);
/// Whether it is one in hundredths: all scores but the loss on a set.
bool isPercentage(const std::string& name);

/// "label", "gradient norm", "dev accuracy": a series' name for people. Where the metric is each
/// task's first, the set alone.
QString seriesTitle(const std::string& name);
/// What a vertical axis of these series says: "loss (nats)", "accuracy × 100", the one series'
/// title, or nothing.
QString unitOf(const std::vector<std::string>& series);

}  // namespace alphascope
