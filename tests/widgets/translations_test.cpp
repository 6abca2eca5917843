// SPDX-License-Identifier: GPL-3.0-or-later
// The files in resources/translations against the sources: whole, alike in their parts, up to date.
#include "report/alpha_explanation.h"
#include "report/run_filter.h"
#include "report/sample_filter.h"
#include "study/fields.h"
#include "widgets/core_words.h"

#include <gmock/gmock.h>
#include <QDir>
#include <QFile>
#include <QLibraryInfo>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QXmlStreamReader>

#include <algorithm>
#include <set>

namespace alphascope {
namespace {

struct Message {
    QString context, source;
    QStringList forms;  ///< one, or those of the plural
    bool plural = false;
    bool finished = true;

    [[nodiscard]] std::string text() const { return (context + ": " + source).toStdString(); }
};

const QString kFolder = QStringLiteral(ALPHASCOPE_SOURCE_DIR) + "/resources/translations/";

QString fileOf(const QString& language) {
    return QStringLiteral("alphascope_%1.ts").arg(language);
}

Message readMessage(QXmlStreamReader& xml, const QString& context) {
    Message message{.context = context, .source = {}, .forms = {}};
    message.plural = xml.attributes().value("numerus") == QLatin1String("yes");
    while (xml.readNextStartElement()) {
        if (xml.name() == QLatin1String("source")) {
            message.source = xml.readElementText();
        } else if (xml.name() == QLatin1String("translation")) {
            message.finished = !xml.attributes().hasAttribute("type");
            if (!message.plural)
                message.forms << xml.readElementText();
            else
                while (xml.readNextStartElement()) message.forms << xml.readElementText();
        } else {
            xml.skipCurrentElement();
        }
    }
    return message;
}

std::vector<Message> readMessages(const QString& path) {
    QFile file(path);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << path.toStdString();
    QXmlStreamReader xml(&file);
    std::vector<Message> messages;
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement) continue;
        if (xml.name() == QLatin1String("name")) context = xml.readElementText();
        if (xml.name() == QLatin1String("message")) messages.push_back(readMessage(xml, context));
    }
    EXPECT_FALSE(xml.hasError()) << xml.errorString().toStdString();
    return messages;
}

/// "%1", "%L2", "%n" of a text, sorted.
QStringList placesOf(const QString& text) {
    static const QRegularExpression place(QStringLiteral("%L?(?:\\d+|n)"));
    QStringList places;
    for (auto at = place.globalMatch(text); at.hasNext();) places << at.next().captured();
    places.sort();
    return places;
}

/// How often a letter is underlined.
int mnemonicsOf(const QString& text) {
    static const QRegularExpression mark(QStringLiteral("&[^&\\s]"));
    return static_cast<int>(text.count(mark));
}

struct Wanted {
    const char* language;
    int forms;  ///< of a plural
};

class Translation : public testing::TestWithParam<Wanted> {
protected:
    const std::vector<Message> messages_ = readMessages(kFolder + fileOf(GetParam().language));
};

TEST_P(Translation, OfEachMessageIsFinished) {
    EXPECT_GT(messages_.size(), 400U);
    for (const Message& message : messages_) {
        EXPECT_TRUE(message.finished) << message.text();
        EXPECT_NE(message.context, "alphascope")
            << "found nowhere, of no class: " << message.text();
        EXPECT_EQ(message.forms.size(), message.plural ? GetParam().forms : 1) << message.text();
        for (const QString& form : message.forms) EXPECT_FALSE(form.isEmpty()) << message.text();
    }
}

