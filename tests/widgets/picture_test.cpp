// SPDX-License-Identifier: GPL-3.0-or-later
// Panels as pictures, beside those in tests/widgets/pictures. What the plots hold is tested
// elsewhere; this sees a curve in another colour, a fill that is gone, letters on letters. Fonts
// differ a little from machine to machine, so pictures are compared at a quarter of their size and
// with a tolerance. With ALPHASCOPE_WRITE_PICTURES=1 the pictures are written instead: look at them
// before they are committed.
#include "report/alpha_shares.h"
#include "widgets/alpha_panel.h"
#include "widgets/losses.h"
#include "widgets/made_snapshot.h"
#include "widgets/map_panel.h"
#include "widgets/part.h"
#include "widgets/run_list_panel.h"

#include <gtest/gtest.h>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QImage>
#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

namespace alphascope {
namespace {

constexpr int kSmaller = 4;
constexpr double kMostMean = 1.5;        // of 255, over all pixels and channels
constexpr int kFar = 48;                 // of 255
constexpr double kMostFarShare = 0.005;  // of the pixels

struct Difference {
    double mean = 0.0;
    double far_share = 0.0;
};

Difference difference(const QImage& a, const QImage& b) {
    const auto smaller = [](const QImage& image) {
        return image.convertToFormat(QImage::Format_RGB32)
            .scaled(image.width() / kSmaller, image.height() / kSmaller, Qt::IgnoreAspectRatio,
                    Qt::SmoothTransformation);
    };
    const QImage left = smaller(a), right = smaller(b);
    double sum = 0.0, far = 0.0;
    for (int y = 0; y < left.height(); ++y)
        for (int x = 0; x < left.width(); ++x) {
            const QColor p = left.pixelColor(x, y), q = right.pixelColor(x, y);
            const int red = std::abs(p.red() - q.red()), green = std::abs(p.green() - q.green()),
                      blue = std::abs(p.blue() - q.blue());
            sum += (red + green + blue) / 3.0;
            far += std::max({red, green, blue}) > kFar ? 1.0 : 0.0;
        }
    const double pixels = std::max(1, left.width() * left.height());
    return {.mean = sum / pixels, .far_share = far / pixels};
}

class Picture : public ::testing::TestWithParam<bool> {
protected:
    Picture() {
        // Of the program, as a theme: icons are not drawn in the palette of one widget.
        if (GetParam()) QApplication::setPalette(QPalette(QColor(45, 45, 48), QColor(30, 30, 32)));
    }
    ~Picture() override { QApplication::setPalette(QPalette()); }
    /// Shows the widget at a size, light or dark, and compares it with the picture of that name.
    void expectPicture(QWidget& widget, QSize size, const QString& name) {
        widget.resize(size);
        widget.show();
        QTest::qWait(60);
        const QImage now = widget.grab().toImage();
        const QString file =
            QStringLiteral(ALPHASCOPE_SOURCE_DIR "/tests/widgets/pictures/%1-%2.png")
                .arg(name, GetParam() ? QStringLiteral("dark") : QStringLiteral("light"));
        if (std::getenv("ALPHASCOPE_WRITE_PICTURES") != nullptr) {
            ASSERT_TRUE(now.save(file)) << file.toStdString();
            return;
        }
        const QImage before(file);
        ASSERT_EQ(now.size(), before.size()) << file.toStdString();
        const Difference found = difference(now, before);
        const QString seen = QDir::temp().filePath(QFileInfo(file).fileName());
        const bool alike = found.mean <= kMostMean && found.far_share <= kMostFarShare;
        if (!alike) now.save(seen);
        EXPECT_TRUE(alike) << "mean " << found.mean << ", far " << found.far_share << "; "
                           << seen.toStdString() << " is not " << file.toStdString();
    }
};

constexpr QSize kPlot(380, 240);

/// Weights that move from ½ to the ends.
std::vector<HistogramTaken> histograms() {
    std::vector<HistogramTaken> all;
    for (int i = 0; i < 12; ++i) {
        HistogramTaken taken{.step = 50 * (i + 1), .counts = {}, .atoms = {}};
        for (int bin = 0; bin < kAlphaBins; ++bin) {
            const double alpha = (bin + 0.5) / kAlphaBins;
            const double width = 0.05 + 0.03 * i;
            taken.counts[static_cast<std::size_t>(bin)] = static_cast<std::uint32_t>(
                40.0 * std::exp(-std::pow((alpha - 0.5 - 0.02 * i) / width, 2.0)));
        }
        taken.atoms = {static_cast<std::uint32_t>(i), 5, static_cast<std::uint32_t>(3 * i)};
        for (std::size_t atom = 0; atom < taken.atoms.size(); ++atom)
            taken.counts[static_cast<std::size_t>(alphaBin(0.5F * static_cast<float>(atom)))] +=
                taken.atoms[atom];
        all.push_back(taken);
    }
    return all;
}

std::shared_ptr<RunDetail> runOf(const std::string& label, std::uint64_t seed) {
    auto run = std::make_shared<RunDetail>();
    run->row.task = "rte";
    run->row.label = label;
    run->row.scheme = "rw-kd";
    run->row.seed = seed;
    run->row.uuid = label + std::to_string(seed);
    const double shift = 0.06 * static_cast<double>(seed);
    for (const auto& [name, height] : {std::pair{"label_loss", 1.0}, std::pair{"total_loss", 0.7}})
        for (int step = 1; step <= 200; ++step) {
            run->series[name].steps.push_back(step);
            run->series[name].values.push_back(shift + height * std::exp(-step / 60.0) +
                                               0.05 * std::sin(step * (1.0 + shift)));
        }
    return run;
}

std::shared_ptr<const Snapshot> selected(
    const std::vector<std::shared_ptr<const RunDetail>>& runs) {
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->selected = runs;
    return snapshot;
}

TEST_P(Picture, OfWeightsNowAndOverTime) {
    PlotLink link;
    AlphaPanel panel(link);
    auto first = runOf("RW-KD", 1), second = runOf("RW-KD", 2);
    first->histograms = histograms();
    second->histograms = histograms();
    second->histograms.resize(4);
    panel.showSnapshot(selected({first, second}));
    const std::array names{"alpha_heat_map", "alpha_quantiles", "alpha_ridge", "alpha_overlay"};
    for (std::size_t mode = 0; mode < names.size(); ++mode) {
        test::part<QComboBox>(panel, "alpha_mode")->setCurrentIndex(static_cast<int>(mode));
        expectPicture(panel, QSize(420, 420), QLatin1String(names[mode]));
    }
}

TEST_P(Picture, OfCurvesSmoothedAndPooled) {
    test::Losses one;
    one.panel.setView({.series = {"label_loss", "total_loss"}, .hidden = {}, .smoothing = 0.3});
    one.panel.showSnapshot(selected({runOf("RW-KD", 1)}));
    expectPicture(one.panel, kPlot, "losses");
    test::Losses group;
    group.panel.setView(
        {.series = {"label_loss"}, .hidden = {}, .smoothing = 0.0, .grouped = true});
    group.panel.showSnapshot(selected({runOf("RW-KD", 1), runOf("RW-KD", 2), runOf("RW-KD", 3),
                                       runOf("fixed 0.5", 1), runOf("fixed 0.5", 4)}));
    expectPicture(group.panel, kPlot, "bands");
}

TEST_P(Picture, OfTheMap) {
    MapPanel map;
    auto run = runOf("RW-KD", 1);
    run->row.id = 7;
    run->histograms = histograms();
    auto points = std::make_shared<MapPanel::Points>();
    for (std::uint32_t i = 0; i < 300; ++i)
        points->push_back({.id = i,
                           .epochs = 5,
                           .alpha = static_cast<float>(0.5 + 0.45 * std::sin(0.7 * i)),
                           .spread = static_cast<float>(0.25 + 0.22 * std::cos(1.3 * i)),
                           .correctness = static_cast<float>(i % 6) / 5.0F});
    map.showSnapshot(selected({run}));
    map.showMap(7, points);
    expectPicture(map, QSize(420, 260), "map");
}

TEST_P(Picture, OfTheRunList) {
    RunListPanel list;
    list.showSnapshot(test::makeSnapshot());
    expectPicture(list, QSize(420, 260), "run_list");
}

INSTANTIATE_TEST_SUITE_P(Theme, Picture, ::testing::Bool(), [](const auto& theme) {
    return theme.param ? std::string("Dark") : std::string("Light");
});

}  // namespace
}  // namespace alphascope
