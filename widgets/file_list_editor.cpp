// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/file_list_editor.h"

#include "study/task.h"

#include <algorithm>

namespace alphascope {

namespace {

constexpr int kLinesShown = 3;

const TaskDescriptor* taskOf(const QString& id) {
    const auto& tasks = taskTable();
    const auto found = std::find_if(tasks.begin(), tasks.end(), [&id](const TaskDescriptor& task) {
        return task.id == id.toStdString();
    });
    return found == tasks.end() ? nullptr : &*found;
}

}  // namespace

FileListEditor::FileListEditor(QWidget* parent) : QPlainTextEdit(parent) {
    setObjectName(QStringLiteral("data_files"));
    setAccessibleName(tr("Other files"));
    setPlaceholderText(tr("other files, a line each: qnli train = part.tsv"));
    setToolTip(
        tr("Files to read in place of a task's own, in the same layout and the same folder: "
           "task, split = file"));
    setTabChangesFocus(true);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setFixedHeight(fontMetrics().lineSpacing() * kLinesShown + 14);
}

void FileListEditor::setFiles(const Files& files) {
    QStringList lines;
    for (const auto& [task, splits] : files) {
        for (const auto& [split, file] : splits) {
            lines << QStringLiteral("%1 %2 = %3")
                         .arg(QString::fromStdString(task), QString::fromStdString(split),
                              QString::fromStdString(file));
        }
    }
    setPlainText(lines.join(QLatin1Char('\n')));
}

void FileListEditor::read(Files& files, QStringList& problems) const {
    for (const QString& line : toPlainText().split(QLatin1Char('\n'))) {
        if (line.trimmed().isEmpty()) continue;
        const QString file = line.section(QLatin1Char('='), 1).trimmed();
        const QStringList names = line.section(QLatin1Char('='), 0, 0).simplified().split(' ');
        if (names.size() != 2 || file.isEmpty()) {
            problems << tr("\"%1\" names no file; write: qnli train = part.tsv").arg(line);
            continue;
        }
        const TaskDescriptor* task = taskOf(names[0]);
        if (task == nullptr || task->findSplit(names[1].toStdString()) == nullptr) {
            problems << (task == nullptr
                             ? tr("\"%1\": there is no task %2.").arg(line, names[0])
                             : tr("\"%1\": %2 has no split %3.").arg(line, names[0], names[1]));
            continue;
        }
        files[names[0].toStdString()][names[1].toStdString()] = file.toStdString();
    }
}

FileListEditor::Files FileListEditor::files() const {
    Files files;
    QStringList ignored;  // problems() asks for them
    read(files, ignored);
    return files;
}

QStringList FileListEditor::problems() const {
    Files ignored;
    QStringList problems;
    read(ignored, problems);
    return problems;
}

}  // namespace alphascope
