// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/run_filter_nodes.h"

#include "study/task.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>
#include <variant>

namespace alphascope {
namespace filter {
namespace {

constexpr const char* kTag = "tag";

/// Nothing, a number, or a text (a view into the run, or one made for the occasion).
using Fact = std::variant<std::monostate, double, std::string_view, std::string>;

struct Name {
    const char* holds;
    Fact (*of)(const RunFacts&);
};

double shareDone(const RunRow& run) {
    if (run.total_steps <= 0)  // a teacher that is taken as it is has no steps
        return run.state == RunState::kFinished ? 1.0 : 0.0;
    return static_cast<double>(run.step) / static_cast<double>(run.total_steps);
}

const std::map<std::string, Name, std::less<>>& table() {
    static const std::map<std::string, Name, std::less<>> kTable{
        {"id", {"row number", [](const RunFacts& f) -> Fact { return double(f.run.id); }}},
        {"uuid", {"uuid", [](const RunFacts& f) -> Fact { return std::string_view(f.run.uuid); }}},
        {"study",
         {"name of the study",
          [](const RunFacts& f) -> Fact { return std::string_view(f.run.study); }}},
        {"task",
         {"task, as in RTE",
          [](const RunFacts& f) -> Fact { return std::string_view(f.run.task); }}},
        {"role",
         {"teacher or student",
          [](const RunFacts& f) -> Fact { return std::string_view(f.run.role); }}},
        {"scheme",
         {"weighting scheme, as in rw-kd",
          [](const RunFacts& f) -> Fact { return std::string_view(f.run.scheme); }}},
        {"row",
         {"the row's name in tables, as in \"fixed 0.5\"",
          [](const RunFacts& f) -> Fact { return std::string_view(f.run.label); }}},
        {"seed", {"seed", [](const RunFacts& f) -> Fact { return double(f.run.seed); }}},
        {"state",
         {"queued, running, paused, finished, failed, cancelled, interrupted or blocked",
          [](const RunFacts& f) -> Fact { return std::string_view(runStateName(f.run.state)); }}},
        {"message",
         {"why it failed or waits",
          [](const RunFacts& f) -> Fact { return std::string_view(f.run.message); }}},
        {"device",
         {"cpu or cuda:N",
          [](const RunFacts& f) -> Fact { return std::string_view(f.run.device); }}},
        {"threads", {"threads", [](const RunFacts& f) -> Fact { return double(f.run.threads); }}},
        {"step", {"steps done", [](const RunFacts& f) -> Fact { return double(f.run.step); }}},
        {"steps",
         {"steps in all", [](const RunFacts& f) -> Fact { return double(f.run.total_steps); }}},
        {"progress",
         {"share of the steps done, 0 to 1",
          [](const RunFacts& f) -> Fact { return shareDone(f.run); }}},
        {"seconds",
         {"training time in seconds",
          [](const RunFacts& f) -> Fact { return f.run.train_seconds; }}},
        {"dev", {"latest dev score, 0 to 1", [](const RunFacts& f) -> Fact { return f.dev; }}},
        {"note",
         {"your note on the run",
          [](const RunFacts& f) -> Fact { return std::string_view(f.run.marks.note); }}},
        {"colour",
         {"the colour that you gave it",
          [](const RunFacts& f) -> Fact { return std::string_view(f.run.marks.colour); }}},
        {"archived",
         {"yes or no; alone: yes",
          [](const RunFacts& f) -> Fact {
              return std::string_view(f.run.marks.archived ? "yes" : "no");
          }}},
    };
    return kTable;
}

Fact settingOf(const RunFacts& facts, std::string_view name) {
    RunSettings own;
    const auto* found = (facts.settings != nullptr ? *facts.settings : own).find(facts.run, name);
    if (found == nullptr) return std::monostate();
    if (const auto* value = std::get_if<double>(found)) return *value;
    const auto text = std::get<std::string_view>(*found);
    if (facts.settings != nullptr) return text;
    return std::string(text);
}

/// "sst2" for "sst-2", the name that GLUE's tables have; else the text itself.
std::string taskId(const std::string& small) {
    for (const TaskDescriptor& task : taskTable())
        if (lower(task.name) == small) return task.id;
    return small;
}

class Compare final : public RunFilter::Node {
public:
    explicit Compare(const Comparison& c)
        : name_(lower(c.name)),
          criterion_(c.sign, name_ == "task" ? taskId(lower(c.value)) : c.value) {
        const auto known = table().find(name_);
        of_ = known == table().end() ? nullptr : known->second.of;
    }

