// SPDX-License-Identifier: GPL-3.0-or-later
// Figures as SVG text: presentation attributes only, so that every reader draws them alike.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace alphascope {

/// Text for HTML and SVG, in content and in attributes.
std::string xmlEscaped(const std::string& text);

/// A colour of the Okabe-Ito set that is seen on white, by number; repeats after six.
std::string seriesColour(std::size_t number);
/// A dash pattern that changes each time the colours begin anew; empty: a full line.
std::string seriesDash(std::size_t number);

using Point = std::pair<double, double>;

/// Collects shapes, in pixels from the top left.
class SvgCanvas {
public:
    SvgCanvas(double width, double height) : width_(width), height_(height) {}

    void line(Point from, Point to, const std::string& colour, double stroke = 1.0,
              const std::string& dash = {});
    /// Points that are not finite leave a gap.
    void path(const std::vector<Point>& points, const std::string& colour,
              const std::string& dash = {});
    void area(const std::vector<Point>& outline, const std::string& colour);
    void circle(Point centre, double radius, const std::string& colour, const std::string& title);
    void rectangle(Point corner, double width, double height, const std::string& colour);
    enum class Anchor { kStart, kMiddle, kEnd };
    void text(Point at, const std::string& text, Anchor anchor = Anchor::kStart, double size = 11,
              bool upwards = false);
    /// The whole element, with the name that a screen reader says.
    [[nodiscard]] std::string finish(const std::string& name) const;

private:
    double width_, height_;
    std::string shapes_;
};

/// A rectangle of a canvas with its two scales.
struct PlotArea {
    double left = 0, top = 0, width = 0, height = 0;
    double x_low = 0, x_high = 1, y_low = 0, y_high = 1;

    [[nodiscard]] Point at(double x, double y) const {
        return {left + width * (x - x_low) / (x_high - x_low),
                top + height * (y_high - y) / (y_high - y_low)};
    }
};

/// Round numbers within [low, high], about `count` of them; none where the range is empty.
std::vector<double> niceTicks(double low, double high, int count);

/// Axes, ticks with their numbers, and titles; an empty y title leaves that side bare.
void drawAxes(SvgCanvas& canvas, const PlotArea& area, const std::string& x_title,
              const std::string& y_title);

}  // namespace alphascope
