// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/split_plan.h"

#include "data/batches.h"
#include "data/text_groups.h"
#include "study/error.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace alphascope {
namespace {

using Groups = std::vector<std::vector<std::size_t>>;

/// Groups up to this size are kept together however small the data is: 5 % of 50 samples would
/// otherwise tear three equal sentences apart.
constexpr std::size_t kAlwaysTogether = 10;

std::size_t largestGroup(std::size_t samples) {
    const double share = kLargestGroupShare * static_cast<double>(samples);
    return std::max(kAlwaysTogether, static_cast<std::size_t>(share));
}

/// The stratum of every sample: its true class, or the decile of its score. The truth rather than
/// the label, so that injected noise never moves the cut.
std::vector<std::size_t> strataOf(const TaskDescriptor& task,
                                  const std::vector<Example>& examples) {
    std::vector<std::size_t> strata(examples.size(), 0);
    if (task.kind == TaskKind::kClassification) {
        for (std::size_t i = 0; i < examples.size(); ++i)
            strata[i] = static_cast<std::size_t>(examples[i].true_label);
        return strata;
    }
    std::vector<float> scores;
    for (const auto& example : examples) scores.push_back(example.true_label);
    std::sort(scores.begin(), scores.end());
    std::vector<float> limits;
    for (std::size_t decile = 1; decile < 10; ++decile)
        limits.push_back(scores[decile * scores.size() / 10]);
    for (std::size_t i = 0; i < examples.size(); ++i)
        strata[i] = static_cast<std::size_t>(
            std::upper_bound(limits.begin(), limits.end(), examples[i].true_label) -
            limits.begin());
    return strata;
}

/// Large groups first, so that the small ones even out what the large ones leave; random otherwise.
void shuffleBySize(Groups& groups, Random& random) {
    random.shuffle(groups);
    std::stable_sort(groups.begin(), groups.end(),
                     [](const auto& a, const auto& b) { return a.size() > b.size(); });
}

/// Deals out groups so that every stratum, and the whole, stays as near as possible to its share.
class StratifiedCut {
public:
    StratifiedCut(const std::vector<std::size_t>& strata, double share)
        : strata_(strata),
          share_(share),
          excess_(1 + *std::max_element(strata.begin(), strata.end()), 0.0) {}

    /// Whether this group goes to the held-out side.
    bool takes(const std::vector<std::size_t>& group) {
        std::map<std::size_t, double> counts;
        for (const std::size_t position : group) counts[strata_[position]] += 1.0;
        double change = 0.0;  // of the squared excess, from leaving the group out to taking it
        const auto size = static_cast<double>(group.size());
        const auto add = [&](double excess, double count) {
            const double without = excess - share_ * count;
            change += (without + count) * (without + count) - without * without;
        };
        for (const auto& [stratum, count] : counts) add(excess_[stratum], count);
        add(total_, size);
        const bool take = change < 0.0;
        for (const auto& [stratum, count] : counts)
            excess_[stratum] += (take ? count : 0.0) - share_ * count;
        total_ += (take ? size : 0.0) - share_ * size;
        return take;
    }

private:
    const std::vector<std::size_t>& strata_;
    double share_;
    std::vector<double> excess_;  ///< held out so far, less the share of what was seen
    double total_ = 0.0;
};

std::vector<std::size_t> allPositions(std::size_t size) {
    std::vector<std::size_t> positions(size);
    std::iota(positions.begin(), positions.end(), std::size_t{0});
    return positions;
}

/// The positions of each stratum, in their order.
Groups byStratum(const std::vector<std::size_t>& stratum_of,
                 const std::vector<std::size_t>& positions) {
    Groups strata;
    for (const std::size_t position : positions) {
        const std::size_t stratum = stratum_of.at(position);
        if (stratum >= strata.size()) strata.resize(stratum + 1);
        strata[stratum].push_back(position);
    }
    return strata;
}

/// round(share × all), spread over the strata by largest remainders.
std::vector<std::size_t> exactShares(const Groups& strata, double share) {
    std::vector<std::size_t> counts;
    std::vector<std::pair<double, std::size_t>> remainders;
    std::size_t all = 0;
    std::size_t given = 0;
    for (std::size_t i = 0; i < strata.size(); ++i) {
        const double wanted = share * static_cast<double>(strata[i].size());
        counts.push_back(static_cast<std::size_t>(wanted));
        remainders.emplace_back(static_cast<double>(counts[i]) - wanted, i);
        all += strata[i].size();
        given += counts[i];
    }
    std::sort(remainders.begin(), remainders.end());
    const auto total = static_cast<std::size_t>(std::llround(share * static_cast<double>(all)));
    for (std::size_t i = 0; given < total && i < remainders.size(); ++i, ++given)
        ++counts[remainders[i].second];
    return counts;
}

/// Draws wrong labels for the samples of a stratum.
class OtherLabels {
public:
    OtherLabels(const TaskDescriptor& task, const std::vector<Example>& examples,
                const Groups& strata)
        : task_(task), classes_(strata.size()) {
        if (task.kind == TaskKind::kClassification) return;
        for (const auto& stratum : strata) {
            begins_.push_back(scores_.size());
            for (const std::size_t position : stratum)
                scores_.push_back(examples[position].true_label);
        }
        begins_.push_back(scores_.size());
    }
    float draw(std::size_t stratum, Random& random) const {
        if (task_.kind == TaskKind::kClassification)
            return static_cast<float>((stratum + 1 + random.below(classes_ - 1)) % classes_);
        const std::size_t own = begins_[stratum + 1] - begins_[stratum];
        if (own == scores_.size())
            throw Error("All scores of " + task_.name +
                        " lie in one band, so none can be exchanged for a wrong one. Set "
                        "label_noise to 0, or use more data.");
        const std::size_t drawn = random.below(scores_.size() - own);
        return scores_[drawn < begins_[stratum] ? drawn : drawn + own];
    }

private:
    const TaskDescriptor& task_;
    std::size_t classes_;
    std::vector<float> scores_;        ///< regression: stratum after stratum
    std::vector<std::size_t> begins_;  ///< of each stratum in scores_, and the end
};

}  // namespace

