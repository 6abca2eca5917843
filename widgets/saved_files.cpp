// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/saved_files.h"

#include "report/glue_submission.h"
#include "widgets/report_pdf.h"
#include "widgets/save_text.h"

#include <utility>

namespace alphascope {

FileSaver::Work reportWork(ReportJob job) {
    return [job = std::move(job)](const QString& file, const std::function<bool()>& wanted) {
        StoreReader reader(job.database, job.mode);
        ReportOptions options = job.options;
        options.keep_going = wanted;
        const ReportPages pages = reportPages(reader, job.study, options);
        if (!wanted()) return FileSaver::tr("The report was not written: it was stopped.");
        const bool pdf = file.endsWith(QStringLiteral(".pdf"), Qt::CaseInsensitive);
        return pdf ? writePdf(pages, file) : writeText(file, QString::fromStdString(toHtml(pages)));
    };
}

FileSaver::Work submissionWork(std::filesystem::path database, StoreReader::Mode mode,
                               std::vector<RunRow> runs) {
    return [=](const QString& file, const std::function<bool()>& /*wanted*/) {
        StoreReader reader(database, mode);
        writeGlueZip(reader, runs, file.toStdString());
        return QString();
    };
}

}  // namespace alphascope
