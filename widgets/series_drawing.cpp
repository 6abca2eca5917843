// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/series_drawing.h"

#include "widgets/look.h"
#include "widgets/plot_style.h"
#include "widgets/run_groups.h"

#include <qcustomplot.h>
#include <QLocale>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>

namespace alphascope {

namespace {

constexpr std::array kDashes{Qt::DashLine, Qt::DotLine, Qt::SolidLine, Qt::DashDotLine,
                             Qt::DashDotDotLine};
constexpr std::size_t kMostEntries = 6;
constexpr double kLegendShare = 0.4;        // of the plot's height, at most
constexpr int kColumns = 3;                 // of the legend, at most
constexpr double kLegendAir = 6.0;          // px between it and the curves
constexpr int kUnlimited = 1 << 20;         // px
constexpr int kLeastName = 60;              // px
constexpr std::size_t kShortCurve = 2000;   // points that the plot is given whole
constexpr std::size_t kLongCurve = 100000;  // points with a stroke in every column: no dashes
constexpr int kColumnsUnseen = 1000;        // of a plot that has not been laid out yet
constexpr std::size_t kManyPoints = 10000;  // of all lines, that can have smooth edges in a frame
constexpr double kFaintMean = 0.45;         // share of a raw line's colour on its ground
constexpr double kFill = 0.18;              // that of a band's
constexpr double kMarker = 5.0;             // pixels
constexpr double kAir = 0.05;               // of the height, below a curve seen in part

Curve smoothed(Curve curve, double memory) {
    if (memory <= 0.0) return curve;
    const QVector<double> values = smooth(QVector<double>(curve.y.begin(), curve.y.end()), memory);
    curve.y.assign(values.begin(), values.end());
    return curve;
}

/// As a plot can draw them: what is not finite is a gap.
QVector<double> drawable(std::span<const double> values) {
    QVector<double> result(values.begin(), values.end());
    for (double& value : result)
        if (!std::isfinite(value)) value = std::numeric_limits<double>::quiet_NaN();
    return result;
}

QString countText(const std::vector<int>& n) {
    const auto [least, most] = std::minmax_element(n.begin(), n.end());
    if (*least == *most) return QStringLiteral("n = %1").arg(*most);
    return QStringLiteral("n = %1–%2").arg(*least).arg(*most);
}

}  // namespace

// The three losses keep theirs wherever they stand.
Qt::PenStyle dashOf(const std::string& series, std::size_t place) {
    if (series == "label_loss") return Qt::DashLine;
    if (series == "teacher_loss") return Qt::DotLine;
    if (series == "total_loss") return Qt::SolidLine;
    if (scoreOf(series).first == "meta") return Qt::DashLine;
    return kDashes[(place + 2) % kDashes.size()];
}

SeriesDrawing::SeriesDrawing(QCustomPlot& plot) : plot_(plot) {
    // A noisy curve as one outline, filled, takes a hundred times as long as its pieces one by one.
    plot_.setPlottingHint(QCP::phFastPolylines);
}

void SeriesDrawing::draw(const Runs& runs, const SeriesView& view, const QPalette& palette) {
    plot_.clearGraphs();
    plot_.legend->clearItems();
    lines_.clear();
    entries_.clear();
    sources_.clear();
    view_ = view;
    runs_ = runs.size();
    raw_lines_ = light_ = behind_ = false;
    next_smoothed_ = 0;
    filled_.reset();
    cursor_ = std::numeric_limits<double>::quiet_NaN();
    reached_.clear();
    low_ = std::numeric_limits<double>::infinity();
    high_ = -low_;
    from_zero_ = !std::all_of(view.series.begin(), view.series.end(), isPercentage);
    if (logarithmic_ != view.logarithmic) {
        logarithmic_ = view.logarithmic;
        setLogarithmic(*plot_.yAxis, logarithmic_);
    }
    if (logarithmic_x_ != view.logarithmic_x) {
        logarithmic_x_ = view.logarithmic_x;
        setLogarithmic(*plot_.xAxis, logarithmic_x_);
    }
    if (view.grouped)
        drawGroups(runs, view, palette);
    else
        drawRuns(runs, view, palette);
    lighten();
    fillLegend(kMostEntries);
    showValues(cursor_);
}

bool SeriesDrawing::isMany(std::size_t points) {
    return points > kManyPoints;
}

std::size_t SeriesDrawing::points() const {
    std::size_t points = 0;
    for (const Line& line : lines_) points += line.points.size();
    return points;
}

/// Thin lines without smooth edges where there are many points: a frame has time for no more.
void SeriesDrawing::lighten() {
    light_ = isMany(points());
    if (!light_) return;
    for (const Line& line : lines_) {
        QPen pen = line.graph->pen();
        pen.setWidth(1);
        line.graph->setPen(pen);
        line.graph->setAntialiased(false);
    }
}

void SeriesDrawing::drawGroups(const Runs& runs, const SeriesView& view, const QPalette& palette) {
    const QColor ground = palette.color(QPalette::Base);
    std::vector<Mean> means;
    for (const RunGroup& group : groupsOf(runs)) {
        const QColor colour = paletteColour(group.place, isDark(palette));
        for (std::size_t i = 0; i < view.series.size(); ++i) {
            const std::string& name = view.series[i];
            if (!view.shows(name)) continue;
            std::vector<Curve> curves;
            for (const auto& run : group.runs) {
                Curve curve = curveOf(*run, name, view.x);
                if (hasValue(curve.y)) curves.push_back(std::move(curve));
            }
            if (curves.empty()) continue;
            means.push_back({bandOf(curves, view.spread),
                             {colour, dashOf(name, i), 2.0, isScore(name)},
                             QString::fromStdString(group.name),
                             curves.size() > 1});
        }
    }
    std::size_t points = 0;
    for (const Mean& mean : means) points += mean.band.x.size();
    // Bands below all lines. They let each other shine through, where there is time for it.
    for (const Mean& mean : means)
        if (mean.of_several) drawBand(mean, ground, points <= kManyPoints);
    for (Mean& mean : means) {
        Curve line{std::move(mean.band.x), std::move(mean.band.mean)};
        const QColor faint = blend(mean.look.colour, ground, kFaintMean);
        if (view.smoothing > 0.0) add(line, {faint, Qt::SolidLine, 1.0});
        add(smoothed(std::move(line), view.smoothing), mean.look);
        enter(QStringLiteral("%1 (%2)").arg(mean.name, countText(mean.band.n)));
    }
}

void SeriesDrawing::drawBand(const Mean& mean, const QColor& ground, bool translucent) {
    QColor fill = blend(mean.look.colour, ground, kFill);
    const Look edge{fill, Qt::SolidLine, 1.0};
    if (translucent) {
        fill = mean.look.colour;
        fill.setAlphaF(static_cast<float>(kFill));
    }
    add({mean.band.x, mean.band.low}, edge);
    QCPGraph* low = lines_.back().graph;
    add({mean.band.x, mean.band.high}, edge);
    lines_.back().graph->setBrush(fill);
    lines_.back().graph->setChannelFillGraph(low);
}

std::size_t SeriesDrawing::addLine(const Look& look) {
    QCPGraph* graph = plot_.addGraph();
    graph->setPen(QPen(look.colour, look.width, look.dash));
    if (look.markers)
        graph->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, QPen(look.colour, 1),
                                               QBrush(look.colour), kMarker));
    lines_.push_back({graph, {}});
    return lines_.size() - 1;
}

