// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/alpha_panel.h"

#include "report/alpha_shares.h"
#include "store/imported_run.h"
#include "widgets/alpha_difference.h"
#include "widgets/alpha_histogram.h"
#include "widgets/alpha_over_time.h"
#include "widgets/alpha_overlay.h"
#include "widgets/alpha_ridge.h"
#include "widgets/look.h"
#include "widgets/plot_keys.h"
#include "widgets/plot_link.h"
#include "widgets/run_groups.h"

#include <qcustomplot.h>
#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <numeric>
#include <utility>

namespace alphascope {

namespace {

/// Whether the panel shows the same of both: a run that has only gone on with its curves draws
/// nothing here anew.
bool sameAlpha(const std::shared_ptr<const RunDetail>& a,
               const std::shared_ptr<const RunDetail>& b) {
    if (!a || !b || a == b) return a == b;
    return a->history && a->history == b->history && a->row.uuid == b->row.uuid &&
           a->histograms.size() == b->histograms.size() && a->row_name == b->row_name &&
           a->row.scheme == b->row.scheme && a->row.state == b->row.state &&
           a->row.teacher_uuid == b->row.teacher_uuid && a->row.marks == b->row.marks;
}

}  // namespace

AlphaPanel::AlphaPanel(PlotLink& link, QWidget* parent)
    : QWidget(parent),
      link_(link),
      title_(new QLabel(this)),
      logarithmic_(new QCheckBox(tr("log counts"), this)),
      compare_(new QComboBox(this)),
      mode_(new QComboBox(this)),
      upper_(new QStackedWidget(this)),
      now_(new AlphaHistogram(upper_)),
      difference_(new AlphaDifference(upper_)),
      step_(new QSlider(Qt::Horizontal, this)),
      lower_(new QStackedWidget(this)),
      over_time_(new AlphaOverTime(lower_)),
      ridge_(new AlphaRidge(lower_)),
      overlay_(new AlphaOverlay(lower_)) {
    setObjectName(QStringLiteral("alpha"));
    title_->setObjectName(QStringLiteral("alpha_title"));
    title_->setTextFormat(Qt::PlainText);
    title_->setWordWrap(true);  // a long name must not widen the window
    title_->setToolTip(tr("A sample seen twice since the histogram before this one counts twice"));
    title_->setForegroundRole(QPalette::PlaceholderText);
    logarithmic_->setObjectName(QStringLiteral("alpha_log"));
    title_->setContentsMargins(6, 2, 6, 0);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(6, 2, 6, 0);
    row->addStretch(1);
    row->addWidget(compare_);
    row->addWidget(logarithmic_);
    row->addWidget(mode_);
    auto* plots = new QSplitter(Qt::Vertical, this);
    plots->setObjectName(QStringLiteral("alpha_splitter"));
    auto* upper = new QWidget(plots);
    auto* column = new QVBoxLayout(upper);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    upper_->addWidget(now_);
    upper_->addWidget(difference_);
    column->addWidget(upper_, 1);
    column->addWidget(step_);
    plots->addWidget(upper);
    lower_->addWidget(over_time_);
    lower_->addWidget(ridge_);
    lower_->addWidget(overlay_);
    plots->addWidget(lower_);
    plots->setChildrenCollapsible(false);
    plots->setStretchFactor(0, 5);
    plots->setStretchFactor(1, 4);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(title_);
    all->addLayout(row);
    all->addWidget(plots, 1);
    connect(logarithmic_, &QCheckBox::toggled, now_, &AlphaHistogram::setLogarithmic);
    connect(logarithmic_, &QCheckBox::toggled, overlay_, &AlphaOverlay::setLogarithmic);
    connect(now_, &AlphaHistogram::rangeSelected, this, &AlphaPanel::selectRange);
    // The plots have a new palette only after this widget has it.
    for (PlotPane* pane : findChildren<PlotPane*>())
        connect(pane, &PlotPane::themed, this, &AlphaPanel::rebuild);
    buildTools();
    buildSlider();
    nameAxes();
    link_.join(over_time_->plot());
    connect(&link_, &PlotLink::picked, this, &AlphaPanel::pick);
    connectKeys();
    showEmpty();
}

void AlphaPanel::buildTools() {
    mode_->setObjectName(QStringLiteral("alpha_mode"));
    mode_->setAccessibleName(tr("α over time as"));
    mode_->addItems({tr("heat map"), tr("quantiles"), tr("ridge"), tr("overlay")});
    connect(mode_, &QComboBox::currentIndexChanged, this, [this](int mode) {
        const std::array<PlotPane*, 4> panes{over_time_, over_time_, ridge_, overlay_};
        PlotPane* pane = panes.at(static_cast<std::size_t>(mode));
        lower_->setCurrentWidget(pane);
        if (pane == over_time_) over_time_->setMode(static_cast<AlphaOverTime::Mode>(mode));
    });
    connect(ridge_, &AlphaRidge::stepPicked, this, &AlphaPanel::choose);
    compare_->setObjectName(QStringLiteral("alpha_compare"));
    compare_->setAccessibleName(tr("Other selected runs as"));
    compare_->addItems({tr("outlines"), tr("difference")});
    compare_->setToolTip(
        tr("Outlines of the other selected runs, or the difference of two: the first run, or the "
           "mean of the selected runs of its row, minus those of the next other row"));
    connect(compare_, &QComboBox::currentIndexChanged, this, &AlphaPanel::rebuild);
}

void AlphaPanel::buildSlider() {
    step_->setObjectName(QStringLiteral("alpha_step"));
    step_->setAccessibleName(tr("Step of the histogram"));
    step_->setToolTip(
        tr("The step whose histogram is shown; at the right end it is the latest.\n"
           "A click into a plot over steps chooses it too; over epochs or time, while a single run "
           "is selected: several have no step in common there."));
    step_->setContentsMargins(6, 0, 6, 0);
    step_->setLayoutDirection(Qt::LeftToRight);  // as the plots, whose steps it runs along
    step_->setMaximum(0);
    connect(step_, &QSlider::valueChanged, this, [this](int place) {
        latest_ = place == step_->maximum();
        rebuild();
        const auto at = static_cast<std::size_t>(place);
        if (!picking_ && shown_ && at < shown_->histograms.size())
            link_.setCursor(static_cast<double>(shown_->histograms[at].step));
    });
}

/// Where the step is what a plot is about, Left and Right choose it; in the others with Ctrl.
void AlphaPanel::connectKeys() {
    for (PlotPane* pane :
         std::initializer_list<PlotPane*>{over_time_, ridge_, overlay_, difference_}) {
        PlotKeys& keys = PlotKeys::of(pane->plot());
        if (pane == over_time_ || pane == ridge_) keys.setArrows(PlotKeys::Arrows::kStep);
        connect(&keys, &PlotKeys::stepped, this, [this, pane](int across) {
            if (across != 0) stepFrom(*pane, across);
        });
    }
}

/// As with the slider, which moves the line in the linked plots.
void AlphaPanel::stepFrom(PlotPane& pane, int by) {
    if (!shown_ || !shown_->hasAlpha()) return;
    step_->setValue(step_->value() + by);
    PlotKeys& keys = PlotKeys::of(pane.plot());
    if (&pane == over_time_) keys.reveal(static_cast<double>(shown_->histograms[place()].step));
    keys.say(title_->text());
}

/// In a plot over epochs or time the link knows the step while a single run is selected.
void AlphaPanel::pick(double x) {
    const double step = link_.convert(x, link_.cursorUnit(), XAxis::kStep);
    if (std::isnan(step)) return;
    picking_ = true;  // the line stays under the mouse
    choose(step);
    picking_ = false;
}

/// The histogram at a step holds the samples since the one before it.
void AlphaPanel::choose(double step) {
    if (!shown_ || !shown_->hasAlpha()) return;
    const auto& all = shown_->histograms;
    const auto found = std::find_if(all.begin(), all.end(), [step](const auto& histogram) {
        return static_cast<double>(histogram.step) >= step;
    });
    step_->setValue(static_cast<int>(found - all.begin()));
}

std::optional<std::int64_t> AlphaPanel::chosenStep() const {
    if (latest_ || !shown_ || !shown_->hasAlpha()) return std::nullopt;
    return shown_->histograms[place()].step;
}

std::size_t AlphaPanel::place() const {
    const std::size_t last = shown_->histograms.size() - 1;
    return latest_ ? last : std::min(last, static_cast<std::size_t>(step_->value()));
}

void AlphaPanel::showSnapshot(const std::shared_ptr<const Snapshot>& snapshot) {
    if (!snapshot) return;
    const auto next = snapshot->selected.empty() ? nullptr : snapshot->selected.front();
    std::vector<std::shared_ptr<const RunDetail>> others;
    for (const auto& run : snapshot->selected)
        if (run != next && run->hasAlpha()) others.push_back(run);
    const bool same =
        sameAlpha(next, shown_) &&
        std::equal(others.begin(), others.end(), others_.begin(), others_.end(), sameAlpha);
    others_ = std::move(others);
    if (same) {
        shown_ = next;
        return;
    }
    if (!shown_ || !next || shown_->row.uuid != next->row.uuid) {
        now_->clearRange();
        latest_ = true;
    }
    shown_ = next;
    rebuild();
}

void AlphaPanel::rebuild() {
    if (!shown_ || !shown_->hasAlpha()) {
        showEmpty();
        return;
    }
    {
        const QSignalBlocker quiet(step_);
        const std::size_t at = place();
        step_->setMaximum(static_cast<int>(shown_->histograms.size()) - 1);
        step_->setValue(static_cast<int>(at));
    }
    const HistogramTaken& taken = shown_->histograms[place()];
    const auto last = static_cast<double>(shown_->histograms.back().step);
    const QColor colour = runColour(shown_->row, isDark(palette()));
    const auto samples =
        std::accumulate(taken.counts.begin(), taken.counts.end(), std::uint64_t{0});
    title_->setText(tr("%1 · seed %2 · step %3 · %Ln sample(s) since the last histogram", nullptr,
                       static_cast<int>(samples))
                        .arg(QString::fromStdString(rowName(*shown_)))
                        .arg(shown_->row.seed)
                        .arg(taken.step));
    logarithmic_->setEnabled(true);
    nameAxes();
    now_->showHistogram(taken, colour);
    over_time_->showHistograms(shown_->histograms, colour);
    over_time_->markStep(latest_ ? std::nan("") : static_cast<double>(taken.step));
    ridge_->showHistograms(shown_->histograms, colour);
    ridge_->markStep(latest_ ? -1 : taken.step);
    overlay_->showHistograms(shown_->histograms, colour);
    overlay_->mark(latest_ ? std::nullopt : std::optional(taken));
    showCompared(taken.step);
    link_.setExtent(over_time_->plot(), 0.0, last);
    step_->setVisible(step_->maximum() > 0);
}

/// Where some run's weights need not sum to 1, all α are shares: of the others it is the same.
void AlphaPanel::nameAxes() {
    const bool share = (shown_ && alphaIsShare(shown_->row.scheme)) ||
                       std::any_of(others_.begin(), others_.end(),
                                   [](const auto& run) { return alphaIsShare(run->row.scheme); });
    const QString title =
        share ? tr("α (teacher's share w_kd/(w_ce + w_kd))") : tr("α (weight on teacher)");
    for (PlotPane* pane : std::initializer_list<PlotPane*>{now_, difference_, ridge_, overlay_})
        pane->plot().xAxis->setLabel(title);
    over_time_->plot().yAxis->setLabel(share ? tr("α (teacher's share)") : tr("α"));
}

void AlphaPanel::showCompared(std::int64_t step) {
    compare_->setVisible(!others_.empty());
    const bool subtract = compare_->currentIndex() == 1 && !others_.empty();
    AlphaPair pair;
    if (subtract) {
        AlphaPair::Runs selected{shown_};
        selected.insert(selected.end(), others_.begin(), others_.end());
        pair = pairOf(selected);
        difference_->showPair(pair, step);
    } else {
        compare(step);
    }
    over_time_->showDifference(pair);
    upper_->setCurrentWidget(subtract ? static_cast<QWidget*>(difference_) : now_);
    logarithmic_->setEnabled(!subtract);
}

void AlphaPanel::compare(std::int64_t step) {
    std::vector<AlphaHistogram::Other> others;
    const bool alike = std::all_of(others_.begin(), others_.end(), [this](const auto& run) {
        return rowName(*run) == rowName(*shown_);
    });
    for (const auto& run : others_) {
        const auto nearest = std::min_element(
            run->histograms.begin(), run->histograms.end(), [step](const auto& a, const auto& b) {
                return std::abs(a.step - step) < std::abs(b.step - step);
            });
        QString name =
            alike ? tr("seed %1").arg(run->row.seed) : runTitle(rowName(*run), run->row.seed);
        if (nearest->step != step) name = tr("%1 · step %2").arg(name).arg(nearest->step);
        others.push_back({*nearest, runColour(run->row, isDark(palette())), name});
    }
    now_->showOthers(others);
}

void AlphaPanel::showEmpty() {
    title_->clear();
    logarithmic_->setEnabled(false);
    step_->hide();
    link_.setExtent(over_time_->plot(), 0.0, 0.0);
    QString text = tr("Select a run to see how it weighs its samples.");
    if (shown_) {
        const bool waits = !shown_->row.teacher_uuid.empty() && !isEnded(shown_->row.state);
        text = waits ? tr("The first histogram of α comes a few steps after the start.")
                     : tr("This run has no α: it learns from the labels alone, without a teacher.");
        if (!shown_->row.teacher_uuid.empty() && !waits) {
            text = tr("This run ended before its first histogram of α.");
        }
        if (isImported(shown_->row)) text = tr("This run was imported: only its curves are known.");
    }
    now_->showMessage(text);
    over_time_->showMessage({});
    ridge_->showMessage({});
    overlay_->showMessage({});
}

/// A histogram of earlier says of which steps its samples are; that of the latest stands for all.
void AlphaPanel::selectRange(double low, double high) {
    StepRange steps;
    if (shown_ && shown_->hasAlpha() && !latest_) {
        const std::size_t at = place();
        steps.after = at > 0 ? shown_->histograms[at - 1].step : 0;
        steps.last = shown_->histograms[at].step;
    }
    emit rangeSelected(low, high, steps);
}

void AlphaPanel::markRange(double low, double high) {
    now_->markRange(low, high);
}

void AlphaPanel::clearRange() {
    now_->clearRange();
}

QJsonObject AlphaPanel::state() const {
    return {{QStringLiteral("mode"), mode_->currentIndex()},
            {QStringLiteral("compare"), compare_->currentIndex()},
            {QStringLiteral("log"), logarithmic_->isChecked()}};
}

void AlphaPanel::restore(const QJsonObject& state) {
    const auto choose = [&state](QComboBox& box, const char* key) {
        box.setCurrentIndex(std::clamp(state[QLatin1String(key)].toInt(), 0, box.count() - 1));
    };
    choose(*mode_, "mode");
    choose(*compare_, "compare");
    logarithmic_->setChecked(state[QStringLiteral("log")].toBool());
}

bool AlphaPanel::saveNowPng(const QString& file, int width, int height, double scale) {
    PlotPane& pane =
        upper_->currentWidget() == difference_ ? static_cast<PlotPane&>(*difference_) : *now_;
    return pane.savePng(file, width, height, scale);
}

bool AlphaPanel::saveTimePng(const QString& file, int width, int height, double scale) {
    auto* pane = static_cast<PlotPane*>(lower_->currentWidget());
    return pane->savePng(file, width, height, scale) && shown_ && shown_->hasAlpha();
}

}  // namespace alphascope
