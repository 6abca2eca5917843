// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/svg.h"

#include "report/number_text.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace alphascope {
namespace {

// Okabe and Ito 2008, less what is too light for thin lines on white; their black as a grey.
constexpr std::array<const char*, 6> kColours{"#0072b2", "#d55e00", "#009e73",
                                              "#cc79a7", "#e69f00", "#444444"};
constexpr std::array<const char*, 4> kDashes{"", "6 3", "2 2", "8 3 2 3"};
constexpr const char* kInk = "#333333";
constexpr const char* kGrid = "#dddddd";

std::string number(double value) {
    std::string text = fixedText(value, 2);
    while (text.ends_with('0')) text.pop_back();
    if (text.ends_with('.')) text.pop_back();
    return text;
}

std::string attribute(const char* name, const std::string& value) {
    return std::string(" ") + name + "=\"" + value + "\"";
}

std::string dashed(const std::string& dash) {
    return dash.empty() ? std::string() : attribute("stroke-dasharray", dash);
}

std::string pointsText(const std::vector<Point>& points) {
    std::string text;
    for (const auto& [x, y] : points)
        text += (text.empty() ? "" : " ") + number(x) + "," + number(y);
    return text;
}

/// As many decimals as tell the ticks apart.
std::string tickText(double value, double step) {
    const int decimals = std::max(0, static_cast<int>(std::ceil(-std::log10(step) - 1e-9)));
    return fixedText(value, std::min(decimals, 6));
}

}  // namespace

std::string xmlEscaped(const std::string& text) {
    std::string result;
    for (const char c : text) {
        if (c == '&')
            result += "&amp;";
        else if (c == '<')
            result += "&lt;";
        else if (c == '>')
            result += "&gt;";
        else if (c == '"')
            result += "&quot;";
        else if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t')
            result += c;
    }
    return result;
}

std::string seriesColour(std::size_t number) {
    return kColours[number % kColours.size()];
}

std::string seriesDash(std::size_t number) {
    return kDashes[number / kColours.size() % kDashes.size()];
}

void SvgCanvas::line(Point from, Point to, const std::string& colour, double stroke,
                     const std::string& dash) {
    shapes_ += "<line" + attribute("x1", number(from.first)) +
               attribute("y1", number(from.second)) + attribute("x2", number(to.first)) +
               attribute("y2", number(to.second)) + attribute("stroke", colour) +
               attribute("stroke-width", number(stroke)) + dashed(dash) + "/>\n";
}

void SvgCanvas::path(const std::vector<Point>& points, const std::string& colour,
                     const std::string& dash) {
    std::vector<Point> piece;
    const auto flush = [&] {
        if (piece.size() > 1)
            shapes_ += "<polyline fill=\"none\"" + attribute("points", pointsText(piece)) +
                       attribute("stroke", colour) + " stroke-width=\"1.5\"" + dashed(dash) +
                       "/>\n";
        piece.clear();
    };
    for (const auto& point : points) {
        if (std::isfinite(point.first) && std::isfinite(point.second))
            piece.push_back(point);
        else
            flush();
    }
    flush();
}

void SvgCanvas::area(const std::vector<Point>& outline, const std::string& colour) {
    shapes_ += "<polygon" + attribute("points", pointsText(outline)) + attribute("fill", colour) +
               " fill-opacity=\"0.18\" stroke=\"none\"/>\n";
}

void SvgCanvas::circle(Point centre, double radius, const std::string& colour,
                       const std::string& title) {
    shapes_ += "<circle" + attribute("cx", number(centre.first)) +
               attribute("cy", number(centre.second)) + attribute("r", number(radius)) +
               attribute("fill", colour) + " fill-opacity=\"0.75\"><title>" + xmlEscaped(title) +
               "</title></circle>\n";
}

void SvgCanvas::rectangle(Point corner, double width, double height, const std::string& colour) {
    shapes_ += "<rect" + attribute("x", number(corner.first)) +
               attribute("y", number(corner.second)) + attribute("width", number(width)) +
               attribute("height", number(height)) + attribute("fill", colour) + "/>\n";
}

void SvgCanvas::text(Point at, const std::string& text, Anchor anchor, double size, bool upwards) {
    const char* place = anchor == Anchor::kStart    ? "start"
                        : anchor == Anchor::kMiddle ? "middle"
                                                    : "end";
    shapes_ += "<text" + attribute("x", number(at.first)) + attribute("y", number(at.second)) +
               attribute("text-anchor", place) + attribute("font-size", number(size)) +
               attribute("fill", kInk) +
               (upwards ? attribute("transform", "rotate(-90 " + number(at.first) + " " +
                                                     number(at.second) + ")")
                        : std::string()) +
               ">" + xmlEscaped(text) + "</text>\n";
}

std::string SvgCanvas::finish(const std::string& name) const {
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\"" +
           attribute("width", number(width_)) + attribute("height", number(height_)) +
           attribute("viewBox", "0 0 " + number(width_) + " " + number(height_)) +
           attribute("aria-label", xmlEscaped(name)) +
           " font-family=\"DejaVu Sans, Helvetica, Arial, sans-serif\">\n" + shapes_ + "</svg>\n";
}

std::vector<double> niceTicks(double low, double high, int count) {
    std::vector<double> ticks;
    // Closer than rounding lets tell apart, the steps between would end nowhere.
    if (!(high - low > 1e-12 * std::max(std::abs(low), std::abs(high))) || count < 1) return ticks;
    const double raw = (high - low) / count;
    const double power = std::pow(10.0, std::floor(std::log10(raw)));
    double step = 10.0 * power;
    for (const double factor : {1.0, 2.0, 5.0})
        if (factor * power >= raw * (1.0 - 1e-9)) {
            step = factor * power;
            break;
        }
    for (double tick = std::ceil(low / step - 1e-9) * step; tick <= high + 1e-9 * step;
         tick += step)
        ticks.push_back(std::abs(tick) < 1e-9 * step ? 0.0 : tick);
    return ticks;
}

void drawAxes(SvgCanvas& canvas, const PlotArea& area, const std::string& x_title,
              const std::string& y_title) {
    const double bottom = area.top + area.height, right = area.left + area.width;
    const auto x_ticks = niceTicks(area.x_low, area.x_high, std::max(2, int(area.width / 70)));
    const auto y_ticks = niceTicks(area.y_low, area.y_high, std::max(2, int(area.height / 40)));
    for (const double tick : y_ticks) {
        if (y_title.empty()) break;
        const double y = area.at(area.x_low, tick).second;
        canvas.line({area.left, y}, {right, y}, kGrid, 0.7);
        canvas.text({area.left - 5, y + 4}, tickText(tick, y_ticks[1] - y_ticks[0]),
                    SvgCanvas::Anchor::kEnd, 10);
    }
    for (const double tick : x_ticks) {
        const double x = area.at(tick, area.y_low).first;
        canvas.line({x, bottom}, {x, bottom + 4}, kInk, 0.8);
        canvas.text({x, bottom + 15}, tickText(tick, x_ticks[1] - x_ticks[0]),
                    SvgCanvas::Anchor::kMiddle, 10);
    }
    canvas.line({area.left, bottom}, {right, bottom}, kInk);
    canvas.line({area.left, area.top}, {area.left, bottom}, kInk);
    canvas.text({area.left + area.width / 2, bottom + 30}, x_title, SvgCanvas::Anchor::kMiddle);
    if (!y_title.empty())
        canvas.text({area.left - 40, area.top + area.height / 2}, y_title,
                    SvgCanvas::Anchor::kMiddle, 11, true);
}

}  // namespace alphascope
