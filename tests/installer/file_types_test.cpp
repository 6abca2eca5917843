// SPDX-License-Identifier: GPL-3.0-or-later
// Desktops know our files by the list that is installed: asked as Qt's file dialogs and KDE ask.
#include <gtest/gtest.h>
#include <QDir>
#include <QFile>
#include <QMimeDatabase>
#include <QProcess>
#include <QTemporaryDir>

namespace {

constexpr const char* kSource = ALPHASCOPE_SOURCE_DIR;

class FileTypes : public testing::Test {
protected:
    /// As dpkg leaves it: one folder with the system's list and ours, and the cache made of both.
    static void SetUpTestSuite() {
        static const QTemporaryDir data;  // read once a process, at the first question
        const QString packages = data.filePath("mime/packages");
        ASSERT_TRUE(QDir().mkpath(packages));
        ASSERT_TRUE(
            QFile::copy(QString(kSource) + "/resources/io.github.alphascope.Alphascope.mime.xml",
                        packages + "/io.github.alphascope.Alphascope.xml"));
        made_ = QFile::copy("/usr/share/mime/packages/freedesktop.org.xml",
                            packages + "/freedesktop.org.xml") &&
                QProcess::execute("update-mime-database", {data.filePath("mime")}) == 0;
        qputenv("XDG_DATA_HOME", data.filePath("home").toUtf8());
        qputenv("XDG_DATA_DIRS", data.path().toUtf8());
    }
    void SetUp() override {
        if (!made_)
            GTEST_SKIP() << "update-mime-database is absent: apt-get install shared-mime-info";
    }
    QString typeOf(const QString& name, const QByteArray& bytes) {
        QFile file(folder_.filePath(name));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
        file.close();
        return database_.mimeTypeForFile(file.fileName()).name();
    }
    /// SQLite's header with an application_id.
    static QByteArray header(const QByteArray& application_id) {
        QByteArray bytes(4096, '\0');
        return bytes.replace(0, 16, QByteArray("SQLite format 3\0", 16))
            .replace(68, 4, application_id);
    }

    inline static bool made_ = false;
    QTemporaryDir folder_;
    QMimeDatabase database_;
};

TEST_F(FileTypes, AStudyIsKnownByItsName) {
    EXPECT_EQ(typeOf("mine.study.toml", "name = \"mine\"\n"), "application/x-alphascope-study");
    EXPECT_EQ(typeOf("Cargo.toml", "name = \"other\"\n"), "application/toml");
}

TEST_F(FileTypes, TheStudiesThatAreInstalledAreStudies) {
    const QFileInfoList studies =
        QDir(QString(kSource) + "/resources/studies").entryInfoList(QDir::Files);
    ASSERT_FALSE(studies.isEmpty());
    for (const QFileInfo& study : studies)
        EXPECT_EQ(database_.mimeTypeForFile(study).name(), "application/x-alphascope-study")
            << study.fileName().toStdString();
}

TEST_F(FileTypes, ADatabaseIsKnownByItsContentWhateverItsName) {
    QFile gallery(QString(kSource) + "/experiments.db");
    ASSERT_TRUE(gallery.open(QIODevice::ReadOnly));
    const QByteArray start = gallery.read(4096);
    for (const char* name : {"experiments.db", "runs", "runs.data"})
        EXPECT_EQ(typeOf(name, start), "application/x-alphascope-database") << name;
    EXPECT_EQ(typeOf("made.db", header("Alph")), "application/x-alphascope-database");
}

TEST_F(FileTypes, AnotherProgramsDatabaseIsNone) {
    EXPECT_EQ(typeOf("other.db", header(QByteArray("\0\0\0\0", 4))), "application/vnd.sqlite3");
    EXPECT_EQ(typeOf("other2.db", header("Blph")), "application/vnd.sqlite3");
}

}  // namespace
