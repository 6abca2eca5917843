// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/html_report.h"
#include "store/reader.h"

#include <QObject>
#include <QString>

#include <atomic>
#include <filesystem>
#include <string>
#include <thread>

namespace alphascope {

/// A report to be written.
struct ReportJob {
    std::filesystem::path database;
    StoreReader::Mode mode = StoreReader::Mode::kLive;
    std::string study;  ///< empty: all
    ReportOptions options;
    QString file;  ///< ".pdf": pages; anything else: HTML
};

/// Writes reports on a thread of its own: reading the runs and testing them may take minutes.
class ReportSaver : public QObject {
    Q_OBJECT

public:
    explicit ReportSaver(QObject* parent = nullptr) : QObject(parent) {}
    ~ReportSaver() override;

    /// One at a time; ends the one before.
    void save(ReportJob job);
    void stop();
    [[nodiscard]] bool busy() const { return busy_; }

signals:
    /// Empty where the file is there, else why it is not, for the user.
    void done(const QString& file, const QString& problem);

private:
    std::atomic<bool> wanted_ = false;
    std::atomic<bool> busy_ = false;
    std::jthread thread_;  ///< last: it uses the above
};

}  // namespace alphascope
