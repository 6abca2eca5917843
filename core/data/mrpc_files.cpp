// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/mrpc_files.h"

#include "study/error.h"

#include <array>
#include <set>

namespace alphascope {
namespace {

constexpr const char* kTrainName = "msr_paraphrase_train.txt";
constexpr const char* kTestName = "msr_paraphrase_test.txt";
constexpr std::size_t kColumns = 5;  // Quality, two ids, two sentences

/// Calls `row(line number, text)` for each line, without its end; lines may end in \r\n.
template <typename Row>
void eachLine(std::string_view text, const Row& row) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    for (long number = 1; !text.empty(); ++number) {
        const auto end = text.find('\n');
        auto line = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (!line.empty()) row(number, line);
    }
}

std::vector<std::string_view> fields(std::string_view line) {
    std::vector<std::string_view> parts;
    for (;;) {
        const auto tab = line.find('\t');
        parts.push_back(line.substr(0, tab));
        if (tab == std::string_view::npos) return parts;
        line.remove_prefix(tab + 1);
    }
}

/// The rows of one of the corpus' files below its header.
template <typename Row>
void eachPair(const char* name, std::string_view text, const Row& row) {
    eachLine(text, [&](long number, std::string_view line) {
        const auto parts = fields(line);
        if (parts.size() != kColumns)
            throw Error::at(name, number,
                            "a row has " + std::to_string(parts.size()) + " columns instead of 5",
                            "Get the file anew");
        if (number > 1) row(parts, line);
    });
}

std::string idPair(std::string_view a, std::string_view b) {
    return std::string(a) + "\t" + std::string(b);
}

std::set<std::string> devIds(std::string_view text) {
    std::set<std::string> ids;
    eachLine(text, [&](long number, std::string_view line) {
        const auto parts = fields(line);
        if (parts.size() < 2)
            throw Error::at("mrpc_dev_ids.tsv", number, "two sentence ids are expected",
                            "Get the file anew");
        ids.insert(idPair(parts[0], parts[1]));
    });
    return ids;
}

}  // namespace

std::optional<MrpcPart> mrpcPart(std::string_view name) {
    if (name == kTrainName) return MrpcPart::kTrain;
    if (name == kTestName) return MrpcPart::kTest;
    if (name == "mrpc_dev_ids.tsv" || name == "dev_ids.tsv") return MrpcPart::kDevIds;
    return std::nullopt;
}

std::vector<std::pair<std::string, std::string>> makeMrpc(
    const std::function<std::string(MrpcPart)>& text) {
    std::vector<std::pair<std::string, std::string>> files;
    const std::string corpus = text(MrpcPart::kTrain);
    if (!corpus.empty()) {
        const std::string ids_text = text(MrpcPart::kDevIds);
        if (ids_text.empty())
            throw Error::at(kTrainName, 0, "the ids of MRPC's dev set are missing",
                            "Put mrpc_dev_ids.tsv beside it");
        const auto ids = devIds(ids_text);
        std::string train = "Quality\t#1 ID\t#2 ID\t#1 String\t#2 String\n", dev = train;
        eachPair(kTrainName, corpus, [&](const auto& parts, std::string_view line) {
            auto& file = ids.contains(idPair(parts[1], parts[2])) ? dev : train;
            file.append(line).push_back('\n');
        });
        files.emplace_back("MRPC/train.tsv", std::move(train));
        files.emplace_back("MRPC/dev.tsv", std::move(dev));
    }
    const std::string test = text(MrpcPart::kTest);
    if (!test.empty()) {
        std::string file = "index\t#1 ID\t#2 ID\t#1 String\t#2 String\n";
        int index = 0;
        eachPair(kTestName, test, [&](const auto&, std::string_view line) {
            file += std::to_string(index++);
            file.append(line.substr(line.find('\t'))).push_back('\n');
        });
        files.emplace_back("MRPC/test.tsv", std::move(file));
    }
    return files;
}

}  // namespace alphascope
