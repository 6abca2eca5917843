// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/training_module.h"

namespace alphascope {

/// Trains one run on the calling thread: data, teacher, loop, evaluation, checkpoints, events. Ends
/// with exactly one StateChanged: finished, failed (with the message) or cancelled.
void trainRun(const RunSpec& spec, const RunPlace& place, RunSink& sink, RunControl& control);

/// Versions, BLAS library and threads, for `doctor`.
TrainingInfo trainingInfo();

}  // namespace alphascope
