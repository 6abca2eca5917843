// SPDX-License-Identifier: GPL-3.0-or-later
// Study files: TOML in and out. Every mistake is one Error that names file, line and remedy.
#include "study/bounded_file.h"
#include "study/error.h"
#include "study/fields.h"
#include "study/short_reals.h"
#include "study/toml_bounds.h"

#include <toml++/toml.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <initializer_list>
#include <set>
#include <sstream>
#include <system_error>

namespace alphascope {
namespace {

constexpr FileKind kStudyFile{"the study file", 16U << 20U, "Check its path and rights",
                              "Name a study file, *.study.toml"};

std::string rangeText(double min, double max) {
    std::ostringstream text;
    text << "between " << min << " and " << max;
    return text.str();
}

/// Reads the keys of one table, remembers which it knows, and complains about the others.
class TableReader {
public:
    TableReader(const toml::table& table, std::string file, std::string where)
        : table_(table), file_(std::move(file)), where_(std::move(where)) {}

    void text(const char* name, std::string& value) {
        if (const auto* node = take(name))
            value = expect<std::string>(*node, name, "a text in quotes");
    }
    void choice(const char* name, std::string& value, const std::vector<std::string>& choices) {
        if (const auto* node = take(name)) value = oneOf(*node, name, choices);
    }
    void integer(const char* name, int& value, double min, double max) {
        if (const auto* node = take(name)) value = static_cast<int>(whole(*node, name, min, max));
    }
    void real(const char* name, double& value, double min, double max) {
        if (const auto* node = take(name)) value = number(*node, name, min, max);
    }
    void boolean(const char* name, bool& value) {
        if (const auto* node = take(name)) value = expect<bool>(*node, name, "true or false");
    }
    void seed(const char* name, std::uint64_t& value) {
        if (const auto* node = take(name))
            value = static_cast<std::uint64_t>(whole(*node, name, 0, 9e18));
    }

    std::string oneOf(const toml::node& node, const std::string& name,
                      const std::vector<std::string>& choices) {
        const auto value = expect<std::string>(node, name, "a text in quotes");
        std::string known;
        for (const auto& choice : choices) {
            if (value == choice) return value;
            known += (known.empty() ? "\"" : ", \"") + choice + "\"";
        }
        fail(node, where_ + name + " is \"" + value + "\"", "Choose one of " + known);
    }
    std::int64_t whole(const toml::node& node, const std::string& name, double min, double max) {
        const auto result = expect<std::int64_t>(node, name, "a whole number");
        checkRange(node, name, static_cast<double>(result), min, max);
        return result;
    }
    double number(const toml::node& node, const std::string& name, double min, double max) {
        if (!node.is_number())
            fail(node, where_ + name + " is not a number", "Write a number " + rangeText(min, max));
        const double result = *node.value<double>();
        checkRange(node, name, result, min, max);
        return result;
    }
    template <typename T>
    T expect(const toml::node& node, const std::string& name, const char* what) {
        const auto result = node.value_exact<T>();
        if (!result)
            fail(node, where_ + name + " has the wrong type", std::string("Write ") + what);
        return *result;
    }

    /// The node of a key, or null; the key counts as known from now on.
    const toml::node* take(const std::string& name) {
        known_.insert(name);
        return table_.get(name);
    }
    /// A sub-table, or null.
    const toml::table* takeTable(const std::string& name) {
        const auto* node = take(name);
        if (node == nullptr) return nullptr;
        if (!node->is_table())
            fail(*node, where_ + name + " is not a table", "Write it as [" + name + "]");
        return node->as_table();
    }
    /// To be called last: any key that nobody asked for is an error.
    void finish() const {
        for (const auto& [key, node] : table_) {
            if (known_.contains(std::string(key.str()))) continue;
            std::string names;
            for (const auto& name : known_) names += (names.empty() ? "" : ", ") + name;
            const auto line = static_cast<long>(key.source().begin.line);
            throw Error::at(file_, line, "unknown key '" + where_ + std::string(key.str()) + "'",
                            "Known keys here: " + names);
        }
    }
    [[noreturn]] void fail(const toml::node& node, const std::string& what,
                           const std::string& remedy) const {
        throw Error::at(file_, static_cast<long>(node.source().begin.line), what, remedy);
    }

private:
    void checkRange(const toml::node& node, const std::string& name, double value, double min,
                    double max) {
        if (std::isfinite(value) && value >= min && value <= max) return;
        std::ostringstream text;
        text << where_ << name << " = " << value << " is out of range";
        fail(node, text.str(), "Choose a value " + rangeText(min, max));
    }

