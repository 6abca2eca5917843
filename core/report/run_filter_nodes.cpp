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

/// Nothing, a number, or a text (a view into the run, or one made for the occasion).
using Fact = std::variant<std::monostate, double, std::string_view, std::string>;

struct Name {
    const char* holds;
    Fact (*of)(const RunFacts&);
};

double shareDone(const RunRow& run) {
    if (run.total_steps <= 0) return 0.0;
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
    };
    return kTable;
}

/// A setting by its own name or by its path, the first that has it in the order of the file.
const nlohmann::json* findSetting(const nlohmann::json& json, const std::string& prefix,
                                  std::string_view name) {
    for (const auto& [key, value] : json.items()) {
        const std::string path = prefix + key;
        if (value.is_object()) {
            if (const auto* found = findSetting(value, path + ".", name)) return found;
        } else if (key == name || path == name) {
            return &value;
        }
    }
    return nullptr;
}

Fact settingOf(const RunRow& run, std::string_view name) {
    const auto spec = nlohmann::json::parse(run.spec_json, nullptr, /*allow_exceptions=*/false);
    const auto* found = spec.is_discarded() ? nullptr : findSetting(spec, "", name);
    if (found == nullptr) return std::monostate();
    if (found->is_number()) return found->get<double>();
    return found->is_string() ? found->get<std::string>() : found->dump();
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
        const Fact fact = of_ != nullptr ? of_(facts) : settingOf(facts.run, name_);
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

class Word final : public RunFilter::Node {
public:
    explicit Word(const std::string& text) : text_(lower(text)) {}
    [[nodiscard]] bool holds(const RunFacts& facts) const override {
        const RunRow& run = facts.run;
        return containsLower(run.task, text_) || containsLower(run.label, text_) ||
               containsLower(run.scheme, text_) || containsLower(run.study, text_) ||
               containsLower(runStateName(run.state), text_) || containsLower(run.role, text_) ||
               text_ == "seed" || text_ == std::to_string(run.seed) || run.uuid.starts_with(text_);
    }

private:
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
    return std::make_unique<Compare>(comparison);
}

}  // namespace filter

const std::map<std::string, std::string>& RunFilter::names() {
    static const auto kNames = [] {
        std::map<std::string, std::string> names;
        for (const auto& [name, entry] : filter::table()) names[name] = entry.holds;
        return names;
    }();
    return kNames;
}

}  // namespace alphascope