TEST_P(Translation, KeepsPlaceholdersAndMnemonics) {
    for (const Message& message : messages_) {
        for (const QString& form : message.forms) {
            EXPECT_EQ(placesOf(form), placesOf(message.source))
                << message.text() << " -> " << form.toStdString();
            EXPECT_EQ(mnemonicsOf(form), mnemonicsOf(message.source))
                << message.text() << " -> " << form.toStdString();
            EXPECT_EQ(form.startsWith('\n'), message.source.startsWith('\n')) << message.text();
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Languages, Translation,
                         testing::Values(Wanted{"ar", 6}, Wanted{"zh_CN", 1}),
                         [](const auto& given) { return std::string(given.param.language); });

TEST(EnglishPlurals, AreFinishedAndTwoEach) {
    const auto messages = readMessages(kFolder + fileOf("en"));
    EXPECT_GE(messages.size(), 10U);
    for (const Message& message : messages) {
        EXPECT_TRUE(message.plural && message.finished) << message.text();
        EXPECT_EQ(message.forms.size(), 2) << message.text();
        for (const QString& form : message.forms)
            EXPECT_EQ(placesOf(form), placesOf(message.source)) << message.text();
    }
}

std::set<std::string> keysOf(const std::vector<Message>& messages) {
    std::set<std::string> keys;
    for (const Message& message : messages) keys.insert(message.text());
    return keys;
}

TEST(Translations, HoldWhatTheSourcesSayAndNothingElse) {
    const QString lupdate = QStandardPaths::findExecutable(
        QStringLiteral("lupdate"), {QLibraryInfo::path(QLibraryInfo::BinariesPath),
                                    QLibraryInfo::path(QLibraryInfo::LibraryExecutablesPath)});
    if (lupdate.isEmpty()) GTEST_SKIP() << "lupdate is not here; install qt6-l10n-tools.";
    const QTemporaryDir scratch;
    QProcess process;
    process.setWorkingDirectory(QStringLiteral(ALPHASCOPE_SOURCE_DIR));
    process.start(lupdate, {"-silent", "-I", ".", "-no-obsolete", "app/gui", "widgets", "-ts",
                            scratch.filePath(fileOf("ar"))});
    ASSERT_TRUE(process.waitForFinished(120000));
    const auto wanted = keysOf(readMessages(scratch.filePath(fileOf("ar"))));
    EXPECT_GT(wanted.size(), 400U);
    for (const char* language : {"ar", "zh_CN"}) {
        EXPECT_THAT(keysOf(readMessages(kFolder + fileOf(language))), testing::ContainerEq(wanted))
            << "Run lupdate as docs/translating.md says, and translate what is new.";
    }
}

/// Collects the names of settings, as forms show them.
struct Names {
    std::set<std::string> found;
    template <typename... Rest>
    void take(std::string name, const Rest&...) {
        std::replace(name.begin(), name.end(), '_', ' ');
        found.insert(name);
    }
    template <typename... T>
    void text(const T&... t) {
        take(t...);
    }
    template <typename... T>
    void integer(const T&... t) {
        take(t...);
    }
    template <typename... T>
    void real(const T&... t) {
        take(t...);
    }
    template <typename... T>
    void boolean(const T&... t) {
        take(t...);
    }
    template <typename... T>
    void seed(const T&... t) {
        take(t...);
    }
    void choice(const char* name, const std::string&, const std::vector<std::string>&) {
        take(name);
    }
};

TEST(CoreWords, HoldAllThatFormsAndListsTakeFromTheLibrary) {
    const std::set<std::string> words(coreWords().begin(), coreWords().end());
    EXPECT_EQ(words.size(), coreWords().size()) << "a text is listed twice";
    Names names;
    const Study study;
    fields::visitStudy(names, study);
    fields::visitData(names, study.data);
    fields::visitTeacher(names, study.teacher);
    for (const SchemeDescriptor& scheme : schemeTable()) {
        EXPECT_TRUE(words.contains(scheme.needs)) << scheme.needs;
        for (const ParameterDescriptor& parameter : scheme.parameters) {
            names.take(parameter.name);
            EXPECT_TRUE(words.contains(parameter.help)) << parameter.help;
        }
    }
    for (const std::string& name : names.found)
        EXPECT_TRUE(words.contains(name)) << name << ": add it to widgets/core_words.cpp";
    for (int state = 0; state <= static_cast<int>(RunState::kBlocked); ++state)
        EXPECT_TRUE(words.contains(runStateName(static_cast<RunState>(state))));
    for (const auto* names_told :
         {&RunFilter::names(), &SampleFilter::names(), &SampleFilter::words()})
        for (const auto& [name, holds] : *names_told) EXPECT_TRUE(words.contains(holds)) << holds;
}

/// The questions that one scheme and temperature make: every step, use and kind of stored α.
std::vector<AlphaQuestion> questionsOf(const SchemeDescriptor& scheme, const char* temperature) {
    static const std::vector<std::vector<float>> kLogits{
        {}, {0.5F, -1.0F}, {0.5F, -1.0F, 0.25F}};  // unknown, of two classes, of three
    std::vector<AlphaQuestion> questions;
    AlphaQuestion asked;
    asked.spec.scheme = scheme.id;
    asked.spec.train.temperature_schedule = temperature;
    for (const ParameterDescriptor& parameter : scheme.parameters)
        asked.spec.scheme_parameters[parameter.name] = parameter.default_value;
    asked.total_steps = 100;
    for (const char* series :
         {"meta_loss", "meta_train_cosine", "label_gradient_norm", "teacher_gradient_norm"})
        asked.at_step[series] = 0.5;
    for (const char* task : {"rte", "mnli", "stsb"})
        for (const std::vector<float>& logits : kLogits)
            for (const float alpha : {0.0F, 0.5F, 0.75F, 1.0F}) {
                asked.spec.task = task;
                asked.teacher_logits = logits;
                asked.record = {.step = 50, .epoch = 2, .alpha = alpha, .label_loss = 0.5F};
                asked.epoch_means = {};
                questions.push_back(asked);
                asked.epoch_means = {{0.5, 0.5}, {0.25, 0.5}};
                questions.push_back(asked);
            }
    return questions;
}

TEST(CoreWords, HoldAllThatIsToldOfAnAlpha) {
    const std::set<std::string> words(coreWords().begin(), coreWords().end());
    // Two words in a row make a text; what has none is a formula, alike in every language.
    const QRegularExpression sentence(QStringLiteral("[a-z]{3,} [a-z]{2,}"));
    std::set<std::string> told;
    for (const SchemeDescriptor& scheme : schemeTable())
        for (const char* temperature : {"fixed", "flsw", "cwsm"})
            for (const AlphaQuestion& asked : questionsOf(scheme, temperature))
                for (const AlphaLine& line : explainAlpha(asked).lines) told.insert(line.how);
    EXPECT_GT(told.size(), 40U);
    for (const std::string& how : told) {
        const bool text = QString::fromStdString(how).contains(sentence);
        EXPECT_TRUE(!text || words.contains(how)) << how << ": add it to widgets/core_words.cpp";
    }
}

}  // namespace
}  // namespace alphascope
