// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/scheme_list_editor.h"

#include "widgets/field_form.h"
#include "widgets/part.h"

#include <gtest/gtest.h>
#include <QAction>
#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>

#include <algorithm>

namespace alphascope {
namespace {

using test::part;

class EverySchemeEditor : public testing::TestWithParam<std::string> {};

TEST_P(EverySchemeEditor, HasARowForEachParameterAndKeepsItsValues) {
    const SchemeDescriptor& scheme = findScheme(GetParam());
    ParameterMap values;
    for (const ParameterDescriptor& parameter : scheme.parameters) {
        switch (parameter.type) {
            case ParameterType::kBoolean:
                values[parameter.name] = !std::get<bool>(parameter.default_value);
                break;
            case ParameterType::kInteger:
                values[parameter.name] = static_cast<std::int64_t>(parameter.min);
                break;
            case ParameterType::kReal:
                values[parameter.name] = parameter.min;
                break;
            case ParameterType::kChoice:
                values[parameter.name] = parameter.choices.back();
                break;
        }
    }
    const SchemeEditor editor({.id = scheme.id, .parameters = values});
    EXPECT_EQ(editor.choice().id, scheme.id);
    EXPECT_EQ(editor.choice().parameters, values);
    for (const ParameterDescriptor& parameter : scheme.parameters) {
        const QString name = QString::fromStdString(scheme.id + "_" + parameter.name);
        auto* row = editor.findChild<QWidget*>(name);
        ASSERT_NE(row, nullptr) << name.toStdString();
        EXPECT_TRUE(row->toolTip().startsWith(QString::fromStdString(parameter.help)));
    }
}

std::vector<std::string> schemeIds() {
    std::vector<std::string> ids;
    for (const SchemeDescriptor& scheme : schemeTable()) ids.push_back(scheme.id);
    return ids;
}

INSTANTIATE_TEST_SUITE_P(Table, EverySchemeEditor, testing::ValuesIn(schemeIds()),
                         [](const auto& row) {
                             std::string name = row.param;
                             std::replace(name.begin(), name.end(), '-', '_');
                             return name;
                         });

TEST(SchemeListEditor, ShowsAGridAndTakesOne) {
    SchemeListEditor list;
    const SchemeChoice grid{.id = "fixed", .parameters = {}, .grid = {{"kd_weight", {0.1, 0.9}}}};
    list.setSchemes({grid});
    ASSERT_EQ(list.schemes().size(), 1U);
    EXPECT_EQ(list.schemes()[0], grid);
    auto* line = part<QLineEdit>(list, "fixed_kd_weight");
    EXPECT_EQ(line->text(), "0.1, 0.9");
    line->setText("0.3");
    EXPECT_EQ(list.schemes()[0],
              (SchemeChoice{.id = "fixed", .parameters = {{"kd_weight", 0.3}}, .grid = {}}));
    line->setText("0.2, 0.4, 0.6");
    EXPECT_EQ(list.schemes()[0].grid.at("kd_weight"), (std::vector<ParameterValue>{0.2, 0.4, 0.6}));
    line->setText("0.2, 4");
    EXPECT_FALSE(list.problems().isEmpty());
}

TEST(SchemeListEditor, NamesAndWholeNumbersTakeSeveralValuesToo) {
    for (const SchemeDescriptor& scheme : schemeTable())
        for (const ParameterDescriptor& parameter : scheme.parameters) {
            std::vector<ParameterValue> values;
            if (parameter.type == ParameterType::kInteger)
                values = {static_cast<std::int64_t>(parameter.min),
                          static_cast<std::int64_t>(parameter.max)};
            for (const std::string& choice : parameter.choices) values.emplace_back(choice);
            if (values.size() < 2) continue;
            SchemeListEditor list;
            SchemeChoice grid{.id = scheme.id, .parameters = {}, .grid = {}};
            for (const auto& other : scheme.parameters)
                if (other.name != parameter.name) grid.parameters[other.name] = other.default_value;
            grid.grid[parameter.name] = values;
            list.setSchemes({grid});
            EXPECT_EQ(list.schemes().at(0), grid) << scheme.id << "." << parameter.name;
        }
}

TEST(SchemeListEditor, ShowsTheNamesOfAGridAndRefusesOthers) {
    SchemeListEditor list;
    list.setSchemes({{.id = "rw-kd", .parameters = {}}});
    auto* names = part<QComboBox>(list, "rw-kd_meta_learner");
    EXPECT_EQ(names->currentText(), "free");
    names->setCurrentText("mlp, free");
    EXPECT_EQ(list.schemes()[0].grid.at("meta_learner"),
              (std::vector<ParameterValue>{std::string("mlp"), std::string("free")}));
    names->setCurrentText("mlp, none");
    ASSERT_EQ(list.problems().size(), 1);
    EXPECT_TRUE(list.problems()[0].contains("one of free, mlp"));
    names->setCurrentIndex(names->findText("mlp"));
    EXPECT_TRUE(list.problems().isEmpty());
    EXPECT_EQ(list.schemes()[0].parameters.at("meta_learner"), ParameterValue(std::string("mlp")));
}

TEST(FieldForm, AParameterThatIsTrueOrFalseMayBeBoth) {
    FieldForm form("x_");
    form.addParameter({.name = "both", .type = ParameterType::kBoolean, .default_value = true});
    EXPECT_EQ(form.values("both"), std::vector<ParameterValue>{true});
    form.setValues("both", {false, true});
    EXPECT_EQ(part<QComboBox>(form, "x_both")->currentText(), "false, true");
    EXPECT_EQ(form.values("both"), (std::vector<ParameterValue>{false, true}));
}

TEST(SchemeListEditor, AddsAndRemovesSchemes) {
    SchemeListEditor list;
    list.setSchemes({{.id = "fixed", .parameters = {}}});
    part<QToolButton>(list, "add_scheme")->menu()->actions()[0]->trigger();
    ASSERT_EQ(list.schemes().size(), 2U);
    EXPECT_EQ(list.schemes()[1].id, schemeTable()[0].id);
    part<QToolButton>(list, "scheme_remove")->click();
    ASSERT_EQ(list.schemes().size(), 1U);
    EXPECT_EQ(list.schemes()[0].id, schemeTable()[0].id);
}

}  // namespace
}  // namespace alphascope
