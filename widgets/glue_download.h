// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/glue_import.h"
#include "widgets/import_thread.h"

#include <QFile>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QObject>
#include <QStringList>
#include <QUrl>

#include <deque>
#include <memory>

namespace alphascope {

/// Gets GLUE tasks from their official addresses, one file after another, and imports what came.
/// What was got of a file stays in `.downloads` below the folder: the next start asks for the rest,
/// where the server's file is still the same (If-Range), else for all of it.
class GlueDownload : public QObject {
    Q_OBJECT

public:
    /// `base` takes the place of each address' scheme and host; empty: the addresses as they are.
    explicit GlueDownload(const QString& base = {}, QObject* parent = nullptr);
    ~GlueDownload() override;
    /// Task ids; no-op while it is busy.
    void start(const QStringList& tasks, const QString& folder);
    /// Keeps what was got so far.
    void cancel();
    [[nodiscard]] bool busy() const { return busy_; }

signals:
    /// Bytes of the file that is coming; `total` is 0 while it is not known.
    void progressed(const QString& task, const QString& file, qint64 got, qint64 total);
    /// The task's files are in their place.
    void imported(const QString& task, const std::vector<alphascope::ImportedFile>& files);
    /// One sentence with the remedy; the other tasks go on.
    void failed(const QString& task, const QString& message);
    /// Nothing is left to do, or it was cancelled.
    void finished(bool cancelled);

private:
    struct Part {
        QString task;
        QUrl url;
        bool last = false;  ///< of its task
    };
    void next();
    void request(const Part& part);
    void headersCame();
    void bytesCame();
    void replyEnded();
    void noFileCame(const QString& part, int status);
    void importTask(const QString& task);
    void giveUp(const QString& message);
    void end(bool cancelled);
    [[nodiscard]] QString taskFolder(const QString& task) const;
    [[nodiscard]] QString fileOf(const Part& part) const;

    QString base_;
    QString folder_;
    QNetworkAccessManager network_;
    std::deque<Part> parts_;
    Part now_;
    QNetworkReply* reply_ = nullptr;
    QFile file_;
    bool asked_for_rest_ = false;  ///< of a file whose beginning came earlier
    bool headers_read_ = false;
    bool takes_bytes_ = false;  ///< the reply's body belongs at the end of the file
    QString write_problem_;
    bool busy_ = false;
    bool all_were_there_ = false;  ///< the task's files came in an earlier download
    int round_ = 0;  ///< grows at every start and cancel: answers to earlier ones are dropped
    ImportThread importer_;
};

}  // namespace alphascope
