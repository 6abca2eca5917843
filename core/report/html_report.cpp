// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/html_report.h"

#include "report/html_text.h"
#include "report/svg.h"

namespace alphascope {
namespace {

constexpr const char* kStyle = R"(
body { font: 15px/1.45 "DejaVu Sans", Helvetica, Arial, sans-serif; color: #222; background: #fff;
       max-width: 62em; margin: 2em auto; padding: 0 1em; }
h1 { font-size: 1.6em; } h2 { font-size: 1.2em; margin-top: 2em; }
.wide { overflow-x: auto; margin: 1em 0; }
table { border-collapse: collapse; font-size: 0.88em; border-top: 2px solid #222;
        border-bottom: 2px solid #222; }
th { border-bottom: 1px solid #222; vertical-align: bottom; }
th, td { padding: 0.2em 0.6em; white-space: nowrap; font-variant-numeric: tabular-nums; }
td:first-child, th:first-child { text-align: left; white-space: normal; min-width: 12em; }
td, th { text-align: right; }
ul { font-size: 0.88em; color: #444; }
figure { margin: 2em 0; break-inside: avoid; } svg { max-width: 100%; height: auto; }
figcaption { font-size: 0.88em; color: #444; }
@media print { body { max-width: none; margin: 0; font-size: 10px; } .wide { overflow: visible; }
               h2 { break-after: avoid; } tr { break-inside: avoid; } }
)";

}  // namespace

ReportPages reportPages(StoreReader& reader, const std::string& study,
                        const ReportOptions& options) {
    ReportPages pages;
    pages.title = study.empty() ? "Report" : "Report: " + study;
    pages.text = htmlOfMarkdown(studyReport(reader, study, options));
    pages.figures = reportFigures(reader, buildTable(reader, study, options.selection));
    return pages;
}

std::string toHtml(const ReportPages& pages) {
    std::string text =
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>" +
        xmlEscaped(pages.title) + "</title>\n<style>" + kStyle + "</style>\n</head>\n<body>\n" +
        pages.text;
    if (!pages.figures.empty()) text += "<h2>Figures</h2>\n";
    for (const auto& figure : pages.figures)
        text += "<figure>\n" + figure.svg + "<figcaption>" + xmlEscaped(figure.caption) +
                "</figcaption>\n</figure>\n";
    return text + "</body>\n</html>\n";
}

}  // namespace alphascope
