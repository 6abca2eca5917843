// SPDX-License-Identifier: GPL-3.0-or-later
#include "study/scheme.h"

#include "study/error.h"
#include "study/scheme_rows.h"

namespace alphascope {
namespace {

std::vector<SchemeDescriptor> makeSchemes() {
    std::vector<SchemeDescriptor> schemes;
    for (const auto part : {scheme_rows::scheduled, scheme_rows::perBatch, scheme_rows::perSample,
                            scheme_rows::fromMetaSet})
        for (auto& row : part()) schemes.push_back(std::move(row));
    return schemes;
}

}  // namespace

std::span<const SchemeDescriptor> schemeTable() {
    static const std::vector<SchemeDescriptor> kSchemes = makeSchemes();
    return kSchemes;
}

const SchemeDescriptor& findScheme(std::string_view id) {
    std::string known;
    for (const auto& scheme : schemeTable()) {
        if (scheme.id == id) return scheme;
        known += (known.empty() ? "" : ", ") + scheme.id;
    }
    throw Error("Unknown scheme '" + std::string(id) + "'. Known schemes: " + known + ".");
}

}  // namespace alphascope
