// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/cluster_job.h"
#include "cluster/slurm_text.h"
#include "data/mrpc_files.h"
#include "fuzz/input_file.h"
#include "fuzz/more_readers.h"
#include "report/glue_submission.h"

#include <array>
#include <string>
#include <tuple>

namespace alphascope::fuzz {

/// The corpus' train texts, the ids of the dev set and the test texts, a zero byte between.
void readMrpc(std::string_view bytes) {
    std::array<std::string, 3> parts;
    for (std::string& part : parts) part = takePart(bytes);
    expectAnswer([&] {
        makeMrpc([&](MrpcPart part) {
            return parts[part == MrpcPart::kTrain ? 0U : part == MrpcPart::kDevIds ? 1U : 2U];
        });
    });
}

/// The bytes as each file of a submission, and as its archive.
void readSubmission(std::string_view bytes) {
    const std::string text(bytes);
    for (const GlueFile& file : glueFiles()) expectAnswer([&] { checkGlueText(file, text); });
    const InputFile zip(bytes, "submission.zip");
    expectAnswer([&] { checkGlueZip(zip.path()); });
}

/// job.json and the files of two batches, a zero byte between.
void readJob(std::string_view bytes) {
    const auto folder = emptyFolder("job");
    std::filesystem::create_directories(folder / "batches");
    const InputFile job(takePart(bytes), folder / "job.json");
    const InputFile first(takePart(bytes), folder / "batches" / "1.json");
    const InputFile second(takePart(bytes), folder / "batches" / "2.json");
    expectAnswer([&] {
        const ClusterJob read(folder);
        for (int run = 0; run < static_cast<int>(read.runs().size()); ++run)
            std::ignore = read.taskOf(run);
    });
}

/// Each of Slurm's answers, whichever command gave it.
void readSlurm(std::string_view bytes) {
    expectAnswer([&] { readSqueue(bytes); });
    expectAnswer([&] { readRecords(bytes); });
    expectAnswer([&] { readSacct(bytes); });
    expectAnswer([&] { configValue(bytes, "MaxArraySize"); });
}

}  // namespace alphascope::fuzz
