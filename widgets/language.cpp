// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/language.h"

#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

#include <algorithm>
#include <array>

namespace alphascope {

namespace {

constexpr std::array<Language, 3> kLanguages{
    {{"en", "English"}, {"ar", "العربية"}, {"zh_CN", "简体中文"}}};

/// The first of the user's languages that we speak.
QString ofTheSystem() {
    for (const QString& wanted : QLocale::system().uiLanguages()) {
        const QLocale locale(wanted);
        for (const Language& language : kLanguages) {
            const QLocale ours(QLatin1String(language.code));
            if (locale.language() == ours.language() && locale.script() == ours.script())
                return QLatin1String(language.code);
        }
    }
    return QLatin1String(kLanguages.front().code);
}

/// Arabic with the digits of study files, plots of papers and formulas, whatever the country.
QLocale numbersOf(const QString& code) {
    if (code == QLatin1String("ar")) return {QLocale::Arabic, QLocale::UnitedArabEmirates};
    return QLocale(code);
}

void install(const QString& name, const QString& folder) {
    auto* translator = new QTranslator(QCoreApplication::instance());
    translator->setObjectName(QStringLiteral("language"));
    if (translator->load(name, folder))
        QCoreApplication::installTranslator(translator);
    else
        delete translator;  // as for Qt's own texts, whose package need not be there
}

}  // namespace

std::span<const Language> languages() {
    return kLanguages;
}

bool isLanguage(const QString& code) {
    return code == QLatin1String("system") ||
           std::any_of(kLanguages.begin(), kLanguages.end(), [&](const Language& language) {
               return code == QLatin1String(language.code);
           });
}

QString speak(const QString& code) {
    const bool chosen = isLanguage(code) && code != QLatin1String("system");
    QString spoken = chosen ? code : ofTheSystem();
    for (QObject* before :
         QCoreApplication::instance()->findChildren<QTranslator*>(QStringLiteral("language")))
        delete before;
    install(QStringLiteral("qtbase_") + spoken, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    install(QStringLiteral("alphascope_") + spoken, QStringLiteral(":/translations"));
    const bool arabic = spoken == QLatin1String("ar");
    // English for want of something better leaves numbers as the user writes them.
    QLocale::setDefault(chosen || arabic ? numbersOf(spoken) : QLocale::system());
    QApplication::setLayoutDirection(arabic ? Qt::RightToLeft : Qt::LeftToRight);
    return spoken;
}

}  // namespace alphascope
