// SPDX-License-Identifier: GPL-3.0-or-later
// What a screen reader is told: every control that takes the keyboard has a name.
#include "app/window_fixture.h"

#include "app/gui/workspace.h"
#include "data/zip_archive.h"
#include "widgets/data_dialog.h"
#include "widgets/glue_check_view.h"
#include "widgets/run_list_panel.h"
#include "widgets/study_form.h"

#include <gtest/gtest.h>
#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QTableView>

namespace alphascope {
namespace {

using test::part;

struct Heard {
    int controls = 0;
    QStringList nameless;
};

QString describe(const QAccessibleInterface& control) {
    const QObject* object = control.object();
    QString text = QStringLiteral("role %1").arg(control.role());
    for (; object != nullptr; object = object->parent())
        text += QStringLiteral(" < %1 \"%2\"")
                    .arg(QLatin1String(object->metaObject()->className()), object->objectName());
    return text;
}

/// The line inside a spin box and the list of a combo box go by the name of the box.
bool isPartOf(const QAccessibleInterface* parent) {
    return parent != nullptr &&
           (parent->role() == QAccessible::SpinBox || parent->role() == QAccessible::ComboBox);
}

/// A message that nothing says yet, and a bar that Qt keeps in store.
bool isUnused(const QAccessibleInterface& control) {
    const bool text =
        control.role() == QAccessible::StaticText || control.role() == QAccessible::PageTabList;
    return text && control.state().invisible;
}

void listen(QAccessibleInterface& control, const QAccessibleInterface* parent, Heard& heard) {
    if (control.object() != nullptr && control.state().focusable && !isPartOf(parent) &&
        !isUnused(control)) {
        ++heard.controls;
        if (control.text(QAccessible::Name).trimmed().isEmpty())
            heard.nameless << describe(control);
    }
    for (int i = 0; i < control.childCount(); ++i) {
        QAccessibleInterface* child = control.child(i);
        if (child != nullptr) listen(*child, &control, heard);
    }
}

Heard listenTo(QWidget& widget) {
    Heard heard;
    QAccessibleInterface* root = QAccessible::queryAccessibleInterface(&widget);
    EXPECT_NE(root, nullptr);
    if (root != nullptr) listen(*root, nullptr, heard);
    return heard;
}

using Accessibility = test::Window;

TEST_F(Accessibility, NamesEveryControlOfTheWindow) {
    const auto window = opened();
    QTest::qWait(300);  // the panels fill
    const Heard heard = listenTo(*window);
    EXPECT_GT(heard.controls, 25);
    EXPECT_TRUE(heard.nameless.isEmpty()) << heard.nameless.join('\n').toStdString();
}

TEST_F(Accessibility, NamesEveryControlOfTheStudyForm) {
    StudyForm form;
    form.show();
    const Heard heard = listenTo(form);
    EXPECT_GT(heard.controls, 40);
    EXPECT_TRUE(heard.nameless.isEmpty()) << heard.nameless.join('\n').toStdString();
}

TEST_F(Accessibility, NamesEveryControlOfTheDataDialog) {
    DataDialog dialog({}, {});
    dialog.show();
    const Heard heard = listenTo(dialog);
    EXPECT_GT(heard.controls, 5);
    EXPECT_TRUE(heard.nameless.isEmpty()) << heard.nameless.join('\n').toStdString();
}

TEST_F(Accessibility, NamesEveryControlOfTheGlueCheck) {
    const QString zip = folder->filePath("submission.zip");
    writeZip(zip.toStdString(), {{"RTE.tsv", "index\tprediction\n"}});
    GlueCheckView view(zip);
    view.show();
    EXPECT_TRUE(part<QWidget>(view, "glue_faults")->isVisible()) << "it has something to say";
    const Heard heard = listenTo(view);
    EXPECT_GE(heard.controls, 2) << "the sentences and a button";
    EXPECT_TRUE(heard.nameless.isEmpty()) << heard.nameless.join('\n').toStdString();
}

TEST_F(Accessibility, NamesEveryControlOfTheSmallDialogs) {
    const auto window = opened();
    window->workspace().runs().select({made->rw_kd});
    for (const char* command :
         {"find_command", "shortcuts", "build_table", "edit_marks", "keep_layout"}) {
        part<QAction>(*window, command)->trigger();
        QTest::qWait(400);  // a table is made meanwhile
        int dialogs = 0;
        for (QWidget* dialog : QApplication::topLevelWidgets()) {
            if (dialog == window.get() || !dialog->isVisible()) continue;
            ++dialogs;
            const Heard heard = listenTo(*dialog);
            EXPECT_GT(heard.controls, 0) << command;
            EXPECT_TRUE(heard.nameless.isEmpty()) << command << '\n'
                                                  << heard.nameless.join('\n').toStdString();
            dialog->close();
        }
        EXPECT_EQ(dialogs, 1) << command;
    }
}

TEST_F(Accessibility, TellsTheStateOfARunInWords) {
    const auto window = opened();
    auto* runs = part<QTableView>(*window, "runs");
    const QString text = runs->model()->index(4, 0).data(Qt::AccessibleTextRole).toString();
    EXPECT_TRUE(text.contains("running")) << text.toStdString();
}

}  // namespace
}  // namespace alphascope