SplitPlan planSplit(const TaskDescriptor& task, const std::vector<Example>& train,
                    double meta_share, std::uint64_t seed) {
    if (!(meta_share > 0.0 && meta_share <= 0.5))
        throw Error("The meta share is " + std::to_string(meta_share) +
                    ". Set it above 0 and to at most 0.5.");
    SplitPlan plan;
    if (!train.empty()) {
        Groups groups = groupByText(train, allPositions(train.size()), largestGroup(train.size()));
        plan.groups = static_cast<std::int64_t>(groups.size());
        Random random(seed);
        shuffleBySize(groups, random);
        const auto strata = strataOf(task, train);
        StratifiedCut cut(strata, meta_share);
        for (const auto& group : groups) {
            auto& side = cut.takes(group) ? plan.meta : plan.train;
            side.insert(side.end(), group.begin(), group.end());
        }
    }
    if (plan.meta.empty() || plan.train.empty())
        throw Error(std::to_string(train.size()) + " samples of " + task.name +
                    " are too few to hold out a meta set. Use more data or a larger meta share.");
    std::sort(plan.train.begin(), plan.train.end());
    std::sort(plan.meta.begin(), plan.meta.end());
    plan.overlap = countOverlap(train, plan.train, plan.meta);
    return plan;
}

std::vector<std::size_t> sampleRows(const TaskDescriptor& task, const std::vector<Example>& train,
                                    std::size_t rows, std::uint64_t seed) {
    auto positions = allPositions(train.size());
    if (rows == 0 || rows >= train.size()) return positions;
    auto strata = byStratum(strataOf(task, train), positions);
    const auto counts =
        exactShares(strata, static_cast<double>(rows) / static_cast<double>(train.size()));
    Random random(seed);
    positions.clear();
    for (std::size_t i = 0; i < strata.size(); ++i) {
        random.shuffle(strata[i]);
        positions.insert(positions.end(), strata[i].begin(),
                         strata[i].begin() + static_cast<std::ptrdiff_t>(counts[i]));
    }
    std::sort(positions.begin(), positions.end());
    return positions;
}

void injectLabelNoise(const TaskDescriptor& task, std::vector<Example>& examples,
                      const std::vector<std::size_t>& positions, double share,
                      bool teacher_sees_noise, std::uint64_t seed) {
    if (!(share >= 0.0 && share <= 1.0))
        throw Error("The label noise is " + std::to_string(share) + ". Set it from 0 to 1.");
    auto strata = byStratum(strataOf(task, examples), positions);
    if (task.kind == TaskKind::kClassification) strata.resize(task.labels.size());
    const auto counts = exactShares(strata, share);
    const OtherLabels others(task, examples, strata);
    Random random(seed);
    for (std::size_t stratum = 0; stratum < strata.size(); ++stratum) {
        random.shuffle(strata[stratum]);
        for (std::size_t i = 0; i < counts[stratum]; ++i) {
            Example& example = examples[strata[stratum][i]];
            example.label = others.draw(stratum, random);
            if (teacher_sees_noise) example.teacher_label = example.label;
        }
    }
}

std::vector<std::vector<std::size_t>> planFolds(const std::vector<Example>& examples,
                                                const std::vector<std::size_t>& positions,
                                                int folds, std::uint64_t seed) {
    if (folds < 2 || static_cast<std::size_t>(folds) > positions.size())
        throw Error("Cannot cut " + std::to_string(positions.size()) + " samples into " +
                    std::to_string(folds) + " folds. Use 2 folds or more, and more samples.");
    Groups groups = groupByText(examples, positions, largestGroup(positions.size()));
    Random random(seed);
    shuffleBySize(groups, random);
    // Within one size, equal labels one after the other: dealt in turn, they spread evenly.
    std::stable_sort(groups.begin(), groups.end(), [&](const auto& a, const auto& b) {
        if (a.size() != b.size()) return a.size() > b.size();
        return examples[a.front()].true_label < examples[b.front()].true_label;
    });
    std::vector<std::vector<std::size_t>> result(static_cast<std::size_t>(folds));
    for (const auto& group : groups) {
        auto& smallest =
            *std::min_element(result.begin(), result.end(),
                              [](const auto& a, const auto& b) { return a.size() < b.size(); });
        smallest.insert(smallest.end(), group.begin(), group.end());
    }
    for (auto& fold : result) std::sort(fold.begin(), fold.end());
    return result;
}

}  // namespace alphascope