    const toml::table& table_;
    std::string file_;
    std::string where_;
    std::set<std::string> known_;
};

ParameterValue readParameter(TableReader& reader, const toml::node& node,
                             const ParameterDescriptor& descriptor) {
    switch (descriptor.type) {
        case ParameterType::kBoolean:
            return reader.expect<bool>(node, descriptor.name, "true or false");
        case ParameterType::kInteger:
            return reader.whole(node, descriptor.name, descriptor.min, descriptor.max);
        case ParameterType::kReal:
            return reader.number(node, descriptor.name, descriptor.min, descriptor.max);
        case ParameterType::kChoice:
            return reader.oneOf(node, descriptor.name, descriptor.choices);
    }
    return {};
}

/// The values of a parameter's list, each once.
std::vector<ParameterValue> readGrid(TableReader& reader, const toml::array& list,
                                     const ParameterDescriptor& descriptor) {
    std::vector<ParameterValue> values;
    for (const auto& node : list) {
        values.push_back(readParameter(reader, node, descriptor));
        if (std::count(values.begin(), values.end(), values.back()) > 1)
            reader.fail(node, descriptor.name + " lists " + parameterText(values.back()) + " twice",
                        "Leave one out: their runs would be equal bit for bit");
    }
    if (values.empty())
        reader.fail(list, descriptor.name + " has an empty list of values",
                    "Write a value, or several as in [0.1, 0.5]");
    return values;
}

SchemeChoice readScheme(const toml::table& table, const std::string& file) {
    TableReader reader(table, file, "scheme.");
    SchemeChoice choice;
    std::vector<std::string> ids;
    for (const auto& scheme : schemeTable()) ids.push_back(scheme.id);
    reader.choice("id", choice.id, ids);
    if (choice.id.empty())
        throw Error::at(file, static_cast<long>(table.source().begin.line), "[[scheme]] without id",
                        "Add a line such as id = \"rw-kd\"");
    for (const auto& descriptor : findScheme(choice.id).parameters)
        if (const auto* node = reader.take(descriptor.name)) {
            if (node->is_array())
                choice.grid[descriptor.name] = readGrid(reader, *node->as_array(), descriptor);
            else
                choice.parameters[descriptor.name] = readParameter(reader, *node, descriptor);
        }
    reader.finish();
    return choice;
}

template <typename T, typename Convert>
std::vector<T> readList(TableReader& reader, const std::string& name, Convert convert) {
    std::vector<T> values;
    const auto* node = reader.take(name);
    if (node == nullptr) return values;
    if (!node->is_array()) reader.fail(*node, name + " is not a list", "Write it in [ ]");
    for (const auto& element : *node->as_array()) values.push_back(convert(element));
    return values;
}

std::map<std::string, std::string> readFileNames(const toml::table& table, const std::string& file,
                                                 const TaskDescriptor& task) {
    TableReader reader(table, file, "data.files.");
    std::map<std::string, std::string> names;
    for (const auto& split : task.splits) reader.text(split.name.c_str(), names[split.name]);
    reader.finish();
    std::erase_if(names, [](const auto& entry) { return entry.second.empty(); });
    return names;
}

/// [data.files] of a study with one task, or [data.files.TASK].
void readFiles(Study& study, TableReader& data, const std::string& file) {
    const auto* files = data.takeTable("files");
    if (files == nullptr) return;
    TableReader reader(*files, file, "data.files.");
    bool nested = false;
    for (const auto& task : study.tasks)
        if (const auto* table = files->get_as<toml::table>(task)) {
            reader.take(task);
            study.files_by_task[task] = readFileNames(*table, file, findTask(task));
            nested = true;
        }
    if (nested || study.tasks.size() != 1) return reader.finish();
    study.files_by_task[study.tasks[0]] = readFileNames(*files, file, findTask(study.tasks[0]));
}

void readTop(Study& study, TableReader& top) {
    fields::visitStudy(top, study);
    study.tasks = readList<std::string>(top, "tasks", [&](const toml::node& node) {
        const auto id = top.expect<std::string>(node, "tasks", "task names in quotes");
        try {
            return findTask(id).id;
        } catch (const Error& problem) {
            top.fail(node, problem.what(), "");
        }
    });
    const auto seeds = readList<std::uint64_t>(top, "seeds", [&](const toml::node& node) {
        return static_cast<std::uint64_t>(top.whole(node, "seeds", 0, 9e18));
    });
    if (top.take("seeds") != nullptr) study.seeds = seeds;
}

Study readTables(const toml::table& root, const std::string& file) {
    Study study;
    TableReader top(root, file, "");
    readTop(study, top);
    if (const auto* table = top.takeTable("data")) {
        TableReader data(*table, file, "data.");
        fields::visitData(data, study.data);
        readFiles(study, data, file);
        data.finish();
    }
    if (const auto* table = top.takeTable("teacher")) {
        TableReader teacher(*table, file, "teacher.");
        fields::visitTeacher(teacher, study.teacher);
        teacher.finish();
    }
    if (const auto* table = top.takeTable("student")) {
        TableReader student(*table, file, "student.");
        fields::visitTrain(student, study.student);
        student.finish();
    }
    if (const auto* node = top.take("scheme")) {
        if (!node->is_array_of_tables())
            top.fail(*node, "scheme is not a list of tables", "Write each scheme as [[scheme]]");
        for (const auto& element : *node->as_array())
            study.schemes.push_back(readScheme(*element.as_table(), file));
    }
    top.finish();
    return study;
}

/// Writes one table, complete but for empty texts: a study file shows everything it decides.
class TomlWriter {
public:
    explicit TomlWriter(toml::table& target) : target_(target) {}
    void text(const char* name, const std::string& value) {
        if (!value.empty()) target_.insert_or_assign(name, value);
    }
    void choice(const char* name, const std::string& value, const std::vector<std::string>&) {
        target_.insert_or_assign(name, value);
    }
    void integer(const char* name, int value, double, double) {
        target_.insert_or_assign(name, static_cast<std::int64_t>(value));
    }
    void real(const char* name, double value, double, double) {
        target_.insert_or_assign(name, value);
    }
    void boolean(const char* name, bool value) { target_.insert_or_assign(name, value); }
    void seed(const char* name, std::uint64_t value) {
        target_.insert_or_assign(name, static_cast<std::int64_t>(value));
    }

private:
    toml::table& target_;
};

toml::table schemeTableOf(const SchemeChoice& choice) {
    toml::table table{{"id", choice.id}};
    for (const auto& [name, value] : choice.parameters)
        std::visit([&, key = name](const auto& v) { table.insert_or_assign(key, v); }, value);
    for (const auto& [name, values] : choice.grid) {
        toml::array list;
        for (const auto& value : values)
            std::visit([&](const auto& v) { list.push_back(v); }, value);
        table.insert_or_assign(name, list);
    }
    return table;
}

}  // namespace

std::string Study::toToml() const {
    toml::table root;
    TomlWriter top(root);
    fields::visitStudy(top, *this);
    toml::array task_list;
    for (const auto& task : tasks) task_list.push_back(task);
    root.insert_or_assign("tasks", task_list);
    toml::array seed_list;
    for (const auto seed : seeds) seed_list.push_back(static_cast<std::int64_t>(seed));
    root.insert_or_assign("seeds", seed_list);

    toml::table data_table, teacher_table, student_table, file_tables;
    TomlWriter data_writer(data_table), teacher_writer(teacher_table),
        student_writer(student_table);
    fields::visitData(data_writer, data);
    for (const auto& [task, names] : files_by_task) {
        toml::table table;
        for (const auto& [split, file] : names) table.insert_or_assign(split, file);
        file_tables.insert_or_assign(task, table);
    }
    if (!file_tables.empty()) data_table.insert_or_assign("files", file_tables);
    fields::visitTeacher(teacher_writer, teacher);
    fields::visitTrain(student_writer, student);
    root.insert_or_assign("data", data_table);
    root.insert_or_assign("teacher", teacher_table);
    root.insert_or_assign("student", student_table);
    toml::array scheme_list;
    for (const auto& scheme : schemes) scheme_list.push_back(schemeTableOf(scheme));
    root.insert_or_assign("scheme", scheme_list);

    std::ostringstream out;
    out << root << '\n';
    return withShortReals(out.str());
}

Study parseStudy(std::string_view text, const std::string& file_name) {
    refuseLarger(text.size(), file_name, kStudyFile);
    refuseDeepToml(text, file_name);
    try {
        Study study = readTables(toml::parse(text, file_name), file_name);
        const auto problems = validate(study);
        if (!problems.empty()) throw Error::at(file_name, 0, problems.front(), "");
        return study;
    } catch (const toml::parse_error& problem) {
        throw Error::at(file_name, static_cast<long>(problem.source().begin.line),
                        "not valid TOML: " + std::string(problem.description()),
                        "Compare with the examples in resources/studies");
    }
}

Study readStudy(const std::filesystem::path& file) {
    std::error_code unknown;  // then opening it tells
    if (std::filesystem::is_directory(file, unknown))
        throw Error::at(file.string(), 0, "this is a folder", "Name a study file, *.study.toml");
    return parseStudy(readBoundedFile(file, kStudyFile), file.string());
}

}  // namespace alphascope
