// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/glue_download.h"

#include "data/glue_files.h"
#include "study/error.h"

#include <QDir>
#include <QFileInfo>
#include <QNetworkRequest>

#include <utility>

namespace alphascope {
namespace {

constexpr int kSilence = 30'000;  // ms without a byte
constexpr int kWhole = 200, kRest = 206, kNoSuchRange = 416;

QString tagFile(const QString& part) {
    return part + QStringLiteral(".tag");
}

/// What names this version of the server's file: its entity tag, else its date. A weak tag does not
/// promise the same bytes.
QByteArray versionOf(const QNetworkReply& reply) {
    const QByteArray tag = reply.rawHeader("ETag");
    if (!tag.isEmpty() && !tag.startsWith("W/")) return tag;
    return reply.rawHeader("Last-Modified");
}

QByteArray readTag(const QString& part) {
    QFile file(tagFile(part));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}  // namespace

GlueDownload::GlueDownload(const QString& base, QObject* parent) : QObject(parent), base_(base) {}

GlueDownload::~GlueDownload() {
    if (reply_ != nullptr) {
        reply_->disconnect(this);
        reply_->abort();
    }
}

QString GlueDownload::taskFolder(const QString& task) const {
    return folder_ + QStringLiteral("/.downloads/") + task;
}

QString GlueDownload::fileOf(const Part& part) const {
    return taskFolder(part.task) + QLatin1Char('/') + part.url.fileName();
}

void GlueDownload::start(const QStringList& tasks, const QString& folder) {
    if (busy_) return;
    folder_ = folder;
    parts_.clear();
    now_ = {};
    for (const QString& task : tasks) {
        for (const auto& address : glueAddresses()) {
            if (task != QLatin1String(address.task)) continue;
            QUrl url(QString::fromLatin1(address.url));
            if (!base_.isEmpty()) url = QUrl(base_ + url.path());
            parts_.push_back({task, url, false});
        }
        if (!parts_.empty()) parts_.back().last = true;
    }
    busy_ = true;
    ++round_;
    next();
}

void GlueDownload::next() {
    if (parts_.empty()) return end(false);
    const QString before = now_.task;
    now_ = std::move(parts_.front());
    parts_.pop_front();
    if (now_.task != before) all_were_there_ = true;
    if (QFileInfo::exists(fileOf(now_))) {  // came whole before
        if (now_.last) return importTask(now_.task);
        return next();
    }
    if (!QDir().mkpath(taskFolder(now_.task)))
        return giveUp(tr("The folder %1 cannot be made; choose one that you may write to.")
                          .arg(taskFolder(now_.task)));
    request(now_);
}

void GlueDownload::request(const Part& part) {
    all_were_there_ = false;
    file_.setFileName(fileOf(part) + QStringLiteral(".part"));
    if (!file_.open(QIODevice::WriteOnly | QIODevice::Append))
        return giveUp(tr("%1 cannot be written: %2. Check rights and free space.")
                          .arg(file_.fileName(), file_.errorString()));
    QNetworkRequest wanted(part.url);
    wanted.setTransferTimeout(kSilence);
    // Packed on the way, the bytes of a range would not be those of the file.
    wanted.setRawHeader("Accept-Encoding", "identity");
    const QByteArray tag = readTag(file_.fileName());
    asked_for_rest_ = file_.size() > 0 && !tag.isEmpty();
    if (asked_for_rest_) {
        wanted.setRawHeader("Range", "bytes=" + QByteArray::number(file_.size()) + "-");
        wanted.setRawHeader("If-Range", tag);
    }
    headers_read_ = takes_bytes_ = false;
    write_problem_.clear();
    reply_ = network_.get(wanted);
    connect(reply_, &QNetworkReply::readyRead, this, &GlueDownload::bytesCame);
    connect(reply_, &QNetworkReply::finished, this, &GlueDownload::replyEnded);
}

void GlueDownload::headersCame() {
    headers_read_ = true;
    const int status = reply_->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const QByteArray range = "bytes " + QByteArray::number(file_.size()) + "-";
    const bool is_rest = status == kRest && reply_->rawHeader("Content-Range").startsWith(range);
    takes_bytes_ = is_rest || status == kWhole;  // else an error page, or another range
    if (status != kWhole) return;
    file_.resize(0);
    QFile tag(tagFile(file_.fileName()));
    if (tag.open(QIODevice::WriteOnly)) tag.write(versionOf(*reply_));
}

void GlueDownload::bytesCame() {
    if (!headers_read_) headersCame();
    if (!takes_bytes_) return;
    const qint64 before = file_.size();
    const QByteArray bytes = reply_->readAll();
    if (file_.write(bytes) != bytes.size() || !file_.flush()) {
        write_problem_ = file_.errorString();
        file_.resize(before);
        reply_->abort();
        return;
    }
    const qint64 rest = reply_->header(QNetworkRequest::ContentLengthHeader).toLongLong();
    const QByteArray whole = reply_->rawHeader("Content-Range").split('/').last();
    emit progressed(now_.task, now_.url.fileName(), file_.size(),
                    whole.isEmpty() ? rest : whole.toLongLong());
}

void GlueDownload::replyEnded() {
    QNetworkReply* reply = std::exchange(reply_, nullptr);
    reply->deleteLater();
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const QString part = file_.fileName();
    file_.close();
    if (!busy_) return;
    if (!write_problem_.isEmpty())
        return giveUp(tr("%1 cannot be written: %2. Free some space, then download again; it goes "
                         "on where it was.")
                          .arg(part, write_problem_));
    const bool came = reply->error() == QNetworkReply::NoError;
    if (status == kNoSuchRange || (came && !takes_bytes_)) return noFileCame(part, status);
    if (reply->error() == QNetworkReply::OperationCanceledError)
        return giveUp(tr("%1 sent nothing for half a minute. Check the network and download again; "
                         "it goes on where it was.")
                          .arg(now_.url.toString()));
    if (!came)
        return giveUp(tr("%1 did not come whole: %2. Check the network and download again; it goes "
                         "on where it was. Or import a zip archive or a folder instead.")
                          .arg(now_.url.toString(), reply->errorString()));
    QFile::remove(tagFile(part));
    if (!QFile::rename(part, fileOf(now_)))
        return giveUp(tr("%1 cannot be renamed; check the rights of its folder.").arg(part));
    if (now_.last) return importTask(now_.task);
    next();
}

/// No rest: what we have may be no beginning of the server's file, and all of it is asked for,
/// once. No file at all: asking again would bring the same answer for ever.
void GlueDownload::noFileCame(const QString& part, int status) {
    QFile::remove(tagFile(part));
    if (asked_for_rest_ && QFile::remove(part)) return request(now_);
    giveUp(tr("%1 answers without a file (HTTP status %2). Download again later, or import a zip "
              "archive or a folder instead.")
               .arg(now_.url.toString())
               .arg(status));
}

void GlueDownload::importTask(const QString& task) {
    const auto source = std::filesystem::path(taskFolder(task).toStdString());
    const auto folder = std::filesystem::path(folder_.toStdString());
    importer_.start(*this, [this, task, source, folder, round = round_](const std::stop_token& stop,
                                                                        const ImportThread::Say&) {
        std::vector<ImportedFile> files;
        QString problem;
        try {
            for (const auto& entry : std::filesystem::directory_iterator(source))
                if (entry.path().extension() == ".zip")
                    files = importGlue(entry.path(), folder, {}, stop);
            if (files.empty()) files = importGlue(source, folder, {}, stop);
        } catch (const std::exception& error) {
            problem = QString::fromUtf8(error.what());
        }
        return [this, task, files, problem, round] {
            if (round != round_) return;
            // What cannot be imported is kept once, for a full disk; the second time it is damaged.
            if (problem.isEmpty() || all_were_there_) QDir(taskFolder(task)).removeRecursively();
            if (!problem.isEmpty()) return giveUp(problem);
            emit imported(task, files);
            next();
        };
    });
}

/// Goes on with the next task.
void GlueDownload::giveUp(const QString& message) {
    file_.close();
    emit failed(now_.task, message);
    while (!parts_.empty() && parts_.front().task == now_.task) parts_.pop_front();
    next();
}

void GlueDownload::cancel() {
    if (!busy_) return;
    parts_.clear();
    ++round_;
    importer_.stop();
    end(true);
    if (reply_ != nullptr) reply_->abort();
}

void GlueDownload::end(bool cancelled) {
    busy_ = false;
    QDir(folder_).rmdir(QStringLiteral(".downloads"));  // only where it is empty
    emit finished(cancelled);
}

}  // namespace alphascope
