// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/report_saver.h"

#include "study/error.h"
#include "widgets/save_text.h"

#include <QCoreApplication>
#include <QImage>
#include <QPageLayout>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgRenderer>
#include <QTextDocument>
#include <QUrl>

#include <exception>
#include <utility>

namespace alphascope {

namespace {

constexpr int kDotsPerInch = 96;
constexpr int kFigureScale = 3;  // pixels of a figure's image for one of the page
constexpr int kFigureWidth = 720;
constexpr double kMarginMillimetres = 15.0;

constexpr const char* kStyle =
    "body { font-family: 'DejaVu Sans', Helvetica, sans-serif; font-size: 8pt; color: #222222; }"
    "h1 { font-size: 14pt; } h2 { font-size: 11pt; } td, th { font-size: 6.5pt; }"
    "table { border-collapse: collapse; border: 0.5px solid #999999; }"
    "li, .caption { font-size: 7pt; color: #444444; }";

QImage imageOf(const std::string& svg) {
    QSvgRenderer renderer(QByteArray::fromStdString(svg));
    const QSize size = renderer.defaultSize() * kFigureScale;
    QImage image(size, QImage::Format_RGB32);
    if (image.isNull()) return image;
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    renderer.render(&painter);
    return image;
}

}  // namespace

QString writePdf(const ReportPages& pages, const QString& file) {
    QTextDocument document;
    document.setDefaultStyleSheet(QString::fromLatin1(kStyle));
    QString html = QStringLiteral("<body>") + QString::fromStdString(pages.text);
    if (!pages.figures.empty())
        html += QStringLiteral("<h2>") + QCoreApplication::translate("ReportSaver", "Figures") +
                QStringLiteral("</h2>");
    int number = 0;
    for (const ReportFigure& figure : pages.figures) {
        const QString name = QStringLiteral("figure:%1").arg(number++);
        document.addResource(QTextDocument::ImageResource, QUrl(name), imageOf(figure.svg));
        html += QStringLiteral("<p><img src=\"%1\" width=\"%2\"></p><p class=\"caption\">%3</p>")
                    .arg(name)
                    .arg(kFigureWidth)
                    .arg(QString::fromStdString(figure.caption).toHtmlEscaped());
    }
    document.setHtml(html + QStringLiteral("</body>"));
    QSaveFile target(file);
    const QString refused =
        QCoreApplication::translate("SaveText", "%1 cannot be written. Choose another place.")
            .arg(file);
    if (!target.open(QIODevice::WriteOnly)) return refused;
    QPdfWriter writer(&target);
    writer.setTitle(QString::fromStdString(pages.title));
    writer.setCreator(QStringLiteral("Alphascope"));
    writer.setResolution(kDotsPerInch);
    writer.setPageLayout(QPageLayout(
        QPageSize(QPageSize::A4), QPageLayout::Landscape,
        QMarginsF(kMarginMillimetres, kMarginMillimetres, kMarginMillimetres, kMarginMillimetres),
        QPageLayout::Millimeter));
    document.setPageSize(writer.pageLayout().paintRectPixels(kDotsPerInch).size());
    document.print(&writer);
    return target.commit() ? QString() : refused;
}

ReportSaver::~ReportSaver() {
    stop();
}

void ReportSaver::stop() {
    wanted_ = false;
}

void ReportSaver::save(ReportJob job) {
    stop();
    if (thread_.joinable()) thread_.join();
    wanted_ = busy_ = true;
    thread_ = std::jthread([this, job = std::move(job)]() mutable {
        QString problem;
        try {
            StoreReader reader(job.database, job.mode);
            job.options.keep_going = [this] { return wanted_.load(); };
            const ReportPages pages = reportPages(reader, job.study, job.options);
            if (!wanted_)
                throw Error(tr("The report was not written: it was stopped.").toStdString());
            const bool pdf = job.file.endsWith(QStringLiteral(".pdf"), Qt::CaseInsensitive);
            problem = pdf ? writePdf(pages, job.file)
                          : writeText(job.file, QString::fromStdString(toHtml(pages)));
        } catch (const std::exception& error) {
            // The edge of this thread: the user reads it in the banner.
            problem = QString::fromStdString(error.what());
        }
        busy_ = false;
        emit done(job.file, problem);
    });
}

}  // namespace alphascope