void SeriesDrawing::add(const Curve& curve, const Look& look) {
    append(addLine(look), curve.x, curve.y);
}

void SeriesDrawing::append(std::size_t place, std::span<const double> x,
                           std::span<const double> y) {
    if (x.empty()) return;
    Line& line = lines_[place];
    line.points.append(x, y);
    ++data_;
    if (line.points.size() > kLongCurve && line.graph->pen().style() != Qt::SolidLine)
        line.graph->setPen(line.graph->pen().color());
    reachOver(line);
}

/// The range of all curves reaches over this one.
void SeriesDrawing::reachOver(const Line& line) {
    const auto xs = line.points.x();
    const auto first = logarithmic_x_ ? std::upper_bound(xs.begin(), xs.end(), 0.0) : xs.begin();
    if (first == xs.end()) return;
    low_ = std::min(low_, *first);
    high_ = std::max(high_, xs.back());
}

void SeriesDrawing::enter(const QString& name) {
    const auto same = [&](const Entry& entry) { return entry.name == name; };
    auto found = std::find_if(entries_.begin(), entries_.end(), same);
    if (found == entries_.end()) found = entries_.insert(found, {name, {}});
    found->lines.push_back(lines_.size() - 1);
}

/// The first so many entries; the last of them, and the plot's tool tip, tell of the rest.
void SeriesDrawing::fillLegend(std::size_t most) {
    listed_ = std::min(entries_.size(), most);
    plot_.legend->clearItems();
    for (std::size_t i = 0; i < listed_; ++i) lines_[entries_[i].lines.back()].graph->addToLegend();
    QStringList all;
    if (listed_ < entries_.size())
        for (const Entry& entry : entries_) all << entry.name;
    plot_.setToolTip(all.join(QLatin1Char('\n')));
}

