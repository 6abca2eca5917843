// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/report_saver.h"

#include "study/error.h"
#include "widgets/report_pdf.h"
#include "widgets/save_text.h"

#include <exception>
#include <utility>

namespace alphascope {

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