    [[nodiscard]] bool holds(const RunFacts& facts) const override {
        const Fact fact = of_ != nullptr ? of_(facts) : settingOf(facts, name_);
        if (const auto* value = std::get_if<double>(&fact)) return criterion_.holds(*value);
        if (const auto* value = std::get_if<std::string_view>(&fact))
            return criterion_.holds(*value);
        if (const auto* value = std::get_if<std::string>(&fact))
            return criterion_.holds(std::string_view(*value));
        return false;
    }

private:
    std::string name_;
    Criterion criterion_;
    Fact (*of_)(const RunFacts&);
};

/// A run has any number of tags.
class Tags final : public RunFilter::Node {
public:
    explicit Tags(const Comparison& c)
        : denies_(c.sign == Comparison::Sign::kNotEqual || c.sign == Comparison::Sign::kLacks),
          criterion_(c.sign, c.value) {}
    [[nodiscard]] bool holds(const RunFacts& facts) const override {
        const auto& tags = facts.run.marks.tags;
        const auto holds = [&](const std::string& tag) {
            return criterion_.holds(std::string_view(tag));
        };
        return denies_ ? std::all_of(tags.begin(), tags.end(), holds)
                       : std::any_of(tags.begin(), tags.end(), holds);
    }

private:
    bool denies_;
    Criterion criterion_;
};

class Word final : public RunFilter::Node {
public:
    explicit Word(const std::string& text) : text_(lower(text)) {}
    [[nodiscard]] bool holds(const RunFacts& facts) const override {
        const RunRow& run = facts.run;
        return containsLower(run.task, text_) || containsLower(run.label, text_) ||
               containsLower(run.scheme, text_) || containsLower(run.study, text_) ||
               containsLower(runStateName(run.state), text_) || containsLower(run.role, text_) ||
               containsLower(run.marks.note, text_) || tagged(run) || text_ == "seed" ||
               text_ == std::to_string(run.seed) || run.uuid.starts_with(text_);
    }

private:
    [[nodiscard]] bool tagged(const RunRow& run) const {
        return std::any_of(run.marks.tags.begin(), run.marks.tags.end(),
                           [this](const auto& tag) { return containsLower(tag, text_); });
    }

    std::string text_;
};

class Join final : public RunFilter::Node {
public:
    Join(std::vector<Part> parts, bool all) : parts_(std::move(parts)), all_(all) {}
    [[nodiscard]] bool holds(const RunFacts& facts) const override {
        const auto holds = [&](const Part& part) { return part->holds(facts); };
        return all_ ? std::all_of(parts_.begin(), parts_.end(), holds)
                    : std::any_of(parts_.begin(), parts_.end(), holds);
    }

private:
    std::vector<Part> parts_;
    bool all_;
};

class Not final : public RunFilter::Node {
public:
    explicit Not(Part part) : part_(std::move(part)) {}
    [[nodiscard]] bool holds(const RunFacts& facts) const override { return !part_->holds(facts); }

private:
    Part part_;
};

}  // namespace

Part join(std::vector<Part> parts, bool all) {
    return std::make_unique<Join>(std::move(parts), all);
}
Part negate(Part part) {
    return std::make_unique<Not>(std::move(part));
}
Part word(const std::string& text) {
    return std::make_unique<Word>(text);
}
Part compare(const Comparison& comparison) {
    if (lower(comparison.name) == kTag) return std::make_unique<Tags>(comparison);
    return std::make_unique<Compare>(comparison);
}

}  // namespace filter

const std::map<std::string, std::string>& RunFilter::names() {
    static const auto kNames = [] {
        std::map<std::string, std::string> names;
        for (const auto& [name, entry] : filter::table()) names[name] = entry.holds;
        names[filter::kTag] = "one of the run's tags";
        return names;
    }();
    return kNames;
}

}  // namespace alphascope
