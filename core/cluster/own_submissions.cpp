// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/own_submissions.h"

#include "cluster/line_list.h"
#include "run/paths.h"
#include "study/error.h"

#include <algorithm>

namespace alphascope {
namespace {

std::filesystem::path listOfOwn() {
    return defaultDatabase().parent_path() / "cluster_submissions";
}

}  // namespace

void rememberSubmission(const ClusterJob& job) {
    addLine(listOfOwn(), job.submittedWith());
}

void refuseUnknownSubmission(const ClusterJob& job) {
    const auto known = readLines(listOfOwn());
    if (std::find(known.begin(), known.end(), job.submittedWith()) != known.end()) return;
    throw Error::at((job.folder() / "job.json").string(), 0,
                    "the program " + job.program() +
                        " and the options for sbatch that it names are none that you have "
                        "submitted with, and they would run as you",
                    "Look at them; where you trust them, `alphascope-cli cluster resubmit " +
                        job.folder().string() + " --trust` submits it");
}

}  // namespace alphascope
