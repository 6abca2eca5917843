// SPDX-License-Identifier: GPL-3.0-or-later
// Downloads from a real server on localhost: whole, broken off and taken up again, changed on the
// server meanwhile, absent, damaged, cancelled.
#include "widgets/glue_download.h"

#include "data/zip_archive.h"
#include "widgets/small_server.h"
#include "widgets/wait.h"

#include <gmock/gmock.h>
#include <QDir>
#include <QSignalSpy>

namespace alphascope {
namespace {

using test::waitFor;
using ::testing::HasSubstr;

constexpr const char* kPath = "/glue/data/RTE.zip";

QByteArray readAll(const QString& name) {
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

class GlueDownloads : public ::testing::Test {
protected:
    GlueDownloads() {
        QObject::connect(&download, &GlueDownload::failed,
                         [this](const QString&, const QString& text) { problems << text; });
        QObject::connect(&download, &GlueDownload::imported,
                         [this](const QString& task, const auto& got) {
                             tasks << task;
                             files.insert(files.end(), got.begin(), got.end());
                         });
        QObject::connect(&download, &GlueDownload::finished, [this](bool by_user) {
            ended = true;
            cancelled = by_user;
        });
        server.files[kPath] = rteArchive();
    }
    /// Rows of numbers, so that the archive has some size.
    [[nodiscard]] QByteArray rteArchive() const {
        std::string rows = "index\tsentence1\tsentence2\tlabel\n";
        for (unsigned i = 0; i < 3000; ++i)
            rows +=
                std::to_string(i) + "\t" + std::to_string(i * 2654435761U) + "\tb\tentailment\n";
        const QString name = scratch.filePath("made.zip");
        writeZip(name.toStdString(), {{"RTE/dev.tsv", rows}});
        return readAll(name);
    }
    void run(const QStringList& wanted = {"rte"}) {
        ended = false;
        problems.clear();
        download.start(wanted, folder);
        ASSERT_TRUE(waitFor([this] { return ended; }));
    }
    [[nodiscard]] bool hasRte() const { return QFile::exists(folder + "/RTE/dev.tsv"); }

    QTemporaryDir scratch;
    QString folder = scratch.filePath("glue");
    test::SmallServer server;
    GlueDownload download{server.address()};
    QStringList problems, tasks;
    std::vector<ImportedFile> files;
    bool ended = false, cancelled = false;
};

TEST_F(GlueDownloads, PutsATaskInItsPlace) {
    const QSignalSpy progress(&download, &GlueDownload::progressed);
    run();
    EXPECT_TRUE(problems.isEmpty()) << problems.join('\n').toStdString();
    EXPECT_EQ(tasks, QStringList{"rte"});
    ASSERT_EQ(files.size(), 1U);
    EXPECT_EQ(files[0].rows, 3000);
    EXPECT_TRUE(hasRte());
    EXPECT_FALSE(QDir(folder + "/.downloads").exists()) << "the archive is not kept";
    ASSERT_GE(progress.size(), 1);
    EXPECT_EQ(progress.last()[2].toLongLong(), server.files[kPath].size());
    EXPECT_EQ(progress.last()[3].toLongLong(), server.files[kPath].size());
}

TEST_F(GlueDownloads, GoesOnWhereItBrokeOff) {
    server.break_after = 1000;
    run();
    ASSERT_EQ(problems.size(), 1);
    EXPECT_THAT(problems[0].toStdString(), HasSubstr("goes on where it was"));
    EXPECT_FALSE(hasRte());
    EXPECT_EQ(readAll(folder + "/.downloads/rte/RTE.zip.part"), server.files[kPath].left(1000));
    run();
    EXPECT_TRUE(problems.isEmpty());
    EXPECT_EQ(server.requests.last().range, QByteArray("bytes=1000-"));
    EXPECT_TRUE(hasRte());
}

TEST_F(GlueDownloads, BeginsAnewWhereTheServersFileHasChanged) {
    QByteArray other = server.files[kPath];
    server.files[kPath].fill('x');
    server.break_after = 1000;
    run();
    server.files[kPath] = other;
    server.tag = "\"two\"";
    run();
    EXPECT_EQ(server.requests.last().range, QByteArray("bytes=1000-")) << "it asked";
    EXPECT_TRUE(problems.isEmpty()) << problems.join('\n').toStdString();
    EXPECT_TRUE(hasRte());
}

TEST_F(GlueDownloads, SaysWhatIsAbsentAndGoesOnWithTheNextTask) {
    run({"cola", "rte"});
    ASSERT_EQ(problems.size(), 1);
    EXPECT_THAT(problems[0].toStdString(), HasSubstr("CoLA.zip"));
    EXPECT_EQ(tasks, QStringList{"rte"});
    EXPECT_FALSE(QFile::exists(folder + "/.downloads/cola/CoLA.zip")) << "an error page is no file";
}

TEST_F(GlueDownloads, AnAnswerWithoutAFileIsNotAskedForOverAndOver) {
    for (const char* head : {"200 OK\r\nContent-Length: 0", "204 No Content",
                             "416 Range Not Satisfiable\r\nContent-Length: 0"}) {
        server.requests.clear();
        server.only_head = head;
        run();
        EXPECT_EQ(server.requests.size(), 1) << head;
        ASSERT_EQ(problems.size(), 1) << head;
        EXPECT_THAT(problems[0].toStdString(), HasSubstr("answers without a file")) << head;
        EXPECT_THAT(problems[0].toStdString(), HasSubstr(std::string(head, 3))) << head;
    }
    server.only_head.clear();
    run();
    EXPECT_TRUE(hasRte()) << problems.join('\n').toStdString();
}

TEST_F(GlueDownloads, WhereTheRestIsRefusedAllOfItIsAskedForOnce) {
    server.break_after = 1000;
    run();
    server.requests.clear();
    server.only_head = "416 Range Not Satisfiable\r\nContent-Length: 0";
    run();
    ASSERT_EQ(server.requests.size(), 2);
    EXPECT_EQ(server.requests[0].range, QByteArray("bytes=1000-"));
    EXPECT_EQ(server.requests[1].range, QByteArray());
    EXPECT_EQ(problems.size(), 1);
}

TEST_F(GlueDownloads, ADamagedArchiveIsAskedForAnew) {
    const QByteArray good = server.files[kPath];
    server.files[kPath][good.size() / 2] = static_cast<char>(good[good.size() / 2] ^ 0x40);
    run();
    ASSERT_EQ(problems.size(), 1);
    server.files[kPath] = good;
    run();  // the damaged one was kept once
    run();
    EXPECT_TRUE(hasRte()) << problems.join('\n').toStdString();
}

TEST_F(GlueDownloads, CancellingKeepsWhatHasCome) {
    QObject::connect(&download, &GlueDownload::progressed, [this] { download.cancel(); });
    run();
    EXPECT_TRUE(cancelled);
    EXPECT_TRUE(problems.isEmpty());
    EXPECT_FALSE(hasRte());
    EXPECT_GT(readAll(folder + "/.downloads/rte/RTE.zip.part").size(), 0);
}

TEST_F(GlueDownloads, AFolderThatCannotBeWrittenIsNamed) {
    QFile(scratch.filePath("file")).open(QIODevice::WriteOnly);
    folder = scratch.filePath("file");
    run();
    ASSERT_EQ(problems.size(), 1);
    EXPECT_THAT(problems[0].toStdString(), HasSubstr("cannot be made"));
}

}  // namespace
}  // namespace alphascope
