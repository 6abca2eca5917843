// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/data_dialog.h"

#include "widgets/task_list.h"

#include <QCheckBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace alphascope {
namespace {

constexpr int kBarSteps = 1000;

QString sentence(const ImportedFile& file) {
    const QString name = QString::fromStdString(file.file);
    switch (file.state) {
        case ImportedFile::State::kVerified:
            return DataDialog::tr("%1: %L2 rows, the official file").arg(name).arg(file.rows);
        case ImportedFile::State::kComplete:
            return DataDialog::tr("%1: %L2 rows, as many as the official file")
                .arg(name)
                .arg(file.rows);
        case ImportedFile::State::kDiffers:
            return DataDialog::tr("%1: %L2 rows, but the file differs from the official one")
                .arg(name)
                .arg(file.rows);
        case ImportedFile::State::kPartial:
            return DataDialog::tr("%1: %L2 rows, but the official file has %L3")
                .arg(name)
                .arg(file.rows)
                .arg(file.official_rows);
        case ImportedFile::State::kKept:
            break;
    }
    return DataDialog::tr("%1 was there already and stays as it is").arg(name);
}

template <typename Widget>
Widget* named(Widget* widget, const char* name, const QString& accessible) {
    widget->setObjectName(QLatin1String(name));
    widget->setAccessibleName(accessible);
    return widget;
}

}  // namespace

DataDialog::DataDialog(const QString& folder, const QString& base, QWidget* parent)
    : QDialog(parent), download_(base) {
    setObjectName(QStringLiteral("data_dialog"));
    setWindowTitle(tr("GLUE data"));
    build(folder);
    showBusy(false);
    tasks_->checkFolder(folder);
    connect(&download_, &GlueDownload::progressed, this,
            [this](const QString&, const QString& file, qint64 got, qint64 total) {
                bar_->setRange(0, total > 0 ? kBarSteps : 0);
                if (total > 0) bar_->setValue(static_cast<int>(got * kBarSteps / total));
                state_->setText(tr("%1: %2").arg(file, QLocale().formattedDataSize(got)));
            });
    connect(&download_, &GlueDownload::imported, this,
            [this](const QString&, const auto& files) { report(files); });
    connect(&download_, &GlueDownload::failed, this,
            [this](const QString&, const QString& message) { say(message); });
    connect(&download_, &GlueDownload::finished, this, [this](bool cancelled) {
        say(cancelled ? tr("Cancelled; what has come is kept for the next time.")
                      : tr("Nothing more to download."));
        showBusy(false);
    });
}

void DataDialog::build(const QString& folder) {
    auto* column = new QVBoxLayout(this);
    auto* row = new QHBoxLayout;
    folder_ = named(new QLineEdit(folder, this), "data_target", tr("Data folder"));
    folder_->setPlaceholderText(tr("Choose where the task folders shall lie"));
    choose_ =
        named(new QPushButton(tr("C&hoose…"), this), "choose_target", tr("Choose the data folder"));
    auto* label = new QLabel(tr("&Data folder"), this);
    label->setBuddy(folder_);
    row->addWidget(label);
    row->addWidget(folder_, 1);
    row->addWidget(choose_);
    column->addLayout(row);
    tasks_ = new TaskList(this);
    column->addWidget(tasks_, 2);
    diagnostic_ = named(new QCheckBox(tr("AX, the &diagnostic set"), this), "diagnostic",
                        tr("AX, the diagnostic set"));
    column->addWidget(diagnostic_);
    buildButtons();
    state_ = named(new QLabel(this), "data_state", tr("What is coming"));
    bar_ = named(new QProgressBar(this), "data_progress", tr("Progress"));
    bar_->setTextVisible(false);
    said_ = named(new QPlainTextEdit(this), "data_messages", tr("What came of it"));
    said_->setReadOnly(true);
    said_->setPlaceholderText(
        tr("Download the checked tasks from their official addresses, or import an archive or a "
           "folder that you have. Files that are in the data folder stay."));
    column->addWidget(state_);
    column->addWidget(bar_);
    column->addWidget(said_, 1);
    connect(choose_, &QPushButton::clicked, this, &DataDialog::chooseFolder);
    connect(folder_, &QLineEdit::editingFinished, this,
            [this] { tasks_->checkFolder(folder_->text()); });
    resize(640, 560);
}

