// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/report_pdf.h"

#include <QAbstractTextDocumentLayout>
#include <QCoreApplication>
#include <QPageLayout>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgRenderer>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextObjectInterface>

namespace alphascope {

namespace {

constexpr int kDotsPerInch = 96;
constexpr int kFigureWidth = 720;
constexpr double kMarginMillimetres = 15.0;
constexpr int kFigureObject = QTextFormat::UserObject + 1;
constexpr int kFigureSource = QTextFormat::UserProperty + 1;  // its SVG

constexpr const char* kStyle =
    "body { font-family: 'DejaVu Sans', Helvetica, sans-serif; font-size: 8pt; color: #222222; }"
    "h1 { font-size: 14pt; } h2 { font-size: 11pt; } td, th { font-size: 6.5pt; }"
    "table { border-collapse: collapse; border: 0.5px solid #999999; }"
    "li, .caption { font-size: 7pt; color: #444444; }";

/// Draws a figure into the pages; as an <img> it would become pixels.
class FigureObject : public QObject, public QTextObjectInterface {
    Q_OBJECT
    Q_INTERFACES(QTextObjectInterface)

public:
    using QObject::QObject;
    QSizeF intrinsicSize(QTextDocument*, int, const QTextFormat& format) override {
        QSvgRenderer renderer(format.property(kFigureSource).toByteArray());
        const QSizeF size = renderer.defaultSize();
        return size.isEmpty() ? QSizeF()
                              : QSizeF(kFigureWidth, kFigureWidth * size.height() / size.width());
    }
    void drawObject(QPainter* painter, const QRectF& where, QTextDocument*, int,
                    const QTextFormat& format) override {
        QSvgRenderer(format.property(kFigureSource).toByteArray()).render(painter, where);
    }
};

/// After the text, each figure above its caption.
void addFigures(QTextDocument& document, const std::vector<ReportFigure>& figures) {
    document.documentLayout()->registerHandler(kFigureObject, new FigureObject(&document));
    QTextCursor end(&document);
    end.movePosition(QTextCursor::End);
    for (const ReportFigure& figure : figures) {
        QTextCharFormat format;
        format.setObjectType(kFigureObject);
        format.setProperty(kFigureSource, QByteArray::fromStdString(figure.svg));
        end.insertBlock(QTextBlockFormat(), QTextCharFormat());
        end.insertText(QString(QChar::ObjectReplacementCharacter), format);
        end.insertBlock(QTextBlockFormat(), QTextCharFormat());
        end.insertHtml(QStringLiteral("<span class=\"caption\">%1</span>")
                           .arg(QString::fromStdString(figure.caption).toHtmlEscaped()));
    }
}

}  // namespace

QString writePdf(const ReportPages& pages, const QString& file) {
    QTextDocument document;
    document.setDefaultStyleSheet(QString::fromLatin1(kStyle));
    QString html = QStringLiteral("<body>") + QString::fromStdString(pages.text);
    if (!pages.figures.empty())
        html += QStringLiteral("<h2>") + QCoreApplication::translate("FileSaver", "Figures") +
                QStringLiteral("</h2>");
    document.setHtml(html + QStringLiteral("</body>"));
    addFigures(document, pages.figures);
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

}  // namespace alphascope

#include "report_pdf.moc"
