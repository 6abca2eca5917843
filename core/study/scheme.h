// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "study/task.h"

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace alphascope {

/// A parameter value as it stands in a study file.
using ParameterValue = std::variant<bool, std::int64_t, double, std::string>;
using ParameterMap = std::map<std::string, ParameterValue>;

enum class ParameterType { kBoolean, kInteger, kReal, kChoice };

/// What forms, help, validation and docs know of one parameter.
struct ParameterDescriptor {
    std::string name;
    ParameterType type = ParameterType::kReal;
    ParameterValue default_value;
    double min = 0.0;                  ///< inclusive; integers and reals
    double max = 1.0;                  ///< inclusive
    std::vector<std::string> choices;  ///< for kChoice
    std::string help;                  ///< one plain sentence
};

/// One weighting scheme: maps the losses [B, K] of a batch to weights [B, K].
struct SchemeDescriptor {
    std::string id;       ///< as in study files: "label-only", "rw-kd"
    std::string name;     ///< for people: "RW-KD"
    std::string formula;  ///< plain text
    std::string source;   ///< paper and where the defaults come from
    std::string needs;    ///< "nothing", "teacher", "teacher, meta set"
    std::string cost;     ///< in forward passes F of one batch: "3F", "8F"
    bool uses_teacher = true;
    /// Else what is shown as α is the share w_kd/(w_ce + w_kd).
    bool rows_sum_to_one = true;
    std::vector<TaskKind> task_kinds;
    std::vector<ParameterDescriptor> parameters;
};

std::span<const SchemeDescriptor> schemeTable();
/// Throws Error naming the known schemes.
const SchemeDescriptor& findScheme(std::string_view id);

enum class EncoderKind { kTransformer, kBiLstm, kGatedCnn, kUseLite };

/// A student or teacher encoder.
struct EncoderDescriptor {
    std::string id;  ///< "tiny", "mini", "small", "bilstm", "gated-cnn", "use-lite"
    std::string name;
    EncoderKind kind = EncoderKind::kTransformer;
    int layers = 2;
    int hidden = 128;        ///< width of a token's vector
    int heads = 2;           ///< attention only
    int feed_forward = 512;  ///< inner layer; BiLSTM: the dense layer before the head
    int word_vector = 0;     ///< width of the word embedding; 0: as wide as `hidden`
    int kernel = 0;          ///< gated CNN: tokens that a filter sees, odd
};

std::span<const EncoderDescriptor> encoderTable();
/// The ids of the table, in its order.
std::vector<std::string> encoderIds();
/// Throws Error naming the known encoders.
const EncoderDescriptor& findEncoder(std::string_view id);

}  // namespace alphascope
