// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/options.h"

#include "app/gui/places.h"
#include "study/error.h"

#include <gmock/gmock.h>
#include <QCoreApplication>

namespace alphascope {
namespace {

Options parse(const QStringList& arguments) {
    return parseOptions(QStringList("alphascope") + arguments);
}

TEST(Options, StartFromTheUsersOwnDatabase) {
    const Options options = parse({});
    EXPECT_TRUE(options.database.isEmpty());
    EXPECT_EQ(options.size, QSize(1400, 900));
    EXPECT_FALSE(options.unattended());
    EXPECT_THAT(ownDatabase().string(), testing::EndsWith("alphascope/experiments.db"));
}

TEST(Options, AreReadFromTheCommandLine) {
    const Options options =
        parse({"--db", "x.db", "--data", "/glue", "--select", "abc,def", "--range", "0.9,1.0",
               "--size", "800x600", "--theme", "dark", "--language", "ar", "--screenshot", "x.png",
               "--command", "shortcuts"});
    EXPECT_EQ(options.database, "x.db");
    EXPECT_EQ(options.data_folder, "/glue");
    EXPECT_EQ(options.select, (QStringList{"abc", "def"}));
    ASSERT_TRUE(options.range);
    EXPECT_EQ(*options.range, (std::pair{0.9, 1.0}));
    EXPECT_EQ(options.size, QSize(800, 600));
    EXPECT_EQ(options.language, "ar");
    EXPECT_TRUE(options.unattended());
    EXPECT_EQ(options.command, "shortcuts");
}

TEST(Options, APictureIsOfADatabaseThatIsThere) {
    EXPECT_THROW(requireDatabase(parse({"--db", "no.db", "--screenshot", "x.png"})), Error);
    EXPECT_NO_THROW(requireDatabase(parse({"--db", "no.db"}))) << "a window makes it";
    const QString program = QCoreApplication::applicationFilePath();  // any file that is there
    EXPECT_NO_THROW(requireDatabase(parse({"--db", program, "--screenshot", "x.png"})));
}

TEST(Options, AFileIsAStudyByItsNameAndElseADatabase) {
    EXPECT_EQ(parse({"y.db"}).database, "y.db");
    EXPECT_EQ(parse({"y.db"}).study, "");
    const Options options = parse({"--db", "y.db", "x.study.toml"});
    EXPECT_EQ(options.study, "x.study.toml");
    EXPECT_EQ(options.database, "y.db");
    EXPECT_EQ(parse({"X.TOML"}).study, "X.TOML");
}

TEST(Options, RefuseWhatCannotBeMeant) {
    const QList<QStringList> wrong{{"--nonsense"},
                                   {"--range", "0.9"},
                                   {"--range", "1,0"},
                                   {"--range", "0,2"},
                                   {"--size", "wide"},
                                   {"--size", "10x10"},
                                   {"--theme", "pink"},
                                   {"a.db", "b.db"},
                                   {"--db", "a.db", "b.db"},
                                   {"--language", "xx"},
                                   {"--command", "new_study"},
                                   {"a.toml", "b.toml"},
                                   {"a.toml", "--screenshot", "x.png"}};
    for (const QStringList& arguments : wrong) {
        EXPECT_THROW(parse(arguments), Error) << arguments.join(' ').toStdString();
    }
}

TEST(Places, DemoStudyIsReadyToRun) {
    const Study study = demoStudy();
    EXPECT_THAT(validate(study), testing::IsEmpty());
    EXPECT_THAT(study.tasks, testing::ElementsAre("demo"));
}

}  // namespace
}  // namespace alphascope
