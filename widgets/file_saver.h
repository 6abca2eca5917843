// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include <atomic>
#include <functional>
#include <thread>

namespace alphascope {

/// Writes files on a thread of its own: what goes into them may take minutes to work out.
class FileSaver : public QObject {
    Q_OBJECT

public:
    /// Makes the file; empty where it is there, else why it is not, for the user. What it throws
    /// counts as the reason. It asks now and then whether the file is still wanted.
    using Work = std::function<QString(const QString& file, const std::function<bool()>& wanted)>;

    explicit FileSaver(QObject* parent = nullptr) : QObject(parent) {}
    ~FileSaver() override;

    /// One at a time; ends the one before.
    void save(const QString& file, Work work);
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
