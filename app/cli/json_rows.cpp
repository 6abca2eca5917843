// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/json_rows.h"

#include "report/alpha_report.h"
#include "store/names.h"
#include "study/bounded_json.h"

#include <cmath>

namespace alphascope {
namespace {

using nlohmann::json;

json number(double value) {
    return std::isfinite(value) ? json(value) : json(nullptr);
}

/// JSON itself escapes only the control characters below 0x20; a terminal obeys DEL and those up to
/// 0x9F too. Outside strings there are none.
std::string withoutControls(const std::string& text) {
    std::string escaped;
    escaped.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const auto next = static_cast<unsigned char>(i + 1 < text.size() ? text[i + 1] : ' ');
        if (byte == 0x7FU) {
            escaped += "\\u007f";
        } else if (byte == 0xC2U && next >= 0x80U && next < 0xA0U) {
            escaped += next < 0x90U ? "\\u008" : "\\u009";
            escaped += "0123456789abcdef"[next & 0xFU];
            ++i;
        } else {
            escaped += text[i];
        }
    }
    return escaped;
}

json moment(double unix_seconds) {
    return unix_seconds > 0.0 ? json(unix_seconds) : json(nullptr);
}

json setsToJson(StoreReader& reader, std::int64_t id) {
    json list = json::array();
    for (const auto& set : reader.sets(id))
        list.push_back(
            {{"set", set.set}, {"file", set.file}, {"sha256", set.sha256}, {"size", set.size}});
    return list;
}

json evaluationsToJson(StoreReader& reader, std::int64_t id) {
    json list = json::array();
    for (const auto& evaluation : reader.evaluations(id)) {
        json scores = json::object();
        for (const auto& [name, value] : evaluation.scores) scores[name] = number(value);
        list.push_back({{"step", evaluation.step},
                        {"set", evaluation.set},
                        {"scores", scores},
                        {"outputs", evaluation.outputs}});
    }
    return list;
}

/// {"label_loss": {"steps": [...], "values": [...]}, ...}
json scalarsToJson(StoreReader& reader, std::int64_t id) {
    json series = json::object();
    for (const auto& scalar : reader.scalars(id)) {
        json& one = series[scalar.series];
        one["steps"].push_back(scalar.step);
        one["values"].push_back(number(scalar.value));
    }
    return series;
}

json histogramsToJson(StoreReader& reader, std::int64_t id) {
    json list = json::array();
    for (const auto& row : reader.histograms(id))
        list.push_back({{"step", row.histogram.step},
                        {"counts", row.histogram.counts},
                        {"at_0_half_1", row.histogram.atoms}});
    return list;
}

/// As a text where it is no JSON, or nests so deeply that nobody could print it.
json specToJson(const RunRow& run) {
    try {
        return parseBoundedJson(run.spec_json, "", "");
    } catch (const Error&) {
        return run.spec_json;
    }
}

json logToJson(StoreReader& reader, std::int64_t id) {
    json list = json::array();
    for (const auto& line : reader.log(id))
        list.push_back(
            {{"time", line.time}, {"level", logLevelName(line.level)}, {"text", line.text}});
    return list;
}

json noiseToJson(StoreReader& reader, std::int64_t id) {
    const auto noise = findNoise(reader, id);
    if (!noise) return nullptr;
    return {{"samples", noise->samples},
            {"flipped", noise->flipped},
            {"auc_alpha", number(noise->alpha.auc)},
            {"auc_label_loss", number(noise->label_loss.auc)},
            {"auc_teacher_loss", number(noise->teacher_loss.auc)},
            {"precision_alpha", number(noise->alpha.precision)},
            {"precision_label_loss", number(noise->label_loss.precision)},
            {"precision_teacher_loss", number(noise->teacher_loss.precision)}};
}

}  // namespace

json runToJson(const RunRow& run) {
    return {{"id", run.id},
            {"uuid", run.uuid},
            {"study", run.study},
            {"task", run.task},
            {"role", run.role},
            {"scheme", run.scheme},
            {"label", run.label},
            {"seed", run.seed},
            {"state", runStateName(run.state)},
            {"message", run.message},
            {"step", run.step},
            {"total_steps", run.total_steps},
            {"created", moment(run.created)},
            {"started", moment(run.started)},
            {"ended", moment(run.ended)},
            {"train_seconds", number(run.train_seconds)},
            {"threads", run.threads},
            {"device", run.device},
            {"teacher_uuid", run.teacher_uuid},
            {"tags", run.marks.tags},
            {"note", run.marks.note},
            {"colour", run.marks.colour},
            {"archived", run.marks.archived}};
}

json runDetailsToJson(StoreReader& reader, const RunRow& run) {
    json details = runToJson(run);
    details["header"] = run.header;
    details["spec"] = specToJson(run);
    details["sets"] = setsToJson(reader, run.id);
    details["evaluations"] = evaluationsToJson(reader, run.id);
    details["scalars"] = scalarsToJson(reader, run.id);
    details["histograms"] = histogramsToJson(reader, run.id);
    details["checkpoints"] = json::array();
    for (const auto& checkpoint : reader.checkpoints(run.id))
        details["checkpoints"].push_back({{"step", checkpoint.step},
                                          {"kind", checkpoint.kind},
                                          {"path", checkpoint.path},
                                          {"sha256", checkpoint.sha256}});
    details["log"] = logToJson(reader, run.id);
    details["noise"] = noiseToJson(reader, run.id);
    return details;
}

std::string jsonText(const json& json, int indent) {
    return withoutControls(json.dump(indent, ' ', false, nlohmann::json::error_handler_t::replace));
}

}  // namespace alphascope