int SeriesDrawing::columns() const {
    const int width = plot_.axisRect()->width();
    return width > 1 ? width : kColumnsUnseen;
}

void SeriesDrawing::refill() {
    const QCPRange range = plot_.xAxis->range();
    const Filling wanted{range.lower, range.upper, columns(), data_};
    if (filled_ == wanted) return;
    filled_ = wanted;
    const auto kind =
        logarithmic_x_ ? MinMaxPyramid::Columns::kLogarithmic : MinMaxPyramid::Columns::kEqual;
    const auto give = [](QCPGraph& graph, std::span<const double> x, std::span<const double> y) {
        graph.setData(QVector<double>(x.begin(), x.end()), drawable(y), true);
    };
    for (const Line& line : lines_) {
        if (line.points.size() <= kShortCurve) {
            give(*line.graph, line.points.x(), line.points.y());
            continue;
        }
        const auto seen = line.points.visible(range.lower, range.upper, wanted.columns, kind);
        give(*line.graph, seen.x, seen.y);
    }
}

double SeriesDrawing::legendLine() const {
    return QFontMetricsF(plot_.legend->font()).height() + 6.0;
}

/// As many columns as the plot is wide enough for, and no more rows than leave room for the curves.
void SeriesDrawing::wrapLegend() {
    const int room = plot_.axisRect()->width();
    if (room <= 1) return;  // not laid out yet
    const double rows = std::max(1.0, kLegendShare * plot_.axisRect()->height() / legendLine());
    legend_columns_ = std::clamp(static_cast<int>(entries_.size()), 1, kColumns);
    for (;; --legend_columns_) {
        plot_.legend->setWrap(legend_columns_);
        fillLegend(std::min(kMostEntries, static_cast<std::size_t>(rows) *
                                              static_cast<std::size_t>(legend_columns_)));
        plot_.legend->setFillOrder(QCPLegend::foColumnsFirst);  // arranges the entries again
        nameEntries(kUnlimited);
        if (legend_columns_ == 1 || legendFits()) break;
    }
    showValues(cursor_);
}

bool SeriesDrawing::legendFits() const {
    return plot_.legend->minimumOuterSizeHint().width() <= plot_.axisRect()->width();
}

/// Of the height, for the legend and a little air.
double SeriesDrawing::legendShare() const {
    const QMargins around = plot_.axisRect()->insetLayout()->margins();
    const double legend = plot_.legend->minimumOuterSizeHint().height() + around.top() + kLegendAir;
    return std::clamp(legend / std::max(80, plot_.axisRect()->height()), 0.05, 0.5);
}

