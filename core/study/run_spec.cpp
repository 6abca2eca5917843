// SPDX-License-Identifier: GPL-3.0-or-later
#include "study/run_spec.h"

#include "study/bounded_json.h"
#include "study/error.h"
#include "study/fields.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <limits>
#include <type_traits>

namespace alphascope {
namespace {

using nlohmann::json;

class JsonWriter {
public:
    explicit JsonWriter(json& target) : target_(target) {}
    void text(const char* name, const std::string& value) { target_[name] = value; }
    void choice(const char* name, const std::string& value, const std::vector<std::string>&) {
        target_[name] = value;
    }
    void integer(const char* name, int value, double, double) { target_[name] = value; }
    void real(const char* name, double value, double, double) { target_[name] = value; }
    void boolean(const char* name, bool value) { target_[name] = value; }
    void seed(const char* name, std::uint64_t value) { target_[name] = value; }

private:
    json& target_;
};

/// A setting that came later than the stored spec keeps its default, which is what that run did.
class JsonReader {
public:
    explicit JsonReader(const json& source) : source_(source) {}
    void text(const char* name, std::string& value) { read(name, value); }
    void choice(const char* name, std::string& value, const std::vector<std::string>&) {
        read(name, value);
    }
    void integer(const char* name, int& value, double, double) { read(name, value); }
    void real(const char* name, double& value, double, double) { read(name, value); }
    void boolean(const char* name, bool& value) { read(name, value); }
    void seed(const char* name, std::uint64_t& value) { read(name, value); }

private:
    template <typename T>
    void read(const char* name, T& value) {
        const auto found = source_.find(name);
        if (found == source_.end()) return;
        if constexpr (std::is_same_v<T, int>) requireInt(name, *found);
        value = found->get<T>();
    }
    /// What does not fit into an int would become some other number.
    static void requireInt(const char* name, const json& value) {
        if (!value.is_number_integer() || value.get<double>() < std::numeric_limits<int>::min() ||
            value.get<double>() > std::numeric_limits<int>::max())
            throw Error(std::string("A stored run specification cannot be read: ") + name + " is " +
                        shortJson(value) + ", not a whole number.");
    }
    const json& source_;
};

json parameterToJson(const ParameterValue& value) {
    return std::visit([](const auto& v) { return json(v); }, value);
}

ParameterValue parameterFromJson(const json& value) {
    if (value.is_boolean()) return value.get<bool>();
    if (value.is_number_integer()) return value.get<std::int64_t>();
    if (value.is_number()) return value.get<double>();
    return value.get<std::string>();
}

std::string shortNumber(double value) {
    std::string text = std::to_string(value);
    while (text.ends_with('0')) text.pop_back();
    if (text.ends_with('.')) text.pop_back();
    return text;
}

/// The parameters that differ from the scheme's defaults, as "name value".
std::string changedParameters(const SchemeDescriptor& scheme, const ParameterMap& parameters) {
    std::string text;
    for (const auto& descriptor : scheme.parameters) {
        const auto found = parameters.find(descriptor.name);
        if (found == parameters.end() || found->second == descriptor.default_value) continue;
        text += (text.empty() ? "" : ", ") + descriptor.name + " " + parameterText(found->second);
    }
    return text;
}

constexpr Role kRoles[] = {Role::kTeacher, Role::kStudent, Role::kImported};

Role roleNamed(std::string_view name) {
    for (const Role role : kRoles)
        if (name == roleName(role)) return role;
    throw Error("a run's role is teacher, student or imported, not '" + std::string(name) + "'");
}

}  // namespace

const char* roleName(Role role) {
    switch (role) {
        case Role::kTeacher:
            return "teacher";
        case Role::kStudent:
            return "student";
        case Role::kImported:
            break;
    }
    return "imported";
}

std::string schemeLabel(const RunSpec& spec) {
    if (spec.role == Role::kTeacher) return "teacher";
    if (spec.role == Role::kImported) return spec.data.folder;
    const SchemeDescriptor& scheme = findScheme(spec.scheme);
    std::string label = scheme.name;
    if (spec.scheme == "fixed") {
        const auto found = spec.scheme_parameters.find("kd_weight");
        if (found != spec.scheme_parameters.end() && std::holds_alternative<double>(found->second))
            label += " " + shortNumber(std::get<double>(found->second));
    } else if (const std::string changed = changedParameters(scheme, spec.scheme_parameters);
               !changed.empty()) {
        label += " (" + changed + ")";
    }
    return spec.data.full_train ? label + " (full train)" : label;
}

std::string encoderName(const TrainSpec& train) {
    // A folder may be written with a slash at its end.
    const auto folder = std::filesystem::path(train.pretrained + "/").parent_path();
    return train.pretrained.empty() ? train.encoder : folder.filename().string();
}

std::string parameterText(const ParameterValue& value) {
    const json as_json = parameterToJson(value);
    return as_json.is_string() ? as_json.get<std::string>() : as_json.dump();
}

json toJson(const RunSpec& spec) {
    json root;
    if (spec.role == Role::kImported)  // nobody knows its other settings, so none is stored
        return {{"study", spec.study},
                {"task", spec.task},
                {"role", roleName(spec.role)},
                {"data", {{"folder", spec.data.folder}}}};
    JsonWriter run(root);
    fields::visitRun(run, spec);
    root["role"] = roleName(spec.role);
    JsonWriter data(root["data"]);
    fields::visitData(data, spec.data);
    root["data"]["files"] = spec.data.files;
    root["data"]["full_train"] = spec.data.full_train;
    JsonWriter train(root["train"]);
    fields::visitTrain(train, spec.train);
    root["scheme_parameters"] = json::object();
    for (const auto& [name, value] : spec.scheme_parameters)
        root["scheme_parameters"][name] = parameterToJson(value);
    return root;
}

RunSpec runSpecFromJson(const json& root) {
    try {
        RunSpec spec;
        JsonReader run(root);
        fields::visitRun(run, spec);
        spec.role = roleNamed(root.at("role").get<std::string>());
        JsonReader data(root.at("data"));
        fields::visitData(data, spec.data);
        if (spec.role == Role::kImported) {
            spec.scheme.clear();
            return spec;
        }
        spec.data.files = root.at("data").at("files").get<std::map<std::string, std::string>>();
        spec.data.full_train = root.at("data").at("full_train").get<bool>();
        JsonReader train(root.at("train"));
        fields::visitTrain(train, spec.train);
        for (const auto& parameter : findScheme(spec.scheme).parameters)
            spec.scheme_parameters[parameter.name] = parameter.default_value;
        for (const auto& [name, value] : root.at("scheme_parameters").items())
            spec.scheme_parameters[name] = parameterFromJson(value);
        return spec;
    } catch (const json::exception& problem) {
        throw Error(std::string("A stored run specification cannot be read: ") + problem.what() +
                    ".");
    }
}

RunSpec runSpecFromText(std::string_view json) {
    return runSpecFromJson(parseBoundedJson(json, "A stored run specification cannot be read",
                                            "Check the database with: alphascope-cli doctor"));
}

}  // namespace alphascope
