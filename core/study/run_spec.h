// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "study/scheme.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace alphascope {

/// `kImported`: a run of another program, whose scalars were read; nothing here can train it.
enum class Role { kTeacher, kStudent, kImported };

/// "teacher", "student", "imported".
const char* roleName(Role role);

/// What is read, and how it is cut into train, meta and evaluation sets.
struct DataSpec {
    std::string folder;  ///< GLUE folder, empty for the demo; of an imported run: its name
    std::map<std::string, std::string> files;  ///< split name -> other file of the same layout
    std::string vocab;                         ///< vocab.txt; empty: train one from the train split
    int vocab_size = 4000;                     ///< of a trained vocabulary
    int max_length = 128;                      ///< tokens, with [CLS] and [SEP]
    double meta_share = 0.1;                   ///< share of train held out as the meta set
    int train_rows = 0;  ///< sample of the train file, drawn before the cut; 0: all of it
    std::uint64_t split_seed = 1;
    double label_noise = 0.0;  ///< share of train labels flipped after the split
    bool noise_in_meta = false;
    bool predict_test = false;  ///< students answer the unlabelled test sets too, at the end
    bool full_train = false;    ///< train on train + meta (label only: what the split costs)

    bool operator==(const DataSpec&) const = default;
};

/// Optimiser, schedule and rhythm of one run. Steps are optimiser updates.
struct TrainSpec {
    std::string encoder = "tiny";
    int layers = 0;          ///< 0: as many as the preset has
    std::string pretrained;  ///< folder of weights made elsewhere, with its tokenizer; "": none
    std::string glove;       ///< GloVe vectors (safetensors) for the word embedding; "": none
    std::string init = "random";  ///< "random" or "teacher_layers" (evenly spaced teacher layers)
    double dropout = 0.1;
    int epochs = 3;
    int batch_size = 32;
    double learning_rate = 5e-4;  ///< peak; linear warm-up, then linear decay to 0
    double warmup_share = 0.06;   ///< of all steps
    double weight_decay = 0.01;
    double clip_norm = 1.0;                      ///< global gradient norm
    double temperature = 1.0;                    ///< of the teacher term; unused in regression
    std::string temperature_schedule = "fixed";  ///< or per sample: "flsw", "cwsm"
    double temperature_beta = 1.0;               ///< how far a sample's temperature may lie from it
    double temperature_gamma = 2.0;              ///< exponent of "flsw"
    int eval_every = 0;                          ///< steps; 0: once an epoch
    int checkpoint_every = 0;                    ///< steps; 0: at each evaluation only
    int histogram_every = 0;                     ///< steps; 0: fifty times a run
    std::string precision = "fp32";              ///< or "bf16": training passes, GPU only

    bool operator==(const TrainSpec&) const = default;
};

/// Everything that decides the bits of one run. Immutable once queued; stored as JSON.
struct RunSpec {
    std::string study;
    std::string task;
    Role role = Role::kStudent;
    DataSpec data;
    TrainSpec train;
    std::string scheme = "label-only";  ///< teachers train with "label-only"
    ParameterMap scheme_parameters;     ///< complete: defaults filled in
    /// Names of the parameters that the study tries several values of, with commas between, and how
    /// many combinations there are; empty and 1: none.
    std::string grid;
    int grid_points = 1;
    std::string teacher_targets = "in_sample";  ///< or "cross_fit" (5 folds)
    std::string teacher_labels = "noisy";       ///< or "clean"
    std::string teacher_uuid;  ///< the run that made the teacher; empty where none is used
    std::uint64_t seed = 1;
    int threads = 0;              ///< intra-op threads; 0: cores divided by concurrent runs
    std::string device = "auto";  ///< "cpu", "cuda", "cuda:N"; "auto": a GPU where one is
};

/// "RW-KD", "fixed 0.5", "label only (full train)", "teacher": the row's name in tables and lists.
std::string schemeLabel(const RunSpec& spec);

/// "mini", "use-lite": the encoder's preset, or the name of the folder that its weights come from.
std::string encoderName(const TrainSpec& train);

/// "0.25", "mlp": a parameter's value as people write it.
std::string parameterText(const ParameterValue& value);

nlohmann::json toJson(const RunSpec& spec);
/// A setting that is missing has its default: it came later than the run, which behaved so. Throws
/// Error where the role or a whole part is missing, or a field is mistyped.
RunSpec runSpecFromJson(const nlohmann::json& json);
/// The same of a stored text, which may be a stranger's: no deeper and no larger than JSON may be
/// here (study/bounded_json.h). Throws Error only.
RunSpec runSpecFromText(std::string_view json);

}  // namespace alphascope