SeriesDrawing::Span SeriesDrawing::spanOf(double from, double to) const {
    Span span{std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()};
    const auto take = [&](double y) {
        if (!std::isfinite(y) || (logarithmic_ && y <= 0.0)) return;
        span.low = std::min(span.low, y);
        span.high = std::max(span.high, y);
    };
    for (const Line& line : lines_) {
        const auto [least, greatest] = line.points.extremesIn(from, to);
        if (std::isnan(least)) continue;
        if (std::isfinite(least) && std::isfinite(greatest) && (!logarithmic_ || least > 0.0)) {
            take(least);
            take(greatest);
            continue;
        }
        if (line.points.size() > kLongCurve) {
            const auto seen = line.points.visible(from, to, columns());
            for (std::size_t i = 0; i < seen.x.size(); ++i)
                if (seen.x[i] >= from && seen.x[i] <= to) take(seen.y[i]);
            continue;
        }
        const auto xs = line.points.x();
        const auto first = std::lower_bound(xs.begin(), xs.end(), from) - xs.begin();
        const auto last = std::upper_bound(xs.begin() + first, xs.end(), to) - xs.begin();
        for (const double y : line.points.y().subspan(static_cast<std::size_t>(first),
                                                      static_cast<std::size_t>(last - first)))
            take(y);
    }
    if (span.low <= span.high) std::for_each(reached_.begin(), reached_.end(), take);
    return span;
}

std::pair<double, double> SeriesDrawing::values() const {
    constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();
    double low = std::numeric_limits<double>::infinity(), high = -low;
    for (const Line& line : lines_)
        for (const double y : line.points.y()) {
            if (!std::isfinite(y)) continue;
            low = std::min(low, y);
            high = std::max(high, y);
        }
    return low <= high ? std::pair(low, high) : std::pair(kNothing, kNothing);
}

bool SeriesDrawing::fitHeight() {
    wrapLegend();
    const QCPRange seen = plot_.xAxis->range();
    const bool whole = seen.lower <= low_ && seen.upper >= high_;
    auto [low, high] = spanOf(seen.lower, seen.upper);
    if (!(low <= high)) {
        const Span all = spanOf(low_, high_);
        return all.low <= all.high;
    }
    const double share = legendShare();
    if (logarithmic_) {
        const double bottom = low / 1.1;
        plot_.yAxis->setRange(bottom, bottom * std::pow(high / bottom, 1.0 / (1.0 - share)));
        return true;
    }
    if (whole && from_zero_)
        low = std::min(0.0, low);
    else
        low -= kAir * (high > low ? high - low : 1.0);
    const double size = high > low ? high - low : 1.0;
    plot_.yAxis->setRange(low, low + size / (1.0 - share));
    return true;
}

/// ": 0.31 / 0.42", where the cursor is; nothing where there are no values.
QString SeriesDrawing::valuesOf(const Entry& entry) const {
    QStringList values;
    for (const std::size_t line : entry.lines) {
        const auto xs = lines_[line].points.x();
        auto at =
            static_cast<std::size_t>(std::lower_bound(xs.begin(), xs.end(), cursor_) - xs.begin());
        const bool inside = !std::isnan(cursor_) && at < xs.size() && cursor_ >= xs.front();
        if (inside && at > 0 && cursor_ - xs[at - 1] < xs[at] - cursor_) --at;  // the nearer one
        if (inside) values << QLocale().toString(lines_[line].points.y()[at], 'g', 4);
    }
    return values.isEmpty() ? QString() : QStringLiteral(": ") + values.join(" / ");
}

void SeriesDrawing::showValues(double x) {
    cursor_ = x;
    nameEntries(kUnlimited);
    const int room = plot_.axisRect()->width();
    if (room > 1 && !legendFits()) nameEntries(room / legend_columns_ - kLegendKeyWidth);
}

/// Each with its name, shortened to that many pixels, and its values at the cursor.
void SeriesDrawing::nameEntries(int room) {
    const QFontMetrics letters(plot_.legend->font());
    for (std::size_t i = 0; i < listed_; ++i) {
        QString rest = valuesOf(entries_[i]);
        if (i + 1 == listed_ && listed_ < entries_.size())
            rest += QCoreApplication::translate("SeriesDrawing", "  … and %1 more")
                        .arg(entries_.size() - listed_);
        const int left = std::max(kLeastName, room - letters.horizontalAdvance(rest));
        const QString name = letters.elidedText(entries_[i].name, Qt::ElideMiddle, left);
        lines_[entries_[i].lines.back()].graph->setName(name + rest);
    }
}

}  // namespace alphascope
