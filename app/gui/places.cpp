// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/places.h"

#include "run/paths.h"

#include <QCoreApplication>
#include <QStandardPaths>

#include <algorithm>
#include <fstream>
#include <string>
#include <system_error>

namespace alphascope {

namespace {

std::filesystem::path shipped(const char* name, const char* in_tree) {
    return shippedFile(QCoreApplication::applicationDirPath().toStdString(), name, in_tree);
}

/// Of the comment that a study file begins with.
QString firstSentence(const std::filesystem::path& file) {
    std::ifstream in(file);
    std::string line, text;
    while (std::getline(in, line) && line.starts_with("#")) {
        text += (text.empty() ? "" : " ") + line.substr(std::min<std::size_t>(2, line.size()));
        const auto end = text.find(". ");
        if (end != std::string::npos) text.resize(end + 1);
        if (text.ends_with('.')) break;
    }
    return QString::fromStdString(text);
}

}  // namespace

std::filesystem::path ownDatabase() {
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation);
    return std::filesystem::path(folder.toStdString()) / "alphascope" / "experiments.db";
}

std::filesystem::path galleryDatabase() {
    const QByteArray chosen = qgetenv("ALPHASCOPE_GALLERY");
    if (!chosen.isEmpty()) return chosen.toStdString();
    return shipped("experiments.db", "experiments.db");
}

bool isGallery(const std::filesystem::path& database) {
    std::error_code ignored;  // a file that does not exist is not the gallery
    const auto gallery = galleryDatabase();
    return !gallery.empty() && std::filesystem::equivalent(database, gallery, ignored);
}

Study demoStudy() {
    const auto file = shipped("studies/demo.study.toml", "resources/studies/demo.study.toml");
    return file.empty() ? defaultStudy() : readStudy(file);
}

std::vector<StudyTemplate> studyTemplates() {
    std::vector<StudyTemplate> templates;
    const auto folder = shipped("studies", "resources/studies");
    std::error_code unreadable;  // then there are none
    for (const auto& entry : std::filesystem::directory_iterator(folder, unreadable)) {
        if (entry.path().extension() != ".toml") continue;
        templates.push_back({.name = QString::fromStdString(entry.path().stem().stem().string()),
                             .about = firstSentence(entry.path()),
                             .file = QString::fromStdString(entry.path().string())});
    }
    std::sort(templates.begin(), templates.end(),
              [](const StudyTemplate& a, const StudyTemplate& b) { return a.name < b.name; });
    return templates;
}

}  // namespace alphascope