void DataDialog::buildButtons() {
    auto* row = new QHBoxLayout;
    const auto button = [&](const QString& text, const char* name) {
        auto* made = named(new QPushButton(text, this), name, QString(text).remove(u'&'));
        made->setAutoDefault(false);
        row->addWidget(made);
        return made;
    };
    get_ = button(tr("D&ownload"), "download");
    archive_ = button(tr("Import &zip…"), "import_zip");
    unpacked_ = button(tr("Import &folder…"), "import_folder");
    cancel_ = button(tr("&Cancel"), "cancel_data");
    row->addStretch();
    static_cast<QVBoxLayout*>(layout())->addLayout(row);
    connect(get_, &QPushButton::clicked, this, &DataDialog::download);
    connect(cancel_, &QPushButton::clicked, this, [this] {
        download_.cancel();
        importer_.stop();
    });
    connect(archive_, &QPushButton::clicked, this, [this] {
        const QString file = QFileDialog::getOpenFileName(this, tr("A zip archive of GLUE"), {},
                                                          tr("Zip archives (*.zip)"));
        if (!file.isEmpty()) importFrom(file);
    });
    connect(unpacked_, &QPushButton::clicked, this, [this] {
        const QString from =
            QFileDialog::getExistingDirectory(this, tr("A folder with files of GLUE"));
        if (!from.isEmpty()) importFrom(from);
    });
}

QString DataDialog::folder() const {
    return folder_->text();
}

bool DataDialog::needsFolder() {
    if (folder_->text().isEmpty()) chooseFolder();
    return folder_->text().isEmpty();
}

void DataDialog::chooseFolder() {
    const QString chosen =
        QFileDialog::getExistingDirectory(this, tr("Data folder"), folder_->text());
    if (chosen.isEmpty()) return;
    folder_->setText(chosen);
    tasks_->checkFolder(chosen);
}

void DataDialog::download() {
    QStringList wanted;
    for (const auto& task : tasks_->tasks())
        if (!findTask(task).folder.empty()) wanted << QString::fromStdString(task);
    if (diagnostic_->isChecked()) wanted << QStringLiteral("diagnostic");
    if (wanted.isEmpty()) return say(tr("Check the tasks to download."));
    if (needsFolder()) return;
    showBusy(true);
    download_.start(wanted, folder());
}

void DataDialog::importFrom(const QString& source) {
    if (needsFolder()) return;
    showBusy(true);
    bar_->setRange(0, 0);
    importer_.start(*this, [this, source, into = folder()](const std::stop_token& stop,
                                                           const ImportThread::Say& say_later) {
        std::vector<ImportedFile> files;
        QString problem;
        const auto progress = [this, &say_later](const std::string& file, std::size_t done,
                                                 std::size_t all) {
            say_later([this, file, done, all] {
                bar_->setRange(0, static_cast<int>(all));
                bar_->setValue(static_cast<int>(done));
                state_->setText(QString::fromStdString(file));
            });
        };
        try {
            files = importGlue(source.toStdString(), into.toStdString(), progress, stop);
        } catch (const std::exception& error) {
            problem = QString::fromUtf8(error.what());
        }
        return [this, files, problem] {
            if (!problem.isEmpty()) say(problem);
            report(files);
            showBusy(false);
        };
    });
}

void DataDialog::report(const std::vector<ImportedFile>& files) {
    for (const auto& file : files) say(sentence(file));
    if (files.empty()) return;
    tasks_->checkFolder(folder());
    emit dataArrived(folder());
}

void DataDialog::say(const QString& text) {
    said_->appendPlainText(text);
}

void DataDialog::showBusy(bool busy) {
    for (QWidget* widget :
         std::initializer_list<QWidget*>{get_, archive_, unpacked_, folder_, choose_})
        widget->setEnabled(!busy);
    cancel_->setEnabled(busy);
    bar_->setVisible(busy);
    state_->setVisible(busy);
    if (!busy) state_->clear();
}

/// Closing is cancelling: what has come stays.
void DataDialog::done(int result) {
    download_.cancel();
    importer_.stop();
    QDialog::done(result);
}

}  // namespace alphascope
