// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run_mark_actions.h"

#include "widgets/look.h"
#include "widgets/marks_dialog.h"
#include "widgets/run_table.h"

#include <QAction>
#include <QMenu>
#include <QPixmap>

#include <algorithm>
#include <array>

namespace alphascope {

namespace {

constexpr int kSwatch = 14;  // pixels

QString colourTitle(std::string_view name) {
    const std::array titles{RunMarkActions::tr("Orange"), RunMarkActions::tr("Sky blue"),
                            RunMarkActions::tr("Green"),  RunMarkActions::tr("Vermilion"),
                            RunMarkActions::tr("Blue"),   RunMarkActions::tr("Purple")};
    const auto* place = std::find(kMarkColours.begin(), kMarkColours.end(), name);
    return titles.at(static_cast<std::size_t>(place - kMarkColours.begin()));
}

QIcon swatch(const QColor& colour) {
    QIcon icon;
    for (const int size : {kSwatch, 2 * kSwatch}) {  // the larger for screens of two pixels a unit
        QPixmap pixmap(size, size);
        pixmap.fill(colour);
        icon.addPixmap(pixmap);
    }
    return icon;
}

}  // namespace

RunMarkActions::RunMarkActions(RunTable& table)
    : QObject(&table),
      table_(table),
      edit_(new QAction(tr("&Tags and note…"), this)),
      archive_(new QAction(tr("&Archive"), this)) {
    edit_->setObjectName(QStringLiteral("edit_marks"));
    edit_->setShortcut(Qt::Key_F2);
    archive_->setObjectName(QStringLiteral("archive_runs"));
    archive_->setShortcut(Qt::Key_Delete);
    for (QAction* action : {edit_, archive_}) {
        action->setShortcutContext(Qt::WidgetShortcut);
        table_.addAction(action);
    }
    connect(edit_, &QAction::triggered, this, &RunMarkActions::edit);
    connect(archive_, &QAction::triggered, this, &RunMarkActions::archive);
    table_.setContextMenuPolicy(Qt::CustomContextMenu);
    connect(&table_, &QWidget::customContextMenuRequested, this, &RunMarkActions::showMenu);
}

void RunMarkActions::setReadOnly(bool on) {
    read_only_ = on;
    edit_->setEnabled(!on);
    archive_->setEnabled(!on);
}

std::vector<RunRow> RunMarkActions::selected() const {
    std::vector<RunRow> runs;
    for (const std::int64_t id : table_.selectedRuns())
        if (const RunSummary* run = table_.runs().run(table_.runs().rowOf(id)))
            runs.push_back(*run->row);
    return runs;
}

bool RunMarkActions::wouldArchive() const {
    const auto runs = selected();
    return std::any_of(runs.begin(), runs.end(),
                       [](const RunRow& run) { return !run.marks.archived; });
}

void RunMarkActions::showMenu(const QPoint& at) {
    auto* menu = new QMenu(&table_);
    menu->setObjectName(QStringLiteral("run_menu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const int row = table_.indexAt(at).row();
    if (table_.rows().group(row) != nullptr) {
        menu->addAction(tr("&Select the runs of this group"), this,
                        [this, row] { table_.selectGroup(row); });
        menu->addAction(tr("&Open all groups"), this, [this] { table_.rows().setAllOpen(true); });
        menu->addAction(tr("&Close all groups"), this, [this] { table_.rows().setAllOpen(false); });
    } else if (!table_.selectedRuns().empty()) {
        archive_->setText(wouldArchive() ? tr("&Archive") : tr("Take out of the &archive"));
        menu->addAction(edit_);
        addColours(*menu);
        menu->addAction(archive_);
        emit menuOpening(menu);
    }
    menu->popup(table_.viewport()->mapToGlobal(at));
}

void RunMarkActions::addColours(QMenu& menu) {
    QMenu* colours = menu.addMenu(tr("&Colour"));
    colours->setEnabled(!read_only_);
    const bool dark = isDark(table_.palette());
    QAction* automatic =
        colours->addAction(tr("Automatic"), this, [this] { paint(std::string()); });
    automatic->setObjectName(QStringLiteral("colour_automatic"));
    colours->addSeparator();
    for (const std::string_view name : kMarkColours) {
        QAction* action = colours->addAction(swatch(markColour(name, dark)), colourTitle(name),
                                             this, [this, name] { paint(std::string(name)); });
        action->setObjectName(QStringLiteral("colour_") +
                              QString::fromStdString(std::string(name)));
    }
}

void RunMarkActions::edit() {
    auto runs = selected();
    if (runs.empty()) return;
    auto* dialog = new MarksDialog(std::move(runs), table_.runs().tags(), &table_);
    connect(dialog, &MarksDialog::changesWanted, this,
            [this](const std::vector<MarkChange>& changes) {
                request(changes, tr("Tags and notes changed."));
            });
    dialog->open();
}

void RunMarkActions::archive() {
    const bool on = wouldArchive();
    const auto runs = selected();
    const auto count = static_cast<int>(std::count_if(
        runs.begin(), runs.end(), [on](const RunRow& run) { return run.marks.archived != on; }));
    changeEach([on](MarkChange& change) { change.archived = on; },
               on ? tr("%Ln run(s) archived.", nullptr, count)
                  : tr("%Ln run(s) taken out of the archive.", nullptr, count));
}

void RunMarkActions::paint(const std::string& colour) {
    changeEach([&colour](MarkChange& change) { change.colour = colour; }, tr("Colour changed."));
}

void RunMarkActions::changeEach(const std::function<void(MarkChange&)>& set, const QString& what) {
    std::vector<MarkChange> changes;
    for (const RunRow& run : selected()) {
        MarkChange change;
        change.run_id = run.id;
        set(change);
        const bool same = (change.archived && *change.archived == run.marks.archived) ||
                          (change.colour && *change.colour == run.marks.colour);
        if (!same) changes.push_back(std::move(change));
    }
    request(changes, what);
}

void RunMarkActions::request(const std::vector<MarkChange>& changes, const QString& what) {
    std::vector<MarkChange> undo;
    for (const MarkChange& change : changes)
        if (const RunSummary* run = table_.runs().run(table_.runs().rowOf(change.run_id)))
            undo.push_back(undoOf(change, run->row->marks));
    if (!changes.empty()) emit requested(changes, undo, what);
}

}  // namespace alphascope
